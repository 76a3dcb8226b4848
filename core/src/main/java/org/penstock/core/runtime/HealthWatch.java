package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.place.Keep;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalHealth;
import org.penstock.core.telemetry.RowsBeside;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the program itself once a second: can the journal be written, does the database follow, is there room on the
 * disk. Tells the engine when that changes, so that it becomes an alert like any other. One thread.
 */
final class HealthWatch implements AutoCloseable {
    /** A journal or database away for longer than this is told, µs. */
    static final long AWAY_MICROS = 1_000_000;

    /** Less room than this on the disk of the data directory is told, bytes. */
    static final long ROOM_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
    private static final long EVERY_NANOS = 1_000_000_000;
    private static final int ROOM_EVERY = 30;
    private static final int FORGET_EVERY = 3_600;
    private static final long RATE_MICROS = 1_000_000;

    private final Path data;
    private final Journal journal;
    private final Archive archive;
    private final Checkpoints checkpoints;
    private final Inbox inbox;
    private final EngineClock clock;
    private final Runnable lookAtEngine;
    private final Supplier<@Nullable String> engineStopped;
    private final Supplier<SystemHealth.@Nullable Room> room;
    private final Supplier<Configuration> configuration;
    private @Nullable Boolean filling;
    private long lastScans;
    private long lastScansMicros;
    private double scansPerSecond;
    private @Nullable Boolean journalAway;
    private @Nullable Boolean databaseAway;
    private @Nullable Boolean diskFull;
    private @Nullable Boolean rowsRefused;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * @param lookAtEngine looks whether the engine still moves; called once a second
     * @param engineStopped why the engine no longer works and what was done, null while it does
     * @param room how much readings take, as last looked at
     * @param configuration in force; it says how long segments are kept that are in the database
     */
    HealthWatch(
            Path data,
            Journal journal,
            Archive archive,
            Checkpoints checkpoints,
            Inbox inbox,
            EngineClock clock,
            Runnable lookAtEngine,
            Supplier<@Nullable String> engineStopped,
            Supplier<SystemHealth.@Nullable Room> room,
            Supplier<Configuration> configuration) {
        this.room = room;
        this.configuration = configuration;
        this.data = data;
        this.journal = journal;
        this.archive = archive;
        this.checkpoints = checkpoints;
        this.inbox = inbox;
        this.clock = clock;
        this.lookAtEngine = lookAtEngine;
        this.engineStopped = engineStopped;
    }

    /** Body of the thread. */
    void run() {
        thread = Thread.currentThread();
        for (int turn = 0; !closed; turn++) {
            look(turn);
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void look(int turn) {
        lookAtEngine.run();
        JournalHealth j = journal.health();
        String why = j.away();
        journalAway = tell(
                "journal",
                journalAway,
                why != null || j.awayForMicros() > AWAY_MICROS,
                "away",
                "back",
                "The journal cannot be written" + (why == null ? "" : ": " + why)
                        + ". Nothing is opened until it can; what runs ends at its time.",
                "The journal is written again.");
        String away = archive.away();
        if (away != null || archive.projectedSeq() > 0) {
            databaseAway = tell(
                    "database",
                    databaseAway,
                    away != null,
                    "away",
                    "back",
                    "The database is away: " + away + ". Control goes on; the record follows when it is back.",
                    "The database is back and catches up.");
            lookAtRows();
        }
        if (turn % ROOM_EVERY == 0) {
            lookAtDisk();
            lookAhead();
        }
        if (turn % FORGET_EVERY == FORGET_EVERY - 1) {
            forget();
        }
    }

    /** Rows for the tools of others are no reason to stop anything, but whoever reads them must know that some are missing. */
    private void lookAtRows() {
        RowsBeside.Refused refused = archive.readings().store().rawRowsRefused();
        rowsRefused = tell(
                "raw_rows",
                rowsRefused,
                refused != null,
                "refused",
                "taken",
                refused == null
                        ? ""
                        : "The server takes no raw rows: " + refused.why()
                                + ". The record itself is whole; readings since "
                                + refused.since() + " are missing in sensor_readings. Mend there what the server names,"
                                + " or say raw_rows: false at the site.",
                "No raw rows are refused any more. Those that were refused stay missing.");
    }

    /** Deletes journal segments that are old by the plan of the site, in the database, and not needed to start from the oldest checkpoint. */
    private void forget() {
        try {
            long settled = Math.min(archive.projectedSeq(), checkpoints.oldestSeq());
            int deleted = journal.forget(settled, clock.wallMicros() - keepMicros());
            if (deleted > 0) {
                LOG.info("{} old journal segments are in the database and were deleted", deleted);
            }
        } catch (IOException e) {
            LOG.warn("Old journal segments could not be deleted: {}", e.toString());
        }
    }

    private long keepMicros() {
        LocalDate today = LocalDate.ofInstant(EngineClock.instant(clock.wallMicros()), ZoneOffset.UTC);
        Keep keep = configuration.get().part(Places.class).site().retention().journal();
        return Duration.ofDays(ChronoUnit.DAYS.between(keep.before(today), today))
                        .toMillis()
                * 1_000;
    }

    private void lookAhead() {
        SystemHealth.Room now = room.get();
        if (now != null) {
            filling = tell(
                    "storage",
                    filling,
                    !now.why().isEmpty(),
                    "filling",
                    "enough",
                    now.why(),
                    "There is room for readings again.");
        }
    }

    private void lookAtDisk() {
        try {
            long room = Files.getFileStore(data).getUsableSpace();
            diskFull = tell(
                    "disk",
                    diskFull,
                    room < ROOM_BYTES,
                    "full",
                    "free",
                    "Only " + room / (1 << 20) + " MB are left on the disk of " + data
                            + ". Make room: when it is full nothing can be opened any more.",
                    "There is room on the disk again.");
        } catch (IOException e) {
            LOG.warn("The room on the disk of {} cannot be told: {}", data, e.toString());
        }
    }

    /** How the program is now, for the screens. Any thread. */
    synchronized SystemHealth report(long readings, long dropped, long scans, boolean clockInDoubt) {
        long now = clock.monoMicros();
        if (now - lastScansMicros >= RATE_MICROS) {
            scansPerSecond = (scans - lastScans) * 1e6 / (now - lastScansMicros);
            lastScans = scans;
            lastScansMicros = now;
        }
        JournalHealth j = journal.health();
        return new SystemHealth(
                engineStopped.get(),
                j.away(),
                j.lastMicros() / 1e3,
                archive.away(),
                archive.lagSeconds(),
                clockInDoubt,
                readings,
                dropped,
                scansPerSecond,
                room.get());
    }

    /** @param was null before the first look: an alert of the process before this one may be open still */
    private @Nullable Boolean tell(
            String source, @Nullable Boolean was, boolean is, String begins, String ends, String bad, String good) {
        if (was != null && was == is) {
            return was;
        }
        boolean told = inbox.post(new Input.Notice(source, is ? begins : ends, "", is ? bad : good));
        return told ? (Boolean) is : was;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
