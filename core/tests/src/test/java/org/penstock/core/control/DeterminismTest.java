package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

/** The same frames give the same effects: run through, replayed, and gone on with from a checkpoint anywhere. */
class DeterminismTest {
    /** One thing that happens; what the numbers mean depends on the kind. */
    record Step(int kind, int which, int amount) {}

    private static StoryFacility facility() {
        return new StoryFacility()
                .stream("loop", Metric.STATE).stream("tank", Metric.VOLUME).stream("air", Metric.TEMPERATURE)
                        .output("valve-1", "valve", StoryFacility.on("plc", "device"))
                        .output("valve-2", "valve")
                        .output("pump-1", "pump", StoryFacility.on("plc", "device"))
                        .output(
                                "fan-1",
                                "fan",
                                o -> StoryFacility.on("plc", "device").apply(StoryFacility.kept(o)))
                        .eStop("e-stop", "loop")
                        .low("tank-low", "tank", 50, 20, "pump-1")
                        .fresh("fresh", "tank", "20s", "valve-2")
                        .atMost(1, "one-valve", "valve-1", "valve-2")
                        .above("hot", "air", 27, 1, "10s", "15s", "fan-1")
                        .rule("warm", "air", Comparison.GE, 24, 0.5, "0s", "2s", "fan-1", 0.4, OptionalDouble.of(0.2))
                        .rule("wet", "air", Comparison.LE, 10, 1, "3s", "0s", "valve-1", 1, OptionalDouble.empty())
                        .rule("dry", "tank", Comparison.LE, 80, 5, "2s", "1s", "pump-1", 1, OptionalDouble.of(1))
                        .shadow();
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1_000))
                .as(Step::new);
        return step.list().ofMinSize(5).ofMaxSize(60);
    }

    private static EngineStory live(List<Step> steps) {
        EngineStory story = EngineStory.of(facility()).starts().hears("loop", 1);
        String[] outputs = {"valve-1", "valve-2", "pump-1", "fan-1"};
        for (Step s : steps) {
            String output = outputs[s.which()];
            if (s.amount() % 4 != 0) {
                // Mostly all is well, or every life would end at the first silence of the loop.
                story.hears("loop", 1).hears("tank", 90);
            }
            switch (s.kind()) {
                case 0 -> story.hears("loop", s.amount() < 900 ? 1 : 0);
                case 1 -> story.hears("tank", s.amount() / 5.0);
                case 2 -> story.hears("air", s.amount() / 25.0);
                case 3 -> story.hears("air", Double.NaN, QualityCode.NOT_A_NUMBER, 0);
                case 4 -> story.asks("output.set", output, s.amount() % 3 / 2.0, 1 + s.amount() + "s");
                case 5 -> story.asks("output.release", output);
                case 6 -> story.device(output, Mood.values()[s.amount() % Mood.values().length]);
                case 7 ->
                    story.asks(
                            s.amount() < 20 ? "site.close" : s.amount() < 300 ? "stop.all" : "interlock.reset",
                            "e-stop");
                case 8 -> story.link("plc", s.amount() < 500 ? LinkState.OFFLINE : LinkState.ONLINE, "cable");
                case 9 -> story.wallJumps(s.amount() - 500, s.amount() % 2 == 0);
                case 10 -> {
                    if (s.amount() < 100) {
                        story.starts();
                    } else {
                        story.hearsOld("tank", s.amount() / 5.0, s.which() * 15 + 1 + "s", 0);
                    }
                }
                case 11 ->
                    story.asksBecause(
                            s.amount() % 3 == 0 ? "pump head" : "",
                            s.amount() < 600 ? "device.disable" : "device.enable",
                            "device",
                            Double.NaN);
                case 12 -> {
                    var offsets = story.engine().adjustments().offsets().getOrDefault(2, List.of());
                    story.asksBecause(
                            "yearly",
                            "calibration.record",
                            "air",
                            s.amount() / 100.0,
                            "before",
                            Double.toString(
                                    offsets.isEmpty() ? 0 : offsets.getLast().value()),
                            "due",
                            s.which() == 0 ? "" : "2026-06-0" + s.which());
                }
                case 13 ->
                    story.bypasses(
                            s.which() % 2 == 0 ? "tank-low" : "fresh",
                            s.which() % 2 == 0 ? "pump-1" : "valve-2",
                            60 + s.amount() / 4 + "s");
                case 14 ->
                    story.asks(
                            Bypass.END,
                            Bypass.subject(s.which() < 2 ? "tank-low" : "fresh", s.which() < 2 ? "pump-1" : "valve-2"));
                default -> story.runs(s.amount() / 10.0 + "s");
            }
        }
        return story.runs("2min");
    }

    private static List<Frame> frames(EngineStory story) {
        return story.journal().stream()
                .filter(r -> r instanceof JournalRecord.Inputs)
                .map(r -> ((JournalRecord.Inputs) r).frame())
                .toList();
    }

    private static String recorded(EngineStory story) {
        EffectHash hash = new EffectHash();
        for (JournalRecord r : story.journal()) {
            if (r instanceof JournalRecord.Effects e) {
                hash.add(e.wallMicros(), e.effects());
            }
        }
        return hash.hex();
    }

    private static Engine engine(EngineStory story) {
        return new Engine(story::read, List.of(), List.of());
    }

    private static String hash(EngineStory story, List<Frame> frames, int checkpointAfter) {
        Engine engine = engine(story);
        EffectHash hash = new EffectHash();
        for (int i = 0; i < frames.size(); i++) {
            if (i == checkpointAfter) {
                String checkpoint = engine.save();
                engine = engine(story);
                engine.load(checkpoint);
                assertEquals(checkpoint, engine.save());
            }
            hash.add(engine.scan(frames.get(i)));
        }
        return hash.hex();
    }

    @Property(tries = 150)
    void liveAndReplayedTwiceAreTheSame(@ForAll("lives") List<Step> steps) {
        EngineStory story = live(steps);
        String live = recorded(story);
        assertEquals(live, hash(story, frames(story), -1));
        assertEquals(live, hash(story, frames(story), -1));
    }

    @Property(tries = 150)
    void aCheckpointAnywhereChangesNothing(@ForAll("lives") List<Step> steps, @ForAll int where) {
        EngineStory story = live(steps);
        List<Frame> frames = frames(story);
        assertEquals(recorded(story), hash(story, frames, 1 + Math.floorMod(where, frames.size() - 1)));
    }

    @Property(tries = 100)
    void extraScansBetweenFramesChangeNothing(@ForAll("lives") List<Step> steps, @ForAll int seed) {
        EngineStory story = live(steps);
        List<Frame> more = new ArrayList<>();
        long before = 0;
        for (Frame f : frames(story)) {
            boolean start = f.inputs().stream().anyMatch(i -> i instanceof Input.ConfigChange);
            long gap = f.monoMicros() - before;
            if (!start && gap > 0) {
                long back = Math.floorMod(seed * 31L + f.seq() * 7_919L, gap);
                more.add(Frame.tick(more.size() + 1, f.wallMicros() - back, f.monoMicros() - back));
            }
            more.add(new Frame(
                    more.size() + 1, f.wallMicros(), f.monoMicros(), f.samples(), f.inputs(), List.of(), List.of()));
            before = f.monoMicros();
        }
        assertEquals(recorded(story), hash(story, more, -1));
    }

    @Property(tries = 100)
    void whateverHappensTheRulesOfTheHouseHold(@ForAll("lives") List<Step> steps) {
        EngineStory story = live(steps);
        // Every device well again, everything quiet: all that was wanted is over, and every output is read back at
        // safe.
        for (String output : List.of("valve-1", "valve-2", "pump-1", "fan-1")) {
            story.device(output, Mood.WELL);
        }
        story.asksBecause("done", "device.enable", "device", Double.NaN);
        story.hears("air", 20).hears("loop", 0).runs("20s");
        for (String output : List.of("valve-1", "valve-2", "pump-1", "fan-1")) {
            assertTrue(story.view(output).view().safe(), output + " " + story.view(output));
            assertEquals(0, story.reality(output), output);
        }
    }

    @Test
    void aReplayOfTheJournalFindsNoDifferenceAndTellsTheFirstOneWithAnotherRule() {
        EngineStory story = EngineStory.of(facility()).starts().hears("loop", 1).hears("air", 28);
        for (int i = 0; i < 20; i++) {
            story.hears("loop", 1).runs("1s");
        }
        Replay same = new Replay(engine(story));
        story.journal().forEach(same::take);
        assertTrue(
                same.result().first().isEmpty(),
                () -> same.result().first().orElseThrow().text());
        assertEquals(recorded(story), same.result().hash());

        EngineStory changed = EngineStory.of(new StoryFacility()
                .stream("loop", Metric.STATE).stream("tank", Metric.VOLUME).stream("air", Metric.TEMPERATURE)
                        .output("valve-1", "valve", StoryFacility.on("plc", "device"))
                        .output("valve-2", "valve")
                        .output("pump-1", "pump", StoryFacility.on("plc", "device"))
                        .output(
                                "fan-1",
                                "fan",
                                o -> StoryFacility.on("plc", "device").apply(StoryFacility.kept(o)))
                        .eStop("e-stop", "loop")
                        .above("hot", "air", 27, 1, "12s", "15s", "fan-1"));
        Replay other = new Replay(engine(changed));
        story.journal().forEach(other::take);
        String text = other.result().first().orElseThrow().text();
        assertTrue(text.contains("recorded Drive[") && text.contains("replayed nothing"), text);
    }

    @Test
    void aReplayMayBeginAtACheckpoint() {
        EngineStory story = EngineStory.of(facility()).starts().hears("loop", 1).hears("air", 28);
        String checkpoint = story.engine().save();
        story.runs("30s");
        Engine engine = engine(story);
        engine.load(checkpoint);
        Replay replay = new Replay(engine);
        story.journal().forEach(replay::take);
        assertTrue(replay.result().first().isEmpty());
        assertTrue(replay.result().frames() > 0);
        assertEquals(story.engine().save(), engine.save());
    }
}
