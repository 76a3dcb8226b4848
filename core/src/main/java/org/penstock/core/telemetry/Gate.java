package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.QualityCode;

/**
 * The one place where every sample is judged: identity, time, unit, range, quality. Makes the frames, in the one order
 * of the engine, the journal and every replay. Bad samples are kept and say why they are bad; only what belongs to no
 * stream and what was known already is left out, and counted. What a message hands on as it came goes through with it,
 * recognised by the same identity. Engine thread only.
 *
 * <p>Times of devices, and what becomes of them:
 *
 * <ul>
 *   <li>none: received time, {@link Samples#ASSUMED_TIME};
 *   <li>older than the stream's live window: {@link Samples#LATE}; older than its backlog limit: also
 *       {@link QualityCode#TOO_OLD};
 *   <li>more than {@link #FUTURE_MICROS} after the receipt: {@link QualityCode#FUTURE}. The device's time stays the
 *       identity (a message delivered again is still recognised) and the age counts from the receipt;
 *   <li>out of a file ({@link Batch#imported}): late and never too old; without a time, or in the future, it is dropped;
 *   <li>outside the years 1970 to 2199: no time at all. Received time, assumed, and {@link QualityCode#FUTURE} or
 *       {@link QualityCode#TOO_OLD}, so that no table, file or arithmetic ever meets such a number.
 * </ul>
 */
public final class Gate {
    /** How far a device clock may be ahead of ours, µs. */
    public static final long FUTURE_MICROS = 5 * 60_000_000L;

    private static final long FIRST_TIME = 0;
    /** 2200-01-01T00:00:00Z. */
    private static final long LAST_TIME = 7_258_118_400_000_000L;

    private static final long COUNTS_EVERY_MICROS = 1_000_000;
    private static final long REPLAY_LAG_MICROS = 2_000_000;

    private final EngineClock clock;
    private final ClockWatch watch;
    private final MessageMemory messages;
    private final IngestCounts counts;
    private final Samples.Builder samples = new Samples.Builder(1024);
    private final List<Frame.HandedOn> handed = new ArrayList<>();

    private @Nullable Channel[] channels = new Channel[0];
    private Adjustments adjustments = Adjustments.NONE;
    private Map<Integer, Limits> limits = Map.of();
    private long seq;
    private long lastCountsMicros;
    private long readings;
    private long messageConflicts;

    /**
     * @param end newest frame of the journal
     * @param messages may already remember what the database and the journal know
     * @param counts where links count what they dropped themselves
     */
    public Gate(EngineClock clock, JournalEnd end, MessageMemory messages, IngestCounts counts) {
        this.clock = clock;
        this.watch = new ClockWatch(end);
        this.messages = messages;
        this.counts = counts;
        this.seq = end.seq();
        this.lastCountsMicros = clock.monoMicros();
    }

    /** The streams in force from the next frame on. What is remembered about a stream survives. */
    public void configure(List<StreamSpec> streams) {
        configure(streams, Map.of());
    }

    /** @param linkOfDevice key of the link each device is on, to count what is recalled before a link has spoken */
    public void configure(List<StreamSpec> streams, Map<String, String> linkOfDevice) {
        int most = streams.stream().mapToInt(StreamSpec::no).max().orElse(-1);
        @Nullable Channel[] next = new Channel[most + 1];
        for (StreamSpec spec : streams) {
            Channel old = channel(spec.no());
            String link = linkOfDevice.getOrDefault(spec.device(), "");
            next[spec.no()] = new Channel(spec, link, old == null ? new RecentReadings() : old.recent);
        }
        channels = next;
        limit(limits);
        adjust(adjustments);
    }

    /** The limits of the streams that have any, by number, from the next frame on: good readings outside are marked. */
    public void limit(Map<Integer, Limits> byStream) {
        limits = Map.copyOf(byStream);
        for (Channel c : channels) {
            if (c != null) {
                Limits l = limits.getOrDefault(c.spec.no(), Limits.NONE);
                Metric metric = c.spec.metric();
                c.limits = new Limits(metric.rounded(l.low()), metric.rounded(l.high()));
            }
        }
    }

    /** What people decided about devices and streams, from the next frame on. */
    public void adjust(Adjustments decided) {
        adjustments = decided;
        for (Channel c : channels) {
            if (c != null) {
                c.maintenance = decided.maintenance().contains(c.spec.device());
                c.offsets = decided.offsets().getOrDefault(c.spec.no(), List.of());
            }
        }
    }

    /**
     * Remembers a frame of the journal's tail: at start, for every frame since the checkpoint, oldest first. Readings
     * behind the last frame that carried counts are counted again: a process that was killed could not record theirs.
     */
    public void recall(Frame frame) {
        Samples s = frame.samples();
        for (int i = 0; i < s.size(); i++) {
            Channel c = channel(s.stream(i));
            if (c != null && s.has(i, Samples.CONFLICT)) {
                c.conflict.incrementAndGet();
            } else if (c != null) {
                c.stored.incrementAndGet();
                boolean believable = s.qualityCode(i) != QualityCode.FUTURE.code();
                if (!s.has(i, Samples.IMPORTED)) {
                    c.recent.remember(s.eventMicros(i), s.value(i), s.qualityCode(i), believable);
                }
            }
        }
        for (Frame.HandedOn h : frame.handed()) {
            counts.add(h.link(), h.message().device(), IngestCounts.MESSAGE_STORED, 1);
        }
        frame.messageIds().forEach(m -> messages.remember(m, frame.monoMicros()));
        if (!frame.counts().isEmpty()) {
            counts.forget();
        }
    }

    /** Makes the next frame of what was taken; one that only moves time when nothing was. */
    public Gated frame(Inbox.Taken taken) {
        return frame(taken, false);
    }

    /** Makes the last frame before the close: it carries all counts. */
    public Gated lastFrame(Inbox.Taken taken) {
        return frame(taken, true);
    }

    /**
     * A frame, and what to call when it is durable.
     *
     * @param acknowledgements in the order of delivery
     */
    public record Gated(Frame frame, List<Runnable> acknowledgements) {
        public Gated {
            acknowledgements = List.copyOf(acknowledgements);
        }
    }

    /**
     * Takes a frame back that the journal could not take at all: its messages are unknown again, so that their source,
     * which never gets an acknowledgement, can deliver them again.
     */
    public void forget(Frame frame) {
        frame.messageIds().forEach(messages::forget);
        counts.restore(frame.counts());
        Samples s = frame.samples();
        for (int i = 0; i < s.size(); i++) {
            Channel c = channel(s.stream(i));
            if (c != null) {
                c.recent.clear();
                String reason = s.has(i, Samples.CONFLICT) ? IngestCounts.CONFLICT : IngestCounts.STORED;
                counts.add(c.link, c.spec.device(), reason, -1);
                counts.add(c.link, c.spec.device(), IngestCounts.NOT_RECORDED, 1);
            }
        }
        for (Frame.HandedOn h : frame.handed()) {
            counts.add(h.link(), h.message().device(), IngestCounts.MESSAGE_STORED, -1);
            counts.add(h.link(), h.message().device(), IngestCounts.MESSAGE_NOT_RECORDED, 1);
        }
    }

    /** Readings put into frames since the start. */
    public long readings() {
        return readings;
    }

    /** Messages that came with the identity of an earlier one and another content, since the start. */
    public long messageConflicts() {
        return messageConflicts;
    }

    private Gated frame(Inbox.Taken taken, boolean last) {
        long wall = clock.wallMicros();
        long mono = clock.monoMicros();
        List<Input> inputs = new ArrayList<>();
        Input.ClockStepped step = watch.look(wall, mono);
        if (step != null) {
            inputs.add(step);
        }
        inputs.addAll(taken.inputs());
        List<Frame.MessageId> ids = new ArrayList<>();
        List<Runnable> acknowledgements = new ArrayList<>();
        for (Batch b : taken.batches()) {
            accept(b, mono, ids);
            if (b.acknowledge() != Batch.NOTHING_TO_ACKNOWLEDGE) {
                acknowledgements.add(b.acknowledge());
            }
        }
        List<Frame.Count> counted = List.of();
        if (last || mono - lastCountsMicros >= COUNTS_EVERY_MICROS) {
            counted = counts.drain();
            lastCountsMicros = mono;
        }
        Samples built = samples.size() == 0 ? Samples.NONE : samples.build();
        readings += built.size();
        List<Frame.HandedOn> on = handed.isEmpty() ? List.of() : List.copyOf(handed);
        handed.clear();
        return new Gated(new Frame(++seq, wall, mono, built, inputs, ids, counted, on), acknowledgements);
    }

    private void accept(Batch batch, long mono, List<Frame.MessageId> ids) {
        if (batch.messageId() != null) {
            Frame.MessageId message = new Frame.MessageId(
                    batch.link(),
                    messages.bounded(batch.messageId()),
                    messages.contentHash(batch.samples(), batch.handed()));
            switch (messages.look(message, mono)) {
                case AGAIN -> {
                    batch.samples().forEach(s -> count(batch.link(), s.stream(), IngestCounts.DUPLICATE));
                    batch.handed()
                            .forEach(h -> counts.add(batch.link(), h.device(), IngestCounts.MESSAGE_DUPLICATE, 1));
                    return;
                }
                case OTHER -> messageConflicts++;
                case NEW -> {
                    messages.remember(message, mono);
                    ids.add(message);
                }
            }
        }
        // Receipt can be no later than now, also when a link's own clock reading was taken after ours.
        long receivedMono = Math.min(mono, clock.monoAt(batch.receivedNanos()));
        for (Sample s : batch.samples()) {
            Channel c = channel(s.stream());
            if (c == null) {
                counts.add(batch.link(), "", IngestCounts.UNKNOWN_STREAM, 1);
            } else {
                c.speaksOver(batch.link());
                if (batch.imported()) {
                    bringIn(s, c, batch, receivedMono);
                } else {
                    accept(s, c, batch, receivedMono);
                }
            }
        }
        if (!batch.handed().isEmpty()) {
            batch.handed().forEach(h -> handOn(h, batch));
        }
    }

    /** One that contradicts an earlier one is taken too: where it is stored, both are compared and kept. */
    private void handOn(Handed h, Batch batch) {
        if (h.tooLarge()) {
            counts.add(batch.link(), h.device(), IngestCounts.MESSAGE_TOO_LARGE, 1);
            return;
        }
        boolean sane = h.eventMicros() >= FIRST_TIME && h.eventMicros() < LAST_TIME;
        Handed bounded = new Handed(
                h.device(),
                messages.bounded(h.kind()),
                messages.bounded(h.subject()),
                messages.bounded(h.messageId()),
                sane ? h.eventMicros() : Sample.NO_TIME,
                h.body());
        handed.add(new Frame.HandedOn(batch.link(), batch.receivedMicros(), bounded));
        counts.add(batch.link(), h.device(), IngestCounts.MESSAGE_STORED, 1);
    }

    /**
     * Takes a reading out of a file: late whatever its time, never too old. What came lately is not pushed out of memory by
     * it; whether it is known already, the store finds.
     */
    private void bringIn(Sample s, Channel c, Batch batch, long receivedMono) {
        long event = s.eventMicros();
        long age = Math.max(0, batch.receivedMicros() - event);
        if (event < FIRST_TIME || batch.receivedMicros() - event < -FUTURE_MICROS) {
            counts.add(batch.link(), c.spec.device(), IngestCounts.NO_TIME, 1);
            return;
        }
        double value = c.calibrated(c.spec.sourceUnit().toCanonical(s.value()) + 0.0, event);
        int quality = quality(value, c.spec.metric(), s.quality()).code();
        int flags = Samples.LATE | Samples.IMPORTED | c.outOfLimit(value, quality);
        switch (c.recent.look(event, value, quality, true)) {
            case DUPLICATE -> {
                c.duplicate.incrementAndGet();
                return;
            }
            case CONFLICT -> {
                c.conflict.incrementAndGet();
                flags |= Samples.CONFLICT;
            }
            case NEW, UNKNOWN -> c.stored.incrementAndGet();
        }
        samples.add(s.stream(), value, event, receivedMono - age, quality, flags);
    }

    private void accept(Sample s, Channel c, Batch batch, long receivedMono) {
        StreamSpec spec = c.spec;
        long received = batch.receivedMicros();
        int flags = batch.retained() ? Samples.RETAINED : 0;
        boolean timed = s.eventMicros() != Sample.NO_TIME;
        boolean sane = s.eventMicros() >= FIRST_TIME && s.eventMicros() < LAST_TIME;
        long event = timed && sane ? s.eventMicros() : received;
        if (!timed || !sane) {
            flags |= Samples.ASSUMED_TIME;
        }
        long lag = received - event;
        if (lag > spec.liveWindowMicros()) {
            flags |= Samples.LATE;
        }
        double value =
                c.calibrated(spec.sourceUnit().toCanonical(s.value()) + 0.0, event); // + 0.0: a negative zero is a zero
        QualityCode doubt = s.quality();
        if (timed && !sane) {
            doubt = worse(doubt, s.eventMicros() < FIRST_TIME ? QualityCode.TOO_OLD : QualityCode.FUTURE);
        } else if (lag < -FUTURE_MICROS) {
            doubt = worse(doubt, QualityCode.FUTURE);
        } else if (lag > spec.backlogMicros()) {
            doubt = worse(doubt, QualityCode.TOO_OLD);
        } else if (batch.retained() && !timed && doubt == QualityCode.GOOD) {
            doubt = QualityCode.UNCERTAIN; // nobody knows when a retained value without a time was true
        }
        if (c.maintenance) {
            doubt = worse(doubt, QualityCode.CALIBRATION);
        }
        int quality = quality(value, spec.metric(), doubt).code();
        flags |= c.outOfLimit(value, quality);
        boolean believable = lag >= -FUTURE_MICROS;
        switch (c.recent.look(event, value, quality, believable)) {
            case DUPLICATE -> {
                c.duplicate.incrementAndGet();
                return;
            }
            case CONFLICT -> {
                c.conflict.incrementAndGet();
                flags |= Samples.CONFLICT;
            }
            case UNKNOWN -> {
                // A device whose fast clock was put right is behind its own past for a while, but it lags nobody.
                if (lag > Math.max(REPLAY_LAG_MICROS, 2 * spec.intervalMicros())) {
                    flags |= Samples.LATE;
                }
                c.stored.incrementAndGet();
                c.recent.remember(event, value, quality, believable);
            }
            case NEW -> {
                c.stored.incrementAndGet();
                c.recent.remember(event, value, quality, believable);
            }
        }
        long age = Math.max(0, lag);
        if (batch.retained()) {
            age = Math.max(age, spec.backlogMicros());
        }
        samples.add(s.stream(), value, event, receivedMono - age, quality, flags);
    }

    /** A reason the device gave itself stands before one we find. */
    private static QualityCode worse(QualityCode said, QualityCode found) {
        return said.quality() == Quality.BAD ? said : found;
    }

    private static QualityCode quality(double value, Metric metric, QualityCode doubt) {
        if (doubt.quality() == Quality.BAD) {
            return doubt;
        }
        if (!Double.isFinite(value)) {
            return QualityCode.NOT_A_NUMBER;
        }
        if (value < metric.min() || value > metric.max()) {
            double rounded = metric.rounded(value); // 572 °F must be 300 °C, not a hair above
            if (rounded < metric.min() || rounded > metric.max()) {
                return QualityCode.OUT_OF_RANGE;
            }
        }
        if (metric == Metric.STATE && value != 0 && value != 1) {
            return QualityCode.NOT_A_NUMBER;
        }
        return doubt;
    }

    private void count(String link, int stream, String reason) {
        Channel c = channel(stream);
        counts.add(link, c == null ? "" : c.spec.device(), reason, 1);
    }

    private @Nullable Channel channel(int no) {
        return no >= 0 && no < channels.length ? channels[no] : null;
    }

    /** What the gate knows about one stream. */
    private final class Channel {
        final StreamSpec spec;
        final RecentReadings recent;
        String link = "";
        boolean maintenance;
        List<Adjustments.Offset> offsets = List.of();
        Limits limits = Limits.NONE;
        AtomicLong stored = new AtomicLong();
        AtomicLong duplicate = stored;
        AtomicLong conflict = stored;

        Channel(StreamSpec spec, String link, RecentReadings recent) {
            this.spec = spec;
            this.recent = recent;
            speaksOver(link);
        }

        /** Rounded to what limits are compared on, so that the raw value can be told again from the offset. */
        double calibrated(double value, long event) {
            double offset = offsets.isEmpty() ? 0 : Adjustments.at(offsets, event);
            return offset == 0 || !Double.isFinite(value)
                    ? value
                    : spec.metric().rounded(value + offset);
        }

        /** The flag of a good reading that is outside the limits, else 0: it only marks, whoever may act on it. */
        int outOfLimit(double value, int quality) {
            return quality == QualityCode.GOOD.code()
                            && limits.crossed(spec.metric().rounded(value))
                    ? Samples.OUT_OF_LIMIT
                    : 0;
        }

        void speaksOver(String over) {
            if (over.equals(link) && stored != duplicate) {
                return;
            }
            link = over;
            stored = counts.of(over, spec.device(), IngestCounts.STORED);
            duplicate = counts.of(over, spec.device(), IngestCounts.DUPLICATE);
            conflict = counts.of(over, spec.device(), IngestCounts.CONFLICT);
        }
    }
}
