package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.facility.Configuration;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.StoryFacility;

@DisplayName("A rehearsed day against the plant model")
class SimulatedPlantTest {
    private static final long DAY = 86_400_000_000L;
    private static final long BEGIN = 1_000_000;

    private final StoryFacility facility = new StoryFacility()
            .stream("tank-level", Metric.VOLUME).stream("air-temp", Metric.TEMPERATURE).stream("vwc-1", Metric.VWC)
                    .stream("flow", Metric.FLOW)
                    .output("pump-1", "pump")
                    .output("valve-1", "valve")
                    .output("fan-1", "fan")
                    .low("tank-low", "tank-level", 50, 20, "pump-1")
                    .above("vent-1", "air-temp", 27, 1, "10s", "30s", "fan-1")
                    .program(ProgramStory.program(
                            "morning", Missed.SKIP, "0s", List.of(ProgramStory.step(120, 1)), "06:00", "13:30"));
    private final Greenhouse model = new Greenhouse(1, new Greenhouse.Tank(500, 400, true), 0, 0);
    private final List<JournalRecord> journal = new ArrayList<>();
    private final ProgramStage programs = new ProgramStage();
    private final Rehearsal rehearsal = rehearsal();

    private Rehearsal rehearsal() {
        Configuration configuration = Configuration.of("{}", Map.of(ControlConfig.class, facility.build()));
        SimulatedPlant plant = new SimulatedPlant(
                model,
                List.of(
                        new SimulatedPlant.Sensor(0, "tank-level", 5_000_000),
                        new SimulatedPlant.Sensor(1, "air-temp", 5_000_000),
                        new SimulatedPlant.Sensor(2, "vwc-1", 60_000_000),
                        new SimulatedPlant.Sensor(3, "flow", 1_000_000)),
                List.of(
                        new SimulatedPlant.Actuator(0, "pump-1", 0, true),
                        new SimulatedPlant.Actuator(1, "valve-1", 0, true),
                        new SimulatedPlant.Actuator(2, "fan-1", 0, false)));
        Engine engine = new Engine(json -> configuration, List.of(programs), List.of());
        // Midnight in Amsterdam.
        long wall = Instant.parse("2026-05-31T22:00:00Z").toEpochMilli() * 1_000;
        return new Rehearsal(engine, plant, wall, BEGIN, journal::add);
    }

    @Test
    void tomorrowIsRunThroughInSecondsAndTheWaterArrives() {
        rehearsal.put(new Input.ConfigChange(Input.Cause.START, "system", "story", "{}"));
        rehearsal.scan();
        rehearsal.run(BEGIN + 6 * 3_600_000_000L - 1_000_000);
        double before = model.read("vwc-1");
        rehearsal.run(BEGIN + 6 * 3_600_000_000L + 180_000_000L);
        assertEquals(16.0 / 200 * 100, model.read("vwc-1") - before, 0.6, "two minutes of eight litres");
        rehearsal.run(BEGIN + DAY);

        assertEquals(2, programs.ended().size());
        assertTrue(programs.ended().stream().allMatch(r -> r.state().equals("completed")));
        assertTrue(drives("fan-1") >= 2, "the afternoon is hot enough for the fan");
        assertEquals(0, model.get("pump-1"));
        assertEquals(0, model.get("valve-1"));
    }

    @Test
    void aRehearsalTwiceIsTheSameToTheLastEffect() {
        SimulatedPlantTest other = new SimulatedPlantTest();
        for (SimulatedPlantTest t : List.of(this, other)) {
            t.rehearsal.put(new Input.ConfigChange(Input.Cause.START, "system", "story", "{}"));
            t.rehearsal.scan();
            t.rehearsal.run(BEGIN + 7 * 3_600_000_000L);
        }
        assertEquals(effects(journal), effects(other.journal));
    }

    @Test
    void aTimerOfTheDeviceClosesWithoutTheEngine() {
        SimulatedPlant plant =
                new SimulatedPlant(model, List.of(), List.of(new SimulatedPlant.Actuator(0, "valve-1", 0, true)));
        List<Input> results = new ArrayList<>();
        var none = new Samples.Builder(1);
        plant.advance(0, 0, none, results);
        plant.take(new Effect.Drive(1, 0, 1, false, 10_000_000, 2_000_000, "test"), 0);
        plant.advance(9_000_000, 0, none, results);
        assertEquals(1, model.get("valve-1"));
        plant.advance(11_000_000, 0, none, results);
        assertEquals(0, model.get("valve-1"));
        assertEquals(List.of(new Input.Result(1, Input.Outcome.VERIFIED, 1, "")), results);
    }

    private long drives(String output) {
        int no = facility.outputNo(output);
        return effects(journal).stream()
                .filter(e -> e instanceof Effect.Drive d && d.output() == no)
                .count();
    }

    private static List<Effect> effects(List<JournalRecord> of) {
        return of.stream()
                .filter(JournalRecord.Effects.class::isInstance)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .toList();
    }
}
