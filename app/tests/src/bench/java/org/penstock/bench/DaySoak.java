package org.penstock.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.ControlRoomWindow;
import org.penstock.app.window.WindowOptions;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;

/**
 * A facility as it is on a day: 2,000 streams at one reading a second, 200 alerts that watch them, through link, gate,
 * engine, journal and projector into the embedded database. Prints processor time, resident memory, bytes on the disk for
 * each reading, and whether every reading that was handed in is in the database after it was closed and opened again. With
 * a DISPLAY the window of the facility is open all the while, and it says so. Arguments: minutes, directory.
 */
public final class DaySoak {
    private static final int DEVICES = 200;
    private static final int STREAMS_A_DEVICE = 10;
    private static final int SETTLING_SECONDS = 30;
    private static final String INSIDE = "inside";

    private DaySoak() {}

    public static void main(String[] args) throws Exception {
        String minutes = args.length > 0 ? args[0] : "10";
        if (args.length > 2 && args[2].equals(INSIDE)) {
            run(Integer.parseInt(minutes), Path.of(args[1]));
            return;
        }
        Path parent = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("penstock-bench-");
        Path dir = Files.createTempDirectory(Files.createDirectories(parent), "soak-");
        try {
            // In a process of its own with the product's options: they decide what is resident.
            Process child = Children.start(DaySoak.class.getName(), List.of(minutes, dir.toString(), INSIDE));
            child.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
            child.waitFor();
        } finally {
            ReactionBench.delete(dir);
        }
    }

    private static void run(int minutes, Path data) throws Exception {
        SensorDriver sensors = new SensorDriver();
        Instant from = Instant.now().minusSeconds(60);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "%,d streams at one reading a second for %d min, %d s of it for settling; %s%n",
                DEVICES * STREAMS_A_DEVICE, minutes, SETTLING_SECONDS, ReactionBench.load());
        long most = 0;
        double share;
        double seconds;
        long rate;
        try (Facility facility = Facility.open(options(data, sensors, true))) {
            boolean window = window(facility, data);
            Thread.sleep(SETTLING_SECONDS * 1_000L);
            long cpu = system.getProcessCpuTime();
            long began = System.nanoTime();
            long deliveredBefore = sensors.delivered.get();
            for (int s = SETTLING_SECONDS; s < 60 * minutes; s++) {
                Thread.sleep(1_000);
                most = Math.max(most, residentBytes());
            }
            seconds = (System.nanoTime() - began) / 1e9;
            share = (system.getProcessCpuTime() - cpu) / 1e9 / seconds;
            rate = Math.round((sensors.delivered.get() - deliveredBefore) / seconds);
            System.out.printf(
                    "%,d readings/s; %.0f %% of a core (bar: 50); resident at most %,d MB, %s a window (bar with"
                            + " it: 500); database %.1f s behind; %s%n",
                    rate,
                    100 * share,
                    most >> 20,
                    window ? "with" : "WITHOUT",
                    facility.snapshot().health().lagSeconds(),
                    ReactionBench.load());
            sensors.silent.set(true);
            Thread.sleep(1_500);
            facility.awaitRecord(30_000);
        }
        long delivered = sensors.delivered.get();
        long kept = kept(data, from);
        System.out.printf(
                "handed in %,d, acknowledged %,d, in the database after a restart %,d: %s%n",
                delivered, sensors.acknowledged.get(), kept, kept == delivered ? "nothing lost" : "LOST OR DOUBLED");
        System.out.printf(
                "on the disk: journal %.1f bytes a reading, database file %.1f%n",
                size(data, ".journal") / (double) delivered, size(data, ".mv.db") / (double) delivered);
        System.out.println(share <= 0.5 && most <= 500L << 20 && kept == delivered ? "bars held" : "bars NOT held");
        // The toolkit's threads, where there is a window, would keep the process.
        System.out.flush();
        System.exit(0);
    }

    private static boolean window(Facility facility, Path data) throws Exception {
        if (System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            return false;
        }
        WindowOptions options =
                new WindowOptions("bench", data.resolve("window.properties"), InstantSource.system(), Ticker.system());
        ControlRoomWindow.open(options, CompletableFuture.<ControlRoom>completedFuture(facility))
                .get();
        return true;
    }

    /** Counts what a new process would find. */
    private static long kept(Path data, Instant from) throws Exception {
        long n = 0;
        try (Facility again = Facility.open(options(data, new SensorDriver(), false))) {
            again.awaitRecord(30_000);
            for (int d = 0; d < DEVICES; d++) {
                for (int s = 0; s < STREAMS_A_DEVICE; s++) {
                    n += again.record()
                            .readings(key(d, s), from, Instant.now().plusSeconds(60), Integer.MAX_VALUE)
                            .size();
                }
            }
        }
        return n;
    }

    private static FacilityOptions options(Path data, SensorDriver driver, boolean drive) {
        FacilityOptions.@Nullable FacilityText text =
                drive ? new FacilityOptions.FacilityText("soak.yaml", facility()) : null;
        return new FacilityOptions(
                data, text, null, List.of(driver), drive, "bench", "bench", InstantSource.system(), Ticker.system());
    }

    private static String key(int device, int stream) {
        return "s-" + device + "-" + stream;
    }

    private static String facility() {
        StringBuilder file = new StringBuilder("""
                penstock: 1
                organization: {key: bench, name: Bench}
                site: {key: bench, name: Bench, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: House, kind: building}
                links:
                  - {key: field, driver: bench, connection: {}}
                devices:
                """);
        for (int d = 0; d < DEVICES; d++) {
            file.append("  - {key: d-%d, name: Device %d, link: field, location: house, address: {}, streams: ["
                    .formatted(d, d));
            for (int s = 0; s < STREAMS_A_DEVICE; s++) {
                file.append(s == 0 ? "" : ", ")
                        .append(
                                "{key: %s, name: Sensor %d/%d, metric: temperature, unit: °C, interval: 1s, max_age: 60s, address: {at: %d}}"
                                        .formatted(key(d, s), d, s, s));
            }
            file.append("]}\n");
        }
        file.append("alerts:\n");
        for (int d = 0; d < DEVICES; d++) {
            file.append(
                    "  - {key: a-%d, name: Too hot %d, stream: %s, type: limit_high, limit: 90 °C, hysteresis: 1 °C, severity: warning}\n"
                            .formatted(d, d, key(d, 0)));
        }
        return file.toString();
    }

    /** Resident memory of this process, 0 where the system does not tell. */
    static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    private static long size(Path dir, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(f -> f.toString().endsWith(ending))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }
}
