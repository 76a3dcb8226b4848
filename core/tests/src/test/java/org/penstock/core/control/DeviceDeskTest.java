package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

/** A device is taken out of service and put back, and a sensor is calibrated, while the facility runs. */
class DeviceDeskTest {
    private static final String GATE =
            "device device is in maintenance since 2026-06-01 08:00, by anna: pump head replaced";

    private static StoryFacility house() {
        return new StoryFacility()
                .stream("air", Metric.TEMPERATURE).stream("tank", Metric.VOLUME)
                        .output("doser-1", "doser")
                        .output("fan-1", "fan")
                        .low("tank-low", "tank", 50, 20, "doser-1")
                        .above("hot", "air", 27, 1, "0s", "0s", "fan-1");
    }

    /** Everything hangs on one device here: {@code device}. */
    private static EngineStory running() {
        EngineStory story = EngineStory.of(house()).starts().hears("tank", 90).hears("air", 30);
        story.asks("output.set", "doser-1", 1, "10min").runs("1s");
        assertEquals(Phase.HELD, story.phase("doser-1"));
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.said();
        return story;
    }

    private static EngineStory disabled() {
        return running().asksBecause("pump head replaced", "device.disable", "device", Double.NaN);
    }

    @Test
    void aDisabledDeviceStopsDosingAtOnceAndItsOwnersAreToldWhy() {
        EngineStory story = disabled();
        assertEquals(
                "accepted: device is in maintenance: its readings are no value, its outputs accept nothing;"
                        + " driven to safe: Doser 1, Fan 1",
                story.answer());
        assertEquals(Phase.CLOSING, story.phase("doser-1"));
        List<String> said = story.said();
        assertTrue(
                said.contains(
                        "output:doser-1 output.ended {owner=operator:anna, why=device device was disabled by anna:"
                                + " pump head replaced}"),
                said.toString());
        assertTrue(
                said.contains("device:device device.status_changed {actor=anna, from=active, reason=pump head replaced,"
                        + " to=maintenance}"),
                said.toString());
        story.runs("1s");
        assertEquals(0, story.reality("doser-1"));
        assertEquals(0, story.reality("fan-1"));
        assertEquals(Phase.SAFE, story.phase("fan-1"));
    }

    @Test
    void aCommandThatIsOnItsWayEndsAtSafe() {
        EngineStory story = EngineStory.of(house()).starts().hears("tank", 90);
        story.asks("output.set", "doser-1", 1, "10min");
        assertEquals(Phase.OPENING, story.phase("doser-1"));
        story.asksBecause("leak", "device.disable", "device", Double.NaN);
        assertTrue(story.said().stream().anyMatch(l -> l.startsWith("cancel ")), "the opening was not cancelled");
        story.runs("5s");
        assertEquals(0, story.reality("doser-1"));
        assertEquals(Phase.SAFE, story.phase("doser-1"));
    }

    @Test
    void nothingOpensAnOutputOfADisabledDeviceAndTheGateSaysWhoDisabledItAndWhy() {
        EngineStory story = disabled().runs("2s");
        story.asks("output.set", "doser-1", 1, "10s");
        assertEquals("refused: " + GATE, story.answer());
        assertEquals(GATE, story.shut("fan-1"));
        // A rule whose condition holds again is ended, not obeyed.
        story.said();
        for (int i = 0; i < 20; i++) {
            story.hears("air", i % 2 == 0 ? 20 : 35).runs("1s");
        }
        assertEquals(List.of(), story.drives());
        assertEquals(0, story.reality("fan-1"));
    }

    @Test
    void itsReadingsAreKeptButBadSoThatAnInterlockHasNoValue() {
        EngineStory story = disabled();
        assertEquals(QualityCode.CALIBRATION, quality(story, "tank"));
        assertTrue(
                story.alert("interlock:tank-low interlock").contains("Tank is bad (calibration)"),
                story.alerts().toString());
        story.hears("tank", 95);
        assertEquals(QualityCode.CALIBRATION, quality(story, "tank"));
        // A reason of its own stands: it says more.
        story.hears("tank", Double.NaN, QualityCode.NOT_A_NUMBER, 0);
        assertEquals(QualityCode.NOT_A_NUMBER, quality(story, "tank"));
        assertEquals(Set.of("device"), story.engine().adjustments().maintenance());
    }

    @Test
    void enabledAgainItWaitsForItsNextReadingAndForANewRequest() {
        EngineStory story = disabled().runs("2s");
        story.asksBecause("done", "device.enable", "device", Double.NaN);
        assertTrue(story.answer().startsWith("accepted: device is in service again"), story.answer());
        // What it said meanwhile is still no value, and what a person had wanted does not come back.
        assertEquals(QualityCode.CALIBRATION, quality(story, "tank"));
        story.asks("output.set", "doser-1", 1, "10s");
        assertTrue(story.answer().startsWith("refused: Tank low: Tank is bad (calibration)"), story.answer());
        story.hears("tank", 90).hears("air", 30).runs("1s");
        assertEquals(Phase.SAFE, story.phase("doser-1"));
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.asks("output.set", "doser-1", 1, "10s").runs("1s");
        assertEquals(1, story.reality("doser-1"));
    }

    @Test
    void itStaysDisabledOverAKillAStartAndAChangedFile() {
        EngineStory story = disabled().runs("1s").goesOnFromCheckpoint().skips("10min");
        story.reality("doser-1", 1).reality("fan-1", 1).starts();
        assertEquals(GATE, story.shut("doser-1"));
        assertEquals(0, story.reality("doser-1"));
        story.applies(house().above("hotter", "air", 40, 1, "0s", "0s", "fan-1"))
                .runs("1s");
        assertEquals(GATE, story.shut("fan-1"));
        story.hears("tank", 90).hears("air", 45).runs("1s");
        assertEquals(0, story.reality("fan-1"));
    }

    @Test
    void anOutputThatAStartLeavesAsItIsGoesToSafeAllTheSame() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE).output("fan-1", "fan", StoryFacility::kept))
                .starts();
        story.asksBecause("belt", "device.disable", "device", Double.NaN).runs("1s");
        story.reality("fan-1", 1).skips("1h").starts().runs("2s");
        assertEquals(0, story.reality("fan-1"));
        assertEquals(Phase.SAFE, story.phase("fan-1"));
    }

    @Test
    void aDeviceThatDoesNotObeyIsDrivenToSafeUntilItDoes() {
        EngineStory story = running().device("doser-1", Mood.REFUSES);
        story.asksBecause("leak", "device.disable", "device", Double.NaN).runs("30s");
        assertEquals(Phase.CLOSING, story.phase("doser-1"));
        assertTrue(story.alerts().containsKey("output:doser-1 command_failed"));
        story.device("doser-1", Mood.WELL).runs("15s");
        assertEquals(0, story.reality("doser-1"));
        assertEquals(Phase.SAFE, story.phase("doser-1"));
    }

    @Test
    void whoSaysNoReasonOrNamesNoDeviceIsRefusedInWords() {
        EngineStory story = running();
        story.asks("device.disable", "device");
        assertEquals("refused: say why device is disabled; it is kept in the record", story.answer());
        story.asks("device.disable", "devise");
        assertEquals("refused: there is no device devise; did you mean device?", story.answer());
        story.asks("device.enable", "device");
        assertEquals("refused: device is not in maintenance", story.answer());
        assertEquals(Phase.HELD, story.phase("doser-1"));
        story.asksBecause("pump head replaced", "device.disable", "device", Double.NaN);
        story.asksBecause("again", "device.disable", "device", Double.NaN);
        assertEquals("refused: " + GATE, story.answer());
    }

    @Test
    void aCalibrationActsFromTheReadingAfterTheNewestOne() {
        EngineStory story = running();
        story.asksBecause(
                "yearly", "calibration.record", "air", -0.4, "before", "0.0", "found", "30.0", "reference", "29.6");
        assertEquals("accepted: -0.4 °C is added to every reading of Air from now on", story.answer());
        long newest = story.engine().view().image().eventMicros(0);
        assertEquals(List.of(newest + 1), froms(story));
        assertTrue(
                story.said().stream()
                        .anyMatch(l -> l.startsWith("stream:air calibration.recorded {actor=anna, certificate=,")
                                && l.contains("offset=-0.4, offset_before=0.0, reason=yearly, reference=29.6, unit=")),
                "not recorded");
        // A second one before anything was heard gets a time of its own.
        story.asksBecause("typing error", "calibration.record", "air", -0.3, "before", "-0.4");
        assertEquals(List.of(newest + 1, newest + 2), froms(story));
    }

    @Test
    void twoPeopleWhoCalibrateTheSameSensorDoNotAddUp() {
        EngineStory story = running();
        story.asksBecause("yearly", "calibration.record", "air", -0.4, "before", "0.0");
        story.asksBecause("yearly", "calibration.record", "air", -0.4, "before", "0.0");
        assertEquals(
                "refused: Air was calibrated meanwhile: its offset is -0.4 °C now. Look at its value again",
                story.answer());
    }

    @Test
    void whatCannotBeACalibrationIsRefusedInWords() {
        EngineStory story = EngineStory.of(house().stream("door", Metric.STATE)).starts();
        story.asksBecause("", "calibration.record", "air", 1, "before", "0.0");
        assertEquals("refused: say why Air is calibrated; it is kept in the record", story.answer());
        story.asksBecause("x", "calibration.record", "door", 1, "before", "0.0");
        assertEquals("refused: Door is either 0 or 1; there is nothing to calibrate", story.answer());
        story.asksBecause("x", "calibration.record", "air", 1e9, "before", "0.0");
        assertTrue(story.answer().startsWith("refused: an offset of"), story.answer());
        story.asksBecause("x", "calibration.record", "air", 1, "before", "0.0", "due", "May");
        assertTrue(story.answer().contains("`May`, which is no date"), story.answer());
        story.asksBecause("x", "calibration.record", "air", 1, "before", "0.0", "due", "2026-05-31");
        assertEquals("refused: the day on which the next calibration is due is over already", story.answer());
        assertEquals(java.util.Map.of(), story.engine().adjustments().offsets());
    }

    @Test
    void anOverdueCalibrationIsToldTheMomentItsDayIsOverAndClearedByANewOne() {
        EngineStory story = EngineStory.of(house()).starts();
        story.asksBecause("yearly", "calibration.record", "air", 0, "before", "0.0", "due", "2026-06-01");
        // The day ends at midnight in Amsterdam: 22:00 UTC, sixteen hours after the story's beginning.
        story.runs("15h").runs("59min").runs("58s");
        assertEquals("", story.alert("stream:air calibration_due"));
        story.goesOnFromCheckpoint().runs("1s");
        assertEquals(
                "Air had to be calibrated by 2026-06-01. Its readings go on as they are; calibrate it, or replace the"
                        + " sensor",
                story.alert("stream:air calibration_due"));
        story.asksBecause("late", "calibration.record", "air", 0.2, "before", "0.0", "due", "2027-06-01");
        assertFalse(story.alerts().containsKey("stream:air calibration_due"));
    }

    @Test
    void anOffsetSurvivesAKillAndAStart() {
        EngineStory story = running();
        story.asksBecause("yearly", "calibration.record", "air", -0.4, "before", "0.0");
        var offsets = story.engine().adjustments();
        story.goesOnFromCheckpoint().skips("10min").starts();
        assertEquals(offsets, story.engine().adjustments());
    }

    private static List<Long> froms(EngineStory story) {
        return story.engine().adjustments().offsets().getOrDefault(0, List.of()).stream()
                .map(o -> o.fromMicros())
                .toList();
    }

    private static QualityCode quality(EngineStory story, String stream) {
        return story.engine().view().image().quality(house().no(stream));
    }
}
