package org.penstock.core.control;

import java.util.List;
import java.util.function.Function;
import org.penstock.core.facility.Configuration;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Frame;

/**
 * Decides. {@code scan(frame)} brings the facility to the frame's time and returns what is wanted, in order. Before the
 * frame's own inputs it passes every due instant up to the frame's time, each at that instant's own time. Pure: the same
 * frames give the same effects, live, after a restart from {@link #save}, in rehearsal and in replay.
 *
 * <p>Order of a scan: image → staleness → interlocks → programs → rules → arbitration → alerts. (Alerts come after
 * arbitration so that what arbitration refuses is told in the same scan.)
 */
public final class Engine {
    /**
     * @param reader makes a configuration from {@link org.penstock.core.telemetry.Input.ConfigChange#json}
     * @param stages those before arbitration, in order
     * @param last those after arbitration: alerts
     */
    public Engine(Function<String, Configuration> reader, List<Stage> stages, List<Stage> last) {}

    /** Scans one frame. Frames must come in order of {@link Frame#seq}. */
    public Scanned scan(Frame frame) {
        throw new UnsupportedOperationException("built on branch engine");
    }

    /**
     * @param effects what is wanted, in order
     * @param wallMicros for each effect the wall time of its own instant
     * @param nextDueMicros engine time (µs) of the next due instant, {@link Long#MAX_VALUE} when there is none
     */
    public record Scanned(List<Effect> effects, long[] wallMicros, long nextDueMicros) {
        public Scanned {
            effects = List.copyOf(effects);
        }
    }

    /** The whole state as JSON: a checkpoint after the last scanned frame. */
    public String save() {
        throw new UnsupportedOperationException("built on branch engine");
    }

    /** Goes on from a checkpoint. Called once, before the first scan. */
    public void load(String checkpoint) {
        throw new UnsupportedOperationException("built on branch engine");
    }

    /** Number of the last scanned frame, 0 before the first. */
    public long lastSeq() {
        throw new UnsupportedOperationException("built on branch engine");
    }
}
