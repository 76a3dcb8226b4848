package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.penstock.core.link.Handed;
import org.penstock.core.link.LinkState;

/** Journal records of every shape, for properties; and a text of a record to compare by, for Samples has no equals. */
final class Records {
    private static final double[] VALUES = {
        0,
        21.4,
        -0.001,
        1e-300,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.longBitsToDouble(0x7ff8_dead_beef_0001L),
        -0.0,
        1 / 3.0,
        4_503_599_627_370_495.0,
        4_503_599_627_370_497.0
    };
    private static final int[] QUALITIES = {0, 64, 192, 193, 194, 195, 196, 197, 198};

    private Records() {}

    static Arbitrary<JournalRecord> any() {
        return Arbitraries.randomValue(Records::random);
    }

    static JournalRecord random(Random r) {
        return r.nextInt(4) == 0
                ? effects(1 + r.nextLong(1L << 40), r)
                : new JournalRecord.Inputs(frame(1 + r.nextLong(1L << 40), r));
    }

    static Frame frame(long seq, Random r) {
        Samples.Builder samples = new Samples.Builder(8);
        int n = r.nextInt(3) == 0 ? 0 : r.nextInt(40);
        for (int i = 0; i < n; i++) {
            samples.add(
                    r.nextInt(10) == 0 ? Integer.MAX_VALUE : r.nextInt(2000),
                    r.nextBoolean() ? VALUES[r.nextInt(VALUES.length)] : r.nextInt(10_000) / 100.0,
                    r.nextInt(10) == 0 ? r.nextLong() : 1_800_000_000_000_000L + r.nextInt(1_000_000),
                    r.nextInt(10) == 0 ? r.nextLong() : r.nextInt(1_000_000),
                    QUALITIES[r.nextInt(r.nextInt(3) == 0 ? QUALITIES.length : 1)],
                    r.nextInt(4) == 0 ? r.nextInt(16) : 0);
        }
        List<Input> inputs = new ArrayList<>();
        for (int i = r.nextInt(4); i > 0; i--) {
            inputs.add(input(r));
        }
        List<Frame.MessageId> ids = new ArrayList<>();
        for (int i = r.nextInt(3); i > 0; i--) {
            ids.add(new Frame.MessageId(text(r), text(r), r.nextLong()));
        }
        List<Frame.Count> counts = new ArrayList<>();
        for (int i = r.nextInt(3); i > 0; i--) {
            counts.add(new Frame.Count(text(r), text(r), text(r), r.nextLong()));
        }
        List<Frame.HandedOn> handed = new ArrayList<>();
        for (int i = r.nextInt(2) * r.nextInt(4); i > 0; i--) {
            handed.add(new Frame.HandedOn(
                    text(r),
                    r.nextLong(),
                    new Handed(text(r), text(r), text(r), text(r), r.nextLong(), text(r).repeat(r.nextInt(3)))));
        }
        return new Frame(seq, r.nextLong(), r.nextLong(), samples.build(), inputs, ids, counts, handed);
    }

    private static Input input(Random r) {
        return switch (r.nextInt(6)) {
            case 0 -> {
                TreeMap<String, String> data = new TreeMap<>();
                for (int i = r.nextInt(3); i > 0; i--) {
                    data.put(text(r), text(r));
                }
                yield new Input.Request(text(r), text(r), text(r), text(r), value(r), r.nextLong(), text(r), data);
            }
            case 1 -> new Input.Result(r.nextLong(), Input.Outcome.values()[r.nextInt(4)], value(r), text(r));
            case 2 -> new Input.LinkChange(text(r), LinkState.values()[r.nextInt(5)], text(r));
            case 3 ->
                new Input.ConfigChange(
                        Input.Cause.values()[r.nextInt(2)],
                        text(r),
                        text(r),
                        text(r),
                        text(r).repeat(50),
                        r.nextBoolean() ? new TreeMap<>() : new TreeMap<>(Map.of("by_session", text(r))));
            case 4 -> new Input.ClockStepped(r.nextLong(), r.nextBoolean());
            default -> new Input.Notice(text(r), text(r), text(r), text(r));
        };
    }

    static JournalRecord.Effects effects(long seq, Random r) {
        int n = r.nextInt(8);
        long[] wall = new long[n];
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            wall[i] = r.nextLong();
            effects.add(
                    switch (r.nextInt(6)) {
                        case 0 ->
                            new Effect.Drive(
                                    r.nextLong(),
                                    r.nextInt(),
                                    value(r),
                                    r.nextBoolean(),
                                    r.nextLong(),
                                    r.nextLong(),
                                    text(r));
                        case 1 -> new Effect.Cancel(r.nextLong(), text(r));
                        case 2 ->
                            new Effect.Raise(
                                    text(r),
                                    text(r),
                                    text(r),
                                    Severity.values()[r.nextInt(4)],
                                    text(r),
                                    value(r),
                                    value(r));
                        case 3 -> new Effect.Clear(text(r), text(r), text(r));
                        case 4 -> {
                            TreeMap<String, String> data = new TreeMap<>();
                            for (int k = r.nextInt(4); k > 0; k--) {
                                data.put(text(r), text(r));
                            }
                            yield new Effect.Record(text(r), text(r), data);
                        }
                        default -> new Effect.WakeAt(r.nextLong());
                    });
        }
        return new JournalRecord.Effects(seq, wall, effects);
    }

    private static double value(Random r) {
        return VALUES[r.nextInt(VALUES.length)];
    }

    private static String text(Random r) {
        return switch (r.nextInt(4)) {
            case 0 -> "";
            case 1 -> "tank low: 34 L, needs 50 L";
            case 2 -> "µmol/m²/s 温室 🌱";
            default -> Long.toString(r.nextLong(), 36);
        };
    }

    /** Everything a record says, bit for bit. */
    static String story(JournalRecord record) {
        if (record instanceof JournalRecord.Effects e) {
            return e.seq() + " " + java.util.Arrays.toString(e.wallMicros()) + e.effects();
        }
        Frame f = ((JournalRecord.Inputs) record).frame();
        StringBuilder s = new StringBuilder();
        s.append(f.seq()).append(' ').append(f.wallMicros()).append(' ').append(f.monoMicros());
        s.append(f.inputs()).append(f.messageIds()).append(f.counts()).append(f.handed());
        for (int i = 0; i < f.samples().size(); i++) {
            s.append('\n').append(reading(f.samples(), i));
        }
        return s.toString();
    }

    static String reading(Samples s, int i) {
        return s.stream(i) + " " + Double.doubleToRawLongBits(s.value(i)) + " " + s.eventMicros(i) + " "
                + s.bornMicros(i) + " " + s.qualityCode(i) + " " + s.flags(i);
    }
}
