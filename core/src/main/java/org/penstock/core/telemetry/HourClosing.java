package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingClosings.READING_CLOSINGS;
import static org.penstock.core.db.tables.tables.ReadingLatecomers.READING_LATECOMERS;
import static org.penstock.core.db.tables.tables.ReadingLeaves.READING_LEAVES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Closes every hour of readings with one event, {@link #GRACE_MICROS} after its end. What becomes a chunk later than that is
 * no forgery: it is kept apart until the hour is closed again, at the next full hour, by another event that says how many
 * readings of which streams were late. Whether the rest was still what had been closed is looked at then, and told.
 *
 * <p>One hour a transaction, so that a long catching up holds up nothing. Projector's thread.
 */
final class HourClosing {
    static final String KIND = "telemetry.closed";
    static final long HOUR_MICROS = 3_600_000_000L;
    /** An hour is closed so long after its end: most of what is late has come by then. */
    static final long GRACE_MICROS = 900_000_000L;
    /** Year 1: before any reading. */
    static final long BEGIN_MICROS = -62_135_596_800_000_000L;

    private final UUID site;
    private final IntFunction<String> keys;
    private final HourReadings readings;
    private final Supplier<Forgotten> forgotten;
    private @Nullable Long closedUntil;
    private long lateNo;
    private long amendUntil;
    /** Where nothing is closed yet, the question for a first hour is asked once an hour. */
    private long lookedAt = Long.MIN_VALUE;

    /**
     * @param keys key of a stream, by its number
     * @param forgotten what went since it was closed, and is not missed when it is closed again
     */
    HourClosing(UUID site, IntFunction<String> keys, HourReadings readings, Supplier<Forgotten> forgotten) {
        this.forgotten = forgotten;
        this.site = site;
        this.keys = keys;
        this.readings = readings;
    }

    static long hourOf(long micros) {
        return Math.floorDiv(micros, HOUR_MICROS) * HOUR_MICROS;
    }

    /** Reads how far it has come: at the start, and after a transaction that was rolled back. */
    void load(DSLContext sql) {
        closedUntil = sql.select(READING_CLOSINGS.TO_AT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .orderBy(READING_CLOSINGS.TO_AT.desc())
                .limit(1)
                .fetchOptional(r -> EngineClock.micros(r.value1()))
                .orElse(null);
        lateNo = sql.select(READING_LATECOMERS.LATE_NO)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .orderBy(READING_LATECOMERS.LATE_NO.desc())
                .limit(1)
                .fetchOptional(READING_LATECOMERS.LATE_NO)
                .orElse(0L);
        amendUntil = 0;
        lookedAt = Long.MIN_VALUE;
    }

    /** Readings that become part of chunks now: those of closed hours are kept apart. */
    void sealed(DSLContext sql, int stream, ReadingColumns fresh) {
        Long until = closedUntil;
        if (until == null) {
            return;
        }
        int late = fresh.from(until);
        for (int from = 0; from < late; ) {
            long hour = hourOf(fresh.event(from));
            int to = Math.min(late, fresh.from(hour + HOUR_MICROS));
            // In parts: H2 holds 1 MiB in such a column.
            to = Math.min(to, from + SealedReadings.PART);
            sql.insertInto(READING_LATECOMERS)
                    .set(READING_LATECOMERS.SITE_ID, site)
                    .set(READING_LATECOMERS.LATE_NO, ++lateNo)
                    .set(READING_LATECOMERS.HOUR_AT, EngineClock.instant(hour))
                    .set(READING_LATECOMERS.STREAM_NO, stream)
                    .set(READING_LATECOMERS.PAYLOAD, ChunkCodec.encode(fresh.slice(from, to)))
                    .execute();
            from = to;
        }
    }

    /**
     * Closes the next hour that is due, or amends one that was closed.
     *
     * @param wallMicros wall time of the newest frame
     * @param sealedUntil every reading before it that is not from the future is in a chunk
     */
    void advance(DSLContext sql, long wallMicros, long sealedUntil, List<Projection.Fact> facts) {
        long due = hourOf(Math.min(wallMicros - GRACE_MICROS, sealedUntil));
        Long from = closedUntil;
        if (from == null) {
            if (due == lookedAt) {
                return;
            }
            lookedAt = due;
            from = readings.next(sql, BEGIN_MICROS);
            if (from == null || from >= due) {
                return;
            }
        }
        if (from < due) {
            Long next = readings.next(sql, from);
            long to = next == null || next > due ? due : next;
            boolean empty = to > from;
            to = empty ? to : from + HOUR_MICROS;
            close(sql, wallMicros, from, to, new TreeMap<>(), facts);
            closedUntil = to;
            amendUntil = lateNo;
        } else if (amendUntil > 0) {
            Long hour = sql.select(READING_LATECOMERS.HOUR_AT)
                    .from(READING_LATECOMERS)
                    .where(READING_LATECOMERS.SITE_ID.eq(site))
                    .and(READING_LATECOMERS.LATE_NO.le(amendUntil))
                    .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(due)))
                    .orderBy(READING_LATECOMERS.HOUR_AT)
                    .limit(1)
                    .fetchOptional(r -> EngineClock.micros(r.value1()))
                    .orElse(null);
            if (hour == null) {
                amendUntil = 0;
                return;
            }
            close(sql, wallMicros, hour, hour + HOUR_MICROS, latecomers(sql, site, hour, hour + HOUR_MICROS), facts);
            sql.deleteFrom(READING_LATECOMERS)
                    .where(READING_LATECOMERS.SITE_ID.eq(site))
                    .and(READING_LATECOMERS.HOUR_AT.eq(EngineClock.instant(hour)))
                    .execute();
        }
    }

    /** What is kept apart of some hours, by stream. @throws ByteSource.Malformed when it cannot be read */
    static SortedMap<Integer, ReadingColumns> latecomers(DSLContext sql, UUID site, long fromMicros, long toMicros) {
        SortedMap<Integer, ReadingColumns> late = new TreeMap<>();
        sql.select(READING_LATECOMERS.STREAM_NO, READING_LATECOMERS.PAYLOAD)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.HOUR_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(toMicros)))
                .orderBy(READING_LATECOMERS.LATE_NO)
                .forEach(r -> late.computeIfAbsent(r.value1(), _ -> new ReadingColumns(8))
                        .addAll(ChunkCodec.decode(r.value2())));
        return late;
    }

    /** Hours of which something is kept apart. */
    static List<Long> lateHours(DSLContext sql, UUID site, long fromMicros, long toMicros) {
        return sql.selectDistinct(READING_LATECOMERS.HOUR_AT)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.HOUR_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(toMicros)))
                .fetch(r -> EngineClock.micros(r.value1()));
    }

    /** The leaves of a closing, as they were stored. @throws ByteSource.Malformed when they cannot be read */
    static List<HourTree.Leaf> leaves(DSLContext sql, UUID site, long fromMicros, int no) {
        List<HourTree.Leaf> leaves = new ArrayList<>();
        sql.select(READING_LEAVES.PAYLOAD)
                .from(READING_LEAVES)
                .where(READING_LEAVES.SITE_ID.eq(site))
                .and(READING_LEAVES.FROM_AT.eq(EngineClock.instant(fromMicros)))
                .and(READING_LEAVES.CLOSING_NO.eq(no))
                .orderBy(READING_LEAVES.PART)
                .forEach(r -> Leaves.decode(r.value1(), leaves));
        return leaves;
    }

    /** What was proven before: null where no closing reaches. */
    private @Nullable Before before(DSLContext sql, long from) {
        var exact = sql.select(READING_CLOSINGS.CLOSING_NO, READING_CLOSINGS.ROOT, READING_CLOSINGS.TO_AT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .and(READING_CLOSINGS.FROM_AT.eq(EngineClock.instant(from)))
                .orderBy(READING_CLOSINGS.CLOSING_NO.desc())
                .limit(1)
                .fetchOptional();
        if (exact.isPresent()) {
            return new Before(
                    exact.get().value1(), exact.get().value2(), leaves(sql, site, from, exact.get().value1()));
        }
        Optional<String> span = sql.select(READING_CLOSINGS.ROOT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .and(READING_CLOSINGS.FROM_AT.lt(EngineClock.instant(from)))
                .and(READING_CLOSINGS.TO_AT.gt(EngineClock.instant(from)))
                .limit(1)
                .fetchOptional(READING_CLOSINGS.ROOT);
        return span.map(root -> new Before(0, root, List.of())).orElse(null);
    }

    private record Before(int no, String root, List<HourTree.Leaf> leaves) {}

    private void close(
            DSLContext sql,
            long wallMicros,
            long from,
            long to,
            SortedMap<Integer, ReadingColumns> late,
            List<Projection.Fact> facts) {
        Before before = before(sql, from);
        List<HourTree.Leaf> leaves = before == null ? List.of() : before.leaves;
        Forgotten went = forgotten.get();
        Gathered now = new Gathered(
                leaves.stream().filter(leaf -> !went.raw(leaf.stream(), from)).toList(), late, keys);
        if (to - from == HOUR_MICROS) {
            readings.each(sql, from, to, now);
        }
        int no = before == null ? 1 : before.no + 1;
        String root = HourTree.root(now.leaves);
        long n = now.leaves.stream().mapToLong(HourTree.Leaf::n).sum();
        sql.insertInto(READING_CLOSINGS)
                .set(READING_CLOSINGS.SITE_ID, site)
                .set(READING_CLOSINGS.FROM_AT, EngineClock.instant(from))
                .set(READING_CLOSINGS.CLOSING_NO, no)
                .set(READING_CLOSINGS.TO_AT, EngineClock.instant(to))
                .set(READING_CLOSINGS.N, n)
                .set(READING_CLOSINGS.ROOT, root)
                .execute();
        int part = 0;
        for (byte[] payload : Leaves.encode(now.leaves)) {
            sql.insertInto(READING_LEAVES)
                    .set(READING_LEAVES.SITE_ID, site)
                    .set(READING_LEAVES.FROM_AT, EngineClock.instant(from))
                    .set(READING_LEAVES.CLOSING_NO, no)
                    .set(READING_LEAVES.PART, part++)
                    .set(READING_LEAVES.PAYLOAD, payload)
                    .execute();
        }
        TreeMap<String, String> data = new TreeMap<>();
        data.put("from", EngineClock.instant(from).toString());
        data.put("to", EngineClock.instant(to).toString());
        data.put("closing", Integer.toString(no));
        data.put("readings", Long.toString(n));
        data.put("streams", Integer.toString(now.leaves.size()));
        data.put("root", root);
        data.put("form", HourTree.FORM);
        if (before != null) {
            data.put("amends", before.root);
            data.put("late", Integer.toString(late.values().stream().mapToInt(ReadingColumns::size).sum()));
            data.put(
                    "late_streams",
                    late.entrySet().stream()
                            .map(e -> now.key(e.getKey()) + " " + e.getValue().size())
                            .collect(Collectors.joining(", ")));
            List<String> differs = now.differs();
            if (!differs.isEmpty()) {
                data.put("differs", String.join(", ", differs));
            }
        }
        if (!now.unreadable.isEmpty()) {
            data.put("unreadable", String.join(", ", now.unreadable));
        }
        facts.add(new Projection.Fact(
                wallMicros, "system", KIND, "telemetry:" + EngineClock.instant(from), data));
    }

    /** The leaves of an hour now, compared with those before without what came late. */
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
