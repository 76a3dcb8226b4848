package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.link.Link;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A device that goes away in three ways and comes back, twenty times, and what a round leaves behind: nothing. */
@Timeout(60)
class ReturningDeviceTest {
    private static final long INTERVAL = 150;
    private static final long TIMEOUT = 200;
    /** For a machine that is busy with other things. */
    private static final long MARGIN = 600;

    @ParameterizedTest
    @CsvSource({"tcp, 20", "rtu, 6"})
    void isGoodAgainWithinTwoPeriodsAndATimeoutAndLeavesNothingBehind(String framing, int rounds) throws Exception {
        FakeLinkContext facility = new FakeLinkContext();
        // 0 = answers; 1 = stopped: accepts and reads, answers nobody; n > 1 = packets of connections before n are lost
        AtomicInteger mode = new AtomicInteger();
        ScriptedDevice.Script tcp = (r, out) -> {
            if (mode.get() == 0 || r.connection() >= mode.get() && mode.get() > 1) {
                out.write(r.register(7));
            }
        };
        ScriptedRtuDevice.Script rtu = (r, out) -> {
            if (mode.get() == 0 || r.connection() >= mode.get() && mode.get() > 1) {
                out.write(r.function() == 8 ? r.right() : r.with("03020007"));
            }
        };
        AutoCloseable device = framing.equals("tcp") ? new ScriptedDevice(tcp) : new ScriptedRtuDevice(rtu);
        int port = device instanceof ScriptedDevice d ? d.port() : ((ScriptedRtuDevice) device).port();
        try (Link link =
                new ModbusDriver().open(Specs.read("""
                key: plc
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, framing: %s, timeout: %dms}
                devices:
                  - key: skid
                    streams:
                      - {no: 1, key: level, interval: %d, address: {register: "holding:100"}}
                """.formatted(port, framing, TIMEOUT, INTERVAL)), facility)) {
            link.start();
            awaitMore(facility, Duration.ofSeconds(20));
            Set<String> threads = Threads.named("penstock-modbus-plc");
            int sockets = sockets();
            long worst = 0;
            for (int round = 0; round < rounds; round++) {
                long back;
                switch (round % 3) {
                    case 0 -> {
                        mode.set(1);
                        TimeUnit.MILLISECONDS.sleep(250 + 10L * round);
                        mode.set(0);
                        back = System.nanoTime();
                    }
                    case 1 -> {
                        device.close();
                        TimeUnit.MILLISECONDS.sleep(100);
                        mode.set(0);
                        device = framing.equals("tcp")
                                ? new ScriptedDevice(port, tcp)
                                : new ScriptedRtuDevice(port, rtu);
                        back = System.nanoTime();
                    }
                    default -> {
                        int made = device instanceof ScriptedDevice d
                                ? d.connections.get()
                                : ((ScriptedRtuDevice) device).connections.get();
                        mode.set(made + 1);
                        back = System.nanoTime();
                    }
                }
                awaitMore(facility, Duration.ofSeconds(20));
                worst = Math.max(worst, (System.nanoTime() - back) / 1_000_000);
            }
            System.out.printf("%s: good again after at most %d ms in %d rounds%n", framing, worst, rounds);
            assertTrue(worst <= 2 * INTERVAL + TIMEOUT + MARGIN, "good again only after " + worst + " ms");
            assertEquals(Set.of(7.0), Set.copyOf(facility.values(1)));
            assertEquals(threads, Threads.named("penstock-modbus-plc"));
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertEquals(sockets, sockets()));
        } finally {
            device.close();
        }
        Threads.assertNone("penstock-modbus-plc");
    }

    private static void awaitMore(FakeLinkContext facility, Duration atMost) {
        int before = facility.values(1).size();
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> facility.values(1).size() > before + 1);
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
