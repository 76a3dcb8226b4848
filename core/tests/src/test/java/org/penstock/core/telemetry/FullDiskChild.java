package org.penstock.core.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.quantity.Ticker;

/**
 * Takes readings while somebody fills the disk, keeps it full for a while and makes room again. Says what it noticed, and
 * {@code holds N} when all N frames are there and nothing was damaged. Arguments: the small disk, where the journal is,
 * seconds.
 */
final class FullDiskChild {
    private final Path disk;
    private final AtomicLong seq = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();
    private volatile String moving = "";

    private FullDiskChild(Path disk) {
        this.disk = disk;
    }

    public static void main(String[] args) throws Exception {
        new FullDiskChild(Path.of(args[0])).run(Path.of(args[1]), Integer.parseInt(args[2]));
        System.exit(0);
    }

    private void run(Path journalAt, int seconds) throws Exception {
        Database database = Database.open(new DatabaseAddress.Embedded(disk), InstantSource.system());
        UUID site = RoughDay.site(database, "north", ReadingsChild.ZONE);
        DayFiles files = DayFiles.open(disk.resolve("readings"), database, site);
        ReadingStore store = ReadingsChild.store(database, site, files);
        Journal journal = Journal.open(new JournalDirectory(journalAt), Ticker.system());
        EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
        Projector projector = new Projector(journal, database, site, store, List.of(), (sql, facts) -> {}, clock);
        projector.start();
        InstantSource wall = () -> EngineClock.instant(ReadingsChild.wall(seq.get()));
        DayKeeper keeper = new DayKeeper(database, site, files, () -> ReadingsChild.ZONE, wall, System.out::println);
        Thread mover = Thread.ofPlatform().daemon().start(() -> move(keeper));
        Thread feeder = Thread.ofPlatform().daemon().start(() -> feed(journal));

        until(() -> acknowledged.get() > 200 && files.days(0, Long.MAX_VALUE).size() > 1);
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        System.out.println("full");
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        String noticed = "";
        while (System.nanoTime() < end) {
            String now = (journal.health().away() != null ? "journal " : "")
                    + (projector.health().away() != null ? "database " : "")
                    + (moving.isEmpty() ? "" : "days");
            if (!now.equals(noticed)) {
                System.out.println("away: " + now);
                noticed = now;
            }
            fill(ballast.resolveSibling("ballast-more"));
            Thread.sleep(100);
        }
        Files.deleteIfExists(ballast.resolveSibling("ballast-more"));
        Files.delete(ballast);
        System.out.println("room");
        long taken = acknowledged.get();
        until(() -> acknowledged.get() > taken + 100 && journal.health().away() == null);
        enough.set(true);
        feeder.join();
        until(() -> acknowledged.get() == seq.get());
        until(() -> projector.awaitAll(1_000) && projector.health().away() == null);
        until(() -> moving.isEmpty());
        mover.join();
        ReadingsCrashTest.holds(store, seq.get(), "after the disk was full");
        System.out.println(files.damaged().isEmpty() ? "holds " + seq.get() : "damaged " + files.damaged());
    }

    private void feed(Journal journal) {
        try {
            while (!enough.get()) {
                long next = seq.get() + 1;
                if (journal.append(
                        new JournalRecord.Inputs(ReadingsChild.frame(next)), List.of(() -> acknowledged.set(next)))) {
                    seq.set(next);
                }
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void move(DayKeeper keeper) {
        while (true) {
            try {
                boolean more = keeper.step();
                moving = "";
                if (!more && enough.get()) {
                    return;
                }
                Thread.sleep(more ? 0 : 5);
            } catch (IOException | RuntimeException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(moving)) {
                    System.out.println("days: " + why);
                }
                moving = why;
                LockSupport.parkNanos(100_000_000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Until nothing more fits, as a log does that nobody watches. */
    private static void fill(Path file) {
        byte[] some = new byte[1 << 17];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(some);
                LockSupport.parkNanos(3_000_000);
            }
        } catch (IOException e) {
            // That is what it is for.
            return;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.sleep(20);
        }
    }
}
