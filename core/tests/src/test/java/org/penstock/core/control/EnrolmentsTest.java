package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.Enrolment.State;
import org.penstock.core.control.Enrolment.Step;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/** A device comes into the facility: by a code, by a join, or because it speaks at its address. */
class EnrolmentsTest {
    private static final String NODE = "mac A0:B7:65:11:22:33, model soil-4";

    private final EngineStory story = EngineStory.of(house()).starts();
    private int requests;

    private static StoryFacility house() {
        return new StoryFacility()
                .stream("air", Metric.TEMPERATURE).stream("door", Metric.STATE).output("fan-1", "fan");
    }

    private String asks(String verb, String forTime, String... data) {
        TreeMap<String, String> more = new TreeMap<>();
        for (int i = 0; i < data.length; i += 2) {
            more.put(data[i], data[i + 1]);
        }
        long micros = forTime.isEmpty() ? 0 : StoryFacility.micros(forTime);
        String id = "e" + ++requests;
        story.puts(new Input.Request(id, "anna", verb, "device", Double.NaN, micros, "", more));
        return id;
    }

    private String pairs(String forTime) {
        story.said();
        return asks("enrolment.open", forTime, "code", "ACDEFHJK", "kind", "pairing");
    }

    private EnrolmentsTest hears(String kind, String subject, String detail) {
        story.puts(new Input.Notice("line", "device." + kind, subject, detail));
        return this;
    }

    private Enrolment now() {
        return Objects.requireNonNull(story.engine().enrolments().get("device"), "no enrolment");
    }

    private List<String> events() {
        return story.said().stream()
                .filter(l -> l.startsWith("device:device enrolment."))
                .map(l -> l.substring("device:device enrolment.".length(), l.indexOf(" {")))
                .toList();
    }

    @Test
    void aDeviceWithTheRightCodeIsInOnceItsFirstReadingComes() {
        String id = pairs("");
        assertEquals(
                "accepted: Device may present its code for 1 h, then its first reading completes it", story.answer());
        assertEquals(State.PENDING, now().state());
        assertEquals(Instant.parse("2026-06-01T07:00:01Z"), instant(now().expiresMicros()));

        hears("presented", id, NODE);
        assertEquals(State.IN_PROGRESS, now().state());
        assertEquals(NODE, now().presented());

        story.hears("air", 21);
        assertEquals(State.COMPLETED, now().state());
        assertEquals("", now().code());
        assertEquals(List.of("opened", "presented", "completed"), events());
    }

    @Test
    void aReadingBeforeTheCodeCompletesNothingForTheOldDeviceMaySpeakStill() {
        String id = pairs("");
        story.hears("air", 21);
        assertEquals(State.PENDING, now().state());
        hears("presented", id, NODE);
        assertEquals(State.IN_PROGRESS, now().state());
    }

    @Test
    void whatIsBadOrOldOrReplayedByABrokerIsNoFirstReading() {
        hears("presented", pairs(""), NODE);
        story.hears("air", Double.NaN, QualityCode.NO_COMMUNICATION, 0);
        story.hearsOld("air", 21, "10min", Samples.LATE);
        story.hearsOld("air", 21, "2h", Samples.RETAINED);
        assertEquals(State.IN_PROGRESS, now().state());
        story.hears("door", 1);
        assertEquals(State.COMPLETED, now().state());
    }

    @Test
    void aDeviceThatOnlyHasOutputsIsInWhenOneOfThemIsReadBack() {
        hears("presented", pairs(""), NODE);
        story.asks("output.set", "fan-1", 1, "10s").runs("1s");
        assertEquals(State.COMPLETED, now().state());
        assertTrue(
                story.said().stream().anyMatch(l -> l.contains("enrolment.completed") && l.contains("by=its answer")));

        hears("presented", pairs(""), NODE).hears("spoke", "device", "");
        assertEquals(State.COMPLETED, now().state());
    }

    @Test
    void whoSpeaksOnlyOnceItIsInTheAirIsSaidSoWhenTheTimeIsOver() {
        pairs("10min");
        story.runs("9min").runs("59s");
        assertEquals(State.PENDING, now().state());
        story.runs("2s");
        assertEquals(State.EXPIRED, now().state());
        assertEquals("nobody presented the code on link line within 10 min", now().lastError());
        assertEquals(Step.OVER, now().step());
        assertEquals(List.of("opened", "expired"), events());
        // The first reading after that is a reading like every other.
        story.hears("air", 21);
        assertEquals(State.EXPIRED, now().state());
    }

    @Test
    void whatCameAndWhatIsMissingIsSaidWhenTheTimeIsOver() {
        hears("presented", pairs("10min"), NODE);
        story.runs("10min");
        assertEquals(State.EXPIRED, now().state());
        assertEquals(
                "it presented itself as " + NODE + ", but nothing good has come from its address on link line within"
                        + " 10 min",
                now().lastError());
    }

    @Test
    void fiveWrongCodesEndItAndTheNextOneIsTold() {
        String id = pairs("");
        for (int i = 0; i < 4; i++) {
            hears("refused", "", "");
        }
        assertEquals(State.PENDING, now().state());
        assertEquals(4, now().attempts());
        assertEquals("4 wrong codes were presented", now().lastError());
        story.puts(new Input.Notice("another-line", "device.refused", "", ""));
        assertEquals(4, now().attempts());
        hears("refused", "", "");
        assertEquals(State.FAILED, now().state());
        assertTrue(
                now().lastError().startsWith("5 wrong codes were presented on link line; look who"), now().lastError());
        hears("presented", id, NODE);
        story.hears("air", 21);
        assertEquals(State.FAILED, now().state());
    }

    @Test
    void theRightCodeWithoutAWordOfItsOwnIsTold() {
        String id = pairs("");
        hears("presented", id, "");
        assertEquals(State.PENDING, now().state());
        assertTrue(now().lastError().startsWith("the right code came, but without who presents it"), now().lastError());
        hears("presented", "e0", NODE);
        assertEquals(State.PENDING, now().state());
        hears("presented", id, NODE);
        assertEquals("", now().lastError());
    }

    @Test
    void aLineOnWhichNoCodeCanBeHeardSaysSoOnce() {
        pairs("10min");
        hears("unheard", "", "the broker refuses penstock/pair/+")
                .hears("unheard", "", "the broker refuses penstock/pair/+");
        assertEquals(List.of("opened", "unheard"), events());
        story.runs("10min");
        assertEquals(
                "nobody presented the code on link line within 10 min (the broker refuses penstock/pair/+)",
                now().lastError());
    }

    @Test
    void aLoRaWanDeviceJoinsAndSends() {
        asks("enrolment.open", "", "kind", "otaa");
        assertEquals(Step.JOIN, now().step());
        hears("joined", "device", "");
        assertEquals(State.IN_PROGRESS, now().state());
        assertEquals(Step.READING, now().step());
        story.hears("air", 21);
        assertEquals(State.COMPLETED, now().state());

        asks("enrolment.open", "10min", "kind", "otaa");
        story.runs("10min");
        assertEquals("no join of it was heard on link line within 10 min", now().lastError());
    }

    @Test
    void byHandTheFirstReadingIsEnough() {
        asks("enrolment.open", "", "kind", "manual");
        assertEquals("", now().code());
        assertEquals("accepted: the first good reading of Device within 1 h completes it", story.answer());
        story.hears("air", 21);
        assertEquals(State.COMPLETED, now().state());
    }

    @Test
    void oneIsOpenAtMostAndWhoeverCancelsItIsNamed() {
        pairs("");
        story.runs("10min");
        pairs("");
        assertEquals(
                "refused: an enrolment of Device is open already, by anna, for another 50 min; cancel it first",
                story.answer());
        asks("enrolment.cancel", "");
        assertEquals(State.FAILED, now().state());
        assertEquals("cancelled by anna", now().lastError());
        assertTrue(story.said().stream().anyMatch(l -> l.contains("enrolment.cancelled {actor=anna")));
        asks("enrolment.cancel", "");
        assertEquals("refused: no enrolment of Device is open", story.answer());
        pairs("");
        assertEquals(State.PENDING, now().state());
    }

    @Test
    void whatCannotBeEnrolledIsRefusedInWords() {
        story.puts(new Input.Request("x", "anna", "enrolment.open", "devise", Double.NaN, 0, ""));
        assertEquals("refused: there is no device devise; did you mean device?", story.answer());
        pairs("2d");
        assertEquals("refused: an enrolment holds from 1 min to 24 h, not 48 h", story.answer());
        asks("enrolment.open", "", "code", "ab/+", "kind", "pairing");
        assertEquals("refused: the code cannot be used; ask again for another one", story.answer());
        story.asksBecause("pump", "device.disable", "device", Double.NaN);
        pairs("");
        assertTrue(story.answer().contains("in maintenance") && story.answer().endsWith("back into service first"));
        assertEquals(java.util.Map.of(), story.engine().enrolments());
    }

    @Test
    void aDeviceThatIsDisabledMeanwhileCannotComeIn() {
        pairs("");
        story.asksBecause("pump", "device.disable", "device", Double.NaN);
        assertEquals(State.FAILED, now().state());
        assertEquals("the device was disabled by anna", now().lastError());
    }

    @Test
    void itGoesOnOverAKillAndAStartAndEndsInTimeThoughNothingRan() {
        String id = pairs("");
        Enrolment before = now();
        story.runs("10min").goesOnFromCheckpoint().skips("10min").starts();
        assertEquals(before, now());
        hears("presented", id, NODE);
        story.goesOnFromCheckpoint().skips("50min").starts();
        assertEquals(State.EXPIRED, now().state());
        assertFalse(now().open());
    }

    @Test
    void aClockThatIsSetDoesNotMoveItsEnd() {
        pairs("10min");
        story.wallJumps(3_600, false).runs("9min");
        assertEquals(State.PENDING, now().state());
        story.runs("2min");
        assertEquals(State.EXPIRED, now().state());
    }

    @Test
    void theCodeIsInNoEventButTheOneThatMakesTheRow() {
        String id = pairs("");
        hears("presented", id, NODE);
        story.hears("air", 21);
        List<String> telling =
                story.said().stream().filter(l -> l.contains("ACDEFHJK")).toList();
        assertEquals(1, telling.size(), telling.toString());
        assertTrue(telling.getFirst().contains("enrolment.opened {actor=anna, attempts=0, code=ACDEFHJK"));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
}
