package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what became of every value and of every message handed on that was offered, by link, device and reason, until a frame carries the counts away.
 * Bounded: device names come from outside, and a source that invents them must not fill the memory. Any thread.
 */
public final class IngestCounts {
    /** Readings that went into a frame. */
    public static final String STORED = "stored";
    /** Readings that were known already. */
    public static final String DUPLICATE = "duplicate";
    /** Readings with the identity of an earlier one and another value: kept beside it. */
    public static final String CONFLICT = "conflict";
    /** Late readings of a time of which everything was forgotten, as it was to be. */
    public static final String FORGOTTEN = "forgotten";
    /** Readings for a stream that is not in the configuration. */
    public static final String UNKNOWN_STREAM = "unknown_stream";
    /** Readings whose frame could not be recorded; never acknowledged, so the source still has them. */
    public static final String NOT_RECORDED = "not_recorded";

    /** Readings of a file without a time, or with one in the future. */
    public static final String NO_TIME = "no_time";

    /** Messages that never came, as the counter of their device shows; they were never offered, so they count as no loss of ours. */
    public static final String MISSED = "missed";

    /** Messages handed on. */
    public static final String MESSAGE_STORED = "message_stored";
    /** Messages handed on that were known already. */
    public static final String MESSAGE_DUPLICATE = "message_duplicate";
    /** Messages handed on under the identity of an earlier one with another content: kept beside it. */
    public static final String MESSAGE_CONFLICT = "message_conflict";
    /** Messages not handed on, for they are larger than what is kept. */
    public static final String MESSAGE_TOO_LARGE = "message_too_large";
    /** As {@link #NOT_RECORDED}, of messages handed on. */
    public static final String MESSAGE_NOT_RECORDED = "message_not_recorded";

    private static final Set<String> NOT_DROPPED =
            Set.of(STORED, DUPLICATE, CONFLICT, MISSED, MESSAGE_STORED, MESSAGE_DUPLICATE, MESSAGE_CONFLICT);
    private static final int MOST_KEYS = 10_000;

    private final Map<Key, AtomicLong> counts = new ConcurrentHashMap<>();

    /** What frames carried away since the start. */
    private final Map<Key, AtomicLong> carried = new ConcurrentHashMap<>();

    private final AtomicLong dropped = new AtomicLong();

    private record Key(String link, String device, String reason) {}

    /** Counts {@code n} values. */
    public void add(String link, String device, String reason, long n) {
        of(link, device, reason).addAndGet(n);
        if (!NOT_DROPPED.contains(reason)) {
            dropped.addAndGet(n);
        }
    }

    /** Everything dropped since the start, whatever the reason. */
    public long dropped() {
        return dropped.get();
    }

    /** The counter itself, for a caller that counts each reading. */
    AtomicLong of(String link, String device, String reason) {
        Key key = new Key(link, device, reason);
        AtomicLong known = counts.get(key);
        if (known != null) {
            return known;
        }
        // A few threads may pass the bound together; it bounds memory, not a number anybody is told.
        if (counts.size() >= MOST_KEYS) {
            key = counts.size() >= 2 * MOST_KEYS ? new Key("", "", "other") : new Key(link, "", reason);
        }
        return counts.computeIfAbsent(key, unused -> new AtomicLong());
    }

    /** What was counted of a device since the start, by reason; to the last reading. */
    public SortedMap<String, Long> total(String device) {
        SortedMap<String, Long> total = new TreeMap<>();
        for (Map<Key, AtomicLong> some : List.of(carried, counts)) {
            some.forEach((key, n) -> {
                if (key.device.equals(device) && n.get() != 0) {
                    total.merge(key.reason, n.get(), Long::sum);
                }
            });
        }
        total.values().removeIf(n -> n == 0);
        return total;
    }

    /** Takes the counts since the last call, in the order of link, device, reason. */
    List<Frame.Count> drain() {
        List<Frame.Count> drained = forget();
        drained.forEach(c -> carry(c, c.n()));
        return drained;
    }

    private void carry(Frame.Count c, long n) {
        carried.computeIfAbsent(new Key(c.link(), c.device(), c.reason()), _ -> new AtomicLong())
                .addAndGet(n);
    }

    /** As {@link #drain}, of counts that are not this process's own. */
    List<Frame.Count> forget() {
        List<Frame.Count> drained = new ArrayList<>();
        counts.forEach((key, n) -> {
            long value = n.getAndSet(0);
            if (value != 0) {
                drained.add(new Frame.Count(key.link, key.device, key.reason, value));
            }
        });
        drained.sort(Comparator.comparing(Frame.Count::link)
                .thenComparing(Frame.Count::device)
                .thenComparing(Frame.Count::reason));
        return drained;
    }

    /** Puts counts back that could not be recorded. */
    void restore(List<Frame.Count> drained) {
        drained.forEach(c -> {
            carry(c, -c.n());
            of(c.link(), c.device(), c.reason()).addAndGet(c.n()); // dropped once is dropped once
        });
    }
}
