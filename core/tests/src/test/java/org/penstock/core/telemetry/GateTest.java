package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;

class GateTest {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int AIR = 1;
    private static final int FEED = 2;
    private static final int LOOP = 3;

    private final HandClock clock = new HandClock("2026-11-21T06:00:00Z");
    private final IngestCounts counts = new IngestCounts();
    private final MessageMemory messages = new MessageMemory();
    private Gate gate = gate(JournalEnd.NONE);

    private Gate gate(JournalEnd end) {
        Gate made = new Gate(new EngineClock(clock, clock, end), end, messages, counts);
        made.configure(List.of(
                stream(AIR, Metric.TEMPERATURE, Unit.FAHRENHEIT),
                stream(FEED, Metric.EC, Unit.MILLISIEMENS_CM),
                stream(LOOP, Metric.STATE, Unit.NONE)));
        return made;
    }

    private static StreamSpec stream(int no, Metric metric, Unit unit) {
        return new StreamSpec(
                no, "s" + no, "S " + no, "node", "bay-1", metric, unit, SECOND, 120 * SECOND, 60 * SECOND, 30 * DAY);
    }

    @ParameterizedTest(name = "{0} {1} said {2} is {3} {4}")
    @CsvSource({
        // stream, value, quality the device said, value kept, quality found
        "1,        46,  GOOD,             7.777777777777779, GOOD",
        "1,       572,  GOOD,             300,      GOOD",
        "1,     572.1,  GOOD,             300.0555555555556, OUT_OF_RANGE",
        "1,      -148,  GOOD,             -100,     GOOD",
        "1,   -148.01,  GOOD,             -100.00555555555556, OUT_OF_RANGE",
        "2,       1.8,  GOOD,             1800,     GOOD",
        "2,        -1,  GOOD,             -1000,    OUT_OF_RANGE",
        "2,       NaN,  GOOD,             NaN,      NOT_A_NUMBER",
        "2,  Infinity,  GOOD,             Infinity, NOT_A_NUMBER",
        "2, -Infinity,  UNCERTAIN,        -Infinity, NOT_A_NUMBER",
        "2,    1e308,   GOOD,             Infinity, NOT_A_NUMBER",
        "2,       NaN,  NO_COMMUNICATION, NaN,      NO_COMMUNICATION",
        "2,        90,  CALIBRATION,      90000,    CALIBRATION",
        "2,       1.8,  UNCERTAIN,        1800,     UNCERTAIN",
        "2,       1.8,  CONFIGURATION,    1800,     CONFIGURATION",
        "3,         1,  GOOD,             1,        GOOD",
        "3,      -0.0,  GOOD,             0,        GOOD",
        "3,       0.5,  GOOD,             0.5,      NOT_A_NUMBER",
        "3,         2,  GOOD,             2,        OUT_OF_RANGE",
    })
    void everySampleIsJudgedInCanonicalUnits(
            int stream, double value, QualityCode said, double kept, QualityCode found) {
        Samples s = judge(new Sample(stream, value, clock.wall(), said));
        assertEquals(kept, s.value(0));
        assertEquals(found.code(), s.qualityCode(0));
        assertEquals(0, s.flags(0));
    }

    @ParameterizedTest(name = "stamped {0}: {2}, flags {3}, {4} s old")
    @CsvSource({
        // device time, or seconds it lags the receipt; event kept: own or received; quality; flags; age
        "0,                    own,      GOOD,    0, 0",
        "119,                  own,      GOOD,    0, 119",
        "121,                  own,      GOOD,    1, 121",
        "86400,                own,      GOOD,    1, 86400",
        "2591999,              own,      GOOD,    1, 2591999",
        "2592001,              own,      TOO_OLD, 1, 2592001",
        "-299,                 own,      GOOD,    0, 0",
        "-300,                 own,      GOOD,    0, 0",
        "-301,                 own,      FUTURE,  0, 0",
        "2000-01-01T00:00:00Z, own,      TOO_OLD, 1, 848556000",
        "1970-01-01T00:00:00Z, own,      TOO_OLD, 1, 1795240800",
        "1969-12-31T23:59:59Z, received, TOO_OLD, 2, 0",
        "2106-02-07T06:28:15Z, own,      FUTURE,  0, 0",
        "2199-12-31T23:59:59Z, own,      FUTURE,  0, 0",
        "+58866-01-01T00:00:00Z, received, FUTURE, 2, 0",
    })
    void everyDeviceTimeIsJudged(String stamp, String kept, QualityCode found, int flags, long ageSeconds) {
        long event = stamp.endsWith("Z")
                ? EngineClock.micros(Instant.parse(stamp))
                : clock.wall() - Long.parseLong(stamp) * SECOND;
        Frame f = frame(batch(new Sample(FEED, 1.8, event, QualityCode.GOOD)));
        Samples s = f.samples();
        assertEquals(kept.equals("own") ? event : clock.wall(), s.eventMicros(0));
        assertEquals(found.code(), s.qualityCode(0));
        assertEquals(flags, s.flags(0));
        assertEquals(ageSeconds * SECOND, f.monoMicros() - s.bornMicros(0));
    }

    @ParameterizedTest(name = "{0} {1} is outside: {2}")
    @CsvSource({
        // limits 46 °F to 90 °F, written and compared in °C; a bad reading is outside of nothing
        "46,     GOOD,      false",
        "45.99,  GOOD,      true",
        "90,     GOOD,      false",
        "90.01,  GOOD,      true",
        "90.01,  UNCERTAIN, false",
        "800,    GOOD,      false",
    })
    void aGoodReadingOutsideTheLimitsOfItsRulesIsMarked(double value, QualityCode said, boolean outside) {
        Limits low = new Limits(Unit.FAHRENHEIT.toCanonical(46), Double.NaN);
        Limits high = new Limits(Double.NaN, Unit.FAHRENHEIT.toCanonical(90));
        gate.limit(Map.of(1, low.and(high)));
        Samples s = judge(new Sample(1, value, clock.wall(), said));
        assertEquals(outside, s.has(0, Samples.OUT_OF_LIMIT));
        // Out of a file it acts no more, but the hours beyond the limit are as long as they were.
        Samples old =
                ofFile(new Sample(1, value, clock.wall() - 60 * SECOND, said)).samples();
        assertEquals(outside, old.has(0, Samples.OUT_OF_LIMIT));
        assertTrue(old.has(0, Samples.LATE));
    }

    @Test
    void whatADeviceInMaintenanceSaysIsKeptAndBad() {
        gate.adjust(new Adjustments(Set.of("node"), Map.of()));
        Samples s = judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD));
        assertEquals(1800, s.value(0));
        assertEquals(QualityCode.CALIBRATION.code(), s.qualityCode(0));
        // A reason the device gives itself says more.
        clock.pass(SECOND);
        assertEquals(
                QualityCode.NO_COMMUNICATION.code(),
                judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.NO_COMMUNICATION))
                        .qualityCode(0));
        gate.configure(List.of(stream(FEED, Metric.EC, Unit.MILLISIEMENS_CM)));
        clock.pass(SECOND);
        assertEquals(
                QualityCode.CALIBRATION.code(),
                judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD)).qualityCode(0),
                "another configuration does not end it");
        gate.adjust(Adjustments.NONE);
        clock.pass(SECOND);
        assertEquals(
                QualityCode.GOOD.code(),
                judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD)).qualityCode(0));
    }

    @Test
    void aReadingFromBeforeTheMaintenanceThatComesAgainIsTheSameReading() {
        Sample before = new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD);
        judge(before);
        gate.adjust(new Adjustments(Set.of("node"), Map.of()));
        clock.pass(SECOND);
        Sample within = new Sample(FEED, 1.9, clock.wall(), QualityCode.GOOD);
        judge(within);
        assertEquals(0, frame(batch(before)).samples().size());
        gate.adjust(Adjustments.NONE);
        assertEquals(0, frame(batch(within)).samples().size());
    }

    @Test
    void anOffsetIsAddedFromItsInstantOnInTheTimeOfTheStream() {
        long t = clock.wall();
        Sample before = new Sample(FEED, 1.8, t, QualityCode.GOOD);
        judge(before);
        gate.adjust(new Adjustments(
                Set.of(),
                Map.of(
                        FEED,
                        List.of(new Adjustments.Offset(t + 1, -100), new Adjustments.Offset(t + 2 * SECOND, 50)))));
        clock.pass(SECOND);
        assertEquals(
                1700,
                judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD)).value(0));
        clock.pass(SECOND);
        Samples second = judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD));
        assertEquals(1850, second.value(0));
        // Delivered again, each becomes what it was: nothing contradicts what is stored.
        assertEquals(0, frame(batch(before)).samples().size());
        assertEquals(
                0,
                frame(batch(new Sample(FEED, 1.8, t + SECOND, QualityCode.GOOD)))
                        .samples()
                        .size());
        // Backlog that was measured before keeps the value it would have had.
        assertEquals(
                1750,
                judge(new Sample(FEED, 1.75, t - 5 * SECOND, QualityCode.GOOD)).value(0));
    }

    @Test
    void theRangeIsThatOfTheCalibratedValue() {
        gate.adjust(new Adjustments(Set.of(), Map.of(AIR, List.of(new Adjustments.Offset(0, 0.5)))));
        Samples s = judge(new Sample(AIR, 572, clock.wall(), QualityCode.GOOD));
        assertEquals(300.5, s.value(0));
        assertEquals(QualityCode.OUT_OF_RANGE.code(), s.qualityCode(0));
        clock.pass(SECOND);
        assertEquals(
                8.27778,
                judge(new Sample(AIR, 46, clock.wall(), QualityCode.GOOD)).value(0),
                "rounded as limits are");
    }

    @Test
    void theWorstTimesThereAreOverflowNothing() {
        for (long event : new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1, -1, 253_402_300_800_000_000L}) {
            Samples s = judge(new Sample(FEED, 1.8, event, QualityCode.GOOD));
            assertEquals(clock.wall(), s.eventMicros(0));
            assertTrue(s.has(0, Samples.ASSUMED_TIME));
            clock.pass(SECOND);
        }
    }

    @Test
    void withoutDeviceTimeTheReceiptCounts() {
        long received = clock.wall();
        long nanos = clock.nanos();
        clock.pass(3 * SECOND);
        Frame f = frame(new Batch("plc", List.of(Sample.now(FEED, 1.8)), received, nanos, false, null, () -> {}));
        assertEquals(received, f.samples().eventMicros(0));
        assertEquals(Samples.ASSUMED_TIME, f.samples().flags(0));
        assertEquals(3 * SECOND, f.monoMicros() - f.samples().bornMicros(0));
    }

    @Test
    void aRetainedValueIsNeverFresh() {
        Frame f = frame(new Batch(
                "broker",
                List.of(Sample.now(FEED, 1.8), new Sample(AIR, 50, clock.wall() - SECOND, QualityCode.GOOD)),
                clock.wall(),
                clock.nanos(),
                true,
                null,
                () -> {}));
        for (int i = 0; i < 2; i++) {
            assertTrue(f.samples().has(i, Samples.RETAINED));
            assertTrue(f.monoMicros() - f.samples().bornMicros(i) >= 30 * DAY);
        }
        assertEquals(QualityCode.UNCERTAIN.code(), f.samples().qualityCode(0), "nobody knows when it was true");
        assertEquals(QualityCode.GOOD.code(), f.samples().qualityCode(1));
        assertEquals(clock.wall() - SECOND, f.samples().eventMicros(1));
    }

    @Test
    void theSameReadingAgainIsCountedAndLeftOut() {
        Sample reading = new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD);
        assertEquals(1, frame(batch(reading, reading)).samples().size());
        assertEquals(0, frame(batch(reading)).samples().size());
        assertEquals(List.of("duplicate 2", "stored 1"), counted());
    }

    @Test
    void anotherValueAtTheSameTimeIsKeptBesideTheFirst() {
        Sample first = new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD);
        Sample second = new Sample(FEED, 1.9, clock.wall(), QualityCode.GOOD);
        Samples s = frame(batch(first, second, first)).samples();
        assertEquals(2, s.size());
        assertFalse(s.has(0, Samples.CONFLICT));
        assertTrue(s.has(1, Samples.CONFLICT));
        assertEquals(List.of("conflict 1", "duplicate 1", "stored 1"), counted());
    }

    @Test
    void whatIsOlderThanTheMemoryPassesAsLateAndIsSettledByTheStore() {
        long first = clock.wall();
        for (int i = 0; i < RecentReadings.MOST + 10; i++) {
            frame(batch(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD)));
            clock.pass(100_000);
        }
        Samples again = judge(new Sample(FEED, 1.8, first, QualityCode.GOOD));
        assertTrue(again.has(0, Samples.LATE));
        Samples remembered = frame(batch(new Sample(FEED, 1.8, clock.wall() - 100_000, QualityCode.GOOD)))
                .samples();
        assertEquals(0, remembered.size());
    }

    @Test
    void aDeviceThatWasInTheFutureForAMomentActsAgainAtOnce() {
        for (int i = 0; i < RecentReadings.MOST * 2; i++) {
            judge(new Sample(FEED, 1.8, clock.wall() + 80 * 365 * DAY + i, QualityCode.GOOD));
        }
        for (int i = 0; i < RecentReadings.MOST * 2; i++) {
            clock.pass(SECOND);
            Samples s = judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD));
            assertEquals(0, s.flags(0));
            assertEquals(QualityCode.GOOD.code(), s.qualityCode(0));
        }
    }

    @Test
    void aDeviceWhoseFastClockIsPutRightActsOn() {
        for (int i = 0; i < 600; i++) {
            long ahead = i < 300 ? 240 * SECOND : 0;
            Samples s = judge(new Sample(FEED, 1.8, clock.wall() + ahead + i, QualityCode.GOOD));
            assertFalse(s.has(0, Samples.LATE), "reading " + i);
            clock.pass(SECOND);
        }
    }

    @Test
    void ourOwnClockSetBackTwoHoursIsToldAndTouchesNoUntimedReading() {
        for (int i = 0; i < 600; i++) {
            if (i == 300) {
                clock.set(clock.wall() - 7200 * SECOND);
            }
            Frame f = frame(batch(Sample.now(FEED, 1.8)));
            assertEquals(i == 300 ? List.of(new Input.ClockStepped(-7200 * SECOND, false)) : List.of(), f.inputs());
            assertEquals(Samples.ASSUMED_TIME, f.samples().flags(0));
            assertEquals(f.monoMicros(), f.samples().bornMicros(0));
            clock.pass(SECOND);
        }
    }

    @Test
    void aMessageDeliveredAgainIsRecognisedForThreeDays() {
        List<String> acknowledged = new ArrayList<>();
        Batch first = message("m-1", 1.8, () -> acknowledged.add("first"));
        Gate.Gated gated = gate.frame(taken(first));
        assertEquals(1, gated.frame().messageIds().size());
        assertEquals("m-1", gated.frame().messageIds().getFirst().id());

        clock.pass(71 * 3600 * SECOND);
        Gate.Gated again = gate.frame(taken(message("m-1", 1.8, () -> acknowledged.add("again"))));
        assertEquals(0, again.frame().samples().size());
        assertEquals(List.of(), again.frame().messageIds());
        assertEquals(1, again.acknowledgements().size(), "its source must hear that it is stored");

        clock.pass(2 * 3600 * SECOND);
        Frame third = gate.frame(taken(message("m-1", 1.8, () -> {}))).frame();
        assertEquals(1, third.messageIds().size(), "the message is forgotten");
        assertEquals(0, third.samples().size(), "its reading is still recognised");
    }

    @Test
    void anotherContentUnderAKnownMessageIdentityIsJudgedReadingByReading() {
        gate.frame(taken(message("m-1", 1.8, () -> {})));
        Frame other = gate.frame(taken(message("m-1", 1.9, () -> {}))).frame();
        assertEquals(1, other.samples().size());
        assertEquals(1, gate.messageConflicts());
        assertEquals(List.of(), other.messageIds(), "the first content stands");
    }

    @Test
    void whatIsHandedOnIsInTheFrameOnceAndAcknowledgedEachTime() {
        List<String> acknowledged = new ArrayList<>();
        Gate.Gated first = gate.frame(taken(handing("e-1", 1.8, "{}", () -> acknowledged.add("first"))));
        assertEquals(
                List.of(new Frame.HandedOn("broker", clock.wall(), handed("e-1", "{}"))),
                first.frame().handed());
        assertEquals(1, first.frame().samples().size());
        assertEquals(1, first.acknowledgements().size(), "one message, all of it");

        Gate.Gated again = gate.frame(taken(handing("e-1", 1.8, "{}", () -> acknowledged.add("again"))));
        assertEquals(List.of(), again.frame().handed());
        assertEquals(0, again.frame().samples().size());
        assertEquals(1, again.acknowledgements().size(), "its source must hear that it is stored");
        assertEquals(
                List.of("duplicate 1", "stored 1", "message_duplicate 1", "message_stored 1"),
                counted(),
                "the reading of the node, the message of the scale");
    }

    @Test
    void aMessageWithoutAnyValueIsRecognisedByWhatItIsCalled() {
        Batch bare = new Batch(
                "broker", List.of(), List.of(handed("e-1", "{}")), clock.wall(), clock.nanos(), false, null, () -> {});
        assertEquals(1, frame(bare).handed().size());
        assertEquals(0, frame(bare).handed().size());
        assertEquals(1, frame(handing("e-2", 1.8, "{}", () -> {})).handed().size());
    }

    @Test
    void anotherContentUnderAKnownIdentityIsHandedOnToo() {
        frame(handing("e-1", 1.8, "{}", () -> {}));
        Frame other = frame(handing("e-1", 1.8, "{\"other\": true}", () -> {}));
        assertEquals(1, other.handed().size());
        assertEquals(0, other.samples().size(), "its reading is the same");
        assertEquals(1, gate.messageConflicts());
    }

    @Test
    void whatIsLargerThanWhatIsKeptIsDroppedAndCountedAndItsReadingKept() {
        String body = "\"" + "温".repeat(Handed.MOST_BYTES / 3) + "\"";
        Gate.Gated gated = gate.frame(taken(handing("e-1", 1.8, body, () -> {})));
        assertEquals(List.of(), gated.frame().handed());
        assertEquals(1, gated.frame().samples().size());
        assertEquals(1, gated.acknowledgements().size());
        assertEquals(1, counts.dropped());
        assertEquals(
                1,
                frame(handing("e-2", 1.8, body.substring(1), () -> {})).handed().size(),
                "64 KiB to the byte");
        assertEquals(List.of("duplicate 1", "stored 1", "message_stored 1", "message_too_large 1"), counted());
    }

    @Test
    void whatIsHandedOnSurvivesARestartAndAJournalThatCouldNotTakeIt() {
        Batch batch = handing("e-1", 1.8, "{}", () -> {});
        Frame lost = frame(batch);
        gate.forget(lost);
        Frame written = frame(batch);
        assertEquals(1, written.handed().size());
        assertEquals(List.of("not_recorded 1", "stored 1", "message_not_recorded 1", "message_stored 1"), counted());
        Gate next = new Gate(
                new EngineClock(clock, clock, end(written)), end(written), new MessageMemory(), new IngestCounts());
        next.recall(written);
        assertEquals(List.of(), next.frame(taken(batch)).frame().handed());
        assertEquals(
                List.of("message_duplicate 1", "message_stored 1"),
                next.lastFrame(Inbox.Taken.NOTHING).frame().counts().stream()
                        .filter(c -> c.device().equals("scale"))
                        .map(c -> c.reason() + " " + c.n())
                        .toList());
    }

    @Test
    void aLongMessageIdentityIsKeptShort() {
        Frame f =
                gate.frame(taken(message("x".repeat(1_000_000), 1.8, () -> {}))).frame();
        assertTrue(f.messageIds().getFirst().id().length() < 100);
    }

    @Test
    void theMemoryOfMessagesIsBoundedAndForgetsTheOldestFirst() {
        MessageMemory small = new MessageMemory(3);
        for (int i = 0; i < 5; i++) {
            small.remember(new Frame.MessageId("l", "m" + i, i), i);
        }
        assertEquals(3, small.size());
        assertEquals(MessageMemory.Verdict.NEW, small.look(new Frame.MessageId("l", "m1", 1), 5));
        assertEquals(MessageMemory.Verdict.AGAIN, small.look(new Frame.MessageId("l", "m4", 4), 5));
        assertEquals(MessageMemory.Verdict.OTHER, small.look(new Frame.MessageId("l", "m4", 9), 5));
        assertEquals(MessageMemory.Verdict.NEW, small.look(new Frame.MessageId("other", "m4", 4), 5));
    }

    @Test
    void afterARestartTheTailOfTheJournalIsRemembered() {
        Batch batch = message("m-1", 1.8, () -> {});
        Frame written = gate.frame(taken(batch)).frame();
        Gate next = new Gate(
                new EngineClock(clock, clock, end(written)), end(written), new MessageMemory(), new IngestCounts());
        next.configure(List.of(stream(FEED, Metric.EC, Unit.MILLISIEMENS_CM)));
        next.recall(written);
        assertEquals(0, next.frame(taken(batch)).frame().samples().size());
        Batch noId = new Batch("broker", batch.samples(), clock.wall(), clock.nanos(), false, null, () -> {});
        assertEquals(0, next.frame(taken(noId)).frame().samples().size());
    }

    @Test
    void whatAKilledProcessHadNoTimeToCountIsCountedAtTheNextStart() {
        Frame counted = gate.lastFrame(taken(message("m-1", 1.8, () -> {}))).frame();
        Frame uncounted = gate.frame(taken(message("m-2", 1.9, () -> {}))).frame();
        assertEquals(1, offered(counted));
        assertEquals(0, offered(uncounted));
        Gate next = new Gate(
                new EngineClock(clock, clock, end(uncounted)), end(uncounted), new MessageMemory(), new IngestCounts());
        next.configure(List.of(stream(FEED, Metric.EC, Unit.MILLISIEMENS_CM)));
        next.recall(counted);
        next.recall(uncounted);
        assertEquals(
                2, offered(next.lastFrame(taken(message("m-3", 2.0, () -> {}))).frame()));
    }

    private static long offered(Frame frame) {
        return frame.counts().stream().mapToLong(Frame.Count::n).sum();
    }

    @Test
    void whatWasDroppedIsNotCountedTwiceBecauseItsFrameCouldNotBeRecorded() {
        Frame lost = gate.lastFrame(taken(batch(new Sample(99, 1, clock.wall(), QualityCode.GOOD))))
                .frame();
        assertEquals(1, counts.dropped());
        gate.forget(lost);
        assertEquals(1, counts.dropped());
        assertEquals(List.of("unknown_stream 1"), counted());
    }

    @Test
    void whatCouldNotBeRecordedMayComeAgain() {
        Batch batch = message("m-1", 1.8, () -> {});
        Frame lost = gate.frame(taken(batch)).frame();
        gate.forget(lost);
        assertEquals(1, gate.frame(taken(batch)).frame().samples().size());
        assertEquals(List.of("not_recorded 1", "stored 1"), counted());
    }

    @Test
    void aReadingOfNoKnownStreamIsCounted() {
        assertEquals(
                0,
                frame(batch(Sample.now(99, 1), Sample.now(-1, 1), Sample.now(Integer.MAX_VALUE, 1)))
                        .samples()
                        .size());
        assertEquals(List.of("unknown_stream 3"), counted());
    }

    @Test
    void countsTravelAtMostOnceASecondAndAtTheEnd() {
        counts.add("plc", "node", "bad_json", 2);
        assertEquals(List.of(), gate.frame(Inbox.Taken.NOTHING).frame().counts());
        clock.pass(SECOND);
        assertEquals(
                List.of(new Frame.Count("plc", "node", "bad_json", 2)),
                gate.frame(Inbox.Taken.NOTHING).frame().counts());
        counts.add("plc", "node", "bad_json", 1);
        assertEquals(1, gate.lastFrame(Inbox.Taken.NOTHING).frame().counts().size());
    }

    @Test
    void inventedDeviceNamesDoNotFillTheMemory() {
        for (int i = 0; i < 100_000; i++) {
            counts.add("broker", "device-" + i, "bad_json", 1);
        }
        List<Frame.Count> drained = counts.drain();
        assertTrue(drained.size() <= 10_001);
        assertEquals(100_000, drained.stream().mapToLong(Frame.Count::n).sum());
    }

    @Test
    void framesAreNumberedOnAndEngineTimeGoesOnOverARestart() {
        clock.pass(5 * SECOND);
        Frame before = gate.frame(Inbox.Taken.NOTHING).frame();
        clock.pass(60 * SECOND);
        gate = gate(end(before));
        Frame after = gate.frame(Inbox.Taken.NOTHING).frame();
        assertEquals(before.seq() + 1, after.seq());
        assertEquals(before.monoMicros() + 60 * SECOND, after.monoMicros());
        assertEquals(List.of(), after.inputs());
    }

    @Test
    void aStartBeforeTheNewestRecordIsInDoubtAndEngineTimeStandsStill() {
        clock.pass(5 * SECOND);
        Frame before = gate.frame(Inbox.Taken.NOTHING).frame();
        clock.set(clock.wall() - DAY);
        gate = gate(end(before));
        Frame after = gate.frame(Inbox.Taken.NOTHING).frame();
        assertEquals(before.monoMicros(), after.monoMicros());
        assertEquals(List.of(new Input.ClockStepped(-DAY, true)), after.inputs());
        assertEquals(List.of(), gate.frame(Inbox.Taken.NOTHING).frame().inputs(), "told once");
    }

    @Test
    void aSmallCorrectionIsNoStepButManySmallOnesAre() {
        gate.frame(Inbox.Taken.NOTHING);
        clock.set(clock.wall() + 1_900_000);
        assertEquals(List.of(), gate.frame(Inbox.Taken.NOTHING).frame().inputs());
        clock.set(clock.wall() + 200_000);
        assertEquals(
                List.of(new Input.ClockStepped(2_100_000, false)),
                gate.frame(Inbox.Taken.NOTHING).frame().inputs());
    }

    @Test
    void aSleepOfTheMachineShowsAsAStep() {
        gate.frame(Inbox.Taken.NOTHING);
        clock.set(clock.wall() + 3600 * SECOND);
        assertEquals(
                List.of(new Input.ClockStepped(3600 * SECOND, false)),
                gate.frame(Inbox.Taken.NOTHING).frame().inputs());
    }

    private static JournalEnd end(Frame f) {
        return new JournalEnd(f.seq(), f.wallMicros(), f.monoMicros());
    }

    private Batch message(String id, double value, Runnable acknowledge) {
        return new Batch(
                "broker",
                List.of(new Sample(FEED, value, 1_795_200_000_000_000L, QualityCode.GOOD)),
                clock.wall(),
                clock.nanos(),
                false,
                id,
                acknowledge);
    }

    private Handed handed(String id, String body) {
        return new Handed("scale", "weight", "s-1", id, 1_795_200_000_000_000L, body);
    }

    private Batch handing(String id, double value, String body, Runnable acknowledge) {
        return new Batch(
                "broker",
                List.of(new Sample(FEED, value, 1_795_200_000_000_000L, QualityCode.GOOD)),
                List.of(handed(id, body)),
                clock.wall(),
                clock.nanos(),
                false,
                "t-1/" + id,
                acknowledge);
    }

    private Frame ofFile(Sample... samples) {
        return frame(Batch.ofFile("import", List.of(samples), clock.wall(), clock.nanos(), () -> {}));
    }

    @ParameterizedTest(name = "{0} s old")
    @CsvSource({"0", "-299", "60", "2592001", "848556000"})
    void whatComesOutOfAFileIsHistoryWhateverItsAge(long ageSeconds) {
        gate.adjust(new Adjustments(Set.of("node"), Map.of()));
        long event = clock.wall() - ageSeconds * SECOND;
        Frame f = ofFile(new Sample(FEED, 1.8, event, QualityCode.GOOD));
        Samples s = f.samples();
        assertEquals(1800, s.value(0));
        assertEquals(event, s.eventMicros(0));
        // Not of the device as it is now, in maintenance; and never acting, not even when it is of this minute.
        assertEquals(QualityCode.GOOD.code(), s.qualityCode(0));
        assertEquals(Samples.LATE | Samples.IMPORTED, s.flags(0));
        assertEquals(Math.max(0, ageSeconds) * SECOND, f.monoMicros() - s.bornMicros(0));
    }

    @Test
    void aFileHoldsNoReadingWithoutATimeNorOfTheFuture() {
        Frame f = ofFile(
                Sample.now(FEED, 1.8),
                new Sample(FEED, 1.8, -1, QualityCode.GOOD),
                new Sample(FEED, 1.8, clock.wall() + 301 * SECOND, QualityCode.GOOD));
        assertEquals(0, f.samples().size());
        assertEquals(List.of("no_time 3"), counted());
    }

    @Test
    void aFileNeitherPushesOutNorOverwritesWhatIsRemembered() {
        long at = clock.wall();
        judge(new Sample(FEED, 1.8, at, QualityCode.GOOD));
        for (int i = 1; i <= 2 * RecentReadings.MOST; i++) {
            ofFile(new Sample(FEED, 1.8, at - i * SECOND, QualityCode.GOOD));
        }
        ofFile(new Sample(FEED, 1.9, clock.wall() + SECOND, QualityCode.GOOD));
        assertEquals(
                0,
                frame(batch(new Sample(FEED, 1.8, at, QualityCode.GOOD)))
                        .samples()
                        .size(),
                "delivered again");
        assertEquals(
                0, ofFile(new Sample(FEED, 1.8, at, QualityCode.GOOD)).samples().size(), "known already");
        assertTrue(ofFile(new Sample(FEED, 2.8, at, QualityCode.GOOD)).samples().has(0, Samples.CONFLICT));
        clock.pass(SECOND);
        assertEquals(
                0, judge(new Sample(FEED, 1.8, clock.wall(), QualityCode.GOOD)).flags(0), "live as before");
    }

    private Batch batch(Sample... samples) {
        return new Batch("plc", List.of(samples), clock.wall(), clock.nanos(), false, null, () -> {});
    }

    private static Inbox.Taken taken(@Nullable Batch batch) {
        return new Inbox.Taken(List.of(), batch == null ? List.of() : List.of(batch));
    }

    private Frame frame(Batch batch) {
        return gate.frame(taken(batch)).frame();
    }

    private Samples judge(Sample sample) {
        Samples s = frame(batch(sample)).samples();
        assertEquals(1, s.size());
        return s;
    }

    private List<String> counted() {
        return gate.lastFrame(Inbox.Taken.NOTHING).frame().counts().stream()
                .map(c -> c.reason() + " " + c.n())
                .toList();
    }
}
