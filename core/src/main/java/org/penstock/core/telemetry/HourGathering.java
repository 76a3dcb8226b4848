package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.ClosingRows.Before;

/**
 * The leaves of one hour on their way to a closing, some streams in each transaction: an hour of 2,000 streams at once took
 * half a second of processor. Only in memory; whatever changes of the hour meanwhile makes {@link HourClosing} begin anew.
 * Projector's thread.
 */
final class HourGathering {
    /** Numbers of streams in one transaction. */
    private static final int STREAMS = 64;

    final long fromMicros;
    final long toMicros;
    /** What was forgotten when it began. */
    final Forgotten forgotten;

    private final @Nullable Before before;
    private final SortedMap<Integer, ReadingColumns> late;
    private final Gathered gathered;
    private int next;

    /** @param late readings of the hour that came after it was closed @param keys key of a stream, by its number */
    HourGathering(
            long fromMicros,
            long toMicros,
            @Nullable Before before,
            SortedMap<Integer, ReadingColumns> late,
            Forgotten forgotten,
            IntFunction<String> keys) {
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.before = before;
        this.late = late;
        this.forgotten = forgotten;
        this.gathered = new Gathered(
                before == null
                        ? List.of()
                        : before.leaves().stream()
                                .filter(leaf -> !forgotten.raw(leaf.stream(), fromMicros))
                                .toList(),
                late,
                keys);
    }

    /** Whether the span holds more than an hour, of which nothing is stored. */
    private boolean empty() {
        return toMicros - fromMicros != HourClosing.HOUR_MICROS;
    }

    /** Gathers some streams. @param most the highest number there is @return whether that was all */
    boolean some(DSLContext sql, HourReadings readings, int most) {
        int first = next;
        int last = first > most - STREAMS ? Integer.MAX_VALUE : first + STREAMS - 1;
        if (!empty()) {
            readings.each(sql, fromMicros, toMicros, first, last, gathered);
        }
        next = last + 1;
        return empty() || last == Integer.MAX_VALUE;
    }

    /** Writes the closing. @return what of it enters the chain */
    Projection.Fact close(DSLContext sql, ClosingRows rows, long wallMicros) {
        int no = before == null ? 1 : before.no() + 1;
        String root = HourTree.root(gathered.leaves);
        long n = gathered.leaves.stream().mapToLong(HourTree.Leaf::n).sum();
        rows.insert(sql, fromMicros, toMicros, no, n, root, gathered.leaves);
        TreeMap<String, String> data = new TreeMap<>();
        data.put("from", EngineClock.instant(fromMicros).toString());
        data.put("to", EngineClock.instant(toMicros).toString());
        data.put("closing", Integer.toString(no));
        data.put("readings", Long.toString(n));
        data.put("streams", Integer.toString(gathered.leaves.size()));
        data.put("root", root);
        data.put("form", HourTree.FORM);
        if (before != null) {
            data.put("amends", before.root());
            data.put(
                    "late",
                    Integer.toString(late.values().stream()
                            .mapToInt(ReadingColumns::size)
                            .sum()));
            data.put(
                    "late_streams",
                    late.entrySet().stream()
                            .map(e -> gathered.key(e.getKey()) + " "
                                    + e.getValue().size())
                            .collect(Collectors.joining(", ")));
            List<String> differs = gathered.differs();
            if (!differs.isEmpty()) {
                data.put("differs", String.join(", ", differs));
            }
        }
        if (!gathered.unreadable.isEmpty()) {
            data.put("unreadable", String.join(", ", gathered.unreadable));
        }
        return new Projection.Fact(
                wallMicros, "system", HourClosing.KIND, "telemetry:" + EngineClock.instant(fromMicros), data);
    }

    /** The leaves now, compared with those before without what came late. */
    private static final class Gathered implements HourReadings.Taker {
        final List<HourTree.Leaf> leaves = new ArrayList<>();
        final List<String> unreadable = new ArrayList<>();
        private final Map<Integer, HourTree.Leaf> before = new HashMap<>();
        private final SortedMap<Integer, ReadingColumns> late;
        private final IntFunction<String> keys;
        private final TreeSet<String> differs = new TreeSet<>();

        Gathered(List<HourTree.Leaf> before, SortedMap<Integer, ReadingColumns> late, IntFunction<String> keys) {
            before.forEach(leaf -> this.before.put(leaf.stream(), leaf));
            this.late = late;
            this.keys = keys;
        }

        /** A stream keeps in an hour the key under which the hour was first closed. */
        String key(int stream) {
            HourTree.Leaf leaf = before.get(stream);
            return leaf != null ? leaf.key() : keys.apply(stream);
        }

        @Override
        public void stream(int stream, ReadingColumns readings) {
            String key = key(stream);
            leaves.add(HourTree.leaf(stream, key, readings));
            ReadingColumns added = late.getOrDefault(stream, new ReadingColumns(0));
            ReadingColumns rest = readings.without(added);
            HourTree.Leaf was = before.remove(stream);
            boolean same = was == null
                    ? rest.size() == 0
                    : HourTree.leaf(stream, was.key(), rest).says(was);
            if (!same || readings.size() - rest.size() != added.size()) {
                differs.add(key);
            }
        }

        @Override
        public void unreadable(int stream, String why) {
            unreadable.add(key(stream) + ": " + why);
            before.remove(stream);
        }

        List<String> differs() {
            before.values().forEach(gone -> differs.add(gone.key()));
            return List.copyOf(differs);
        }
    }
}
