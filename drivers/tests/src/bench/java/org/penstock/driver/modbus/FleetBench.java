package org.penstock.driver.modbus;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.testing.Specs;

/**
 * 200 Modbus TCP devices with 50 registers each at 1 s, each device a link and a connection of its own; the devices are
 * in a child process ({@link FleetServer}). Prints how many values came of how many, the oldest a value ever was, and the
 * processor time and memory of this process, which holds the driver only: no gate, no journal.
 *
 * <p>Run: {@code mvn -q -Pfleet -pl drivers/tests -am -DskipTests verify}. Ends with 1 when a value was missed or older than 2 s.
 */
final class FleetBench {
    private static final int DEVICES = Integer.getInteger("bench.devices", 200);
    private static final int REGISTERS = 50;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
    private static final long OLDEST_MILLIS = 2_000;

    private FleetBench() {}

    /** What a facility would do with the values, without keeping them. */
    private static final class Counting implements LinkContext {
        private final AtomicLongArray last = new AtomicLongArray(DEVICES * REGISTERS);
        private final AtomicLong values = new AtomicLong();
        private final AtomicLong wrong = new AtomicLong();
        private final AtomicLong dropped = new AtomicLong();
        private final AtomicLong oldestNanos = new AtomicLong();

        @Override
        public InstantSource wall() {
            return InstantSource.system();
        }

        @Override
        public Ticker ticker() {
            return Ticker.system();
        }

        @Override
        public void deliver(Batch batch) {
            offer(batch);
        }

        @Override
        public boolean offer(Batch batch) {
            for (Sample s : batch.samples()) {
                long before = last.getAndSet(s.stream(), batch.receivedNanos());
                if (before != 0) {
                    oldestNanos.accumulateAndGet(batch.receivedNanos() - before, Math::max);
                }
                if (s.value() != s.stream() % REGISTERS) {
                    wrong.incrementAndGet();
                }
            }
            values.addAndGet(batch.samples().size());
            return true;
        }

        @Override
        public void dropped(String device, String reason) {
            dropped.incrementAndGet();
        }

        @Override
        public void missed(String device, long count) {}

        @Override
        public void status(LinkStatus status) {}

        @Override
        public String secret(String name) {
            throw new IllegalStateException("no secrets here");
        }

        private void begin() {
            values.set(0);
            oldestNanos.set(0);
        }

        private long silentSince(long nowNanos) {
            long worst = 0;
            for (int i = 0; i < last.length(); i++) {
                worst = Math.max(worst, nowNanos - last.get(i));
            }
            return worst;
        }
    }

    public static void main(String[] args) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetServer.class.getName(),
                        Integer.toString(REGISTERS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean good;
        try {
            int port = Integer.parseInt(
                    server.inputReader(StandardCharsets.UTF_8).readLine().strip());
            good = measure(port);
        } finally {
            server.getOutputStream().close();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean measure(int port) throws IOException, InterruptedException {
        Counting facility = new Counting();
        List<Link> links = new ArrayList<>();
        for (int d = 0; d < DEVICES; d++) {
            links.add(new ModbusDriver().open(Specs.read(device(d, port)), facility));
        }
        try {
            links.forEach(Link::start);
            TimeUnit.SECONDS.sleep(10);
            OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            facility.begin();
            long cpu = os.getProcessCpuTime();
            long begin = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS);
            long nanos = System.nanoTime() - begin;
            cpu = os.getProcessCpuTime() - cpu;
            long values = facility.values.get();
            long oldest = Math.max(facility.oldestNanos.get(), facility.silentSince(System.nanoTime())) / 1_000_000;
            long expected = (long) DEVICES * REGISTERS * (nanos / 1_000_000_000);
            long errors = links.stream().mapToLong(l -> l.status().errors()).sum();
            Runtime r = Runtime.getRuntime();
            System.out.printf(
                    "%d devices x %d registers at 1 s for %d s, devices in a child process (digitalpetri):%n"
                            + "  values %d of %d, wrong %d, dropped %d, failed requests %d%n"
                            + "  oldest value %d ms%n"
                            + "  processor %.2f of one core, resident %d MB, heap in use %d MB, threads %d%n",
                    DEVICES,
                    REGISTERS,
                    nanos / 1_000_000_000,
                    values,
                    expected,
                    facility.wrong.get(),
                    facility.dropped.get(),
                    errors,
                    oldest,
                    (double) cpu / nanos,
                    residentMegabytes(),
                    (r.totalMemory() - r.freeMemory()) >> 20,
                    Thread.activeCount());
            // At the edges of the measured time one poll of each device may lie outside.
            boolean missed = values < expected - (long) DEVICES * REGISTERS;
            return !missed && facility.wrong.get() == 0 && facility.dropped.get() == 0 && oldest <= OLDEST_MILLIS;
        } finally {
            links.forEach(Link::close);
        }
    }

    private static String device(int device, int port) {
        StringBuilder s = new StringBuilder("""
                key: link%d
                driver: modbus
                connection: {host: 127.0.0.1, port: %d}
                devices:
                  - key: device%d
                    address: {unit_id: %d}
                    streams:
                """.formatted(device, port, device, device % 247 + 1));
        for (int i = 0; i < REGISTERS; i++) {
            s.append("      - {no: %d, key: s%d, interval: 1000, address: {register: \"holding:%d\"}}%n"
                    .formatted(device * REGISTERS + i, i, i));
        }
        return s.toString();
    }

    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return 0;
    }
}
