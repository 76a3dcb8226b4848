package org.penstock.core.telemetry;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.SiteMonths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the months of a site's readings on a server, three ahead. {@link #run} is the body of a thread; a server that is away is waited for. */
public final class MonthKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonthKeeper.class);
    private static final int AHEAD = 3;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final Database database;
    private final MonthTables tables;
    private final InstantSource wall;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** @param site row of the site, which need not be there yet */
    public MonthKeeper(Database database, UUID site, InstantSource wall) {
        this.database = database;
        this.tables = MonthTables.of(site);
        this.wall = wall;
    }

    /** Body of the thread. */
    public void run() {
        thread = Thread.currentThread();
        while (!closed) {
            long rest = HOUR_NANOS;
            try {
                step();
            } catch (RuntimeException e) {
                LOG.warn("The months of readings could not be made; it is tried again: {}", e.getMessage());
                rest = AGAIN_NANOS;
            }
            if (!closed) {
                LockSupport.parkNanos(rest);
            }
        }
    }

    /** Makes what is missing. @return how many months were made */
    int step() {
        YearMonth month = YearMonth.from(wall.instant().atOffset(ZoneOffset.UTC));
        int made = 0;
        for (SiteMonths table : tables.all()) {
            made += database.transact(sql -> table.make(sql, month, AHEAD));
        }
        return made;
    }

    @Override
    public void close() {
        closed = true;
        Thread t = thread;
        if (t != null) {
            LockSupport.unpark(t);
        }
    }
}
