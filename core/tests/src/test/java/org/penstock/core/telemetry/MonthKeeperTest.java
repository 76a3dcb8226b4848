package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.penstock.core.db.Database;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

class MonthKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** A site, what it stores and what it should have. */
    private record Place(UUID site, RoughDay day, MonthKeeper keeper, MonthTables tables) {
        static Place at(Database database, String key) {
            UUID site = RoughDay.site(database, key, ZONE);
            ReadingStore store = new ReadingStore(
                    database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZONE, null);
            return new Place(
                    site,
                    new RoughDay(database, store, ZONE, NOW, new Random(3)),
                    new MonthKeeper(database, site, () -> NOW),
                    MonthTables.of(site));
        }

        void goesOn(int frames) {
            for (int i = 0; i < frames; i++) {
                day.frame(10);
            }
            day.seal();
        }

        void holds() {
            day.readingsHold();
            day.rollUpsHold();
        }

        int chunks(Database database, String where) {
            return database.read(sql -> sql.fetchSingle("select count(*)::int from " + tables.chunks().part() + where))
                    .get(0, Integer.class);
        }
    }

    /** What of chunks and roll-ups this transaction has locked. */
    private static Set<String> locked(DSLContext sql) {
        return new TreeSet<>(sql.fetch("select distinct relation::regclass::text from pg_locks join pg_class c on c.oid = relation"
                        + " where pid = pg_backend_pid() and relkind in ('r', 'p') and relname ~ '^reading_(chunks|rollups)'")
                .getValues(0, String.class));
    }

    @Test
    void aServerKeepsReadingsBySiteAndMonthAndTheMonthsAreMadeThreeAhead() {
        try (TestDatabase db = TestDatabases.postgres()) {
            Database database = db.database();
            Place north = Place.at(database, "north");
            Place south = Place.at(database, "south");
            // They begin before their months are made, and go over into December.
            north.goesOn(40);
            south.goesOn(40);
            // Of the rows for other tools there is none yet, but they have their months, too.
            assertEquals(3 * 4, north.keeper().step());
            assertEquals(0, north.keeper().step());
            north.holds();
            south.holds();
            int inDecember = north.chunks(database, "_2026_12");
            assertEquals(true, inDecember > 3, inDecember + " chunks in December");
            north.goesOn(20);
            assertEquals(true, north.chunks(database, "_2026_12") > inDecember);
            south.goesOn(20);
            assertEquals(3 * 4, south.keeper().step());
            north.holds();
            south.holds();
            for (Place place : List.of(north, south)) {
                // Devices whose clock is eighty years ahead have no month; nobody is without a site.
                assertEquals(0, place.chunks(database, "_rest where t0 < '2027-04-01' and t0 >= '2026-11-01'"));
                assertEquals(true, place.chunks(database, "_rest") > 0);
            }
            assertEquals(
                    0, database.<Integer>read(sql -> sql.fetchSingle("select count(*)::int from reading_chunks_rest")
                            .get(0, Integer.class)));

            // What the program asks of one site's hours looks at nothing else, however often it has asked.
            long from = EngineClock.micros(NOW);
            long to = from + 3_600_000_000L;
            for (int i = 0; i < 20; i++) {
                Set<String> seen = database.read(sql -> {
                    new ChunkRows(north.site()).page(sql, 1, from, to, 100);
                    new RollupRows(north.site()).read(sql, 1, RollupLevel.HOUR, from, to);
                    return locked(sql);
                });
                seen.removeIf(name -> north.tables().all().stream()
                        .anyMatch(table -> name.equals(table.table()) || name.startsWith(table.part())));
                assertEquals(Set.of(), seen, "asked " + i + " times before");
            }
        }
    }
}
