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
import java.util.Arrays;
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
 * What the store of readings does: the 2,000-stream mix durable in the journal and brought into the record, bytes a reading
 * in a sealed day, and the usual questions. Arguments: a directory, minutes of facility time of the mix.
 */
public final class ReadingStoreBench {
    private static final int STREAMS = 2_000;
    private static final int LONG = 5_000;
    private static final int DAYS = 30;
    private static final long SECOND = 1_000_000;
    private static final Instant BEGIN = Instant.parse("2026-11-01T06:00:00Z");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path directory;
    private final Database database;
    private final UUID site;
    private final DayFiles files;
    private final ReadingStore store;
    private volatile Instant now = BEGIN;
    private final DayKeeper keeper;

    private ReadingStoreBench(Path directory) throws Exception {
        this.directory = directory;
        database = Database.open(
                new DatabaseAddress.Embedded(Files.createDirectories(directory.resolve("data"))), InstantSource.system());
        site = database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site("bench", "bench", "o", "o", "grow", ZoneId.of("UTC")),
                        List.of(),
                        (kind, key) -> UUID.randomUUID(),
                        Instant.EPOCH)
                .siteId());
        files = DayFiles.open(directory.resolve("readings"), database, site);
        store = new ReadingStore(
                database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZoneId.of("UTC"), files);
        keeper = new DayKeeper(database, site, files, () -> ZoneId.of("UTC"), () -> now, System.out::println);
    }

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Path directory = Files.createTempDirectory(parent, "store-");
        try {
            ReadingStoreBench bench = new ReadingStoreBench(directory);
            bench.mix(minutes);
            bench.longStream();
            bench.questions();
            bench.files.close();
            bench.database.close();
            reopen(directory);
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private void mix(int minutes) throws Exception {
        long readings = 60L * minutes * STREAMS;
        try (Journal journal = Journal.open(new JournalDirectory(directory.resolve("journal")), Ticker.system())) {
            long start = System.nanoTime();
            SoakBench.record(journal, 60 * minutes, BEGIN);
            System.out.printf("journal: %,.0f readings/s durable%n", readings / seconds(start));
            EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
            Projector projector = new Projector(
                    journal, database, site, store, List.of(), (sql, facts) -> {}, clock, UnaryOperator.identity(), 5);
            start = System.nanoTime();
            List<Double> steps = new ArrayList<>();
            List<Double> busy = new ArrayList<>();
            boolean more = true;
            while (more) {
                long step = System.nanoTime();
                long processor = THREADS.getCurrentThreadCpuTime();
                more = projector.step(0);
                busy.add((THREADS.getCurrentThreadCpuTime() - processor) / 1e6);
                steps.add((System.nanoTime() - step) / 1e6);
            }
            double took = seconds(start);
            steps.sort(null);
            busy.sort(null);
            System.out.printf(
                    "projector, a transaction for each 10,000 readings: %,.0f readings/s; transaction median %.1f ms, p99"
                            + " %.1f ms, longest %.0f ms; processor median %.1f, p99 %.1f, longest %.0f ms%n",
                    readings / took,
                    at(steps, 0.5),
                    at(steps, 0.99),
                    steps.getLast(),
                    at(busy, 0.5),
                    at(busy, 0.99),
                    busy.getLast());
        }
        database.run(sql -> store.sealAll(sql, EngineClock.micros(BEGIN) + minutes * 60 * SECOND));
        store.committed();
        now = BEGIN.plus(Duration.ofMinutes(minutes));
        long start = System.nanoTime();
        long written = SoakBench.written();
        while (keeper.step()) {
            continue;
        }
        System.out.printf(
                "moved into the day's file: %,.0f readings/s, %.1f bytes written a reading%n",
                readings / seconds(start), (SoakBench.written() - written) / (double) readings);
        now = BEGIN.plus(Duration.ofDays(2));
        start = System.nanoTime();
        long before = GateToDurable.size(directory.resolve("readings"));
        while (keeper.step()) {
            continue;
        }
        long after = GateToDurable.size(directory.resolve("readings"));
        System.out.printf(
                "sealed in %.1f s: %.2f bytes a reading with its roll-ups (before %.1f); main database %.2f%n",
                seconds(start),
                after / (double) readings,
                before / (double) readings,
                GateToDurable.size(directory.resolve("data")) / (double) readings);
    }

    /** One stream more, 30 days at 1 Hz. */
    private void longStream() throws Exception {
        Random r = new Random(2);
        long wall = EngineClock.micros(BEGIN.plus(Duration.ofDays(10)));
        double value = 20;
        long seq = 1_000_000;
        for (int day = 0; day < DAYS; day++) {
            List<Frame> frames = new ArrayList<>();
            for (int part = 0; part < 24; part++) {
                Samples.Builder samples = new Samples.Builder(3_600);
                for (int i = 0; i < 3_600; i++) {
                    wall += SECOND;
                    value = Math.rint(value * 10 + r.nextInt(3) - 1) / 10;
                    samples.add(LONG, value, wall - r.nextInt(15_000), wall, 0, 0);
                }
                frames.add(new Frame(++seq, wall, wall, samples.build(), List.of(), List.of(), List.of()));
            }
            database.run(sql -> store.append(sql, frames, () -> {}, new ArrayList<>()));
            store.committed();
            now = EngineClock.instant(wall);
            while (keeper.step()) {
                continue;
            }
        }
        long end = wall;
        database.run(sql -> store.sealAll(sql, end));
        store.committed();
        now = EngineClock.instant(wall).plus(Duration.ofDays(2));
        while (keeper.step()) {
            continue;
        }
        now = EngineClock.instant(wall);
    }

    private void questions() throws Exception {
        long to = EngineClock.micros(now);
        long day = DayFiles.DAY_MICROS;
        time("24 h of a stream at 1 Hz, raw", 30, () -> store.readings(LONG, to - day, to, 100_000).size());
        time("30 days to 1,000 pieces, from roll-ups", 30, () -> store.picture(LONG, to - DAYS * day, to, 1_000)
                .pieces()
                .size());
        time("7 days to 1,000 pieces, from roll-ups", 30, () -> store.picture(LONG, to - 7 * day, to, 1_000)
                .pieces()
                .size());
        time("24 h to 1,000 pieces, from roll-ups", 30, () -> store.picture(LONG, to - day, to, 1_000)
                .pieces()
                .size());
        time("30 days to 1,000 pieces, from raw", 30, () -> store.rawPicture(LONG, to - DAYS * day, to, 1_000)
                .pieces()
                .size());
        time("as of 9 days ago", 30, () -> store.asOf(LONG, to - 9 * day).isPresent() ? 1 : 0);
        Samples.Builder many = new Samples.Builder(10_000);
        for (int i = 0; i < 10_000; i++) {
            many.add(i, i, to, to, 0, 0);
        }
        Frame frame = new Frame(9_000_000, to, to, many.build(), List.of(), List.of(), List.of());
        database.run(sql -> store.append(sql, List.of(frame), () -> {}, new ArrayList<>()));
        store.committed();
        time("last values of 10,000 streams", 50, () -> store.lasts().size());
    }

    private static void reopen(Path directory) throws Exception {
        Path some = Files.list(directory.resolve("readings")).findFirst().orElseThrow();
        for (int i = 0; i < 730; i++) {
            Path copy = directory.resolve("readings").resolve(DayFiles.nameOf(i * DayFiles.DAY_MICROS) + ".mv.db");
            Files.copy(some, copy);
        }
        long start = System.nanoTime();
        try (Database database = Database.open(
                new DatabaseAddress.Embedded(directory.resolve("data")), InstantSource.system())) {
            UUID site = database.read(sql -> sql.fetchSingle("select id from sites").get(0, UUID.class));
            DayFiles files = DayFiles.open(directory.resolve("readings"), database, site);
            ReadingStore store = new ReadingStore(
                    database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZoneId.of("UTC"),
                    files);
            long from = EngineClock.micros(BEGIN.plus(Duration.ofDays(20)));
            int found = store.readings(LONG, from, from + DayFiles.DAY_MICROS, 100_000).size();
            System.out.printf("reopened with 760 day files and answered with %,d: %.2f s%n", found, seconds(start));
            files.close();
        }
    }

    /** A question. */
    private interface Question {
        int ask() throws Exception;
    }

    private static void time(String what, int times, Question question) throws Exception {
        long start = System.nanoTime();
        int found = question.ask();
        double cold = (System.nanoTime() - start) / 1e6;
        double[] took = new double[times];
        double[] processor = new double[times];
        for (int i = 0; i < times; i++) {
            start = System.nanoTime();
            long busy = THREADS.getCurrentThreadCpuTime();
            found = question.ask();
            processor[i] = (THREADS.getCurrentThreadCpuTime() - busy) / 1e6;
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        Arrays.sort(processor);
        System.out.printf(
                "%s: median %.2f ms, best %.2f, processor %.2f, first %.1f (%,d)%n",
                what, took[times / 2], took[0], processor[times / 2], cold, found);
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) (part * (sorted.size() - 1)));
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
