package org.penstock.core.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;

/**
 * A {@link PlantModel} behind the devices of a facility, for a {@link Rehearsal}: takes the engine's commands, answers
 * each after a moment, closes by itself what has a device timer, and measures. Engine time in µs; pure.
 */
public final class SimulatedPlant implements Plant {
    /** What a controller in the next room takes to answer, µs. */
    static final long LATENCY = 5_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final PlantModel model;
    private final List<Sensor> sensors;
    private final long[] measuresAt;
    private final SortedMap<Integer, Actuator> actuators = new TreeMap<>();
    private final SortedMap<Integer, Long> closesAt = new TreeMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private long now = Long.MIN_VALUE;

    /**
     * @param stream number of the stream
     * @param reading what of the plant it measures, see {@link PlantModel#readings}
     * @param intervalMicros how often, µs
     * @param unit what the plant speaks there
     */
    public record Sensor(int stream, String reading, long intervalMicros, Unit unit) {
        /** A sensor that speaks the canonical unit. */
        public Sensor(int stream, String reading, long intervalMicros) {
            this(stream, reading, intervalMicros, Unit.NONE);
        }
    }

    /**
     * @param output number of the output
     * @param actuator what of the plant it moves, see {@link PlantModel#actuators}
     * @param safe value it falls back to
     * @param timer whether the device itself closes it after the time given with each opening
     */
    public record Actuator(int output, String actuator, double safe, boolean timer) {}

    private record Answer(long at, Effect.Drive drive) {}

    public SimulatedPlant(PlantModel model, List<Sensor> sensors, List<Actuator> actuators) {
        this.model = model;
        this.sensors = List.copyOf(sensors);
        measuresAt = new long[sensors.size()];
        for (Actuator a : actuators) {
            this.actuators.put(a.output(), a);
        }
    }

    @Override
    public void take(Effect effect, long nowMicros) {
        if (effect instanceof Effect.Drive drive) {
            answers.add(new Answer(nowMicros + LATENCY, drive));
            answers.sort(Comparator.comparingLong(Answer::at));
        } else if (effect instanceof Effect.Cancel cancel) {
            answers.removeIf(a -> a.drive().command() == cancel.command());
        }
    }

    @Override
    public long nextDue() {
        long due = answers.isEmpty() ? NEVER : answers.getFirst().at();
        for (long at : measuresAt) {
            due = Math.min(due, at);
        }
        return due;
    }

    @Override
    public void advance(long nowMicros, long wallMicros, Samples.Builder readings, List<Input> inputs) {
        if (now == Long.MIN_VALUE) {
            now = nowMicros;
            Arrays.fill(measuresAt, nowMicros);
        }
        while (!answers.isEmpty() && answers.getFirst().at() <= nowMicros) {
            Answer answer = answers.removeFirst();
            moveTo(answer.at());
            inputs.add(result(answer.drive()));
        }
        moveTo(nowMicros);
        for (int i = 0; i < measuresAt.length; i++) {
            if (measuresAt[i] <= nowMicros) {
                Sensor s = sensors.get(i);
                double value = s.unit().toCanonical(model.read(s.reading()));
                readings.add(s.stream(), value, wallMicros, nowMicros, QualityCode.GOOD.code(), 0);
                measuresAt[i] = nowMicros + s.intervalMicros();
            }
        }
    }

    private Input.Result result(Effect.Drive drive) {
        Actuator actuator = actuators.get(drive.output());
        if (actuator == null) {
            return new Input.Result(
                    drive.command(),
                    Input.Outcome.FAILED,
                    Double.NaN,
                    "output number " + drive.output() + " moves nothing in this plant");
        }
        if (!Double.isNaN(drive.value())) {
            model.set(actuator.actuator(), drive.value());
            if (actuator.timer() && drive.maxOnMicros() > 0) {
                closesAt.put(drive.output(), now + drive.maxOnMicros());
            } else {
                closesAt.remove(drive.output());
            }
        }
        return new Input.Result(drive.command(), Input.Outcome.VERIFIED, model.get(actuator.actuator()), "");
    }

    /** Passes the instants at which a device timer closes something, each at its own time. */
    private void moveTo(long instant) {
        while (true) {
            Actuator first = null;
            long at = instant;
            for (var timer : closesAt.entrySet()) {
                if (timer.getValue() <= at) {
                    at = timer.getValue();
                    first = actuators.get(timer.getKey());
                }
            }
            model.advance(Math.max(0, at - now));
            now = Math.max(now, at);
            if (first == null) {
                return;
            }
            model.set(first.actuator(), first.safe());
            closesAt.remove(first.output());
        }
    }
}
