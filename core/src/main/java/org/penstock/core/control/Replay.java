package org.penstock.core.control;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;

/**
 * Gives recorded frames to an engine again and holds what it decides against what was recorded: the same rules must give
 * the same effects, and a changed rule shows what it would have done. Takes the journal's records in their order.
 */
public final class Replay {
    private final Engine engine;
    private final EffectHash hash = new EffectHash();
    private long frames;
    private Engine.@Nullable Scanned pending;
    private long pendingSeq;
    private @Nullable Difference first;

    /** @param engine new, or loaded from the checkpoint after whose frame the records begin */
    public Replay(Engine engine) {
        this.engine = engine;
    }

    /**
     * The first place where the record and the replay part.
     *
     * @param seq number of the frame
     * @param index which effect of the frame, 0-based
     * @param recorded empty when the record has no such effect
     * @param replayed empty when the replay has no such effect
     */
    public record Difference(long seq, int index, Optional<Effect> recorded, Optional<Effect> replayed, String text) {}

    /**
     * What a replay came to.
     *
     * @param hash of the replayed effects, see {@link EffectHash}
     * @param first empty when every recorded effect came again
     */
    public record Replayed(long frames, long effects, String hash, Optional<Difference> first) {}

    /** Takes the next record. Frames that the engine already contains are passed over. @return what it decided, for frames */
    public Optional<Engine.Scanned> take(JournalRecord record) {
        switch (record) {
            case JournalRecord.Inputs inputs -> {
                if (inputs.seq() <= engine.lastSeq()) {
                    return Optional.empty();
                }
                missing();
                Engine.Scanned scanned = engine.scan(inputs.frame());
                hash.add(scanned);
                frames++;
                pending = scanned;
                pendingSeq = inputs.seq();
                return Optional.of(scanned);
            }
            case JournalRecord.Effects effects -> {
                Engine.Scanned scanned = pending;
                if (scanned != null && effects.seq() == pendingSeq) {
                    compare(effects.seq(), effects.wallMicros(), effects.effects(), scanned);
                    pending = null;
                }
                return Optional.empty();
            }
        }
    }

    /** The last frame led to effects that the record does not have. */
    private void missing() {
        Engine.Scanned scanned = pending;
        if (scanned != null && !scanned.effects().isEmpty()) {
            compare(pendingSeq, new long[0], List.of(), scanned);
        }
        pending = null;
    }

    private void compare(long seq, long[] walls, List<Effect> recorded, Engine.Scanned scanned) {
        if (first != null) {
            return;
        }
        List<Effect> replayed = scanned.effects();
        int n = Math.max(recorded.size(), replayed.size());
        for (int i = 0; i < n; i++) {
            Optional<Effect> was = i < recorded.size() ? Optional.of(recorded.get(i)) : Optional.empty();
            Optional<Effect> is = i < replayed.size() ? Optional.of(replayed.get(i)) : Optional.empty();
            boolean sameTime = was.isEmpty() || is.isEmpty() || walls[i] == scanned.wallMicros()[i];
            if (!was.equals(is) || !sameTime) {
                String text = "frame " + seq + ", effect " + (i + 1) + ": recorded "
                        + was.map(Effect::toString).orElse("nothing")
                        + (was.isPresent() ? " at " + walls[i] + " µs" : "") + ", replayed "
                        + is.map(Effect::toString).orElse("nothing")
                        + (is.isPresent() ? " at " + scanned.wallMicros()[i] + " µs" : "");
                first = new Difference(seq, i, was, is, text);
                return;
            }
        }
    }

    /**
     * What it came to. The last frame may be without its recorded effects: a process that dies between the two leaves it
     * so, and that is no difference.
     */
    public Replayed result() {
        return new Replayed(frames, hash.count(), hash.hex(), Optional.ofNullable(first));
    }

    /** The engine, as it is after the last record. */
    public Engine engine() {
        return engine;
    }
}
