package org.penstock.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.alert.AlertRuleSpec.Type;
import org.penstock.core.control.Scan;
import org.penstock.core.control.Stage;
import org.penstock.core.facility.Configuration;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Shelved alerts on the engine")
class ShelvingTest {
    private static final long HOUR = 3_600_000_000L;

    private final Told told = new Told();
    private AlertStage alerts = new AlertStage();
    private final EngineStory story = begin();
    private int asked;

    private EngineStory begin() {
        StoryFacility facility = new StoryFacility()
                .stream("air-temp", Metric.TEMPERATURE).stream("loop", Metric.STATE)
                        .output("pump-1", "pump")
                        .eStop("stop", "loop");
        facility.alert(new AlertRuleSpec(
                "air-hot",
                "Air too hot",
                facility.no("air-temp"),
                Type.LIMIT_HIGH,
                32,
                "32 °C",
                1,
                0,
                0,
                24 * HOUR,
                Severity.WARNING));
        return EngineStory.of(facility, List.of(told), List.of(alerts), Instant.parse("2026-06-01T06:00:00Z"))
                .starts()
                .hears("loop", 0)
                .hears("air-temp", 33);
    }

    /** Another stage that finds something worse and worse. */
    private static final class Told implements Stage {
        private Severity severity = Severity.INFO;

        @Override
        public String name() {
            return "told";
        }

        @Override
        public void configure(Scan scan, Configuration configuration) {}

        @Override
        public void scan(Scan scan) {
            if (severity != Severity.INFO) {
                scan.raise("site", "room", "custom", severity, "room is " + severity, Double.NaN, Double.NaN);
            }
        }

        @Override
        public void save(ObjectNode state) {}

        @Override
        public void load(ObjectNode state) {}
    }

    private String shelves(String alert, long micros, String reason) {
        story.puts(new Input.Request(
                "shelf" + ++asked, "anna", Shelf.SHELVE, alert, Double.NaN, micros, reason, new TreeMap<>()));
        return story.answer();
    }

    private long no(String key) {
        return alerts.open().stream()
                .filter(a -> a.key().equals(key))
                .mapToLong(AlertView::no)
                .findFirst()
                .orElse(0);
    }

    private List<String> shelved() {
        return alerts.shelves(story.now()).stream().map(Shelf::key).toList();
    }

    /** Traps row 7, "snooze broken": it comes back at its time, not earlier because the contact chatters, and not never. */
    @Test
    void aShelvedAlertIsRecordedKeepsItsStateAndComesBackByItself() {
        String hot = Long.toString(no("air-hot"));
        assertEquals(
                "accepted: alert " + hot + " is shelved for 1 h; back by itself then, or at once when it becomes worse",
                shelves(hot, HOUR, " the fan is being repaired "));
        Shelf shelf = alerts.shelves(story.now()).getFirst();
        assertEquals("anna: the fan is being repaired", shelf.actor() + ": " + shelf.reason());
        assertEquals(HOUR, shelf.leftMicros());

        // It goes on being told and resolved, and comes as another instance, which lies on the same shelf.
        story.hears("air-temp", 20).asks("alert.acknowledge", hot).runs("1min").hears("air-temp", 33);
        assertTrue(no("air-hot") > Long.parseLong(hot));
        assertEquals(
                AlertState.ACTIVE,
                alerts.open().stream()
                        .filter(a -> a.key().equals("air-hot"))
                        .findFirst()
                        .orElseThrow()
                        .state());
        assertEquals(List.of("air-hot"), shelved());
        story.runs("58min");
        assertEquals(List.of("air-hot"), shelved());
        story.runs("62s");
        assertEquals(List.of(), shelved());
        assertEquals(
                List.of("shelved by anna: the fan is being repaired", "unshelved by nobody: its time is over"),
                facts());
    }

    @Test
    void noClockProlongsItAndNoRestartForgetsIt() {
        shelves(Long.toString(no("air-hot")), 4 * HOUR, "known");
        story.wallJumps(-7_200, false);
        assertEquals(4 * HOUR, alerts.shelves(story.now()).getFirst().leftMicros(), "set back: as long as before");
        story.wallJumps(3_600, false);
        assertEquals(3 * HOUR, alerts.shelves(story.now()).getFirst().leftMicros(), "set ahead: shorter");

        alerts = new AlertStage();
        story.goesOnFromCheckpoint(List.of(told), List.of(alerts)).skips("1h").starts();
        assertTrue(Math.abs(alerts.shelves(story.now()).getFirst().leftMicros() - 2 * HOUR) <= 2_000_000);
        alerts = new AlertStage();
        story.goesOnFromCheckpoint(List.of(told), List.of(alerts)).skips("2h").starts();
        assertEquals(List.of(), shelved(), "what ended while the program was away is back at the start");

        shelves(Long.toString(no("air-hot")), 4 * HOUR, "known");
        story.wallJumps(-86_400, true);
        assertEquals(List.of(), shelved(), "nobody can tell how long it would last");
        assertTrue(shelves(Long.toString(no("air-hot")), HOUR, "known").contains("the clock is in doubt"));
    }

    @Test
    void whatBecomesWorseIsBackAtOnceAndAnEmergencyIsNeverShelved() {
        told.severity = Severity.WARNING;
        story.runs("1s").hears("air-temp", 33.5);
        shelves(no("room") + "," + no("air-hot"), HOUR, "both known");
        assertEquals(List.of("air-hot", "room"), shelved().stream().sorted().toList());
        told.severity = Severity.CRITICAL;
        story.hears("air-temp", 34);
        assertEquals(List.of("air-hot"), shelved());
        assertEquals("unshelved by nobody: it became critical, and was shelved as warning", facts().getLast());
        story.asks(Shelf.UNSHELVE, Long.toString(no("air-hot")));
        assertEquals("accepted: alert " + no("air-hot") + " is back where it is seen", story.answer());
        assertEquals("unshelved by anna: unshelved", facts().getLast());

        told.severity = Severity.EMERGENCY;
        story.hears("air-temp", 35);
        String before = alerts.shelves(story.now()).toString();
        assertTrue(shelves(Long.toString(no("interlock")), HOUR, "x").contains("is an emergency: nobody shelves that"));
        String both = shelves(no("air-hot") + "," + no("room"), HOUR, "x");
        assertEquals("refused: alert " + no("room") + " is an emergency: nobody shelves that", both);
        assertEquals(before, alerts.shelves(story.now()).toString(), "all that are named, or none");
    }

    @Test
    void whatIsAskedWronglyIsRefusedInWords() {
        String hot = Long.toString(no("air-hot"));
        assertEquals("refused: say why it is shelved; whoever looks for it reads that", shelves(hot, HOUR, " "));
        assertEquals(
                "refused: an alert is shelved for 1 min to 12 h, not for 12 h 1 s",
                shelves(hot, 12 * HOUR + 1_000_000, "x"));
        assertEquals("refused: an alert is shelved for 1 min to 12 h, not for no time", shelves(hot, 0, "x"));
        assertEquals("refused: there is no alert 99; look at the list of open alerts", shelves("99", HOUR, "x"));
        assertTrue(shelves("hot", HOUR, "x").startsWith("refused: `hot` is not the number of an alert"));
        shelves(hot, HOUR, "known");
        assertTrue(
                shelves(hot, HOUR, "longer").contains("is shelved by anna already, because known; unshelve it first"));
        story.asks(Shelf.UNSHELVE, "99");
        assertEquals("refused: alert 99 is not shelved", story.answer());
    }

    private List<String> facts() {
        return story.journal().stream()
                .filter(JournalRecord.Effects.class::isInstance)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .filter(e -> e instanceof Effect.Record r
                        && (r.kind().equals("alert.shelved") || r.kind().equals("alert.unshelved")))
                .map(e -> (Effect.Record) e)
                .map(r -> r.kind().substring("alert.".length()) + " by "
                        + r.data().getOrDefault("actor", "nobody") + ": "
                        + r.data().get("reason"))
                .toList();
    }
}
