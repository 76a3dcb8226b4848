package org.penstock.core.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;

/**
 * A year of one stream among 2,000 drawn from roll-ups, which lie in the order of time and so each on a page of its own: days
 * of all streams, hours of every tenth (a stream's rows are as far apart as with all of them). First after an opening, then
 * again. Argument: a directory.
 */
public final class YearBench {
    private static final int STREAMS = 2_000;
    private static final int DAYS = 365;
    private static final int TIMES = 30;
    private static final Instant BEGIN = Instant.parse("2025-11-01T00:00:00Z");

    private YearBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        Path directory = Files.createTempDirectory(parent, "year-");
        DatabaseAddress address = new DatabaseAddress.Embedded(Files.createDirectories(directory.resolve("data")));
        try {
            UUID site;
            try (Database database = Database.open(address, InstantSource.system())) {
                site = fill(database);
            }
            System.out.printf("database %,d KB%n", GateToDurable.size(directory.resolve("data")) / 1_024);
            ask(directory, address, site, "a year to 365 pieces", 365);
            ask(directory, address, site, "a year to 1,000 pieces", 1_000);
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private static UUID fill(Database database) {
        UUID site = database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site("year", "year", "o", "o", "grow", ZoneId.of("UTC")),
                        List.of(),
                        (kind, key) -> UUID.randomUUID(),
                        Instant.EPOCH)
                .siteId());
        for (int day = 0; day < DAYS; day++) {
            Instant begin = BEGIN.plus(Duration.ofDays(day));
            database.run(sql -> {
                String row = " insert into reading_rollups (site_id, stream_no, rollup_level, bucket_at, n, bad_n, out_n,"
                        + " min_value, max_value, sum_value, last_value) ";
                for (int hour = 0; hour < 24; hour++) {
                    sql.execute(
                            row + "select cast(? as uuid), \"X\" * 10, '1h', cast(? as timestamp(6) with time zone), 3600, 0, 0, 19.5, 21.5, 72000.0, 20.5 from system_range(0, ?)",
                            site,
                            begin.plus(Duration.ofHours(hour)).atOffset(ZoneOffset.UTC),
                            STREAMS / 10 - 1);
                }
                sql.execute(
                        row + "select cast(? as uuid), \"X\", '1d', cast(? as timestamp(6) with time zone), 86400, 0, 0, 19.5, 21.5, 1728000.0, 20.5 from system_range(0, ?)",
                        site,
                        begin.atOffset(ZoneOffset.UTC),
                        STREAMS - 1);
            });
        }
        return site;
    }

    private static void ask(Path directory, DatabaseAddress address, UUID site, String what, int points)
            throws Exception {
        long from = EngineClock.micros(BEGIN);
        long to = EngineClock.micros(BEGIN.plus(Duration.ofDays(DAYS)));
        try (Database database = Database.open(address, InstantSource.system());
                DayFiles files = DayFiles.open(directory.resolve("readings"), database, site)) {
            ReadingStore store = new ReadingStore(
                    database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZoneId.of("UTC"),
                    files);
            double[] took = new double[TIMES];
            int found = 0;
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                found = store.picture(1_000 + 10 * i, from, to, points).pieces().size();
                took[i] = (System.nanoTime() - start) / 1e6;
            }
            double first = took[0];
            Arrays.sort(took);
            System.out.printf(
                    "%s (%,d): first after the opening %.1f ms, another stream each time %.1f ms, best %.1f%n",
                    what, found, first, took[TIMES / 2], took[0]);
        }
    }
}
