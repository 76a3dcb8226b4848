package org.penstock.core.telemetry;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in no chunk yet, in memory: the same that the rows of {@code reading_batches} say. The projector's thread changes
 * it after each commit; any thread may ask, and gets copies.
 */
final class PendingReadings {
    private PendingBatch pending = new PendingBatch();
    private int size;

    /** The readings of a stream, copied. */
    synchronized ReadingColumns young(int stream) {
        ReadingColumns c = pending.readings.get(stream);
        return c == null ? new ReadingColumns(0) : c.slice(0, c.size());
    }

    /** What was counted and is in no row of its own yet. */
    synchronized Map<PendingBatch.CountKey, Long> counts() {
        return Map.copyOf(pending.counts);
    }

    /** Identities of messages that are in no row of their own yet. */
    synchronized List<PendingBatch.SeenMessage> messages() {
        return List.copyOf(pending.messages);
    }

    /** How many readings. */
    synchronized int size() {
        return size;
    }

    /** The readings of a stream themselves, or null. Projector's thread, which must not change them. */
    synchronized @Nullable ReadingColumns of(int stream) {
        return pending.readings.get(stream);
    }

    /** How many streams have any. */
    synchronized int streams() {
        return pending.readings.size();
    }

    /** The streams above {@code stream} that have any. */
    synchronized NavigableSet<Integer> above(int stream) {
        return stream == Integer.MAX_VALUE
                ? new TreeSet<>()
                : new TreeSet<>(pending.readings.tailMap(stream + 1).keySet());
    }

    /** Everything is as it was read at a start. */
    synchronized void replace(PendingBatch read) {
        pending = read;
        count();
    }

    /** A transaction is committed. */
    synchronized void commit(Staging staging) {
        if (staging.everythingGone()) {
            pending.readings.clear();
        } else {
            pending.readings.keySet().removeAll(staging.gone());
        }
        if (staging.counted()) {
            pending.counts.clear();
            pending.messages.clear();
        }
        pending.addAll(staging.added);
        count();
    }

    private void count() {
        size = pending.readings.values().stream().mapToInt(ReadingColumns::size).sum();
    }
}
