package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** One silent and one slow device on the bus of a good one: whose values grow old, and whose must not. */
@Timeout(60)
class SharedBusTest {
    private static final int SECONDS = 9;

    @ParameterizedTest
    @EnumSource
    void aSilentAndASlowDeviceMakeNobodyElseStale(SerialBus.Kind kind) throws Exception {
        FakeLinkContext facility = new FakeLinkContext();
        StringBuilder good = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            // Every other register: ten values that cannot be read with one request.
            good.append("    - {no: %d, key: v%d, interval: 1000, address: {register: \"holding:%d\"}}%n"
                    .formatted(i, i, 2 * i));
        }
        try (SerialBus bus = new SerialBus(kind);
                Link link = new ModbusDriver()
                        .open(
                                Specs.read("""
                        key: bus
                        driver: modbus
                        connection: {host: 127.0.0.1, port: %d, framing: %s}
                        devices:
                          - key: silent
                            address: {unit_id: 9}
                            streams:
                              - {no: 21, key: s, interval: 1000, address: {register: "holding:1"}}
                              - {no: 22, key: t, interval: 1000, address: {register: "holding:5"}}
                          - key: slow
                            address: {unit_id: 2}
                            streams:
                              - {no: 23, key: w, interval: 1000, address: {register: "holding:1"}}
                          - key: good
                            address: {unit_id: 1}
                            streams:
                        %s
                        """.formatted(
                                                bus.port(),
                                                kind == SerialBus.Kind.LINE ? "rtu" : "tcp",
                                                good.toString().indent(2))),
                                facility)) {
            link.start();
            TimeUnit.SECONDS.sleep(SECONDS);
            List<Long> ages = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                ages.add(oldest(facility, i));
                assertEquals(Set.of(1_000.0 + 2 * i), Set.copyOf(facility.values(i)), "never another register's value");
            }
            long worst = ages.stream().mapToLong(Long::longValue).max().orElseThrow();
            Set<String> asked = new TreeSet<>(bus.requests);
            LinkStatus status = link.status();
            System.out.printf(
                    "%s: oldest good value %d ms; silent asked %d times, slow %d times, slow delivered %d, reconnects %d, %s%n",
                    kind,
                    worst / 1_000,
                    bus.requests.stream().filter("9"::equals).count(),
                    bus.requests.stream().filter("2"::equals).count(),
                    facility.values(23).size(),
                    status.reconnects(),
                    status.reason());
            assertTrue(asked.containsAll(Set.of("1", "2", "9")), "all were asked: " + asked);
            assertTrue(worst <= 3_000_000, "a good value was " + worst / 1_000 + " ms old");
            assertTrue(Set.of(2_001.0).containsAll(facility.values(23)), "what comes late is true");
        }
        Threads.assertNone("penstock-modbus-bus");
    }

    /** The longest time between two values of a stream, from the first one to the end, µs. */
    private static long oldest(FakeLinkContext facility, int stream) {
        long worst = 0;
        long last = 0;
        for (Batch b : facility.batches()) {
            if (b.samples().stream().anyMatch(s -> s.stream() == stream)) {
                if (last != 0) {
                    worst = Math.max(worst, b.receivedMicros() - last);
                }
                last = b.receivedMicros();
            }
        }
        assertTrue(last != 0, "stream " + stream + " never had a value");
        long end = facility.batches().getLast().receivedMicros();
        return Math.max(worst, end - last);
    }
}
