package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ReadingBatches.READING_BATCHES;

import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.penstock.core.telemetry.BatchRows.Extent;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/** What is in no chunk yet, in rows: void at once when it is, and deleted little by little. */
class BatchRowsTest {
    private static final int STREAM = 7;

    @BothDatabases
    void whatBecameChunksIsReadNoMoreAndIsAwayAfterSomeTransactions(TestDatabase db) {
        UUID site = RoughDay.site(db.database(), "north", ZoneOffset.UTC);
        BatchRows rows = new BatchRows(site);
        Extent written = db.database().transact(sql -> {
            Extent now = Extent.NONE;
            for (int second = 0; second < 50; second++) {
                now = rows.insert(sql, now, reading(second));
            }
            return now;
        });
        assertEquals(50, rowsOf(db));

        Extent sealed = db.database().transact(sql -> rows.insert(sql, rows.seal(sql, written), reading(50)));
        assertEquals(52, rowsOf(db), "nothing is deleted by the transaction that makes chunks");
        BatchRows.Read afterRestart = db.database().read(rows::read);
        assertEquals(sealed, afterRestart.extent());
        ReadingColumns left = afterRestart.pending().of(STREAM);
        assertEquals(1, left.size(), "what is in chunks is not read a second time");
        assertEquals(50, left.event(0));

        Extent extent = sealed;
        for (int later : new int[] {32, 12, 2, 2}) {
            Extent before = extent;
            extent = db.database().transact(sql -> rows.forgetSome(sql, before, 0));
            assertEquals(later, rowsOf(db));
            assertEquals(extent, db.database().read(rows::read).extent());
        }

        Extent again = extent;
        Extent all = db.database().transact(sql -> rows.forgetAll(sql, rows.seal(sql, again)));
        assertEquals(1, rowsOf(db), "only the row that says so");
        assertTrue(db.database().read(rows::read).pending().empty());
        assertEquals(all, db.database().read(rows::read).extent());
    }

    @BothDatabases
    void ofSomeStreamsWhatIsBeforeTheMarkIsVoid(TestDatabase db) {
        UUID site = RoughDay.site(db.database(), "north", ZoneOffset.UTC);
        BatchRows rows = new BatchRows(site);
        db.database().run(sql -> {
            PendingBatch batch = new PendingBatch();
            for (int stream = 5; stream < 10; stream++) {
                batch.of(stream).add(1, stream, 0, 0);
            }
            Extent now = rows.mark(sql, rows.insert(sql, Extent.NONE, batch), new PendingBatch.Mark(5, STREAM, false));
            assertEquals(3, rows.insert(sql, now, reading(2)).last());
        });
        PendingBatch left = db.database().read(rows::read).pending();
        assertEquals(Set.of(5, 7, 8, 9), left.readings.keySet());
        assertEquals(2, left.of(STREAM).event(0), "what came after the mark is there");
        assertEquals(1, left.of(STREAM).size());
    }

    private static PendingBatch reading(long event) {
        PendingBatch batch = new PendingBatch();
        batch.of(STREAM).add(event, 20.5, 0, 0);
        return batch;
    }

    private static int rowsOf(TestDatabase db) {
        return db.database().read(sql -> sql.fetchCount(READING_BATCHES));
    }
}
