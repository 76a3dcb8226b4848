package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** What a PostgreSQL server refuses of rows beside the record. */
class RowsBesideTest {
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final RowsBeside beside = new RowsBeside(forgotten::incrementAndGet);

    @Test
    void aPartitionMadeMeanwhileCostsNoRow() {
        try (TestDatabase db = TestDatabases.postgres()) {
            db.database().run(sql -> {
                sql.execute("create table months (at int) partition by range (at)");
                sql.execute("create table months_rest partition of months default");
                sql.execute("create table months_1 partition of months for values from (0) to (10)");
                // As one that was on its way to the rest when its month was made.
                beside.write(
                        sql,
                        () -> sql.execute("insert into " + (attempts.getAndIncrement() == 0 ? "months_rest" : "months")
                                + " values (5)"),
                        0);
                assertNull(beside.refused());
                assertEquals(1L, sql.fetchValue("select count(*) from months_1"));
                assertEquals(1, forgotten.get());
            });
        }
    }

    @Test
    void whatIsRefusedTwiceIsToldAndTheTransactionGoesOn() {
        try (TestDatabase db = TestDatabases.postgres()) {
            db.database().run(sql -> {
                sql.execute("create table months (at int check (at > 5))");
                beside.write(sql, () -> sql.execute("insert into months values (5)"), 0);
                RowsBeside.Refused refused = beside.refused();
                assertNotNull(refused);
                assertTrue(refused.why().contains("violates check constraint"), refused.why());
                assertEquals(0L, sql.fetchValue("select count(*) from months"));
            });
        }
    }
}
