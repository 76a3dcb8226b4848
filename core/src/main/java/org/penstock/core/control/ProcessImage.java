package org.penstock.core.control;

import java.util.Arrays;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The process image as arrays by stream number. The newest reading stands: by event time, but never by a time ahead of
 * the frame's own. One from the future stands until there is any other that is newer than the last before it: nobody knows
 * when it was, and what was measured a moment earlier and came with it or after it is the better news.
 */
final class ProcessImage implements Image {
    /** Never heard. */
    private static final int UNHEARD = 0xff;

    private final QualityCode[] codes = new QualityCode[256];
    private final boolean[] bad = new boolean[256];
    private double[] value = {};
    private long[] event = {};
    private long[] order = {};
    private long[] born = {};
    private long[] since = {};
    private byte[] quality = {};
    /** Streams of devices in maintenance: whatever they say is no value. */
    private boolean[] distrusted = {};

    private long[] changedIn = {};
    private long[] touchedIn = {};
    private int[] touched = {};
    private int touchedCount;
    private long scanNo;
    private long now;
    private Staleness staleness = new Staleness(0);

    ProcessImage() {
        Arrays.fill(codes, QualityCode.NO_COMMUNICATION);
        Arrays.fill(bad, true);
        for (QualityCode q : QualityCode.values()) {
            codes[q.code()] = q;
            bad[q.code()] = q.quality() == Quality.BAD;
        }
    }

    /** Makes room for streams 0 to {@code count} − 1; drops nothing that still exists. New streams are waited for from now on. */
    void resize(int count, boolean start) {
        int known = value.length;
        value = Arrays.copyOf(value, count);
        event = Arrays.copyOf(event, count);
        order = Arrays.copyOf(order, count);
        born = Arrays.copyOf(born, count);
        since = Arrays.copyOf(since, count);
        quality = Arrays.copyOf(quality, count);
        distrusted = Arrays.copyOf(distrusted, count);
        changedIn = Arrays.copyOf(changedIn, count);
        touchedIn = Arrays.copyOf(touchedIn, count);
        touched = Arrays.copyOf(touched, count);
        touchedCount = Math.min(touchedCount, count);
        for (int s = start ? 0 : Math.min(known, count); s < count; s++) {
            since[s] = now;
        }
        for (int s = Math.min(known, count); s < count; s++) {
            value[s] = Double.NaN;
            quality[s] = (byte) UNHEARD;
        }
        staleness = new Staleness(count);
    }

    /** Begins the scan of an instant. */
    void begin(long instant) {
        now = instant;
        scanNo++;
        touchedCount = 0;
    }

    /** The wall clock went back: what was stamped by the old clock must not bar what the new one stamps. */
    void clockStepped(long deltaMicros) {
        if (deltaMicros < 0) {
            for (int s = 0; s < order.length; s++) {
                order[s] += deltaMicros;
            }
        }
    }

    /** Applies the readings of a frame. */
    void apply(Samples samples, long wall) {
        int n = samples.size();
        for (int i = 0; i < n; i++) {
            int s = samples.stream(i);
            if (s < 0 || s >= value.length || samples.has(i, Samples.LATE)) {
                continue;
            }
            long at = samples.eventMicros(i);
            if (samples.has(i, Samples.CONFLICT)) {
                dispute(s, at);
                continue;
            }
            long rank = Math.min(at, wall);
            boolean unheard = quality[s] == (byte) UNHEARD;
            if (!unheard && (rank < order[s] || (rank == order[s] && at <= event[s]))) {
                continue;
            }
            value[s] = samples.value(i);
            event[s] = at;
            if (samples.qualityCode(i) != QualityCode.FUTURE.code()) {
                order[s] = rank;
            } else if (unheard) {
                order[s] = 0;
            }
            long before = born[s];
            born[s] = samples.bornMicros(i);
            quality[s] = (byte) samples.qualityCode(i);
            if (distrusted[s]) {
                spoil(s);
            }
            changedIn[s] = scanNo;
            touch(s);
            if (staleness.idle(s) || born[s] < before) {
                staleness.rearm(s, now, this);
            }
        }
    }

    /**
     * A device that stamps whole seconds can say "closed" and "open" for the same instant. The first stands in the record,
     * but as a present value it is no value: an emergency stop must not be believed closed because it spoke twice.
     */
    private void dispute(int s, long at) {
        if (quality[s] != (byte) UNHEARD && event[s] == at) {
            quality[s] = (byte) QualityCode.DISPUTED.code();
            changedIn[s] = scanNo;
            touch(s);
        }
    }

    /**
     * From now on the stream is no value, or its next reading is one again. What it said before stays no value: nobody
     * knows whether it was true.
     */
    void distrust(int s, boolean maintenance) {
        if (maintenance && !distrusted[s] && quality[s] != (byte) UNHEARD) {
            spoil(s);
            changedIn[s] = scanNo;
            touch(s);
        }
        distrusted[s] = maintenance;
    }

    /** A reason the device gave itself stands. */
    private void spoil(int s) {
        if (!bad[quality[s] & 0xff]) {
            quality[s] = (byte) QualityCode.CALIBRATION.code();
        }
    }

    private void touch(int s) {
        if (touchedIn[s] != scanNo) {
            touchedIn[s] = scanNo;
            touched[touchedCount++] = s;
        }
    }

    /** Touches every stream that has become stale by now, in order of number. */
    void expire() {
        int from = touchedCount;
        staleness.expire(now, this);
        Arrays.sort(touched, from, touchedCount);
    }

    /** Called by the watch of {@code s}: its value is too old from this instant on. */
    void becameStale(int s) {
        touch(s);
    }

    void watch(int stream, long maxAgeMicros) {
        staleness.watch(stream, maxAgeMicros, now, this);
    }

    /** The instant from which the age of {@code s} counts. */
    long silentSince(int s) {
        return quality[s] == (byte) UNHEARD ? since[s] : Math.max(born[s], since[s]);
    }

    /** Next instant at which a watched stream becomes stale; exact when not after {@code horizon}, else perhaps too early. */
    long nextStale(long horizon) {
        return staleness.next(horizon, this);
    }

    @Override
    public boolean known(int stream) {
        return quality[stream] != (byte) UNHEARD;
    }

    @Override
    public double value(int stream) {
        return value[stream];
    }

    @Override
    public QualityCode quality(int stream) {
        return codes[quality[stream] & 0xff];
    }

    @Override
    public long eventMicros(int stream) {
        return event[stream];
    }

    @Override
    public long age(int stream) {
        return known(stream) ? Math.max(0, now - born[stream]) : Long.MAX_VALUE;
    }

    @Override
    public boolean usable(int stream, long maxAgeMicros) {
        return !bad[quality[stream] & 0xff] && now - born[stream] < maxAgeMicros;
    }

    @Override
    public boolean missing(int stream, long maxAgeMicros) {
        return !usable(stream, maxAgeMicros)
                && ((known(stream) && bad[quality[stream] & 0xff] && now - born[stream] < maxAgeMicros)
                        || now - silentSince(stream) >= maxAgeMicros);
    }

    @Override
    public boolean inMaintenance(int stream) {
        return distrusted[stream];
    }

    @Override
    public boolean changed(int stream) {
        return changedIn[stream] == scanNo;
    }

    @Override
    public int touchedCount() {
        return touchedCount;
    }

    @Override
    public int touched(int i) {
        return touched[i];
    }

    void save(ObjectNode state) {
        State.put(state, "value", value);
        State.put(state, "event", event);
        State.put(state, "order", order);
        State.put(state, "born", born);
        State.put(state, "since", since);
        state.put("quality", quality);
    }

    /** Restores what {@link #save} wrote. */
    void load(JsonNode state, long instant) {
        now = instant;
        for (int s = 0; s < value.length; s++) {
            value[s] = Double.parseDouble(state.required("value").get(s).asString());
            event[s] = state.required("event").get(s).asLong();
            order[s] = state.required("order").get(s).asLong();
            born[s] = state.required("born").get(s).asLong();
            since[s] = state.required("since").get(s).asLong();
        }
        quality = state.required("quality").binaryValue();
    }

    /** Sets every watch by the loaded readings. */
    void watchAgain() {
        staleness.armAll(now, this);
    }
}
