package org.penstock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * MQTT message, threshold rule, Modbus coil: from the call that publishes to the write at the Modbus server, while 1,000
 * other readings a second come in over the same broker. Penstock runs as people run it ({@code penstock serve}) in a
 * process of its own; its record is the embedded database, its journal is synced, and an opening is sent only when the
 * frame that caused it is durable. The bare path takes turns with it, for the ratio. Arguments: number of reactions,
 * directory (on the disk to be measured).
 */
public final class ReactionBench {
    private static final int COIL = 1;
    private static final int BARE_COIL = 2;
    private static final int WARM_UP = 100;
    private static final long GIVE_UP_MILLIS = 3_000;

    private final CoilServer coils;
    private final Field field;
    private final Random random = new Random(1);
    private int missing;

    private ReactionBench(CoilServer coils, Field field) {
        this.coils = coils;
        this.field = field;
    }

    public static void main(String[] args) throws Exception {
        int reactions = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        Path parent = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("penstock-bench-");
        Path dir = Files.createTempDirectory(Files.createDirectories(parent), "reaction-");
        try (Broker broker = new Broker(dir);
                CoilServer coils = new CoilServer()) {
            Path facility = Files.writeString(dir.resolve("facility.yaml"), facility(broker.port, coils.port));
            System.out.println(
                    "Broker: " + broker.name + ". Modbus server: another process than Penstock's. " + load());
            Process penstock = Children.start(
                    "org.penstock.app.cli.Main",
                    List.of("serve", "--data", dir.resolve("data").toString(), "--facility", facility.toString()));
            Process bare = Children.start(
                    BarePath.class.getName(), List.of(String.valueOf(broker.port), String.valueOf(coils.port)));
            try (Field field = new Field(broker.port, "plant")) {
                System.out.println(Children.firstLine(penstock));
                Children.firstLine(bare);
                new ReactionBench(coils, field).run(reactions, penstock);
            } finally {
                Children.end(bare);
                Children.end(penstock);
            }
        } finally {
            delete(dir);
        }
    }

    private void run(int reactions, Process penstock) throws Exception {
        awaitFirst();
        Latencies open = new Latencies();
        Latencies close = new Latencies();
        Latencies bareOpen = new Latencies();
        Latencies bareClose = new Latencies();
        block("plant", COIL, WARM_UP, new Latencies(), new Latencies());
        block("bare", BARE_COIL, WARM_UP, new Latencies(), new Latencies());
        missing = 0;
        double cpu = 0;
        double seconds = 0;
        for (int part = 0; part < 2; part++) {
            block("bare", BARE_COIL, reactions / 8, bareOpen, bareClose);
            long cpuBefore = cpuNanos(penstock);
            long began = System.nanoTime();
            long published = field.published();
            block("plant", COIL, reactions / 2, open, close);
            double took = (System.nanoTime() - began) / 1e9;
            cpu += (cpuNanos(penstock) - cpuBefore) / 1e9;
            seconds += took;
            System.out.printf(
                    "part %d: %,.0f other readings/s, %d times held up by the broker; %s%n",
                    part + 1, (field.published() - published) / took, field.heldUp(), load());
        }
        System.out.println(open.line("openings (durable before)"));
        System.out.println(close.line("closings"));
        Latencies all = new Latencies();
        all.addAll(open);
        all.addAll(close);
        System.out.println(all.line("all reactions"));
        Latencies bare = new Latencies();
        bare.addAll(bareOpen);
        bare.addAll(bareClose);
        System.out.println(bare.line("bare path, nothing durable"));
        System.out.printf(
                "ratio of openings to the bare path: p50 %.1f, p99 %.1f; missing reactions: %d; Penstock used %.0f %% of"
                        + " a core; bars: openings p50 <= 4 ms, p99 <= 10 ms: %s%n",
                open.millis(0.5) / bare.millis(0.5),
                open.millis(0.99) / bare.millis(0.99),
                missing,
                100 * cpu / seconds,
                open.millis(0.5) <= 4 && open.millis(0.99) <= 10 && missing == 0 ? "held" : "NOT HELD");
    }

    /** The links connect in their own time: the first reaction says that everything stands. */
    private void awaitFirst() throws MqttException, InterruptedException, IOException {
        for (int attempt = 0; attempt < 60; attempt++) {
            field.cross(attempt % 2 == 0);
            if (coils.await(COIL, attempt % 2 == 0, 1_000) != null && attempt > 2) {
                return;
            }
        }
        throw new IOException("Penstock wrote no coil within a minute");
    }

    /** Begins with the coil shut and the value low. */
    private void block(String root, int coil, int reactions, Latencies open, Latencies close)
            throws MqttException, InterruptedException {
        field.under(root);
        field.cross(false);
        Thread.sleep(1_500);
        coils.forget();
        for (int i = 0; i < reactions; i++) {
            boolean on = i % 2 == 0;
            long published = field.cross(on);
            CoilServer.Write write = coils.await(coil, on, GIVE_UP_MILLIS);
            if (write == null) {
                missing++;
            } else {
                (on ? open : close).add(write.nanos() - published);
            }
            // No multiple of the rounds in which the others report.
            TimeUnit.MICROSECONDS.sleep(75_000 + random.nextInt(50_000));
        }
    }

    private static long cpuNanos(Process p) {
        return p.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
    }

    static String load() {
        return "%s, load %.1f on %d cores"
                .formatted(
                        Instant.now().toString().substring(0, 19),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.getRuntime().availableProcessors());
    }

    private static String facility(int broker, int modbus) {
        StringBuilder streams = new StringBuilder();
        for (int i = 0; i < Field.STREAMS; i++) {
            streams.append("      - {key: s-")
                    .append(i)
                    .append(", name: Sensor ")
                    .append(i)
                    .append(", metric: temperature, unit: °C, interval: 1s, max_age: 60s, address: {topic: plant/s/")
                    .append(i)
                    .append("}}\n");
        }
        return """
                penstock: 1
                organization: {key: bench, name: Bench}
                site: {key: bench, name: Bench, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: House, kind: building}
                links:
                  - {key: broker, driver: mqtt, connection: {host: 127.0.0.1, port: %d, client_id: penstock}}
                  - {key: plc, driver: modbus, connection: {host: 127.0.0.1, port: %d}}
                devices:
                  - key: sensors
                    name: Sensors
                    link: broker
                    location: house
                    streams:
                      - {key: hot, name: Hot, metric: temperature, unit: °C, interval: 1s, max_age: 60s, address: {topic: plant/hot}}
                %s  - key: skid
                    name: Skid
                    link: plc
                    location: house
                    address: {unit_id: 1}
                    outputs:
                      - {key: valve, name: Valve, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: hardware, timeout: 2s, address: {coil: %d}}
                rules:
                  - {key: react, name: React, stream: hot, when: above, limit: 27 °C, hysteresis: 1 °C, max_age: 60s, output: valve, value: 1, fallback: 0}
                """.formatted(broker, modbus, streams, COIL);
    }

    static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
