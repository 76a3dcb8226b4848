package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A Modbus link against a server made by other people. */
@Timeout(90)
class ModbusLinkTest {
    private final FakeLinkContext facility = new FakeLinkContext();
    private PlantController plc;
    private final List<Link> opened = new ArrayList<>();

    @BeforeEach
    void startController() throws Exception {
        plc = new PlantController();
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(Link::close);
        plc.close();
        Threads.assertNone("penstock-modbus-plc");
    }

    private Link open(String devices) {
        String yaml = """
                key: plc
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, timeout: 300ms}
                devices:
                %s
                """.formatted(plc.port, devices.indent(2));
        ModbusDriver driver = new ModbusDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        return start(driver, yaml);
    }

    private Link start(ModbusDriver driver, String yaml) {
        Link link = driver.open(Specs.read(yaml), facility);
        opened.add(link);
        link.start();
        return link;
    }

    private void awaitOnline() {
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
    }

    @Test
    void registersBecomeValuesInEveryOrderAndScale() {
        int[] pi = {0x4048, 0xF5C3}; // 3.14 as float32
        plc.holding(100, pi[0], pi[1], pi[1], pi[0], 0x4840, 0xC3F5, 0xC3F5, 0x4840);
        plc.holding(120, 0xFFFE, 215, 65535, 0x0001, 0x86A0, 0b1000);
        long million = 1_000_000_000_000L;
        plc.holding(
                130,
                (int) (million >> 48) & 0xFFFF,
                (int) (million >> 32) & 0xFFFF,
                (int) (million >> 16) & 0xFFFF,
                (int) million & 0xFFFF);
        plc.input(7, 4711);
        plc.discrete(4, true);
        plc.coil(3, true);
        open("""
                - key: skid
                  address: {unit_id: 1}
                  streams:
                    - {no: 1, key: a, address: {register: "holding:100", type: float32}}
                    - {no: 2, key: b, address: {register: "holding:102", type: float32, words: little}}
                    - {no: 3, key: c, address: {register: "holding:104", type: float32, words: BADC}}
                    - {no: 4, key: d, address: {register: "holding:106", type: float32, words: DCBA}}
                    - {no: 5, key: e, address: {register: "holding:120", type: int16}}
                    - {no: 6, key: f, address: {register: "holding:121", scale: 0.1, offset: -5}}
                    - {no: 7, key: g, address: {register: "holding:122", none: [65535]}}
                    - {no: 8, key: h, address: {register: "holding:123", type: uint32}}
                    - {no: 9, key: i, address: {register: "holding:125", bit: 3}}
                    - {no: 10, key: j, address: {register: "holding:130", type: int64}}
                    - {no: 11, key: k, address: {register: "input:7"}}
                    - {no: 12, key: l, address: {register: "discrete:4"}}
                    - {no: 13, key: m, address: {register: "coil:3"}}
                """);
        awaitOnline();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> IntStream.rangeClosed(1, 13)
                        .noneMatch(n -> facility.samples(n).isEmpty()));
        for (int stream = 1; stream <= 4; stream++) {
            assertEquals(3.14, facility.values(stream).getFirst(), 1e-6, "stream " + stream);
        }
        assertEquals(-2, facility.values(5).getFirst());
        assertEquals(16.5, facility.values(6).getFirst(), 1e-9);
        assertEquals(
                QualityCode.NO_COMMUNICATION, facility.samples(7).getFirst().quality());
        assertEquals(100_000, facility.values(8).getFirst());
        assertEquals(1, facility.values(9).getFirst());
        assertEquals(1e12, facility.values(10).getFirst());
        assertEquals(4711, facility.values(11).getFirst());
        assertEquals(1, facility.values(12).getFirst());
        assertEquals(1, facility.values(13).getFirst());
        assertTrue(plc.read.contains("1:100+8"), "neighbours are read with one request: " + plc.read);
        assertTrue(plc.read.contains("1:120+6"), "neighbours are read with one request: " + plc.read);
    }

    @Test
    void oneRefusedRegisterSpoilsOnlyItself() {
        plc.holding(10, 1, 2, 3);
        plc.refused.add(11);
        Link link = open("""
                - key: skid
                  streams:
                    - {no: 1, key: a, address: {register: "holding:10"}}
                    - {no: 2, key: b, address: {register: "holding:11"}}
                    - {no: 3, key: c, address: {register: "holding:12"}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.DEGRADED));
        assertEquals(1, facility.values(1).getFirst());
        assertEquals(List.of(), facility.values(2));
        assertEquals(3, facility.values(3).getFirst());
        String reason = link.status().reason();
        assertTrue(reason.contains("device skid") && reason.contains("holding:11"), reason);
        assertTrue(reason.contains("illegal data address"), reason);

        plc.refused.clear();
        awaitOnline();
        assertEquals(2, facility.values(2).getFirst());
    }

    @Test
    void aCoilIsWrittenOnceReadBackAndItsTimerComesFirst() throws Exception {
        Link link = open("""
                - key: skid
                  outputs:
                    - {no: 1, key: valve, address: {coil: 1, timer: "holding:200"}}
                    - {no: 2, key: speed, address: {register: "holding:110", scale: 0.1}}
                    - {no: 3, key: position, address: {register: "holding:112", type: float32, words: CDAB}}
                """);
        plc.coil(1, false);
        awaitOnline();

        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 90_500, 2_000)));
        assertTrue(plc.coil(1));
        assertEquals(91, plc.holding(200), "seconds, rounded up");
        assertEquals(List.of("1=true"), plc.written);
        assertEquals(new WriteOutcome.Verified(1), link.readBack(1));

        assertEquals(new WriteOutcome.Verified(0), link.write(new OutputWrite(1, 0, 0, 2_000)));
        assertFalse(plc.coil(1));
        assertEquals(91, plc.holding(200), "a close touches no timer");

        assertEquals(new WriteOutcome.Verified(45.5), link.write(new OutputWrite(2, 45.5, 60_000, 2_000)));
        assertEquals(455, plc.holding(110));
        assertEquals(new WriteOutcome.Verified(3.5), link.write(new OutputWrite(3, 3.5, 60_000, 2_000)));
        assertEquals(0x4060, plc.holding(113), "low word first");

        WriteOutcome.Failed tooBig =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(2, 1e9, 60_000, 2_000)));
        assertTrue(tooBig.reason().contains("speed") && tooBig.reason().contains("does not fit"), tooBig.reason());
        assertEquals(455, plc.holding(110));
    }

    @Test
    void aStuckCoilIsSaidToBeStuck() throws Exception {
        plc.stuck.add(1);
        plc.coil(1, false);
        Link link = open("""
                - key: skid
                  outputs:
                    - {no: 1, key: valve, address: {coil: 1}}
                """);
        awaitOnline();
        WriteOutcome.Failed failed =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        assertTrue(failed.reason().contains("reads back 0.0 instead of 1.0"), failed.reason());
        assertEquals(List.of("1=true"), plc.written, "sent once");
    }

    @Test
    void aWriteDoesNotWaitForALongPollRound() throws Exception {
        StringBuilder streams = new StringBuilder("- key: skid\n  streams:\n");
        for (int i = 0; i < 300; i++) {
            plc.holding(i * 2, i);
            streams.append("    - {no: %d, key: s%d, interval: 1, address: {register: \"holding:%d\"}}\n"
                    .formatted(i + 1, i, i * 2));
        }
        Link link = open(streams + "  outputs:\n    - {no: 1, key: valve, address: {coil: 1}}\n");
        awaitOnline();
        long[] micros = new long[400];
        for (int i = 0; i < micros.length; i++) {
            long before = System.nanoTime();
            assertEquals(new WriteOutcome.Verified(i % 2), link.write(new OutputWrite(1, i % 2, 60_000, 2_000)));
            micros[i] = (System.nanoTime() - before) / 1_000;
        }
        Arrays.sort(micros);
        long polled = link.status().received();
        System.out.printf(
                "write + read-back while polling: p50 %d us, p99 %d us, max %d us; %d answers%n",
                micros[200], micros[395], micros[399], polled);
        assertTrue(
                micros[200] < 50_000, "half of the writes and their read-backs under polling: " + micros[200] + " us");
    }

    @Test
    void aRestartedControllerIsFoundAgain() throws Exception {
        plc.holding(1, 5);
        Link link = open("""
                - key: skid
                  streams:
                    - {no: 1, key: a, address: {register: "holding:1"}}
                  outputs:
                    - {no: 1, key: valve, address: {coil: 1}}
                """);
        awaitOnline();
        plc.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.OFFLINE));
        assertTrue(link.status().nextTryMicros() != null, "says when it tries again");
        WriteOutcome.Failed failed =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        assertTrue(failed.reason().contains("not connected"), failed.reason());
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.said(LinkState.OFFLINE, "refused the connection"));

        int before = facility.values(1).size();
        plc = new PlantController(plc.port);
        plc.holding(1, 6);
        awaitOnline();
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(1).size() > before);
        assertEquals(6, facility.values(1).getLast());
        assertTrue(link.status().reconnects() >= 1);
    }

    @Test
    void aFullTelemetryLaneStopsNeitherPollsNorWrites() throws Exception {
        plc.holding(1, 5);
        Link link = open("""
                - key: skid
                  streams:
                    - {no: 1, key: a, interval: 10, address: {register: "holding:1"}}
                  outputs:
                    - {no: 1, key: valve, address: {coil: 1}}
                """);
        awaitOnline();
        facility.full(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.dropped("skid/overflow") > 3);
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        int before = facility.values(1).size();
        facility.full(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(1).size() > before + 3);
    }

    @Test
    void aWatchdogChangesWhileThisProgramAndTheFacilityLive() {
        plc.holding(1, 5);
        Link link = open("""
                - key: skid
                  address: {watchdog: {register: "holding:500", every: 100ms, value: count}}
                  streams:
                    - {no: 1, key: a, interval: 100, address: {register: "holding:1"}}
                  outputs:
                    - {no: 1, key: valve, guard: watchdog_register, address: {coil: 1}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> plc.holding(500) >= 3);
        facility.full(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.said(LinkState.DEGRADED, "watchdog holding:500"));
        int stopped = plc.holding(500);
        await().during(Duration.ofMillis(400)).until(() -> plc.holding(500) == stopped);
        facility.full(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> plc.holding(500) > stopped + 2);
        awaitOnline();
        link.close();
        int left = plc.holding(500);
        await().during(Duration.ofMillis(400)).until(() -> plc.holding(500) == left);
    }

    @Test
    void everyDeviceTellsHowItIs() {
        plc.holding(1, 5);
        plc.refused.add(2);
        Link link = open("""
                - key: skid
                  streams:
                    - {no: 1, key: a, address: {register: "holding:1"}}
                - key: other
                  address: {unit_id: 2}
                  streams:
                    - {no: 2, key: b, address: {register: "holding:2"}}
                """);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> link.health().get(0).answers() > 2
                        && link.health().get(1).errors() > 2);
        DeviceHealth good = link.health().getFirst();
        assertEquals("skid", good.device());
        assertTrue(good.lastGoodMicros() != null && good.lastResponseMicros() > 0, good.toString());
        assertTrue(good.maxResponseMicros() >= good.lastResponseMicros(), good.toString());
        assertEquals("", good.lastError());
        DeviceHealth bad = link.health().getLast();
        assertTrue(bad.lastError().contains("illegal data address (exception 2)"), bad.toString());
        assertEquals(null, bad.lastGoodMicros());
    }

    @Test
    void theRestBetweenRequestsAndTheRenewalOfTheConnectionAreKept() throws Exception {
        plc.holding(1, 5);
        String yaml = """
                key: plc
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, pause: 100ms, after_connect: 300ms}
                devices:
                  - key: skid
                    streams:
                      - {no: 1, key: a, interval: 1, address: {register: "holding:1"}}
                    outputs:
                      - {no: 1, key: valve, address: {coil: 1}}
                """.formatted(plc.port);
        long before = System.nanoTime();
        Link link = start(new ModbusDriver(), yaml);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(1).size() >= 5);
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis >= 300 + 4 * 100, "five requests after " + millis + " ms");
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 2_000)));
    }

    @Test
    void anUnknownHostIsSaidAndClosedWithoutDelay() {
        String yaml = """
                key: plc
                driver: modbus
                connection: {host: no-such-host.invalid}
                """;
        Link link = start(new ModbusDriver(new BackOff(100, 400)), yaml);
        await().atMost(Duration.ofSeconds(10)).until(() -> facility.said(LinkState.OFFLINE, "is unknown"));
        long before = System.nanoTime();
        link.close();
        assertTrue(System.nanoTime() - before < 5_000_000_000L);
        assertTrue(facility.is(LinkState.STOPPED));
    }
}
