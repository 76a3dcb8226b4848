package org.penstock.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.PlantModel;
import org.penstock.core.control.Rehearsal;
import org.penstock.core.control.SimulatedPlant;
import org.penstock.core.control.SimulatedPlant.Actuator;
import org.penstock.core.control.SimulatedPlant.Sensor;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.Rooms;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.FacilityBuilder;

/** An example facility, rehearsed against its own plant; begins on Tuesday, 2 June 2026, at a time of day of the site. */
final class ExampleStory {
    private static final long BEGIN = 1_000_000;

    private final Configuration configuration;
    private final ControlConfig control;
    private final PlantModel plant;
    private final Rehearsal rehearsal;
    private final List<Effect> effects = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final Map<String, DoubleSummaryStatistics> measured = new TreeMap<>();
    private final Map<String, Double> newest = new TreeMap<>();
    private final List<String> raised = new ArrayList<>();
    private final Map<String, String> open = new TreeMap<>();

    ExampleStory(Example example, String begins) {
        FacilityFile file = FacilityBuilder.file(List.of(new SimulatorDriver()));
        Reading read = file.read(example.fileName(), example.text(), null, secret -> false);
        configuration =
                assertInstanceOf(Reading.Accepted.class, read, read::toString).configuration();
        control = configuration.part(ControlConfig.class);
        LinkSpec link = configuration.part(Links.class).links().getFirst();
        SimulatorPlan plan = SimulatorPlan.compile(link, new Problems());
        LocalTime time = LocalTime.parse(begins);
        plant = plan.plant().begin(time.toNanoOfDay() / 1_000);
        List<Sensor> sensors = plan.streams().stream()
                .map(s -> new Sensor(
                        s.no(),
                        s.reading(),
                        s.intervalMillis() * 1_000,
                        stream(s.no()).sourceUnit()))
                .toList();
        List<Actuator> actuators = plan.outputs().values().stream()
                .map(o -> new Actuator(o.no(), o.actuator(), output(o.key()).safe(), o.timer()))
                .toList();
        ZoneId zone = configuration.part(Places.class).site().zone();
        Instant wall = LocalDate.of(2026, 6, 2).atTime(time).atZone(zone).toInstant();
        rehearsal = new Rehearsal(
                Rooms.engine(file).engine(),
                new SimulatedPlant(plant, sensors, actuators),
                wall.toEpochMilli() * 1_000,
                BEGIN,
                this::heard);
        rehearsal.put(new Input.ConfigChange(Input.Cause.START, "system", "story", configuration.json()));
        rehearsal.scan();
    }

    private void heard(JournalRecord record) {
        switch (record) {
            case JournalRecord.Inputs inputs -> {
                Samples samples = inputs.frame().samples();
                for (int i = 0; i < samples.size(); i++) {
                    StreamSpec stream = stream(samples.stream(i));
                    Metric metric = stream.metric();
                    double value = samples.value(i);
                    assertTrue(
                            metric.rounded(value) >= metric.min() && metric.rounded(value) <= metric.max(),
                            () -> stream.key() + " cannot be " + value);
                    double shown = stream.sourceUnit().fromCanonical(value);
                    measured.computeIfAbsent(stream.key(), k -> new DoubleSummaryStatistics())
                            .accept(shown);
                    newest.put(stream.key(), shown);
                    trace.add(stream.key() + "=" + value);
                }
            }
            case JournalRecord.Effects e -> {
                effects.addAll(e.effects());
                e.effects().forEach(this::told);
            }
            default -> {}
        }
    }

    private void told(Effect effect) {
        trace.add(effect.toString());
        if (effect instanceof Effect.Record r && r.subject().startsWith("alert:")) {
            String key = String.valueOf(r.data().get("alert_key"));
            if (r.kind().equals("alert.active")) {
                raised.add(key);
                open.put(r.subject(), key);
            } else if (!r.kind().equals("alert.acknowledged")) {
                open.remove(r.subject());
            }
        }
    }

    ExampleStory runs(double hours) {
        rehearsal.run(rehearsal.now() + Math.round(hours * 3_600e6));
        return this;
    }

    ExampleStory happens(String what, boolean begins) {
        plant.happen(what, begins);
        return this;
    }

    ExampleStory asks(String kind, String subject) {
        rehearsal.put(new Input.Request("r1", "anna", kind, subject, Double.NaN, 0, ""));
        rehearsal.scan();
        return this;
    }

    /** Forgets what was measured, not what was told. */
    ExampleStory looksAnew() {
        measured.clear();
        return this;
    }

    PlantModel plant() {
        return plant;
    }

    /** Everything measured of a stream since the beginning or {@link #looksAnew}, in the unit of its device. */
    DoubleSummaryStatistics of(String stream) {
        return Objects.requireNonNull(measured.get(stream), stream);
    }

    double now(String stream) {
        return Objects.requireNonNull(newest.get(stream), stream);
    }

    /** Keys of the alerts that were raised, in order; several times when they came again. */
    List<String> raised() {
        return List.copyOf(raised);
    }

    /** Keys of the alerts whose cause is there now. */
    List<String> open() {
        return List.copyOf(open.values());
    }

    /** How often an output was driven away from its safe value. */
    long driven(String output) {
        int no = output(output).no();
        return effects.stream()
                .filter(e -> e instanceof Effect.Drive d && d.output() == no && !d.toSafe() && !Double.isNaN(d.value()))
                .count();
    }

    /** How runs of a program ended: {@code [completed, completed]}. */
    List<String> runs(String program) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Record r
                        && r.kind().equals("run.ended")
                        && program.equals(r.data().get("program")))
                .map(e -> String.valueOf(((Effect.Record) e).data().get("state")))
                .toList();
    }

    List<String> trace() {
        return List.copyOf(trace);
    }

    private StreamSpec stream(int no) {
        return configuration.part(Devices.class).streams().stream()
                .filter(s -> s.no() == no)
                .findFirst()
                .orElseThrow();
    }

    private OutputSpec output(String key) {
        return control.outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
