package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** One silent and one slow device on the bus of a good one: whose values grow old, and whose must not. */
@Timeout(60)
class SharedBusTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private record Case(SerialBus.Kind kind, SerialBus bus, Link link, FakeLinkContext facility) {}

    @Test
    void aSilentAndASlowDeviceMakeNobodyElseStale() throws Exception {
        watch(5);
    }

    @Test
    @Tag("field")
    void norInHalfAMinuteWhenTheyAreAskedAgainAndAgain() throws Exception {
        watch(30);
    }

    private static void watch(int seconds) throws Exception {
        List<Case> cases = new ArrayList<>();
        try {
            for (SerialBus.Kind kind : SerialBus.Kind.values()) {
                SerialBus bus = new SerialBus(kind);
                FakeLinkContext facility = new FakeLinkContext();
                Link link = open(kind, bus.port(), facility);
                cases.add(new Case(kind, bus, link, facility));
                link.start();
            }
            TimeUnit.SECONDS.sleep(seconds);
            for (Case c : cases) {
                await().atMost(LONG).until(() -> c.facility().said(LinkState.DEGRADED, "device silent"));
            }
            cases.forEach(SharedBusTest::assertGood);
        } finally {
            for (Case c : cases) {
                c.link().close();
                c.bus().close();
            }
        }
        Threads.assertNone("penstock-modbus-shared");
    }

    private static Link open(SerialBus.Kind kind, int port, FakeLinkContext facility) {
        StringBuilder good = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            // Every other register: ten values that cannot be read with one request.
            good.append("    - {no: %d, key: v%d, interval: 1000, address: {register: \"holding:%d\"}}%n"
                    .formatted(i, i, 2 * i));
        }
        return new ModbusDriver()
                .open(
                        Specs.read("""
                key: shared
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
                                        port,
                                        kind == SerialBus.Kind.LINE ? "rtu" : "tcp",
                                        good.toString().indent(2))),
                        facility);
    }

    private static void assertGood(Case c) {
        long worst = 0;
        for (int i = 1; i <= 10; i++) {
            worst = Math.max(worst, oldest(c.facility(), i));
            assertEquals(Set.of(1_000.0 + 2 * i), Set.copyOf(c.facility().values(i)), "never another's value");
        }
        Set<String> asked = new TreeSet<>(c.bus().requests);
        System.out.printf(
                "%s: oldest good value %d ms; silent asked %d times, slow %d times, slow delivered %d, %s%n",
                c.kind(),
                worst / 1_000,
                c.bus().requests.stream().filter("9"::equals).count(),
                c.bus().requests.stream().filter("2"::equals).count(),
                c.facility().values(23).size(),
                c.link().status());
        assertTrue(asked.containsAll(Set.of("1", "2", "9")), "all were asked: " + asked);
        assertTrue(worst <= 3_000_000, c.kind() + ": a good value was " + worst / 1_000 + " ms old");
        assertTrue(Set.of(2_001.0).containsAll(c.facility().values(23)), "what comes late is true");
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
