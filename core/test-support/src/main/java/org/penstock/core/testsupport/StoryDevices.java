package org.penstock.core.testsupport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.control.Plant;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Input.Outcome;
import org.penstock.core.telemetry.Samples;

/** Devices that do as told: each answers a command 0.1 s later, unless a test has made it sick. */
public final class StoryDevices implements Plant {
    private static final long LATENCY = 100_000;

    /** How a device behaves. */
    public enum Mood {
        /** Does it and reads it back. */
        WELL,
        /** Says nothing at all, not even that it was sent. */
        AWAY,
        /** Is sent to and never answers. */
        SILENT,
        /** Refuses: "connection refused". */
        REFUSES,
        /** Takes it and stays as it was. */
        STUCK,
        /** Takes it and cannot be read back. */
        BLIND
    }

    private record Answer(long at, Effect.Drive drive, Input.Result result) {}

    private final Map<Integer, Mood> moods = new HashMap<>();
    private final Map<Integer, Double> values = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    /** Makes the device of an output behave as {@code mood} from the next command on. */
    public void mood(int output, Mood mood) {
        moods.put(output, mood);
    }

    /** What the device really does. */
    public double value(int output) {
        return values.getOrDefault(output, 0.0);
    }

    /** Moves the device by hand. */
    public void value(int output, double value) {
        values.put(output, value);
    }

    @Override
    public void take(Effect effect, long nowMicros) {
        if (effect instanceof Effect.Drive d) {
            Mood mood = moods.getOrDefault(d.output(), Mood.WELL);
            if (mood == Mood.AWAY) {
                return;
            }
            long at = nowMicros + LATENCY;
            answer(nowMicros, d, Outcome.SENT, Double.NaN, "");
            boolean read = Double.isNaN(d.value());
            switch (mood) {
                case WELL -> answer(at, d, Outcome.VERIFIED, read ? value(d.output()) : d.value(), "");
                case REFUSES -> answer(at, d, Outcome.FAILED, Double.NaN, "connection refused");
                case STUCK -> answer(at, d, Outcome.VERIFIED, value(d.output()), "");
                case BLIND -> answer(at, d, Outcome.ACKNOWLEDGED, d.value(), "");
                case SILENT, AWAY -> {}
            }
            if ((mood == Mood.WELL || mood == Mood.BLIND) && !read) {
                values.put(d.output(), d.value());
            }
        }
    }

    private void answer(long at, Effect.Drive drive, Outcome outcome, double value, String reason) {
        answers.add(new Answer(at, drive, new Input.Result(drive.command(), outcome, value, reason)));
        answers.sort(Comparator.comparingLong(Answer::at));
    }

    @Override
    public long nextDue() {
        return answers.isEmpty() ? Long.MAX_VALUE : answers.getFirst().at();
    }

    @Override
    public void advance(long nowMicros, long wallMicros, Samples.Builder readings, List<Input> inputs) {
        while (!answers.isEmpty() && answers.getFirst().at() <= nowMicros) {
            inputs.add(answers.removeFirst().result());
        }
    }
}
