package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.link.Handed;
import org.penstock.core.link.LinkState;

/**
 * The bytes of a journal record, without its length and checksum. The type byte is also the version: a changed layout
 * gets a new number, and every number ever written stays readable.
 */
final class JournalCodec {
    static final int FRAME_1 = 1;
    static final int EFFECTS_1 = 2;
    /** {@link #FRAME_1}, then what is handed on: only for frames that hand something on. */
    static final int FRAME_2 = 3;

    private JournalCodec() {}

    static int type(JournalRecord record) {
        return switch (record) {
            case JournalRecord.Inputs inputs -> inputs.frame().handed().isEmpty() ? FRAME_1 : FRAME_2;
            case JournalRecord.Effects effects -> EFFECTS_1;
        };
    }

    static void write(JournalRecord record, ByteSink out) {
        switch (record) {
            case JournalRecord.Inputs inputs -> frame(inputs.frame(), out);
            case JournalRecord.Effects effects -> effects(effects, out);
        }
    }

    /** @throws ByteSource.Malformed when the bytes are not a record of this type */
    static JournalRecord read(int type, ByteSource in) {
        JournalRecord record = switch (type) {
            case FRAME_1 -> new JournalRecord.Inputs(frame(in, false));
            case FRAME_2 -> new JournalRecord.Inputs(frame(in, true));
            case EFFECTS_1 -> effects(in);
            default ->
                throw new ByteSource.Malformed("record type " + type
                        + " is unknown to this version: the data directory was written by a newer one");
        };
        in.end();
        return record;
    }

    private static void frame(Frame f, ByteSink out) {
        out.varint(f.seq());
        out.zigzag(f.wallMicros());
        out.zigzag(f.monoMicros());
        samples(f, out);
        out.varint(f.inputs().size());
        f.inputs().forEach(i -> input(i, out));
        out.varint(f.messageIds().size());
        for (Frame.MessageId m : f.messageIds()) {
            out.text(m.scope());
            out.text(m.id());
            out.u64(m.contentHash());
        }
        out.varint(f.counts().size());
        for (Frame.Count c : f.counts()) {
            out.text(c.link());
            out.text(c.device());
            out.text(c.reason());
            out.zigzag(c.n());
        }
        if (!f.handed().isEmpty()) {
            handed(f, out);
        }
    }

    private static void handed(Frame f, ByteSink out) {
        out.varint(f.handed().size());
        for (Frame.HandedOn h : f.handed()) {
            out.text(h.link());
            out.zigzag(h.receivedMicros() - f.wallMicros());
            out.text(h.message().device());
            out.text(h.message().kind());
            out.text(h.message().subject());
            out.text(h.message().messageId());
            out.zigzag(h.message().eventMicros());
            out.text(h.message().body());
        }
    }

    private static List<Frame.HandedOn> handed(long wall, ByteSource in) {
        int n = in.count(8);
        List<Frame.HandedOn> handed = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            String link = in.text();
            long received = wall + in.zigzag();
            Handed message = new Handed(in.text(), in.text(), in.text(), in.text(), in.zigzag(), in.text());
            handed.add(new Frame.HandedOn(link, received, message));
        }
        return handed;
    }

    private static Frame frame(ByteSource in, boolean handing) {
        long seq = in.varint();
        long wall = in.zigzag();
        long mono = in.zigzag();
        Samples samples = samples(wall, mono, in);
        int n = in.count(1);
        List<Input> inputs = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            inputs.add(input(in));
        }
        n = in.count(10);
        List<Frame.MessageId> ids = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            ids.add(new Frame.MessageId(in.text(), in.text(), in.u64()));
        }
        n = in.count(4);
        List<Frame.Count> counts = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            counts.add(new Frame.Count(in.text(), in.text(), in.text(), in.zigzag()));
        }
        return new Frame(seq, wall, mono, samples, inputs, ids, counts, handing ? handed(wall, in) : List.of());
    }

    /** Columns: times as differences to the frame and to the reading before, judgements as runs. */
    private static void samples(Frame f, ByteSink out) {
        Samples s = f.samples();
        int n = s.size();
        out.varint(n);
        int stream = 0;
        for (int i = 0; i < n; i++) {
            out.zigzag(s.stream(i) - stream);
            stream = s.stream(i);
        }
        long event = f.wallMicros();
        for (int i = 0; i < n; i++) {
            out.zigzag(s.eventMicros(i) - event);
            event = s.eventMicros(i);
        }
        long born = f.monoMicros();
        for (int i = 0; i < n; i++) {
            out.zigzag(s.bornMicros(i) - born);
            born = s.bornMicros(i);
        }
        for (int i = 0; i < n; i++) {
            out.decimal(s.value(i));
        }
        for (int i = 0; i < n; ) {
            int run = 1;
            while (i + run < n && s.qualityCode(i + run) == s.qualityCode(i) && s.flags(i + run) == s.flags(i)) {
                run++;
            }
            out.varint(run);
            out.u8(s.qualityCode(i));
            out.u8(s.flags(i));
            i += run;
        }
    }

    private static Samples samples(long wall, long mono, ByteSource in) {
        int n = in.count(4);
        if (n == 0) {
            return Samples.NONE;
        }
        int[] stream = new int[n];
        long[] event = new long[n];
        long[] born = new long[n];
        double[] value = new double[n];
        int lastStream = 0;
        for (int i = 0; i < n; i++) {
            lastStream = stream[i] = (int) (lastStream + in.zigzag());
        }
        long last = wall;
        for (int i = 0; i < n; i++) {
            last = event[i] = last + in.zigzag();
        }
        last = mono;
        for (int i = 0; i < n; i++) {
            last = born[i] = last + in.zigzag();
        }
        for (int i = 0; i < n; i++) {
            value[i] = in.decimal();
        }
        Samples.Builder built = new Samples.Builder(n);
        while (built.size() < n) {
            int run = in.atMost(n - built.size());
            int quality = in.u8();
            int flags = in.u8();
            if (run == 0) {
                throw new ByteSource.Malformed("an empty run");
            }
            for (int k = 0; k < run; k++) {
                int i = built.size();
                built.add(stream[i], value[i], event[i], born[i], quality, flags);
            }
        }
        return built.build();
    }

    private static void input(Input input, ByteSink out) {
        switch (input) {
            case Input.Request r -> {
                out.u8(r.data().isEmpty() ? 1 : 7);
                out.text(r.id());
                out.text(r.actor());
                out.text(r.kind());
                out.text(r.subject());
                out.raw(r.value());
                out.zigzag(r.forMicros());
                out.text(r.reason());
                if (!r.data().isEmpty()) {
                    data(r.data(), out);
                }
            }
            case Input.Result r -> {
                out.u8(2);
                out.zigzag(r.command());
                out.u8(r.outcome().ordinal());
                out.raw(r.value());
                out.text(r.reason());
            }
            case Input.LinkChange l -> {
                out.u8(3);
                out.text(l.link());
                out.u8(l.state().ordinal());
                out.text(l.reason());
            }
            case Input.ConfigChange c -> {
                out.u8(c.by().isEmpty() ? 4 : 8);
                out.u8(c.cause().ordinal());
                out.text(c.actor());
                out.text(c.reason());
                out.text(c.hash());
                out.text(c.json());
                if (!c.by().isEmpty()) {
                    data(c.by(), out);
                }
            }
            case Input.ClockStepped c -> {
                out.u8(5);
                out.zigzag(c.deltaMicros());
                out.u8(c.inDoubt() ? 1 : 0);
            }
            case Input.Notice n -> {
                out.u8(6);
                out.text(n.source());
                out.text(n.kind());
                out.text(n.subject());
                out.text(n.detail());
            }
        }
    }

    private static Input input(ByteSource in) {
        int kind = in.u8();
        return switch (kind) {
            case 1 -> new Input.Request(in.text(), in.text(), in.text(), in.text(), in.raw(), in.zigzag(), in.text());
            case 2 -> new Input.Result(in.zigzag(), constant(Input.Outcome.values(), in), in.raw(), in.text());
            case 3 -> new Input.LinkChange(in.text(), constant(LinkState.values(), in), in.text());
            case 4 ->
                new Input.ConfigChange(
                        constant(Input.Cause.values(), in),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.text(),
                        new TreeMap<>());
            case 8 ->
                new Input.ConfigChange(
                        constant(Input.Cause.values(), in), in.text(), in.text(), in.text(), in.text(), data(in));
            case 5 -> new Input.ClockStepped(in.zigzag(), in.u8() != 0);
            case 6 -> new Input.Notice(in.text(), in.text(), in.text(), in.text());
            case 7 ->
                new Input.Request(
                        in.text(), in.text(), in.text(), in.text(), in.raw(), in.zigzag(), in.text(), data(in));
            default -> throw new ByteSource.Malformed("input kind " + kind + " is unknown");
        };
    }

    private static void effects(JournalRecord.Effects e, ByteSink out) {
        out.varint(e.seq());
        out.varint(e.effects().size());
        long wall = 0;
        for (int i = 0; i < e.effects().size(); i++) {
            out.zigzag(e.wallMicros()[i] - wall);
            wall = e.wallMicros()[i];
            effect(e.effects().get(i), out);
        }
    }

    private static JournalRecord.Effects effects(ByteSource in) {
        long seq = in.varint();
        int n = in.count(2);
        long[] wall = new long[n];
        List<Effect> effects = new ArrayList<>(n);
        long last = 0;
        for (int i = 0; i < n; i++) {
            last = wall[i] = last + in.zigzag();
            effects.add(effect(in));
        }
        return new JournalRecord.Effects(seq, wall, effects);
    }

    private static void effect(Effect effect, ByteSink out) {
        switch (effect) {
            case Effect.Drive d -> {
                out.u8(1);
                out.zigzag(d.command());
                out.zigzag(d.output());
                out.raw(d.value());
                out.u8(d.toSafe() ? 1 : 0);
                out.zigzag(d.maxOnMicros());
                out.zigzag(d.timeoutMicros());
                out.text(d.why());
            }
            case Effect.Cancel c -> {
                out.u8(2);
                out.zigzag(c.command());
                out.text(c.why());
            }
            case Effect.Raise r -> {
                out.u8(3);
                out.text(r.source());
                out.text(r.key());
                out.text(r.type());
                out.u8(r.severity().ordinal());
                out.text(r.text());
                out.raw(r.value());
                out.raw(r.limit());
            }
            case Effect.Clear c -> {
                out.u8(4);
                out.text(c.source());
                out.text(c.key());
                out.text(c.text());
            }
            case Effect.Record r -> {
                out.u8(5);
                out.text(r.subject());
                out.text(r.kind());
                data(r.data(), out);
            }
            case Effect.WakeAt w -> {
                out.u8(6);
                out.zigzag(w.monoMicros());
            }
        }
    }

    private static Effect effect(ByteSource in) {
        int kind = in.u8();
        return switch (kind) {
            case 1 ->
                new Effect.Drive(
                        in.zigzag(), (int) in.zigzag(), in.raw(), in.u8() != 0, in.zigzag(), in.zigzag(), in.text());
            case 2 -> new Effect.Cancel(in.zigzag(), in.text());
            case 3 ->
                new Effect.Raise(
                        in.text(),
                        in.text(),
                        in.text(),
                        constant(Severity.values(), in),
                        in.text(),
                        in.raw(),
                        in.raw());
            case 4 -> new Effect.Clear(in.text(), in.text(), in.text());
            case 5 -> new Effect.Record(in.text(), in.text(), data(in));
            case 6 -> new Effect.WakeAt(in.zigzag());
            default -> throw new ByteSource.Malformed("effect kind " + kind + " is unknown");
        };
    }

    private static void data(SortedMap<String, String> data, ByteSink out) {
        out.varint(data.size());
        data.forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
    }

    private static SortedMap<String, String> data(ByteSource in) {
        int n = in.count(2);
        SortedMap<String, String> data = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            data.put(in.text(), in.text());
        }
        return data;
    }

    /** Constants are written by their order: new ones are only ever added at the end. */
    private static <E> E constant(E[] values, ByteSource in) {
        int ordinal = in.u8();
        if (ordinal >= values.length) {
            throw new ByteSource.Malformed("constant " + ordinal + " of " + values.length);
        }
        return values[ordinal];
    }
}
