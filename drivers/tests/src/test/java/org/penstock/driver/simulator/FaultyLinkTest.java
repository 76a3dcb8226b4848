package org.penstock.driver.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Simulated;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.core.testsupport.LeapingClock;
import org.penstock.driver.testing.Specs;

@DisplayName("Simulator with faults on request")
class FaultyLinkTest {
    private static final String PLANT = """
            key: sim
            driver: simulator
            connection: {start: "12:00", tank: 500, level: 400, refill: none, faults: [FAULTS]}
            devices:
              - key: skid
                address: {}
                streams:
                  - {no: 1, key: tank, metric: volume, unit: L, interval: 1000, address: {reading: tank-level}}
                outputs:
                  - {no: 1, key: valve-1, guard: device_timer, address: {actuator: valve-1}}
              - key: climate
                address: {}
                streams:
                  - {no: 2, key: air, metric: temperature, unit: °C, interval: 1000, address: {reading: air-temp}}
                  - {no: 3, key: sun, metric: ppfd, interval: 1000, address: {reading: sun}}
            """;

    private final LeapingClock clock = new LeapingClock();
    private final FakeLinkContext context = new FakeLinkContext(clock, clock);
    private final SimulatorDriver driver = new SimulatorDriver();
    private Link link = driver.open(Specs.read(PLANT.replace("FAULTS", "")), context);

    @AfterEach
    void close() {
        link.close();
    }

    private void started() {
        link.start();
        await().until(() -> context.samples(1).size() == 1 && context.samples(2).size() == 1);
    }

    private Simulated plant() {
        return assertInstanceOf(Simulated.class, link);
    }

    private String asked(String subject, String kind, String by, Duration length, String reason) {
        Simulated.Prepared.Ready ready = assertInstanceOf(
                Simulated.Prepared.Ready.class,
                plant().prepare(new Simulated.Wish(subject, kind, by, length.toNanos() / 1_000, reason)));
        ready.begin().run();
        return ready.text();
    }

    private String refused(String subject, String kind, String by) {
        return assertInstanceOf(
                        Simulated.Prepared.Refused.class, plant().prepare(new Simulated.Wish(subject, kind, by, 0, "")))
                .why();
    }

    private void awaitReason(LinkState state, String reason) {
        await().until(() -> link.status().state() == state);
        await().untilAsserted(() -> assertEquals(reason, link.status().reason()));
    }

    @Test
    void theLinkSaysWhatIsWrongFromTheBeginningToTheEnd() {
        started();
        assertEquals(LinkState.ONLINE, link.status().state());
        assertEquals(
                "Simulated fault: air drifts by 5 °C/h for 10 min.",
                asked("air", "drift", "5 °C/h", Duration.ofMinutes(10), ""));
        awaitReason(LinkState.DEGRADED, "simulated fault: air drifts by 5 °C/h");
        assertEquals(
                "Simulated fault: valve-1 is stuck open until it is cleared.",
                asked("valve-1", "stuck-open", "", Duration.ZERO, ""));
        awaitReason(LinkState.DEGRADED, "simulated fault: air drifts by 5 °C/h; valve-1 is stuck open");
        List<Simulated.Fault> faults = plant().faults();
        assertEquals(
                new Simulated.Fault(
                        "sim",
                        "stream",
                        "air",
                        "drift",
                        "air drifts by 5 °C/h",
                        true,
                        clock.wallMicros(),
                        clock.wallMicros() + 600_000_000L),
                faults.getFirst());
        clock.leap(Duration.ofMinutes(10));
        awaitReason(LinkState.DEGRADED, "simulated fault: valve-1 is stuck open");
        assertEquals(0, plant().clear("air"), "that one is over");
        assertEquals(1, plant().clear("valve-1"));
        awaitReason(LinkState.ONLINE, "");
        assertEquals(List.of(), plant().faults());
    }

    @Test
    void aFaultAskedForAgainTakesThePlaceOfTheFirst() {
        started();
        asked("air", "drift", "5 °C/h", Duration.ZERO, "");
        asked("air", "drift", "7 °C/h", Duration.ZERO, "");
        asked("air", "noise", "1 °C", Duration.ZERO, "");
        assertEquals(
                List.of("air drifts by 7 °C/h", "air trembles by 1 °C"),
                plant().faults().stream().map(Simulated.Fault::text).toList());
        assertEquals(2, plant().clear(""));
    }

    @Test
    void aFaultOfTheFileComesAtItsTime() {
        link.close();
        link = driver.open(
                Specs.read(PLANT.replace("FAULTS", "{stream: air, kind: silent, from: 1min, for: 1min}")), context);
        started();
        assertFalse(plant().faults().getFirst().active());
        assertEquals(LinkState.ONLINE, link.status().state());
        clock.leap(Duration.ofSeconds(70));
        awaitReason(LinkState.DEGRADED, "simulated fault: air is silent");
        int heard = context.samples(2).size();
        int others = context.samples(3).size();
        clock.leap(Duration.ofSeconds(5));
        await().until(() -> context.samples(3).size() > others);
        assertEquals(heard, context.samples(2).size());
        clock.leap(Duration.ofSeconds(50));
        await().until(() -> context.samples(2).size() > heard);
        awaitReason(LinkState.ONLINE, "");
    }

    @Test
    void aSlowDeviceIsLateWithWhatItMeasuredAndKeepsNoOtherWaiting() throws Exception {
        started();
        asked("skid", "slow", "3s", Duration.ZERO, "");
        long measured = clock.leap(Duration.ofSeconds(1)).wallMicros();
        await().until(() -> context.samples(2).size() == 2);
        clock.leap(Duration.ofSeconds(1));
        await().until(() -> context.samples(2).size() == 3);
        clock.leap(Duration.ofSeconds(1));
        await().until(() -> context.samples(2).size() == 4);
        assertEquals(1, context.samples(1).size(), "the other device said three values meanwhile");
        clock.leap(Duration.ofSeconds(1));
        await().until(() -> context.samples(1).size() == 2);
        assertEquals(measured, context.samples(1).getLast().eventMicros());

        CompletableFuture<WriteOutcome> write = writing(new OutputWrite(1, 1, 60_000, 10_000));
        clock.leap(Duration.ofMillis(2_990));
        assertFalse(write.isDone());
        clock.leap(Duration.ofMillis(10));
        assertEquals(new WriteOutcome.Verified(1), write.get(5, TimeUnit.SECONDS));
    }

    @Test
    void anAnswerAfterTheTimeOutIsNoneAlthoughTheValveOpened() throws Exception {
        started();
        asked("skid", "slow", "3s", Duration.ZERO, "");
        CompletableFuture<WriteOutcome> write = writing(new OutputWrite(1, 1, 60_000, 2_000));
        clock.leap(Duration.ofSeconds(2));
        assertEquals(
                new WriteOutcome.Failed("device skid did not answer for output valve-1 within 2000 ms"
                        + " (simulated fault); it may act all the same"),
                write.get(5, TimeUnit.SECONDS));
        plant().clear("");
        assertEquals(new WriteOutcome.Verified(1), link.readBack(1));
    }

    @Test
    void aSilentDeviceTakesNothingAndSaysNothing() throws Exception {
        started();
        asked("skid", "silent", "", Duration.ZERO, "");
        CompletableFuture<WriteOutcome> write = writing(new OutputWrite(1, 1, 60_000, 2_000));
        clock.leap(Duration.ofSeconds(2));
        assertEquals(
                new WriteOutcome.Failed(
                        "device skid did not answer for output valve-1 within 2000 ms (simulated fault)"),
                write.get(5, TimeUnit.SECONDS));
        plant().clear("skid");
        assertEquals(new WriteOutcome.Verified(0), link.readBack(1));
    }

    @Test
    void theFacilityIsToldOfADeviceWhoseOutputsNobodyKnows() {
        started();
        asked("skid", "silent", "", Duration.ZERO, "");
        await().until(() -> context.devices().equals(List.of("skid is away: it is silent (simulated fault)")));
        plant().clear("skid");
        await().until(() ->
                context.devices().equals(List.of("skid is away: it is silent (simulated fault)", "skid is back")));
    }

    /** Writes on another thread, and comes back when the device has it. */
    private CompletableFuture<WriteOutcome> writing(OutputWrite write) {
        long before = link.status().sent();
        CompletableFuture<WriteOutcome> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return link.write(write);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> link.status().sent() > before);
        // The wait for the answer begins a moment after the write is counted.
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        return outcome;
    }

    @Test
    void aLineThatIsDownBringsNothingRefusesAtOnceAndComesBack() throws InterruptedException {
        started();
        asked("sim", "down", "", Duration.ofSeconds(30), "the cable is cut");
        awaitReason(LinkState.OFFLINE, "simulated fault: link sim is down, the cable is cut");
        assertEquals(
                clock.wallMicros() + 30_000_000L,
                link.status().nextTryMicros(),
                "it says when it comes back by itself");
        int heard = context.batches().size();
        assertEquals(
                new WriteOutcome.Failed("output valve-1 was not written: link sim is down (simulated fault)"),
                link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        clock.leap(Duration.ofSeconds(29));
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        assertEquals(heard, context.batches().size());
        clock.leap(Duration.ofSeconds(1));
        awaitReason(LinkState.ONLINE, "");
        await().until(() -> context.batches().size() > heard);
        assertEquals(new WriteOutcome.Verified(0), link.readBack(1), "it never got the write");
    }

    @Test
    void aStuckValveReadsBackWhatItIsAndABlindOneNothing() throws InterruptedException {
        started();
        asked("valve-1", "stuck_open", "", Duration.ZERO, "");
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 0, 0, 2_000)));
        plant().clear("");
        assertEquals(new WriteOutcome.Verified(0), link.readBack(1));
        asked("valve-1", "no_read_back", "", Duration.ZERO, "");
        assertEquals(
                new WriteOutcome.Failed(
                        "output valve-1 cannot be read back: device skid answers with an error" + " (simulated fault)"),
                link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        plant().clear("");
        assertEquals(new WriteOutcome.Verified(1), link.readBack(1), "and yet it had opened");
    }

    @Test
    void whatCannotBeHadIsRefusedWithWhatCan() {
        assertEquals(
                "`kind: drft` is nothing that a stream can have: did you mean `kind: drift`?",
                refused("air", "drft", "1 °C/h"));
        assertEquals(
                "`kind: drift` is nothing that an output can have: it can have one of stuck_open, stuck_closed,"
                        + " no_effect, no_read_back.",
                refused("valve-1", "drift", "1 °C/h"));
        assertEquals("`kind: slow` needs `by:`: say how much.", refused("skid", "slow", ""));
        assertEquals(
                "The unit `L/min` does not fit temperature: write it so: 1 °C.", refused("air", "noise", "1 L/min"));
        started();
        for (int i = 0; i < Faults.MOST; i++) {
            asked("air", "silent", "", Duration.ZERO, "");
        }
        assertEquals(1, plant().faults().size(), "asked for again it is still one");
    }

    @Test
    void aFileIsToldAtItsLineWhatIsWrong() {
        assertEquals(
                List.of(
                        "5: no stream `airr` is reached over the link `sim` -> did you mean `stream: air`?",
                        "6: `by: 0.5` is not so much in an hour -> write a number, its unit and /h: 1 °C/h",
                        "7: the unit `bar` does not fit temperature -> write it so: 1 °C/h",
                        "8: `by:` has no meaning beside `kind: silent` -> take it out",
                        "9: `by: °C` is the unit it speaks anyhow -> write another one: °F, K",
                        "10: `kind: stuck_opn` is nothing that an output can have -> did you mean `kind: stuck_open`?",
                        "11: `by: soon` is not a time from 1 ms to 10 min -> write a number and its unit: 500ms, 3s",
                        "12: this fault is of air and valve-1 -> write one fault for each; name one `stream:`,"
                                + " `output:` or `device:`",
                        "13: `kind: slow` is nothing that a link can have -> it can have one of down",
                        "14: unknown word `until` -> known here: stream, output, device, kind, by, from, for, reason"),
                Specs.check(driver, """
                        key: sim
                        driver: simulator
                        connection:
                          faults:
                            - {stream: airr, kind: stuck}
                            - {stream: air, kind: drift, by: 0.5}
                            - {stream: air, kind: drift, by: 2 bar/h}
                            - {stream: air, kind: silent, by: 3}
                            - {stream: air, kind: wrong_unit, by: °C}
                            - {output: valve-1, kind: stuck_opn}
                            - {device: skid, kind: slow, by: soon}
                            - {stream: air, output: valve-1, kind: stuck}
                            - {kind: slow, by: 3s}
                            - {kind: down, until: 12:00}
                        devices:
                          - key: skid
                            address: {}
                            streams:
                              - {no: 2, key: air, metric: temperature, unit: °C, address: {reading: air-temp}}
                            outputs:
                              - {no: 1, key: valve-1, address: {actuator: valve-1}}
                        """));
    }

    @Test
    void aWholeFileOfFaultsIsAccepted() {
        assertEquals(
                List.of(),
                Specs.check(
                        driver,
                        PLANT.replace(
                                "FAULTS",
                                "{stream: air, kind: drift, by: 0.5 °C/h, from: 10min, for: 1h}, {output: valve-1, kind:"
                                        + " stuck_open, for: 5min}, {device: skid, kind: slow, by: 3s}, {kind: down,"
                                        + " reason: the cable is cut, from: 1h, for: 30s}")));
        assertTrue(plant().faults().isEmpty(), "nothing is wrong unless it is asked for");
    }
}
