package org.penstock.core.telemetry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the main database small: moves chunks into the files of their days, and seals each file when its day is over and
 * quiet. What comes for a sealed day opens it again. {@link #run} is the body of a thread of its own; {@link #step} one
 * piece of its work. What fails is tried again, for ever: until then everything is answered from where it is.
 */
public final class DayKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DayKeeper.class);
    /** A day is sealed so long after its end, and after its last change. */
    static final Duration SETTLES = Duration.ofHours(2);

    static final Duration QUIET = Duration.ofHours(1);
    /** Chunks later than that stay where they are: a device whose clock runs ahead must not make files. */
    private static final long AHEAD_MICROS = DayFiles.DAY_MICROS;

    private static final long LATE_MICROS = 900_000_000L;
    private static final Duration BEGINNING = Duration.ofMinutes(2);
    private static final long REST_NANOS = 5_000_000_000L;
    private static final long BREATH_NANOS = 20_000_000L;

    private final Database database;
    private final UUID site;
    private final DayFiles files;
    private final StoredChunks stored;
    private final Supplier<ZoneId> zone;
    private final InstantSource wall;
    private final Consumer<String> trouble;
    private final DayRows rows;
    /** Files that may be written, and are known as such in the main database. */
    private final Set<Long> open = new HashSet<>();

    private final Set<String> told = new HashSet<>();
    private long movedHour = Long.MIN_VALUE;
    /** When the thread began. */
    private Instant begun = Instant.MIN;
    /** Files are written by one at a time. */
    private final Object lock = new Object();
    /** The sealed file that was compared last. */
    private String verified = "";

    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /** @param trouble told in one sentence of each file that was set aside; must not block */
    public DayKeeper(
            Database database,
            UUID site,
            DayFiles files,
            Supplier<ZoneId> zone,
            InstantSource wall,
            Consumer<String> trouble) {
        this.database = database;
        this.site = site;
        this.files = files;
        this.stored = new StoredChunks(site, files);
        this.zone = zone;
        this.wall = wall;
        this.trouble = trouble;
        this.rows = new DayRows(site);
    }

    /** Body of the thread. */
    public void run() {
        thread = Thread.currentThread();
        begun = wall.instant();
        String failed = "";
        while (!closed) {
            boolean more = false;
            try {
                more = due() && step();
                if (!more) {
                    movedHour = hour();
                }
                failed = "";
            } catch (IOException | RuntimeException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(failed)) {
                    LOG.warn("Readings could not be moved into the files of their days; it is tried again.", e);
                }
                failed = why;
            }
            LockSupport.parkNanos(more ? BREATH_NANOS : REST_NANOS);
        }
    }

    /**
     * An hour is moved when it is over and what was late has come; meanwhile damaged files are told and old days sealed. Just
     * after a start what the last life left becomes chunks first, and is moved then.
     */
    private boolean due() throws IOException {
        if (hour() != movedHour || wall.instant().isBefore(begun.plus(BEGINNING))) {
            return true;
        }
        synchronized (lock) {
            tell();
            return seal();
        }
    }

    private long hour() {
        return HourClosing.hourOf(EngineClock.micros(wall.instant()) - LATE_MICROS);
    }

    /** Does one piece of work. @return whether there was any */
    public boolean step() throws IOException {
        synchronized (lock) {
            tell();
            return move() || seal();
        }
    }

    /** Does something with the files while nothing is moved or sealed. */
    <T> T alone(Supplier<T> work) {
        synchronized (lock) {
            return work.get();
        }
    }

    private boolean move() {
        long before = EngineClock.micros(wall.instant()) + AHEAD_MICROS;
        Optional<DayMove> next = database.read(sql -> Optional.ofNullable(DayMove.next(sql, site, before)));
        if (next.isEmpty()) {
            return false;
        }
        DayMove move = next.get();
        if (open.add(move.day)) {
            database.run(sql -> rows.open(sql, DayFiles.nameOf(move.day), now()));
        }
        files.write(move.day, move::into);
        database.run(sql -> {
            move.outOf(sql, new Buckets(zone.get()), stored);
            rows.open(sql, DayFiles.nameOf(move.day), now());
        });
        return true;
    }

    private boolean seal() throws IOException {
        Instant now = now();
        LocalDate before = LocalDate.ofInstant(now.minus(SETTLES), ZoneOffset.UTC);
        Optional<String> settled = database.read(sql -> rows.settled(sql, before, now.minus(QUIET)));
        if (settled.isEmpty()) {
            return false;
        }
        String name = settled.get();
        long day = EngineClock.micros(LocalDate.parse(name).atStartOfDay().toInstant(ZoneOffset.UTC));
        open.remove(day);
        DayPacking packing = new DayPacking(site);
        Optional<DayFiles.Sealed> sealed = files.seal(day, packing);
        if (sealed.isPresent()) {
            database.run(sql -> rows.sealed(sql, name, sealed.get(), packing.chunks(), packing.readings(), now()));
            LOG.info(
                    "Readings of {} are sealed: {} of {} streams and times in {} bytes",
                    name,
                    packing.readings(),
                    packing.chunks(),
                    sealed.get().bytes());
        } else if (files.days(day, day).isEmpty()) {
            // It was never written, or it was set aside.
            database.run(sql -> rows.forget(sql, name));
            tell();
        }
        return sealed.isPresent();
    }

    /** Compares every sealed file with its checksum; what differs is set aside and told. @return how many fit */
    public int verify() throws IOException {
        int fit = 0;
        for (Map.Entry<String, String> file : database.read(rows::checksums).entrySet()) {
            long day = EngineClock.micros(
                    LocalDate.parse(file.getKey()).atStartOfDay().toInstant(ZoneOffset.UTC));
            fit += files.verify(day, file.getValue()) ? 1 : 0;
        }
        tell();
        return fit;
    }

    /** Compares the sealed file after the one before, in order of days and round again. @return whether it fits, or there is none */
    public boolean verifyNext() throws IOException {
        TreeMap<String, String> all = new TreeMap<>(database.read(rows::checksums));
        Map.Entry<String, String> next = all.higherEntry(verified);
        if (next == null) {
            next = all.firstEntry();
        }
        if (next == null) {
            return true;
        }
        verified = next.getKey();
        String name = next.getKey();
        long day = EngineClock.micros(LocalDate.parse(name).atStartOfDay().toInstant(ZoneOffset.UTC));
        synchronized (lock) {
            // It may have been opened again, or forgotten, since it was asked for.
            Optional<String> now = database.read(sql -> rows.checksum(sql, name));
            boolean fits = now.isEmpty() || files.verify(day, now.get());
            tell();
            return fits;
        }
    }

    /** Notes what was set aside. */
    private void tell() {
        files.damaged().forEach((aside, why) -> {
            if (told.add(aside)) {
                long day = EngineClock.micros(DayFiles.dayOfAside(aside));
                open.remove(day);
                boolean another = !files.days(day, day).isEmpty();
                boolean fresh = database.transact(sql -> rows.damaged(sql, aside, why, another, now()));
                if (fresh) {
                    trouble.accept("Readings of " + aside.substring(0, 10) + " cannot be read"
                            + (why.isEmpty() ? "" : ": " + why) + ". Their file was set aside as " + aside
                            + ".mv.db; put it back from a backup. All other days answer.");
                }
            }
        });
    }

    private Instant now() {
        return EngineClock.instant(EngineClock.micros(wall.instant()));
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
