package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingBatches.READING_BATCHES;

import java.util.UUID;
import org.jooq.DSLContext;

/**
 * The rows of what is in no chunk yet: one small row a projection. What became chunks is void from that transaction on, for
 * a row after it says so; it is deleted some rows at a time in later transactions. H2 holds what a transaction deletes in
 * memory and writes it once more, all at once: ten minutes of 2,000 streams in one transaction took 80 MB, and once the
 * whole heap. Projector's thread.
 *
 * @param site whose rows
 */
record BatchRows(UUID site) {
    /** Rows deleted in one transaction: ten minutes of projections are away in half a minute. */
    private static final int SOME = 20;

    /**
     * Which rows there are, by number.
     *
     * @param oldest the first of them; above {@code last} when there is none
     * @param seal the newest row that says that those before it are void; 0 when there is none
     * @param last the newest of all; 0 when there never was one
     */
    record Extent(long oldest, long seal, long last) {
        static final Extent NONE = new Extent(1, 0, 0);

        private Extent next() {
            return new Extent(oldest, seal, last + 1);
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
            if (PendingBatch.isSeal(row.value2())) {
                pending = new PendingBatch();
                seal = last;
            } else {
                pending.addPayload(row.value2());
            }
        }
        return new Read(new Extent(oldest, seal, last), pending);
    }

    /** Adds what a batch holds. */
    Extent insert(DSLContext sql, Extent rows, PendingBatch batch) {
        Extent now = rows;
        for (byte[] payload : batch.payloads()) {
            now = insert(sql, now, payload);
        }
        return now;
    }

    /** Makes every row void. */
    Extent seal(DSLContext sql, Extent rows) {
        Extent now = insert(sql, rows, PendingBatch.SEAL_ROW);
        return new Extent(now.oldest, now.last, now.last);
    }

    /** Deletes some of the void rows. */
    Extent forgetSome(DSLContext sql, Extent rows) {
        return forget(sql, rows, Math.min(rows.seal, rows.oldest + SOME));
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

    private Extent insert(DSLContext sql, Extent rows, byte[] payload) {
        Extent now = rows.next();
        sql.insertInto(READING_BATCHES)
                .set(READING_BATCHES.SITE_ID, site)
                .set(READING_BATCHES.BATCH_NO, now.last)
                .set(READING_BATCHES.PAYLOAD, payload)
                .execute();
        return now;
    }
}
