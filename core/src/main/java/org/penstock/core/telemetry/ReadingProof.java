package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingClosings.READING_CLOSINGS;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.db.Database;

/**
 * Proves the readings of a site: makes the tree of every closed hour anew from what is stored and compares it with the root
 * in the event chain, which is proven by itself ({@link org.penstock.core.audit.RecordVerifier}). Names stream and hour of
 * what was changed, removed or inserted. Reads one hour at a time. Any thread.
 *
 * <p>What is no longer there because it was forgotten is not missed: the event that let it go is in the same chain. What is
 * gone without such an event is a fault.
 *
 * <p>Not proven: what is younger than the last closed hour, and readings from the future until their hour has passed.
 */
public final class ReadingProof {
    /** A proof stops after so many faults. */
    public static final int MOST_FAULTS = 100;

    private static final int PAGE = 1_000;
    private static final int TRIES = 3;

    private final Database database;
    private final UUID site;
    private final ChainId chain;
    private final HourReadings readings;

    /** @param files where chunks were moved; null where everything stays in the main database */
    public ReadingProof(Database database, UUID site, ChainId chain, @Nullable DayFiles files) {
        this.database = database;
        this.site = site;
        this.chain = chain;
        this.readings = HourReadings.inChunks(new StoredChunks(site, files));
    }

    /**
     * @param hours begin of the hour
     * @param stream key of the stream, "" when only the hour can be told
     * @param what one sentence without its end
     */
    public record Fault(Instant hour, String stream, String what) {
        /** One sentence for a person. */
        public String inWords() {
            return (stream.isEmpty() ? "Readings of " : "Readings of " + stream + " in ") + "the hour from " + hour
                    + ": " + what + ".";
        }
    }

    /**
     * @param hours how many closings were looked at
     * @param readings how many readings were hashed
     * @param until end of the last closed hour, null when none is closed yet
     */
    public record Proof(long hours, long readings, @Nullable Instant until, List<Fault> faults, boolean cancelled) {
        public Proof {
            faults = List.copyOf(faults);
        }
    }

    /** What an event says. */
    private record Closing(long seq, long from, long to, int no, long n, String root, String differs) {
        String id() {
            return from + " " + no;
        }

        boolean span() {
            return to - from > HourClosing.HOUR_MICROS;
        }
    }

    /** Proves every closed hour. @param watch told of hours */
    public Proof prove(Watch watch) {
        Set<String> known = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        Closings closings = closings(known, faults);
        Forgotten forgotten = forgotten(faults);
        faults.addAll(database.read(sql -> forged(sql, known)));
        long seen = 0;
        long hashed = 0;
        List<Closing> all = new ArrayList<>(closings.hours.values());
        all.addAll(closings.spans);
        for (Closing closing : all) {
            Looked looked = closing.span() ? lookAtSpan(closing, closings) : look(closing, forgotten);
            hashed += looked.readings;
            faults.addAll(looked.faults);
            seen++;
            if (faults.size() >= MOST_FAULTS) {
                break;
            }
            if (!watch.verified(seen, all.size())) {
                return new Proof(seen, hashed, null, faults, true);
            }
        }
        Instant until = all.stream().mapToLong(Closing::to).max().stream()
                .mapToObj(EngineClock::instant)
                .findFirst()
                .orElse(null);
        return new Proof(seen, hashed, until, faults.subList(0, Math.min(MOST_FAULTS, faults.size())), false);
    }

    /** @param hours the newest closing of each hour, by its begin @param spans hours in which nothing was read */
    private record Closings(TreeMap<Long, Closing> hours, List<Closing> spans) {}

    private Closings closings(Set<String> known, List<Fault> faults) {
        Closings found = new Closings(new TreeMap<>(), new ArrayList<>());
        EventQuery query = new EventQuery(HourClosing.KIND, null, Long.MAX_VALUE, PAGE);
        while (true) {
            EventQuery asked = query;
            List<EventQuery.Event> page = database.read(sql -> asked.list(sql, chain));
            for (EventQuery.Event event : page) {
                Closing closing = closing(event);
                if (closing != null) {
                    known.add(closing.id());
                    if (closing.span()) {
                        found.spans.add(closing);
                    } else {
                        found.hours.putIfAbsent(closing.from, closing);
                    }
                    if (!closing.differs.isEmpty()) {
                        faults.add(new Fault(
                                EngineClock.instant(closing.from),
                                closing.differs,
                                "what had been closed was no longer there when it was closed again, as event "
                                        + event.seq() + " says"));
                    }
                }
            }
            if (page.size() < PAGE) {
                return found;
            }
            query = query.after(page);
        }
    }

    /** What the chain says was let go. */
    private Forgotten forgotten(List<Fault> faults) {
        List<Forgotten.Span> spans = new ArrayList<>();
        EventQuery query = new EventQuery(ForgottenRows.KIND, null, Long.MAX_VALUE, PAGE);
        while (true) {
            EventQuery asked = query;
            List<EventQuery.Event> page = database.read(sql -> asked.list(sql, chain));
            for (EventQuery.Event event : page) {
                try {
                    spans.addAll(ForgottenRows.spans(event));
                } catch (DateTimeException | IllegalArgumentException e) {
                    faults.add(new Fault(
                            event.at(), "", "what event " + event.seq() + " let go cannot be read: " + e.getMessage()));
                }
            }
            if (page.size() < PAGE) {
                return Forgotten.of(spans);
            }
            query = query.after(page);
        }
    }

    private static @Nullable Closing closing(EventQuery.Event event) {
        SortedMap<String, String> data = event.data();
        try {
            return new Closing(
                    event.seq(),
                    EngineClock.micros(Instant.parse(data.getOrDefault("from", ""))),
                    EngineClock.micros(Instant.parse(data.getOrDefault("to", ""))),
                    Integer.parseInt(data.getOrDefault("closing", "")),
                    Long.parseLong(data.getOrDefault("readings", "")),
                    data.getOrDefault("root", ""),
                    data.getOrDefault("differs", ""));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** Rows that no event speaks of. */
    private List<Fault> forged(DSLContext sql, Set<String> known) {
        List<Fault> forged = new ArrayList<>();
        sql.select(READING_CLOSINGS.FROM_AT, READING_CLOSINGS.CLOSING_NO)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> {
                    long from = EngineClock.micros(r.value1());
                    // What is closed while this goes on has its event behind the ones that were read.
                    if (!known.contains(from + " " + r.value2()) && newestNo(sql, from) < r.value2()) {
                        forged.add(new Fault(
                                r.value1(),
                                "",
                                "closing " + r.value2() + " in reading_closings has no event in the chain"));
                    }
                });
        return forged;
    }

    private int newestNo(DSLContext sql, long from) {
        EventQuery.Event event = eventOf(sql, from);
        Closing closing = event == null ? null : closing(event);
        return closing == null ? 0 : closing.no;
    }

    private EventQuery.@Nullable Event eventOf(DSLContext sql, long from) {
        return new EventQuery(HourClosing.KIND, "telemetry:" + EngineClock.instant(from), Long.MAX_VALUE, 1)
                .list(sql, chain).stream().findFirst().orElse(null);
    }

    private record Looked(long readings, List<Fault> faults) {}

    /** An hour may be closed again between two questions: what does not fit is looked at again with the newest event. */
    private Looked look(Closing first, Forgotten known) {
        Closing closing = first;
        Forgotten forgotten = known;
        Looked looked = new Looked(0, List.of());
        for (int i = 0; i < TRIES; i++) {
            Closing now = closing;
            Forgotten went = forgotten;
            looked = database.read(sql -> compare(sql, now, went));
            if (looked.faults.isEmpty()) {
                return looked;
            }
            // It may have been forgotten while this went on.
            forgotten = forgotten(new ArrayList<>());
            EventQuery.Event newest = database.read(sql -> eventOf(sql, now.from));
            Closing again = newest == null ? null : closing(newest);
            if ((again == null || again.no == now.no) && i > 0) {
                return looked;
            }
            closing = again == null ? now : again;
        }
        return looked;
    }

    private Looked compare(DSLContext sql, Closing closing, Forgotten forgotten) {
        Instant hour = EngineClock.instant(closing.from);
        List<Fault> faults = new ArrayList<>(row(sql, closing));
        List<HourTree.Leaf> leaves;
        SortedMap<Integer, ReadingColumns> late;
        try {
            leaves = new ClosingRows(site).leaves(sql, closing.from, closing.no);
            late = new ClosingRows(site).latecomers(sql, closing.from, closing.to);
        } catch (ByteSource.Malformed e) {
            leaves = List.of();
            late = new TreeMap<>();
            faults.add(new Fault(hour, "", "what is kept beside them cannot be read: " + e.getMessage()));
        }
        boolean whole = leaves.isEmpty() && closing.n > 0 && forgotten.wholeAfter(closing.from, closing.seq);
        Compared found = new Compared(hour, leaves, late, stream -> forgotten.rawAfter(stream, closing.from, closing.seq));
        readings.each(sql, closing.from, closing.to, found);
        found.end();
        if (whole) {
            faults.addAll(found.faults);
        } else if (HourTree.root(leaves).equals(closing.root)) {
            faults.addAll(found.faults);
        } else if (HourTree.root(found.now).equals(closing.root)) {
            faults.add(
                    new Fault(hour, "", "they are as they were closed; their leaves in reading_leaves were changed"));
        } else {
            faults.add(
                    new Fault(hour, "", "neither they nor their leaves in reading_leaves fit the root in the chain"));
            faults.addAll(found.faults);
        }
        return new Looked(found.hashed, faults);
    }

    /** Hours in which nothing was read: what is there now came late and is kept apart, or was inserted. */
    private Looked lookAtSpan(Closing span, Closings closings) {
        Looked looked = database.read(sql -> compareSpan(sql, span, closings.hours));
        if (looked.faults.isEmpty()) {
            return looked;
        }
        Closings again = closings(new HashSet<>(), new ArrayList<>());
        return database.read(sql -> compareSpan(sql, span, again.hours));
    }

    private Looked compareSpan(DSLContext sql, Closing span, TreeMap<Long, Closing> hours) {
        List<Fault> faults = new ArrayList<>(row(sql, span));
        TreeSet<Long> there = new TreeSet<>(new ClosingRows(site).lateHours(sql, span.from, span.to));
        Long next = readings.next(sql, span.from);
        while (next != null && next < span.to) {
            there.add(next);
            next = readings.next(sql, next + HourClosing.HOUR_MICROS);
        }
        there.removeAll(hours.keySet());
        long hashed = 0;
        for (long hour : there) {
            Compared found = new Compared(
                    EngineClock.instant(hour),
                    List.of(),
                    new ClosingRows(site).latecomers(sql, hour, hour + HourClosing.HOUR_MICROS),
                    _ -> false);
            readings.each(sql, hour, hour + HourClosing.HOUR_MICROS, found);
            found.end();
            hashed += found.hashed;
            faults.addAll(found.faults);
        }
        return new Looked(hashed, faults);
    }

    private List<Fault> row(DSLContext sql, Closing closing) {
        Instant hour = EngineClock.instant(closing.from);
        var row = sql.selectFrom(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .and(READING_CLOSINGS.FROM_AT.eq(hour))
                .and(READING_CLOSINGS.CLOSING_NO.eq(closing.no))
                .fetchOptional();
        if (row.isEmpty()) {
            return List.of(new Fault(hour, "", "closing " + closing.no + " was removed from reading_closings"));
        }
        boolean same = row.get().getRoot().equals(closing.root)
                && row.get().getN() == closing.n
                && EngineClock.micros(row.get().getToAt()) == closing.to;
        return same
                ? List.of()
                : List.of(new Fault(hour, "", "closing " + closing.no + " was changed in reading_closings"));
    }

    /** The streams of an hour as they are, beside the leaves as they were. */
    private static final class Compared implements HourReadings.Taker {
        final List<HourTree.Leaf> now = new ArrayList<>();
        final List<Fault> faults = new ArrayList<>();
        long hashed;
        private final Instant hour;
        private final Map<Integer, HourTree.Leaf> before = new HashMap<>();
        private final SortedMap<Integer, ReadingColumns> late;

        private final IntPredicate forgotten;

        Compared(
                Instant hour,
                List<HourTree.Leaf> leaves,
                SortedMap<Integer, ReadingColumns> late,
                IntPredicate forgotten) {
            this.forgotten = forgotten;
            this.hour = hour;
            leaves.forEach(leaf -> before.put(leaf.stream(), leaf));
            this.late = new TreeMap<>(late);
        }

        @Override
        public void stream(int stream, ReadingColumns readings) {
            hashed += readings.size();
            ReadingColumns added = late.getOrDefault(stream, new ReadingColumns(0));
            late.remove(stream);
            ReadingColumns rest = readings.without(added);
            if (readings.size() - rest.size() != added.size()) {
                fault(stream, "what came late was changed or removed");
            }
            HourTree.Leaf was = before.remove(stream);
            if (was == null) {
                if (rest.size() > 0) {
                    faults.add(
                            new Fault(hour, "#" + stream, rest.size() + " were inserted into a stream that had none"));
                }
                return;
            }
            HourTree.Leaf is = HourTree.leaf(stream, was.key(), rest);
            now.add(is);
            if (!is.says(was)) {
                int more = is.n() - was.n();
                faults.add(new Fault(
                        hour,
                        was.key(),
                        more == 0
                                ? "a value, a time, a quality or a flag was changed"
                                : Math.abs(more) + (more > 0 ? " were inserted" : " were removed")));
            }
        }

        @Override
        public void unreadable(int stream, String why) {
            fault(stream, why);
            before.remove(stream);
            late.remove(stream);
        }

        private void fault(int stream, String what) {
            HourTree.Leaf leaf = before.get(stream);
            faults.add(new Fault(hour, leaf == null ? "#" + stream : leaf.key(), what));
        }

        void end() {
            before.values().stream()
                    .filter(gone -> !forgotten.test(gone.stream()))
                    .forEach(gone -> faults.add(new Fault(hour, gone.key(), "all " + gone.n() + " were removed")));
            late.keySet().forEach(stream -> fault(stream, "what came late was removed"));
        }
    }
}
