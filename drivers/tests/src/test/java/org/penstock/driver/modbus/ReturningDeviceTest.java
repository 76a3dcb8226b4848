package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.penstock.core.link.Link;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A device that goes away in three ways and comes back, twenty times, and what a round leaves behind: nothing. */
@Timeout(90)
@Isolated("counts the sockets of the whole process, and measures time")
class ReturningDeviceTest {
    private static final int ROUNDS = 20;
    private static final long INTERVAL = 150;
    private static final long TIMEOUT = 200;
    /** Two periods and a time-out, and a tenth of a second for a machine that is busy with other things. */
    private static final long BAR = 2 * INTERVAL + TIMEOUT + 100;

    @Test
    void isGoodAgainWithinTwoPeriodsAndATimeoutAndLeavesNothingBehind() throws Exception {
        try (Device tcp = new Device("tcp", 1);
                Device rtu = new Device("rtu", 1);
                Device gateway = new Device("tcp", 2);
                ExecutorService together = Executors.newFixedThreadPool(3)) {
            List<Device> all = List.of(tcp, rtu, gateway);
            all.forEach(Device::start);
            Set<String> threads = Threads.named("penstock-modbus-");
            int sockets = sockets();
            List<Callable<Void>> rounds = new ArrayList<>();
            all.forEach(d -> rounds.add(d::goAwayAndComeBack));
            for (Future<Void> done : together.invokeAll(rounds)) {
                done.get();
            }
            for (Device d : all) {
                assertTrue(d.worst <= BAR, d.key + ": good again only after " + d.worst + " ms, " + d.took);
            }
            assertEquals(threads, Threads.named("penstock-modbus-"));
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertEquals(sockets, sockets()));
        }
        Threads.assertNone("penstock-modbus-");
    }

    /** A device and the link that polls it. What it answers is how often it came back so far. */
    private static final class Device implements AutoCloseable {
        private final String key;
        private final int units;
        private final boolean rtu;
        /** 0 = answers; 1 = stopped: accepts and reads, answers nobody; n > 1 = packets of connections before n are lost. */
        private final AtomicInteger mode = new AtomicInteger();

        private final AtomicInteger returns = new AtomicInteger(1);
        private final FakeLinkContext facility = new FakeLinkContext();
        private final Link link;
        private final List<String> took = new ArrayList<>();
        private final int port;
        private AutoCloseable server;
        private long worst;

        Device(String framing, int units) throws Exception {
            this.key = framing + units;
            this.units = units;
            this.rtu = framing.equals("rtu");
            this.server = serve(0);
            this.port = server instanceof ScriptedDevice d ? d.port() : ((ScriptedRtuDevice) server).port();
            StringBuilder devices = new StringBuilder();
            for (int unit = 1; unit <= units; unit++) {
                devices.append("""
                          - key: skid%1$d
                            address: {unit_id: %1$d}
                            streams:
                              - {no: %1$d, key: level, interval: %2$d, address: {register: "holding:100"}}
                        """.formatted(unit, INTERVAL));
            }
            this.link =
                    new ModbusDriver().open(Specs.read("""
                    key: %s
                    driver: modbus
                    connection: {host: 127.0.0.1, port: %d, framing: %s, timeout: %dms}
                    devices:
                    """.formatted(key, port, framing, TIMEOUT) + devices), facility);
        }

        private AutoCloseable serve(int onPort) throws IOException {
            return rtu
                    ? new ScriptedRtuDevice(onPort, (r, out) -> {
                        int now = returns.get();
                        if (answers(r.connection())) {
                            out.write(r.function() == 8 ? r.right() : r.with("0302%04x".formatted(now)));
                        }
                    })
                    : new ScriptedDevice(onPort, (r, out) -> {
                        int now = returns.get();
                        if (answers(r.connection())) {
                            out.write(r.register(now));
                        }
                    });
        }

        private boolean answers(int connection) {
            int m = mode.get();
            return m == 0 || m > 1 && connection >= m;
        }

        void start() {
            link.start();
            awaitGood();
        }

        Void goAwayAndComeBack() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                String how;
                switch (round % 3) {
                    case 0 -> {
                        how = "stopped";
                        mode.set(1);
                        TimeUnit.MILLISECONDS.sleep(60 + 37L * round % 200);
                        mode.set(0);
                    }
                    case 1 -> {
                        how = "killed";
                        server.close();
                        TimeUnit.MILLISECONDS.sleep(30 + 37L * round % 100);
                        mode.set(0);
                        server = serve(port);
                    }
                    default -> {
                        how = "packets dropped";
                        int made = server instanceof ScriptedDevice d
                                ? d.connections.get()
                                : ((ScriptedRtuDevice) server).connections.get();
                        mode.set(made + 1);
                    }
                }
                returns.incrementAndGet();
                long back = System.nanoTime();
                awaitGood();
                long ms = (System.nanoTime() - back) / 1_000_000;
                took.add(how + " " + ms);
                worst = Math.max(worst, ms);
            }
            System.out.printf("%s: good again after at most %d ms in %d rounds%n", key, worst, ROUNDS);
            return null;
        }

        /** Waits until every unit has given a value that was asked for after the return. */
        private void awaitGood() {
            double now = returns.get();
            for (int unit = 1; unit <= units; unit++) {
                int stream = unit;
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> {
                            List<Double> values = facility.values(stream);
                            return !values.isEmpty() && values.getLast() == now;
                        });
            }
        }

        @Override
        public void close() throws Exception {
            link.close();
            server.close();
        }
    }

    /** How many sockets this process has open. */
    private static int sockets() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(ReturningDeviceTest::target)
                    .filter(t -> t.startsWith("socket:"))
                    .collect(Collectors.toSet())
                    .size();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
