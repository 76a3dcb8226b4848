package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingBatches.READING_BATCHES;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.telemetry.PendingBatch.Mark;

/**
 * The rows of what is in no chunk yet: a few small rows a projection. What became chunks is void from that transaction on,
 * for a row after it says so, of all streams or of some; rows of which everything is void are deleted some at a time in later
 * transactions. H2 holds what a transaction deletes in memory and writes it once more, all at once: ten minutes of 2,000
 * streams in one transaction took 80 MB, and once the whole heap. Projector's thread.
 *
 * @param site whose rows
 */
record BatchRows(UUID site) {
    /** Rows deleted in one transaction at least: ten minutes of projections are away in a minute. */
    private static final int SOME = 20;
    /** And so many times what it adds, so that whoever adds much is not overtaken by himself. */
    private static final int FASTER = 3;

    /**
     * Which rows there are, by number.
     *
     * @param oldest the first of them; above {@code last} when there is none
     * @param seal the newest row that says that those before it are void; 0 when there is none
     * @param last the newest of all; 0 when there never was one
     */
    record Extent(long oldest, long seal, long last) {
        static final Extent NONE = new Extent(1, 0, 0);

        private Extent plus(int rows) {
            return new Extent(oldest, seal, last + rows);
        }

        /** The rows before that one are void. */
        Extent voidBefore(long no) {
            return new Extent(oldest, no, last);
        }
    }

    /** Rows as they are read at a start. @param pending what of them is not void */
    record Read(Extent extent, PendingBatch pending) {}

    /** Reads every row. */
    Read read(DSLContext sql) {
        long oldest = 1;
        long seal = 0;
        long last = 0;
        PendingBatch pending = new PendingBatch();
        for (var row : sql.select(READING_BATCHES.BATCH_NO, READING_BATCHES.PAYLOAD)
                .from(READING_BATCHES)
                .where(READING_BATCHES.SITE_ID.eq(site))
                .orderBy(READING_BATCHES.BATCH_NO)
                .fetch()) {
            oldest = last == 0 ? row.value1() : oldest;
            last = row.value1();
            Mark mark = PendingBatch.mark(row.value2());
            if (mark == null) {
                pending.addPayload(row.value2());
                continue;
            }
            pending.forget(mark);
            if (mark.equals(Mark.EVERYTHING)) {
                seal = last;
            }
        }
        return new Read(new Extent(oldest, seal, last), pending);
    }

    /** Adds what a batch holds. */
    Extent insert(DSLContext sql, Extent rows, PendingBatch batch) {
        return insert(sql, rows, batch.payloads());
    }

    /** Makes every row void. */
    Extent seal(DSLContext sql, Extent rows) {
        Extent now = mark(sql, rows, Mark.EVERYTHING);
        return now.voidBefore(now.last);
    }

    /** Makes of every row void what the mark says. */
    Extent mark(DSLContext sql, Extent rows, Mark mark) {
        return insert(sql, rows, List.of(mark.payload()));
    }

    /** Deletes some of the void rows. @param added rows that the transaction added */
    Extent forgetSome(DSLContext sql, Extent rows, long added) {
        return forget(sql, rows, Math.min(rows.seal, rows.oldest + Math.max(SOME, FASTER * added)));
    }

    /** Deletes all void rows. */
    Extent forgetAll(DSLContext sql, Extent rows) {
        return forget(sql, rows, rows.seal);
    }

    private Extent forget(DSLContext sql, Extent rows, long before) {
        if (before <= rows.oldest) {
            return rows;
        }
        sql.deleteFrom(READING_BATCHES)
                .where(READING_BATCHES.SITE_ID.eq(site))
                .and(READING_BATCHES.BATCH_NO.lt(before))
                .execute();
        return new Extent(before, rows.seal, rows.last);
    }

    private Extent insert(DSLContext sql, Extent rows, List<byte[]> payloads) {
        if (payloads.isEmpty()) {
            return rows;
        }
        Object[][] values = new Object[payloads.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Object[] {site, rows.last + 1 + i, payloads.get(i)};
        }
        sql.batch(
                        sql.insertInto(
                                        READING_BATCHES,
                                        READING_BATCHES.SITE_ID,
                                        READING_BATCHES.BATCH_NO,
                                        READING_BATCHES.PAYLOAD)
                                .values((UUID) null, (Long) null, (byte[]) null),
                        values)
                .execute();
        return rows.plus(values.length);
    }
}
