package org.penstock.core.telemetry;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks of what is old enough, some streams in each transaction, so that none is long: a round goes once over all
 * streams. A row of {@code reading_batches} says of which streams the rows before it are void; what of them is too young is
 * in the transaction's own row again. So after a crash anywhere the rows say what is in no chunk, and the round begins anew
 * with what it had not reached. Projector's thread, inside its transaction.
 */
final class Sealing {
    /** Readings are sealed this long after their ten minutes are over: most late ones have come by then. */
    private static final long GRACE_MICROS = 60_000_000L;
    /** Readings that may wait in memory before they become chunks whatever the time is; about 40 MB. */
    private static final int MOST_PENDING = 2_000_000;
    /** A round takes no longer than that of the readings' time, however few transactions there are in it. */
    private static final long ROUND_MICROS = 240_000_000L;
    /** Streams in one transaction, when there are enough of them. */
    private static final int STREAMS = 64;
    /** Readings made into chunks by one transaction, likewise. */
    private static final int READINGS = 40_000;
    /** Chunks of one stream made by one transaction: of a reading a minute, each has a dozen rows of roll-ups on a server. */
    private static final int CHUNKS = 1_000;

    private final SealedReadings sealed;
    private final CurrentValues current;
    private final BatchRows batches;
    private final IngestTables tables;
    private final HourClosing closing;
    private final Supplier<ZoneId> zone;

    /**
     * @param after streams up to this one are done; the next may be done in part
     * @param untilMicros event time before which readings are sealed
     * @param boundary what is sealed up to when it is over
     * @param firstRow what is before this row is void when it is over
     */
    private record Round(int after, long untilMicros, long boundary, long firstRow) {}

    /**
     * How far it is.
     *
     * @param boundary every reading before it that is not from the future is in a chunk
     * @param monoMicros when a part of a round was done last
     */
    record Progress(long boundary, @Nullable Round round, long monoMicros) {
        static final Progress NONE = new Progress(Long.MIN_VALUE, null, 0);
    }

    Sealing(
            SealedReadings sealed,
            CurrentValues current,
            BatchRows batches,
            IngestTables tables,
            HourClosing closing,
            Supplier<ZoneId> zone) {
        this.sealed = sealed;
        this.current = current;
        this.batches = batches;
        this.tables = tables;
        this.closing = closing;
        this.zone = zone;
    }

    /** Makes chunks of everything. */
    void all(DSLContext sql, Staging s, long wallMicros) {
        SealedReadings.Writing writing = sealed.new Writing(sql, new Buckets(zone.get()));
        for (int stream : s.streamsAbove(Integer.MIN_VALUE)) {
            fresh(sql, writing, stream, s.take(stream));
        }
        writing.finish();
        count(sql, s, wallMicros);
        s.takenAll();
        s.rows = batches.seal(sql, s.rows);
        s.sealing = new Progress(s.sealing.boundary, null, s.sealing.monoMicros);
    }

    /**
     * Makes chunks of what is due, of some streams.
     *
     * @param newest frame of the transaction
     * @return those streams
     */
    Collection<Integer> some(DSLContext sql, Staging s, Frame newest) {
        long due = SealedReadings.chunkOf(newest.wallMicros() - GRACE_MICROS);
        Round round = s.sealing.round;
        long since = newest.monoMicros() - s.sealing.monoMicros;
        if (round == null) {
            boolean many = s.size() > MOST_PENDING;
            if (!many && due == s.sealing.boundary) {
                return Set.of();
            }
            round = new Round(Integer.MIN_VALUE, many ? Long.MAX_VALUE : due, due, 0);
            since = 0;
        } else if (s.size() > MOST_PENDING + MOST_PENDING / 2) {
            all(sql, s, newest.wallMicros());
            s.sealing = new Progress(due, null, newest.monoMicros());
            return s.gone();
        }
        return part(sql, s, newest, round, since);
    }

    private Collection<Integer> part(DSLContext sql, Staging s, Frame newest, Round round, long since) {
        double share = Math.max(0, since) / (double) ROUND_MICROS;
        int most = (int) Math.max(STREAMS, share * s.streams());
        long readings = (long) Math.max(READINGS, share * s.size());
        long future = newest.wallMicros() + Gate.FUTURE_MICROS;
        SealedReadings.Writing writing = sealed.new Writing(sql, new Buckets(zone.get()));
        Set<Integer> done = new HashSet<>();
        int last = Integer.MAX_VALUE;
        int next = Integer.MAX_VALUE;
        for (int stream : s.streamsAbove(round.after)) {
            if (done.size() >= most || readings <= 0) {
                last = stream - 1;
                next = last;
                break;
            }
            ReadingColumns all = s.take(stream);
            int old = all.from(round.untilMicros);
            int ahead = Math.max(old, all.from(future));
            int part = part(all, old, readings);
            if (part < ahead) {
                s.added.readings.put(stream, all.slice(part, ahead));
            }
            ReadingColumns fresh = all.slice(0, part);
            fresh.addAll(all.slice(ahead, all.size()));
            if (fresh.size() > 0) {
                fresh(sql, writing, stream, fresh);
                done.add(stream);
                readings -= fresh.size();
            }
            if (part < old) {
                last = stream;
                next = stream - 1;
                break;
            }
        }
        writing.finish();
        boolean first = round.firstRow == 0;
        if (first) {
            count(sql, s, newest.wallMicros());
        }
        s.rows = batches.mark(sql, s.rows, new PendingBatch.Mark(round.after, last, first));
        long firstRow = first ? s.rows.last() : round.firstRow;
        if (next == Integer.MAX_VALUE) {
            s.rows = s.rows.voidBefore(firstRow);
            s.sealing = new Progress(round.boundary, null, newest.monoMicros());
        } else {
            s.sealing = new Progress(
                    s.sealing.boundary,
                    new Round(next, round.untilMicros, round.boundary, firstRow),
                    newest.monoMicros());
        }
        return done;
    }

    /**
     * How many of the oldest of one stream are sealed at once, whole chunks: a file of years is not made into chunks by one
     * transaction, on which all of the record would wait.
     */
    private static int part(ReadingColumns all, int old, long most) {
        int to = 0;
        for (int chunks = 0; to < old && to < most && chunks < CHUNKS; chunks++) {
            to = Math.min(old, all.from(SealedReadings.chunkOf(all.event(to)) + SealedReadings.CHUNK_MICROS));
        }
        return to;
    }

    private void fresh(DSLContext sql, SealedReadings.Writing writing, int stream, ReadingColumns fresh) {
        writing.add(stream, fresh, current.sealed(stream));
        current.seal(stream, fresh.event(fresh.size() - 1));
        closing.sealed(sql, stream, fresh);
    }

    private void count(DSLContext sql, Staging s, long wallMicros) {
        tables.count(sql, s.counts());
        tables.remember(sql, s.messages(), wallMicros);
        s.takenCounts();
    }
}
