package org.penstock.core.db;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;

/**
 * Commits transactions over several tables as fast as it can and says {@code done n} when the database has said that
 * transaction n is done. Argument: data directory. Made to be killed.
 */
final class CommittingChild {
    static final int ROWS = 20;

    private CommittingChild() {}

    public static void main(String[] args) {
        Database database = Database.open(new DatabaseAddress.Embedded(Path.of(args[0])), InstantSource.system());
        ChainId chain = database.read(EventChain::chains).getFirst();
        AtomicLong next = new AtomicLong(database.read(sql ->
                sql.fetchSingle("select coalesce(max(n), 0) from crash_head").get(0, Long.class)));
        System.out.println("ready");
        for (int t = 0; t < 4; t++) {
            new Thread(
                            () -> {
                                while (true) {
                                    long n = next.incrementAndGet();
                                    database.run(sql -> write(sql, chain, n));
                                    System.out.println("done " + n);
                                }
                            },
                            "committing-" + t)
                    .start();
        }
    }

    static void makeTables(DSLContext sql) {
        sql.execute("create table crash_head (n bigint primary key)");
        sql.execute("create table crash_rows (n bigint, i integer, v varchar(100), primary key (i, n))");
        sql.execute("create table crash_blobs (n bigint primary key, v bytea)");
    }

    private static void write(DSLContext sql, ChainId chain, long n) {
        byte[] blob = new byte[3_000];
        new Random(n).nextBytes(blob);
        sql.execute("insert into crash_blobs values (?, ?)", n, blob);
        for (int i = 0; i < ROWS; i++) {
            sql.execute("insert into crash_rows values (?, ?, ?)", n, i, "row " + i + " of " + n);
        }
        ActorEvents.append(sql, chain, List.of(new ActorEvent(n, "system", "step.ended", "run:" + n, new TreeMap<>())));
        sql.execute("insert into crash_head values (?)", n);
    }
}
