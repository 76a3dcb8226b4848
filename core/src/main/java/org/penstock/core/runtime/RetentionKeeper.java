package org.penstock.core.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.StorageForecast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for kept readings without anybody asking, slowly: once a day what is over goes, every two minutes one sealed day
 * is compared with its checksum, every quarter of an hour is looked how long the room lasts. {@link #run} is the body of a
 * thread; what fails is tried again at its next time.
 */
final class RetentionKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);
    /** After a start other things come first. */
    private static final Duration FIRST = Duration.ofMinutes(5);

    private static final Duration RUN_EVERY = Duration.ofDays(1);
    private static final Duration ROOM_EVERY = Duration.ofMinutes(15);
    private static final Duration VERIFY_EVERY = Duration.ofMinutes(2);
    private static final long TURN_NANOS = 1_000_000_000L;

    private final RetentionDesk desk;
    private final ReadingArchive archive;
    private final InstantSource wall;
    private final Chore daily;
    private final Chore verify;
    private final Chore look;
    private volatile SystemHealth.@Nullable Room room;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    RetentionKeeper(RetentionDesk desk, ReadingArchive archive, InstantSource wall) {
        this.desk = desk;
        this.archive = archive;
        this.wall = wall;
        Instant now = wall.instant();
        daily = new Chore(now.plus(FIRST), RUN_EVERY);
        verify = new Chore(now.plus(FIRST), VERIFY_EVERY);
        look = new Chore(now, ROOM_EVERY);
    }

    /** Something that is done every so often. */
    private static final class Chore {
        private final Duration every;
        private Instant next;

        Chore(Instant first, Duration every) {
            this.next = first;
            this.every = every;
        }

        boolean due(Instant now) {
            // A clock that was set back must not put it off for longer than usual.
            boolean due = !now.isBefore(next) || now.plus(every).isBefore(next);
            if (due) {
                next = now.plus(every);
            }
            return due;
        }
    }

    /** Body of the thread. */
    void run() {
        thread = Thread.currentThread();
        while (!closed) {
            turn(wall.instant());
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private void turn(Instant now) {
        try {
            if (look.due(now)) {
                room = room(desk.storage(), LocalDate.ofInstant(now, ZoneOffset.UTC));
            }
            if (daily.due(now)) {
                desk.daily();
                look.next = now;
            }
            if (verify.due(now)) {
                archive.verifyNextDay();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Kept readings could not be looked after; it is tried again at its next time: {}", e.toString());
        }
    }

    /** The room that readings take, as last looked at; null before. Any thread. */
    SystemHealth.@Nullable Room room() {
        return room;
    }

    /** In the words of a screen. */
    static SystemHealth.Room room(StorageForecast f, LocalDate today) {
        String why = "";
        if (f.soon(today)) {
            why = (f.budget() >= 0 && f.room() <= 0
                            ? "Readings take more than the " + gigabytes(f.budget())
                                    + " GB that they may (retention: disk)"
                            : "The room for readings is full on " + f.full() + " if the next days are like the last "
                                    + f.days() + " (" + gigabytes(f.perDay()) + " GB a day)")
                    + ". Keep them shorter, give them more room, or copy old ones away: look at Retention.";
        }
        return new SystemHealth.Room(f.bytes(), f.perDay(), f.room(), f.full(), why);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.3f", bytes / 1e9);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
