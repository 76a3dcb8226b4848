package org.penstock.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.alert.AlertRuleSpec.Type;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

@DisplayName("Alerts on the engine")
class AlertStageTest {
    private final StoryFacility facility = new StoryFacility()
            .stream("air-temp", Metric.TEMPERATURE).stream("tank", Metric.VOLUME)
                    .output("pump-1", "pump")
                    .low("tank-low", "tank", 50, 20, "pump-1");
    private AlertStage alerts = new AlertStage();
    private EngineStory story = begin();

    private EngineStory begin() {
        facility.alert(rule("air-hot", "Air too hot", Type.LIMIT_HIGH, 32, "32 °C", 1, "30s", "20s", "60s"))
                .alert(rule("air-cold", "Air too cold", Type.LIMIT_LOW, 10, "50 °F", 1, "0s", "0s", "60s"))
                .alert(rule(
                        "air-silent", "Air sensor silent", Type.MISSING_DATA, Double.NaN, "", 0, "0s", "0s", "2min"));
        return EngineStory.of(facility, List.of(), List.of(alerts), Instant.parse("2026-06-01T06:00:00Z"));
    }

    private AlertRuleSpec rule(
            String key,
            String name,
            Type type,
            double limit,
            String text,
            double back,
            String on,
            String off,
            String age) {
        return new AlertRuleSpec(
                key,
                name,
                facility.no("air-temp"),
                type,
                limit,
                text,
                back,
                StoryFacility.micros(on),
                StoryFacility.micros(off),
                StoryFacility.micros(age),
                type == Type.MISSING_DATA ? Severity.CRITICAL : Severity.WARNING);
    }

    /**
     * One line, one story: numbers are readings 10 s apart, {@code b} a bad one of 99 °C, {@code l} a late one of 99 °C,
     * {@code .} ten seconds of silence. On-delay 30 s, off-delay 20 s, hysteresis 1 °C, values older than 60 s are none.
     */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            33 33 33 33          | active
            33 33                | ''
            33 33 33             | active
            33 33 31 33 33       | ''
            33 33 31 33 33 33    | active
            33 . . .             | active
            32 32 32 32 32       | ''
            32.001 32 32 32      | ''
            33 33 33 33 31.5 31.5 31.5 31.5 | active
            33 33 33 33 31 31 31 | active returned
            33 33 33 33 31 33 31 33 31 | active
            33 33 33 33 30 33 30 33 30 33 30 | active
            b b b b b b          | ''
            l l l l l l          | ''
            33 33 b b b b b      | ''
            33 33 33 33 b b b b  | active
            33 33 33 33 b 31 31 31 | active returned
            33 33 . . . . . . . . | active
            33 33 33 33 31 31 31 33 33 33 33 | active returned active
            """)
    void limitsWithHysteresisAndDelays(String readings, String outcome) {
        story.starts();
        for (String reading : readings.split(" ")) {
            switch (reading) {
                case "b" -> story.hears("air-temp", 99, QualityCode.OUT_OF_RANGE, 0);
                case "l" -> story.hearsOld("air-temp", 99, "10min", Samples.LATE);
                case "." -> story.hears("tank", 300);
                default -> story.hears("air-temp", Double.parseDouble(reading));
            }
            story.runs("10s");
        }
        assertEquals(outcome, String.join(" ", states("air-hot")));
    }

    @Test
    void whoAcknowledgedAContradictionIsToldOfTheNext() {
        story.starts();
        contradicts("20 °C, then 21 °C");
        story.runs("9min");
        contradicts("21 °C, then 22 °C");
        assertEquals(2, contradiction().count());
        story.asks(AlertStage.ACKNOWLEDGE, Long.toString(contradiction().no()));
        story.goesOnFromCheckpoint(List.of(), List.of(alerts = new AlertStage()));
        story.runs("9min");
        assertEquals(List.of("active", "acknowledged"), states("conflict"));
        story.runs("1min");
        assertEquals(List.of("active", "acknowledged", "resolved"), states("conflict"));
        contradicts("22 °C, then 23 °C");
        assertEquals(AlertState.ACTIVE, contradiction().state());
        // Whoever was away sees that there was one, and that it is over.
        story.runs("11min");
        assertEquals(AlertState.RETURNED, contradiction().state());
        contradicts("23 °C, then 24 °C");
        assertEquals(AlertState.ACTIVE, contradiction().state());
    }

    private AlertView contradiction() {
        return alerts.open().stream()
                .filter(a -> a.key().equals("conflict"))
                .findFirst()
                .orElseThrow();
    }

    private void contradicts(String text) {
        story.puts(new Input.Notice("projector", "conflict", "air-temp", text));
    }

    @Test
    void theTextNamesValueAndLimitAsWritten() {
        story.starts();
        story.hears("air-temp", 8.25);
        AlertView alert = alerts.open().getFirst();
        assertEquals("Air too cold: 8.25 °C, below 50 °F", alert.text());
        assertEquals("stream:air-temp", alert.source());
        assertEquals("limit_low", alert.type());
        assertEquals(10, alert.limit());
        assertEquals(8.25, alert.value());
    }

    @Test
    void aDoorIsToldInItsWordsAndKeepsItsNumber() {
        StoryFacility cold = new StoryFacility().state("cooler-door", "closed", "open");
        cold.alert(new AlertRuleSpec(
                "door-open",
                "Door left open",
                cold.no("cooler-door"),
                Type.LIMIT_HIGH,
                0,
                "0",
                0,
                0,
                0,
                StoryFacility.micros("60s"),
                Severity.WARNING));
        story = EngineStory.of(cold, List.of(), List.of(alerts), Instant.parse("2026-06-01T06:00:00Z"));
        story.starts().hears("cooler-door", 1);
        AlertView alert = alerts.open().getFirst();
        assertEquals("Door left open: Cooler door is open", alert.text());
        assertEquals(1, alert.value());
        story.asks("alert.acknowledge", "1").hears("cooler-door", 0);
        assertEquals(AlertState.RESOLVED, alerts.resolved().getFirst().state());
    }

    @Test
    void silenceIsToldAtTheInstantItIsTooLongAndClearedByTheNextGoodReading() {
        story.starts();
        story.hears("air-temp", 20);
        story.runs("2min");
        assertEquals(List.of(), states("air-silent"), "exactly two minutes are not longer than two minutes");
        story.runs("1ms");
        assertEquals(List.of("active"), states("air-silent"));
        assertEquals(
                "Air sensor silent: no good reading of Air temp for 2 min",
                alerts.open().getFirst().text());
        story.hears("air-temp", 99, QualityCode.OUT_OF_RANGE, 0);
        assertEquals(List.of("active"), states("air-silent"), "a bad reading is no reading");
        story.hears("air-temp", 20.5);
        assertEquals(List.of("active", "returned"), states("air-silent"));
    }

    @Test
    void aStartGivesEveryStreamItsTimeToBeHeard() {
        story.starts();
        story.hears("air-temp", 20);
        alerts = new AlertStage();
        story.goesOnFromCheckpoint(List.of(), List.of(alerts)).skips("1h").starts();
        story.runs("110s");
        assertEquals(List.of(), states("air-silent"));
        story.runs("15s");
        assertEquals(List.of("active"), states("air-silent"));
    }

    @Test
    void whatTheEngineTellsBecomesAnAlertInTheSameScan() {
        story.starts();
        story.hears("tank", 300);
        story.device("pump-1", Mood.REFUSES);
        story.asks("output.set", "pump-1", 1, "60s").runs("1s");
        AlertView alert = alerts.open().getFirst();
        assertEquals("command_failed", alert.type());
        assertEquals("output:pump-1", alert.source());
        story.device("pump-1", Mood.WELL).runs("20s");
        assertEquals(AlertState.RETURNED, alerts.open().getFirst().state());
    }

    @Test
    void aPersonAcknowledgesByNumber() {
        story.starts();
        story.hears("air-temp", 5);
        story.asks("alert.acknowledge", "1");
        assertEquals("accepted: ", story.answer());
        story.asks("alert.acknowledge", "1");
        assertEquals(
                "refused: alert 1 was acknowledged by anna already; it resolves when its cause is gone",
                story.answer());
        story.asks("alert.acknowledge", "first");
        assertEquals("refused: `first` is not the number of an alert", story.answer());
        story.hears("air-temp", 20);
        assertEquals(List.of("active", "acknowledged", "resolved"), states("air-cold"));
        assertEquals("anna", alerts.resolved().getFirst().acknowledgedBy());
    }

    @Test
    void aRuleThatLeavesTheFileTakesItsAlertAlong() {
        story.starts();
        story.hears("air-temp", 5);
        StoryFacility changed = new StoryFacility()
                .stream("air-temp", Metric.TEMPERATURE).stream("tank", Metric.VOLUME)
                        .output("pump-1", "pump");
        story.applies(changed);
        assertEquals(List.of("active", "returned"), states("air-cold"));
    }

    @Test
    void anAlertRuleOfAnAppliedFileGoesOnWhereItStood() {
        story.starts();
        story.hears("air-temp", 33).runs("20s");
        story.applies(facility);
        story.runs("11s");
        assertEquals(List.of("active"), states("air-hot"));
    }

    @Test
    void restartedFromACheckpointAtAnyMomentTheEffectsAreTheSame() {
        List<Effect> whole = effects(0);
        assertTrue(whole.stream()
                        .filter(e -> e instanceof Effect.Record r && r.kind().startsWith("alert."))
                        .count()
                >= 5);
        for (int step = 1; step < 12; step++) {
            assertEquals(whole, effects(step), "checkpoint after step " + step);
        }
    }

    private static List<Effect> effects(int checkpointAfter) {
        AlertStageTest t = new AlertStageTest();
        t.story.starts();
        double[] values = {33, 33, 33, 34, 30, 30, 30, 5, 5, 20, 20, 20};
        for (int i = 0; i < values.length; i++) {
            if (i == checkpointAfter && i > 0) {
                t.alerts = new AlertStage();
                t.story.goesOnFromCheckpoint(List.of(), List.of(t.alerts));
            }
            t.story.hears("air-temp", values[i]).runs("15s");
        }
        t.story.runs("5min");
        return t.story.journal().stream()
                .filter(JournalRecord.Effects.class::isInstance)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .toList();
    }

    /** The states that the alert of one rule went through, as recorded. */
    private List<String> states(String key) {
        List<String> states = new ArrayList<>();
        for (JournalRecord record : story.journal()) {
            if (record instanceof JournalRecord.Effects effects) {
                for (Effect effect : effects.effects()) {
                    if (effect instanceof Effect.Record r
                            && r.kind().startsWith("alert.")
                            && key.equals(r.data().get("alert_key"))) {
                        states.add(r.kind().substring("alert.".length()));
                    }
                }
            }
        }
        return states;
    }

    @Test
    void theSilenceOfADisabledDeviceIsNoAlert() {
        story.starts().hears("air-temp", 20).runs("3min");
        assertEquals(List.of("missing_data"), silent());

        story.asksBecause("cleaning", "device.disable", "device", Double.NaN);
        assertEquals(List.of(), silent());
        story.runs("1h").goesOnFromCheckpoint(List.of(), List.of(alerts = new AlertStage()));
        story.runs("1h");
        assertEquals(List.of(), silent());

        // Put back, it has its whole time to be heard, and is missed after that.
        story.asksBecause("done", "device.enable", "device", Double.NaN).runs("119s");
        assertEquals(List.of(), silent());
        story.runs("2s");
        assertEquals(List.of("missing_data"), silent());
    }

    @Test
    void aDeviceThatIsDisabledWhileItSpeaksIsNotMissedEither() {
        story.starts().hears("air-temp", 20).runs("1min");
        story.asksBecause("cleaning", "device.disable", "device", Double.NaN).runs("1h");
        assertEquals(List.of(), silent());
        story.asksBecause("done", "device.enable", "device", Double.NaN)
                .hears("air-temp", 20)
                .runs("1min");
        assertEquals(List.of(), silent());
    }

    /** What is told now of a stream that is not heard; an interlock without a value is another matter. */
    private List<String> silent() {
        return alerts.open().stream()
                .filter(a -> a.state() == AlertState.ACTIVE)
                .map(AlertView::type)
                .filter(t -> t.equals("missing_data"))
                .toList();
    }
}
