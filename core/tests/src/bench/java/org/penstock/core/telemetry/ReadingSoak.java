package org.penstock.core.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Ticker;

/**
 * The store of readings for hours at its real pace: one reading of each stream a second through journal, projector, database
 * and day files, with the threads that do it in the program. Prints each minute what was written and kept a reading, the heap
 * and how far the database is behind. Arguments: a directory, minutes (120), streams (10,000), a number by which the clock of
 * the readings runs faster than the real one (1). Run it with {@code -Xmx256m}.
 */
public final class ReadingSoak {
    private static final long SECOND = 1_000_000;

    private final int streams;
    private final Random random = new Random(1);
    private final double[] value;

    private ReadingSoak(int streams) {
        this.streams = streams;
        this.value = new double[streams];
    }

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 120;
        int streams = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        int faster = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        Path directory = Files.createTempDirectory(parent, "reading-soak-");
        try {
            new ReadingSoak(streams).run(directory, minutes, faster);
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private void run(Path directory, int minutes, int faster) throws Exception {
        Instant began = Instant.now();
        InstantSource wall = () -> began.plus(Duration.between(began, Instant.now()).multipliedBy(faster));
        Path data = Files.createDirectories(directory.resolve("data"));
        try (Journal journal = Journal.open(new JournalDirectory(directory.resolve("journal")), Ticker.system());
                Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            UUID site = database.transact(sql -> PlaceRows.put(
                            sql,
                            new Site("soak", "soak", "o", "o", "grow", ZoneId.of("UTC")),
                            List.of(),
                            (kind, key) -> UUID.randomUUID(),
                            Instant.EPOCH)
                    .siteId());
            try (DayFiles files = DayFiles.open(directory.resolve("readings"), database, site);
                    DayKeeper keeper = new DayKeeper(
                            database, site, files, () -> ZoneId.of("UTC"), wall, System.out::println);
                    Projector projector = projector(journal, database, site, files)) {
                projector.start();
                Thread.ofPlatform().daemon().name("penstock-days").start(keeper::run);
                feed(directory, journal, projector, wall, minutes, faster);
                System.out.println(projector.awaitAll(60_000) ? "everything is in the database" : "NOT everything is there");
            }
        }
    }

    private static Projector projector(Journal journal, Database database, UUID site, DayFiles files) {
        ReadingStore store = new ReadingStore(
                database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZoneId.of("UTC"), files);
        EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
        return new Projector(journal, database, site, store, List.of(), (sql, facts) -> {}, clock);
    }

    private void feed(Path directory, Journal journal, Projector projector, InstantSource wall, int minutes, int faster)
            throws Exception {
        long start = System.nanoTime();
        long before = SoakBench.written();
        long seconds = 60L * minutes * faster;
        for (long second = 1; second <= seconds; second++) {
            long due = start + second * 1_000_000_000L / faster;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Frame frame = frame(second, EngineClock.micros(wall.instant()));
            while (!journal.append(new JournalRecord.Inputs(frame), List.of())) {
                Thread.sleep(1);
            }
            if (second % (60L * faster) == 0) {
                long readings = second * streams;
                long written = SoakBench.written();
                long file = GateToDurable.size(directory.resolve("data"));
                long days = GateToDurable.size(directory.resolve("readings"));
                System.out.printf(
                        "minute %d: %.1f bytes written a reading; database %,d KB, day files %,d KB: %.1f bytes a reading;"
                                + " heap %d MB; behind %.1f s%n",
                        second / (60L * faster),
                        (written - before) / (double) readings,
                        file / 1_024,
                        days / 1_024,
                        (file + days) / (double) readings,
                        heap() >> 20,
                        projector.health().lagSeconds());
            }
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Frame frame(long second, long wall) {
        Samples.Builder samples = new Samples.Builder(streams);
        for (int s = 0; s < streams; s++) {
            value[s] = SoakBench.next(value[s], s, random);
            samples.add(s, value[s], wall - random.nextInt(15_000), second * SECOND, 0, 0);
        }
        return new Frame(second, wall, second * SECOND, samples.build(), List.of(), List.of(), List.of());
    }
}
