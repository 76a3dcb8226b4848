package org.penstock.core.telemetry;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
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
 * What 2,000 streams, or more, at one reading a second cost on the disk: journal, embedded database and day files, on a clock of their
 * own: each second synced into the journal, a transaction of the projector every two seconds, chunks every ten minutes, hours
 * moved and closed, and at the end the day packed. Prints bytes really written for each reading (Linux) and what the
 * projector's transactions took, those included that make chunks and close hours. Arguments: a directory, minutes of
 * facility time (150), milliseconds of rest after each transaction (25; H2 takes room again only 45 s after it was freed), streams (2,000).
 * With {@code wall} for the rest, each second lasts a second.
 */
public final class SoakBench {
    private static final int STREAMS = 2_000;
    private static final int TOGETHER = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path directory;
    private final int minutes;
    private final Duration rest;
    private final boolean wall;
    private final Instant begin = Instant.parse("2026-11-21T06:00:00Z");
    private volatile Instant now = begin;
    private final Random random = new Random(1);
    private final double[] values;
    private final List<Double> clock = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private long started;

    private SoakBench(Path directory, int minutes, String rest, int streams) {
        this.values = new double[streams];
        this.directory = directory;
        this.minutes = minutes;
        this.wall = rest.equals("wall");
        this.rest = wall ? Duration.ZERO : Duration.ofMillis(Integer.parseInt(rest));
    }

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 150;
        String rest = args.length > 2 ? args[2] : "25";
        Path directory = Files.createTempDirectory(parent, "soak-");
        try {
            new SoakBench(directory, minutes, rest, args.length > 3 ? Integer.parseInt(args[3]) : STREAMS).run();
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private void run() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        ZoneId utc = ZoneId.of("UTC");
        try (Journal journal = Journal.open(new JournalDirectory(directory.resolve("journal")), Ticker.system());
                Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            UUID site = database.transact(sql -> PlaceRows.put(
                            sql,
                            new Site("soak", "soak", "o", "o", "grow", utc),
                            List.of(),
                            (kind, key) -> UUID.randomUUID(),
                            Instant.EPOCH)
                    .siteId());
            try (DayFiles files = DayFiles.open(directory.resolve("readings"), database, site)) {
                ReadingStore store = new ReadingStore(
                        database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> utc, files);
                DayKeeper keeper = new DayKeeper(database, site, files, () -> utc, () -> now, System.out::println);
                EngineClock engine = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
                Projector projector = new Projector(
                        journal, database, site, store, List.of(), (sql, facts) -> {}, engine, UnaryOperator.identity(),
                        100);
                live(journal, projector, keeper);
                database.run(sql -> store.sealAll(sql, EngineClock.micros(now)));
                store.committed();
                now = begin.plus(Duration.ofDays(2));
                long before = written();
                moveAll(keeper);
                double readings = 60.0 * minutes * values.length;
                System.out.printf(
                        "the rest moved and the day packed: %.1f bytes a reading; all in all %.1f%n",
                        (written() - before) / readings, (written() - started) / readings);
                say("clock", clock);
                say("processor", processor);
            }
        }
    }

    private void live(Journal journal, Projector projector, DayKeeper keeper) throws Exception {
        started = written();
        long journalled = 0;
        long last = started;
        long start = System.nanoTime();
        for (int second = 1; second <= 60 * minutes; second++) {
            if (wall) {
                Thread.sleep(Duration.ofNanos(Math.max(0, start + second * 1_000_000_000L - System.nanoTime())));
            }
            now = begin.plusSeconds(second);
            long before = written();
            journal.append(new JournalRecord.Inputs(frame(second)), List.of());
            while (journal.durableInputs() < second) {
                Thread.onSpinWait();
            }
            journalled += written() - before;
            if (second % TOGETHER == 0) {
                project(projector);
            }
            if (second % 3_600 == 900) {
                moveAll(keeper);
            }
            if (second % 600 == 0) {
                long all = written();
                double readings = (double) second * values.length;
                System.out.printf(
                        "minute %d: %.1f bytes written a reading (the last ten minutes %.1f, journal %.1f);"
                                + " database %,d KB, day files %,d KB; heap %d MB%n",
                        second / 60,
                        (all - started) / readings,
                        (all - last) / (600.0 * values.length),
                        journalled / readings,
                        GateToDurable.size(directory.resolve("data")) / 1_024,
                        GateToDurable.size(directory.resolve("readings")) / 1_024,
                        heap() >> 20);
                last = all;
            }
        }
    }

    /** What is really held, bytes. */
    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void project(Projector projector) throws Exception {
        long start = System.nanoTime();
        long busy = THREADS.getCurrentThreadCpuTime();
        boolean _ = projector.step(0);
        clock.add((System.nanoTime() - start) / 1e6);
        processor.add((THREADS.getCurrentThreadCpuTime() - busy) / 1e6);
        Thread.sleep(rest);
    }

    private static void moveAll(DayKeeper keeper) throws Exception {
        while (keeper.step()) {
            continue;
        }
    }

    private static void say(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "transaction, %s: median %.1f ms, p99 %.1f ms, longest %.0f ms%n",
                what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
    }

    private Frame frame(int second) {
        long wall = EngineClock.micros(now);
        Samples.Builder samples = new Samples.Builder(values.length);
        for (int s = 0; s < values.length; s++) {
            values[s] = next(values[s], s, random);
            samples.add(s, values[s], wall - random.nextInt(15_000), second * 1_000_000L, 0, 0);
        }
        return new Frame(second, wall, second * 1_000_000L, samples.build(), List.of(), List.of(), List.of());
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
