package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/** The engine against a plant on the virtual clock. */
class RehearsalTest {
    /** A room that a fan cools: 1 °C a minute up without it, 2 °C a minute down with it; measured every 10 s. */
    private static final class Room implements Plant {
        private double celsius = 22;
        private double fan;
        private long measured;
        private long answerAt = Long.MAX_VALUE;
        private long command;
        double hottest = Double.NEGATIVE_INFINITY;

        Room(long now) {
            measured = now;
        }

        @Override
        public void take(Effect effect, long nowMicros) {
            if (effect instanceof Effect.Drive d) {
                fan = d.value();
                command = d.command();
                answerAt = nowMicros + 50_000;
            }
        }

        @Override
        public long nextDue() {
            return Math.min(measured + 10_000_000, answerAt);
        }

        @Override
        public void advance(long nowMicros, long wallMicros, Samples.Builder readings, List<Input> inputs) {
            if (nowMicros >= answerAt) {
                inputs.add(new Input.Result(command, Input.Outcome.VERIFIED, fan, ""));
                answerAt = Long.MAX_VALUE;
            }
            while (nowMicros >= measured + 10_000_000) {
                measured += 10_000_000;
                celsius += (fan > 0 ? -2.0 : 1.0) / 6;
                hottest = Math.max(hottest, celsius);
                readings.add(0, celsius, wallMicros, nowMicros, 0, 0);
            }
        }
    }

    @Test
    void aDayInASimulatedRoomPassesInAMomentAndTheRuleKeepsIt() {
        EngineStory facility = EngineStory.of(new StoryFacility()
                .stream("air", Metric.TEMPERATURE)
                        .output("fan-1", "fan")
                        .above("vent", "air", 27, 1, "10s", "30s", "fan-1"));
        Room room = new Room(0);
        EffectHash hash = new EffectHash();
        int[] starts = {0};
        Rehearsal rehearsal = new Rehearsal(
                new Engine(facility::read, List.of(), List.of()), room, 1_780_293_600_000_000L, 0, record -> {
                    if (record instanceof org.penstock.core.telemetry.JournalRecord.Effects e) {
                        hash.add(e.wallMicros(), e.effects());
                        starts[0] += (int) e.effects().stream()
                                .filter(f -> f instanceof Effect.Drive d && !d.toSafe())
                                .count();
                    }
                });
        rehearsal.put(new Input.ConfigChange(Input.Cause.START, "system", "", "{}"));
        rehearsal.scan();
        rehearsal.run(86_400_000_000L);
        assertEquals(86_400_000_000L, rehearsal.now());
        assertTrue(room.hottest > 27 && room.hottest < 27.6, "hottest " + room.hottest);
        assertTrue(starts[0] > 300 && starts[0] < 700, "fan starts " + starts[0]);
        assertEquals(64, hash.hex().length());
    }

    @Test
    void aPlantThatNeverComesToRestIsNamed() {
        EngineStory facility = EngineStory.of(new StoryFacility().stream("air", Metric.TEMPERATURE));
        Plant restless = new Plant() {
            @Override
            public void take(Effect effect, long nowMicros) {}

            @Override
            public long nextDue() {
                return 0;
            }

            @Override
            public void advance(long nowMicros, long wallMicros, Samples.Builder readings, List<Input> inputs) {}
        };
        Rehearsal rehearsal =
                new Rehearsal(new Engine(facility::read, List.of(), List.of()), restless, 0, 0, record -> {});
        assertThrows(IllegalStateException.class, () -> rehearsal.run(1_000_000));
    }
}
