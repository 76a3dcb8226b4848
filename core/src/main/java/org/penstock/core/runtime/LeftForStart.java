package org.penstock.core.runtime;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change that is left for the next start where no engine works: that start applies it once, and sets it aside when an
 * earlier one tried it in vain. Thread-safe, except that {@link #apply} comes first.
 */
final class LeftForStart {
    private static final Logger LOG = LoggerFactory.getLogger(LeftForStart.class);

    private final FacilityFile file;
    private final PendingChange pending;
    private final Changes.Surroundings surroundings;
    private volatile long setAsideAfter = Long.MAX_VALUE;
    private volatile boolean unusable;

    LeftForStart(FacilityFile file, PendingChange pending, Changes.Surroundings surroundings) {
        this.file = file;
        this.pending = pending;
        this.surroundings = surroundings;
    }

    /** What will be in force after the next start; empty when nothing waits for it. */
    Optional<Configuration> next() {
        return pending.next(file);
    }

    /** Leaves a change. @param counts what it changes, in words */
    Answer leave(Provenance by, String reason, Configuration next, String counts) {
        try {
            pending.write(by, reason, next);
            return new Answer(
                    true, "Nothing is running here: the change (" + counts + ") comes into force at the next start.");
        } catch (IOException e) {
            return new Answer(false, "The change could not be written to the data directory: " + e.getMessage());
        }
    }

    /** Takes what was left and compiles. */
    interface Taker {
        void take(PendingChange.Change left, Configuration compiled);
    }

    /**
     * Hands what was left to {@code taker}, if no start tried it before. Once, before anybody can plan anything.
     *
     * @param seq the last frame before this start
     */
    void apply(Configuration current, long seq, Instant now, Taker taker) {
        try {
            Optional<PendingChange.Change> left = pending.read();
            if (left.isPresent()) {
                apply(left.get(), current, seq, now, taker);
            }
        } catch (IllegalArgumentException e) {
            unusable(e.getMessage());
        } catch (IOException e) {
            unusable("it could not be marked as tried: " + e);
        }
    }

    private void apply(PendingChange.Change left, Configuration current, long seq, Instant now, Taker taker)
            throws IOException {
        if (left.json().equals(current.json())) {
            forget();
        } else if (left.tried() == null) {
            // Whatever it does to this process, the next one knows that it was tried.
            pending.mark(left, now);
            taker.take(left, compiled(left));
        } else {
            LOG.error("The change that was left for a start ended it at {}; it is set aside", left.tried());
            tellOfLeft("refused", triedInVain(left));
            tellOfLeft("taken", "What was in force before it goes on.");
            setAsideAfter = seq;
        }
    }

    /** One that this program does not accept ended nothing: the next version may accept it. */
    private Configuration compiled(PendingChange.Change left) throws IOException {
        try {
            return file.reread(left.json());
        } catch (IllegalArgumentException e) {
            pending.mark(left, null);
            throw e;
        }
    }

    private static String triedInVain(PendingChange.Change left) {
        return "The change that " + left.actor() + " left for the next start"
                + (left.reason().isEmpty() ? "" : " (" + left.reason() + ")") + " is not in force: the start that tried"
                + " it, at " + left.tried() + ", ended before it was. It is set aside as " + PendingChange.REFUSED
                + ", and what was in force before goes on. Was it the power, apply the file again; if not, report it"
                + " with the log of that time";
    }

    private void unusable(@Nullable String why) {
        LOG.error("The change that was left for this start is not applied: {}", why);
        tellOfLeft("refused", "The change that was left for this start is not in force: " + why);
        unusable = true;
    }

    private void tellOfLeft(String kind, String detail) {
        surroundings.post(new Input.Notice("change left for this start", kind, "", detail));
    }

    /** Everything up to frame {@code seq} is durable: not before is it on record that the change was tried in vain. */
    void durable(long seq) {
        if (seq > setAsideAfter) {
            setAsideAfter = Long.MAX_VALUE;
            try {
                pending.setAside();
            } catch (IOException e) {
                LOG.warn("The change that was tried in vain could not be set aside: {}", e.toString());
            }
        }
    }

    /** Another change is in force: what was left would be applied over it. */
    void forget() {
        try {
            pending.forget();
            if (unusable) {
                tellOfLeft("taken", "Another change took its place.");
            }
        } catch (IOException e) {
            LOG.warn("The change that was left for this start could not be deleted: {}", e.toString());
        }
    }
}
