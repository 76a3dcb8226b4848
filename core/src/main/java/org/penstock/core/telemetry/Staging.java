package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a transaction that is not committed yet will change in memory. Projector's thread. */
final class Staging {
    /** New, or in the rows anew: what the transaction's own rows say. */
    final PendingBatch added = new PendingBatch();

    final Map<Integer, ReadingConflict> conflicts = new LinkedHashMap<>();
    BatchRows.Extent rows;
    Sealing.Progress sealing;
    NewestRows.Written newest;

    private final PendingReadings pending;
    private final CurrentValues current;
    /** Found once a stream and not once a reading: at 20,000 readings a second the looking up is most of the work. */
    private final Map<Integer, Young> young = new HashMap<>();
    /** Streams of which nothing from before the transaction is pending any more. */
    private final Set<Integer> gone = new HashSet<>();

    private boolean everythingGone;
    private boolean counted;
    private int readings;

    Staging(
            PendingReadings pending,
            CurrentValues current,
            BatchRows.Extent rows,
            Sealing.Progress sealing,
            NewestRows.Written newest) {
        this.pending = pending;
        this.current = current;
        this.rows = rows;
        this.sealing = sealing;
        this.newest = newest;
    }

    /** What of one stream is in no chunk yet. */
    final class Young {
        private final int stream;
        /** Added by this transaction. */
        private @Nullable ReadingColumns fresh;
        /** There before. */
        private final @Nullable ReadingColumns before;
        /** Event time of the newest reading of the stream in any chunk. */
        final long sealedMicros;

        private Young(int stream) {
            this.stream = stream;
            this.fresh = added.readings.get(stream);
            this.before = before(stream);
            this.sealedMicros = current.sealed(stream);
        }

        void add(long event, double value, int quality, int flags) {
            ReadingColumns columns = fresh;
            if (columns == null) {
                columns = added.of(stream);
                fresh = columns;
            }
            columns.add(event, value, quality, flags);
            readings++;
        }

        /** Where the reading of that time is, or null. */
        @Nullable
        ReadingColumns holder(long event) {
            if (fresh != null && fresh.find(event) >= 0) {
                return fresh;
            }
            return before != null && before.find(event) >= 0 ? before : null;
        }
    }

    /** What of the stream is in no chunk. */
    Young young(int stream) {
        Young known = young.get(stream);
        if (known == null) {
            known = new Young(stream);
            young.put(stream, known);
        }
        return known;
    }

    private @Nullable ReadingColumns before(int stream) {
        return everythingGone || gone.contains(stream) ? null : pending.of(stream);
    }

    /** How many readings are in no chunk. */
    int size() {
        return (everythingGone ? 0 : pending.size()) + readings;
    }

    /** How many streams had any. */
    int streams() {
        return Math.max(pending.streams(), added.readings.size());
    }

    /** The streams above {@code stream} of which something is in no chunk. */
    NavigableSet<Integer> streamsAbove(int stream) {
        NavigableSet<Integer> streams = pending.above(stream);
        if (stream < Integer.MAX_VALUE) {
            streams.addAll(added.readings.tailMap(stream + 1).keySet());
        }
        return streams;
    }

    /** All readings of a stream, which are pending no more. */
    ReadingColumns take(int stream) {
        ReadingColumns all = new ReadingColumns(16);
        ReadingColumns before = before(stream);
        if (before != null) {
            all.addAll(before);
        }
        ReadingColumns fresh = added.readings.remove(stream);
        if (fresh != null) {
            all.addAll(fresh);
        }
        gone.add(stream);
        young.remove(stream);
        return all;
    }

    /** Every stream was taken. */
    void takenAll() {
        everythingGone = true;
        readings = 0;
        young.clear();
    }

    /** What was counted and noted of messages is in rows of its own now. */
    void takenCounts() {
        counted = true;
        added.counts.clear();
        added.messages.clear();
    }

    /** What was counted and is in no row of its own. */
    SortedMap<PendingBatch.CountKey, Long> counts() {
        TreeMap<PendingBatch.CountKey, Long> counts = new TreeMap<>(counted ? Map.of() : pending.counts());
        added.counts.forEach((key, n) -> counts.merge(key, n, Long::sum));
        return counts;
    }

    /** Messages that are in no row of their own. */
    List<PendingBatch.SeenMessage> messages() {
        List<PendingBatch.SeenMessage> messages = new ArrayList<>(counted ? List.of() : pending.messages());
        messages.addAll(added.messages);
        return messages;
    }

    boolean everythingGone() {
        return everythingGone;
    }

    Set<Integer> gone() {
        return gone;
    }

    boolean counted() {
        return counted;
    }
}
