package org.penstock.core.telemetry;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.MonthPartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the months of readings on a server, three ahead. {@link #run} is the body of a thread; a server that is away is waited for. */
public final class MonthKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonthKeeper.class);
    private static final int AHEAD = 3;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long AGAIN_NANOS = 60_000_000_000L;
    private static final List<MonthPartitions> TABLES =
            List.of(new MonthPartitions("reading_chunks", "t0"), new MonthPartitions("reading_rollups", "bucket_at"));

    private final Database database;
    private final InstantSource wall;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    public MonthKeeper(Database database, InstantSource wall) {
        this.database = database;
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

    /** Makes what is missing. @return how many partitions were made */
    int step() {
        YearMonth month = YearMonth.from(wall.instant().atOffset(ZoneOffset.UTC));
        int made = 0;
        for (MonthPartitions table : TABLES) {
            made += database.transact(sql -> table.make(sql, month, AHEAD));
        }
        if (database.read(RawRows::byMonth)) {
            made += database.transact(sql -> {
                RawRows.hurry(sql);
                return RawRows.MONTHS.make(sql, month, AHEAD);
            });
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
