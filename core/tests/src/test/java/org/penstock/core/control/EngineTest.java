package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;
import tools.jackson.databind.node.ObjectNode;

/** Time, clocks, links and stages. */
class EngineTest {
    private static EngineStory house() {
        return EngineStory.of(
                new StoryFacility().stream("air", Metric.TEMPERATURE).output("valve-1", "valve"));
    }

    @Test
    void whatIsDueInsideAFrameHappensAtItsOwnInstant() {
        EngineStory story =
                house().starts().asks("output.set", "valve-1", 1, "60s").runs("1s");
        long expiry = story.wall() - 1_000_000 + 60_000_000;
        // The process was held up: the next frame comes 100 s later.
        Engine.Scanned scanned = story.engine()
                .scan(Frame.tick(story.engine().lastSeq() + 1, story.wall() + 100_000_000, story.now() + 100_000_000));
        int drive = -1;
        for (int i = 0; i < scanned.effects().size(); i++) {
            drive = scanned.effects().get(i) instanceof Effect.Drive d && d.toSafe() && drive < 0 ? i : drive;
        }
        assertEquals(expiry, scanned.wallMicros()[drive]);
    }

    @Test
    void anExpiryIsNotMovedByTheWallClock() {
        EngineStory story =
                house().starts().asks("output.set", "valve-1", 1, "60s").runs("30s");
        story.wallJumps(7_200, false).runs("29s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.wallJumps(-7_200, false).runs("2s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals("the wall clock moved back by 2 h", story.alert("site clock"));
    }

    @Test
    void aClockInDoubtStaysSoUntilAPersonConfirmsIt() {
        EngineStory story = house().starts().wallJumps(-86_400, true).runs("1min");
        assertTrue(story.engine().view().clockInDoubt());
        story.goesOnFromCheckpoint();
        assertTrue(story.engine().view().clockInDoubt());
        story.asks("clock.confirm", "");
        assertEquals("accepted: the clock is right; dated starts go on", story.answer());
        assertFalse(story.engine().view().clockInDoubt());
        assertEquals("", story.alert("site clock"));
        story.asks("clock.confirm", "");
        assertEquals("refused: the clock is not in doubt", story.answer());
    }

    @Test
    void readingsGoOnActingAfterTheWallClockWentBack() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("fan-1", "fan")
                                .above("vent", "air", 27, 1, "0s", "0s", "fan-1"))
                .starts();
        story.hears("air", 20).wallJumps(-7_200, false).hears("air", 28).runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
    }

    @Test
    void whatWasDueWhileTheProgramWasAwayDidNotHappen() {
        EngineStory story =
                house().starts().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.said();
        long away = 2 * 86_400_000_000L;
        Engine.Scanned scanned = story.engine()
                .scan(new Frame(
                        story.engine().lastSeq() + 1,
                        story.wall() + away,
                        story.now() + away,
                        org.penstock.core.telemetry.Samples.NONE,
                        List.of(new Input.ConfigChange(Input.Cause.START, "system", "", "{}")),
                        List.of(),
                        List.of()));
        assertEquals(
                1,
                scanned.effects().stream()
                        .filter(e -> e instanceof Effect.Drive)
                        .count());
        for (long wall : scanned.wallMicros()) {
            assertEquals(story.wall() + away, wall);
        }
    }

    @Test
    void aLostLinkIsTold() {
        EngineStory story = house().starts().link("plc", LinkState.OFFLINE, "connection refused");
        assertEquals("plc: connection refused", story.alert("link:plc device_offline"));
        story.link("plc", LinkState.ONLINE, "");
        assertEquals("", story.alert("link:plc device_offline"));
    }

    @Test
    void whatAWorkerFindsIsTold() {
        EngineStory story = house().starts();
        story.puts(new Input.Notice("projector", "away", "", "the database does not answer"));
        assertEquals("the database does not answer", story.alert("site projector.away"));
        story.puts(new Input.Notice("projector", "back", "", "the database answers again"));
        assertEquals("", story.alert("site projector.away"));
        story.puts(new Input.Notice("projector", "conflict", "air", "two values for one instant"));
        assertEquals("two values for one instant", story.alert("stream:air conflict"));
        story.puts(new Input.Notice("disk", "full", "", "1 % left"));
        assertEquals("1 % left", story.alert("site disk.full"));
        story.puts(new Input.Notice("disk", "free", "", "20 % left"));
        assertEquals("", story.alert("site disk.full"));
    }

    @Test
    void framesOutOfOrderAreNeverScanned() {
        EngineStory story = house().starts();
        long seq = story.engine().lastSeq();
        assertThrows(
                IllegalArgumentException.class, () -> story.engine().scan(Frame.tick(seq, story.wall(), story.now())));
        assertThrows(
                IllegalArgumentException.class,
                () -> story.engine().scan(Frame.tick(seq + 1, story.wall(), story.now() - 1)));
    }

    @Test
    void aFrameThatOnlyMovesTimeSaysNothing() {
        EngineStory story = house().starts().hears("air", 20).runs("1s");
        Engine.Scanned scanned =
                story.engine().scan(Frame.tick(story.engine().lastSeq() + 1, story.wall(), story.now()));
        assertEquals(List.of(), scanned.effects());
        assertEquals(Long.MAX_VALUE, scanned.nextDueMicros());
    }

    /** A stage that holds a valve and hears when it is ended; counts every second. */
    private static final class Holder implements Stage {
        final List<String> heard = new ArrayList<>();
        private long seconds;
        private long next;

        @Override
        public String name() {
            return "holder";
        }

        @Override
        public void configure(Scan scan, Configuration configuration) {
            seconds = 0;
            next = scan.now() + 1_000_000;
            scan.wakeAt(next);
            scan.watch(0, 5_000_000);
        }

        @Override
        public void scan(Scan scan) {
            if (scan.now() >= next) {
                seconds++;
                next = scan.now() + 1_000_000;
                scan.wakeAt(next);
            }
            if (seconds == 2 && scan.shut(0).isEmpty() && scan.output(0).safe()) {
                scan.request(Slot.PROGRAM, 0, "run:1", 1, "run 1 step 1", 30_000_000);
            }
            for (int i = 0; i < scan.image().touchedCount(); i++) {
                if (!scan.image().changed(scan.image().touched(i))) {
                    heard.add("stale at " + scan.now() % 1_000_000_000);
                }
            }
            if (!scan.told().isEmpty()) {
                heard.add("told too early");
            }
        }

        @Override
        public void ended(Scan scan, int output, String owner, String why) {
            heard.add(owner + ": " + why);
            scan.raise("run:1", "run", "custom", Severity.INFO, "ended", Double.NaN, Double.NaN);
        }

        @Override
        public void save(ObjectNode state) {
            state.put("seconds", seconds);
            state.put("next", next);
        }

        @Override
        public void load(ObjectNode state) {
            seconds = state.required("seconds").asLong();
            next = state.required("next").asLong();
        }
    }

    private static EngineStory with(Stage stage) {
        return EngineStory.of(
                new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("valve-1", "valve")
                                .output("valve-2", "valve")
                                .atMost(1, "one-valve", "valve-1", "valve-2"),
                List.of(stage),
                List.of(),
                java.time.Instant.parse("2026-06-01T06:00:00Z"));
    }

    @Test
    void aStageIsWokenAtItsInstantsHoldsAValveAndHearsItsEnd() {
        Holder holder = new Holder();
        EngineStory story = with(holder).starts().runs("2s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        assertEquals("run 1 step 1", story.view("valve-1").view().why());
        Effect.Drive open = (Effect.Drive) story.journal().stream()
                .filter(r -> r instanceof JournalRecord.Effects)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .filter(e -> e instanceof Effect.Drive d && !d.toSafe())
                .findFirst()
                .orElseThrow();
        assertEquals(30_000_000, open.maxOnMicros());
        story.runs("30s");
        assertTrue(holder.heard.contains("run:1: its time is over"), holder.heard.toString());
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aStageHearsAtTheInstantWhenAWatchedStreamBecomesStale() {
        Holder holder = new Holder();
        EngineStory story = with(holder).starts().hears("air", 20);
        long heardAt = story.now();
        story.runs("10s");
        assertTrue(holder.heard.contains("stale at " + (heardAt + 5_000_000) % 1_000_000_000), holder.heard.toString());
    }

    @Test
    void stopAllEndsTheOwnerOfARun() {
        Holder holder = new Holder();
        EngineStory story = with(holder).starts().runs("2s").asks("stop.all", "");
        assertTrue(holder.heard.contains("run:1: stop all by anna"), holder.heard.toString());
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }
}
