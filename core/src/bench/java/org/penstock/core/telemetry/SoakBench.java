package org.penstock.core.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Ticker;

/**
 * What 2,000 streams at one reading a second cost on the disk: journal and embedded database, one transaction for each
 * second, as live. Prints bytes written for each reading (Linux) and the time of the projector's thread. Arguments: a
 * directory, minutes of facility time.
 */
public final class SoakBench {
    private static final int STREAMS = 2_000;

    private SoakBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int seconds = 60 * (args.length > 1 ? Integer.parseInt(args[1]) : 25);
        Path directory = Files.createTempDirectory(parent, "soak-");
        long readings = (long) seconds * STREAMS;
        try (Journal journal = Journal.open(new JournalDirectory(directory.resolve("journal")), Ticker.system())) {
            long before = written();
            record(journal, seconds, Instant.parse("2026-11-21T06:00:00Z"));
            System.out.printf("journal: %.1f bytes written a reading%n", (written() - before) / (double) readings);
            project(directory, journal, readings);
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private static void project(Path directory, Journal journal, long readings) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        long before;
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            UUID site = database.transact(sql -> PlaceRows.put(
                            sql,
                            new Site("soak", "soak", "o", "o", "grow", ZoneId.of("UTC")),
                            List.of(),
                            (kind, key) -> UUID.randomUUID(),
                            Instant.EPOCH)
                    .siteId());
            ReadingStore store = new ReadingStore(database, site, no -> ReadingSource.Source.UNKNOWN, conflict -> {});
            EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
            Projector projector = new Projector(
                    journal, database, site, store, List.of(), (sql, facts) -> {}, clock, UnaryOperator.identity(), 1);
            before = written();
            long start = System.nanoTime();
            long longest = 0;
            boolean more = true;
            while (more) {
                long step = System.nanoTime();
                more = projector.step(0);
                longest = Math.max(longest, System.nanoTime() - step);
            }
            double took = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "database: %.1f bytes written a reading until it is closed%n",
                    (written() - before) / (double) readings);
            System.out.printf(
                    "projector: %,.0f readings/s, one transaction for each second of facility time; longest %.0f ms;"
                            + " %.3f of the time at 2,000 readings/s%n",
                    readings / took, longest / 1e6, took * STREAMS / readings);
        }
        System.out.printf(
                "database: %.1f bytes written a reading, file %.1f bytes a reading%n",
                (written() - before) / (double) readings, GateToDurable.size(data) / (double) readings);
    }

    /** Sensors as they are: four in ten in tenths, three in hundredths, one constant, one counter, one full of noise. */
    static void record(Journal journal, int seconds, Instant begin) throws Exception {
        Random r = new Random(1);
        double[] value = new double[STREAMS];
        long wall = EngineClock.micros(begin);
        for (int second = 1; second <= seconds; second++) {
            wall += 1_000_000;
            Samples.Builder samples = new Samples.Builder(STREAMS);
            for (int s = 0; s < STREAMS; s++) {
                value[s] = next(value[s], s, r);
                samples.add(s, value[s], wall - r.nextInt(15_000), second * 1_000_000L, 0, 0);
            }
            Frame frame =
                    new Frame(second, wall, second * 1_000_000L, samples.build(), List.of(), List.of(), List.of());
            while (!journal.append(new JournalRecord.Inputs(frame), List.of())) {
                Thread.sleep(1);
            }
        }
        while (journal.durableInputs() < seconds) {
            Thread.sleep(1);
        }
    }

    /** The reading of a stream after that one. */
    static double next(double value, int stream, Random r) {
        return switch (stream % 10) {
            case 0, 1, 2, 3 -> Math.rint(value * 10 + r.nextInt(3) - 1) / 10;
            case 4, 5, 6 -> Math.rint(value * 100 + r.nextInt(3) - 1) / 100;
            case 7 -> value;
            case 8 -> value + 1;
            default -> r.nextGaussian();
        };
    }

    /** What this process has written to the disk, bytes; 0 where the system does not say. */
    static long written() throws Exception {
        Path io = Path.of("/proc/self/io");
        if (!Files.exists(io)) {
            return 0;
        }
        return Files.readAllLines(io).stream()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
                .sum();
    }
}
