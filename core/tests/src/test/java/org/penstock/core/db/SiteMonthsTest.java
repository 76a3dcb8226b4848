package org.penstock.core.db;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** A server keeps readings by site and month, and no site's months are any other's business. */
class SiteMonthsTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final UUID NORTH = UUID.fromString("01939d3c-6f1a-7abc-8def-000000000001");
    private static final UUID SOUTH = UUID.fromString("01939d3c-6f1a-7abc-8def-000000000002");
    private static final String N = "01939d3c6f1a7abc8def000000000001";
    private static final String S = "01939d3c6f1a7abc8def000000000002";

    private static SiteMonths chunks(UUID site) {
        return new SiteMonths("reading_chunks", "t0", site);
    }

    private static void site(DSLContext sql, UUID id, String key) {
        sql.execute("insert into organizations (id, slug, name, timezone, created_at) values ('" + NORTH
                + "', 'northglass', 'Northglass', 'UTC', now()) on conflict do nothing");
        sql.execute(
                "insert into sites (id, organization_id, site_key, name, profile, timezone, created_at)"
                        + " values (?, '" + NORTH + "', ?, ?, 'grow', 'UTC', now())",
                id,
                key,
                key);
    }

    private static void chunk(DSLContext sql, UUID site, int stream, String day) {
        sql.execute(
                "insert into reading_chunks select ?, ?, t, 0, t, t, 1, 1, 1, 2, 3, 4, '\\x0102', 'abc'"
                        + " from generate_series(cast(? as timestamptz), cast(? as timestamptz) + interval '1 hour',"
                        + " interval '10 minutes') as t",
                site,
                stream,
                day,
                day);
    }

    private static void rollup(DSLContext sql, UUID site, int stream, String day) {
        sql.execute(
                "insert into reading_rollups values (?, ?, '1h', cast(? as timestamptz), 6, 1, 1, 2, 3, 4, 5)",
                site,
                stream,
                day);
    }

    private static void row(DSLContext sql, UUID site, int stream, String day) {
        sql.execute("insert into sensor_readings values (?, ?, cast(? as timestamptz), 21.5, 0, 1)", site, stream, day);
    }

    private static List<String> all(Database database, String table) {
        return database.read(sql -> sql.fetch("select md5(r::text), r::text from " + table + " as r order by r::text")
                .map(r -> r.get(0) + " " + r.get(1)));
    }

    /** Leaves with something in them. */
    private static List<String> full(Database database, String table) {
        return database.read(sql -> sql.fetch("select distinct tableoid::regclass::text from " + table + " order by 1")
                .getValues(0, String.class));
    }

    private static List<String> parts(Database database, String table) {
        return database.read(
                sql -> sql.fetch("select relid::text from pg_partition_tree(to_regclass(?)) order by 1", table)
                        .getValues(0, String.class));
    }

    private static void month(DSLContext sql, String table, String of, String to) {
        sql.execute("create table " + table + "_" + of.replace('-', '_') + " partition of " + table
                + " for values from ('" + of + "-01') to ('" + to + "-01')");
    }

    @Test
    void whatLayByMonthLiesBySiteAndMonthAfterTheUpdateAndNothingOfItIsChanged() {
        try (TestDatabase db = TestDatabases.postgres()) {
            db.database()
                    .run(
                            sql -> sql.execute(
                                    "drop schema public cascade; create schema public; grant usage on schema public to public"));
            var of = Pools.forMigrations(db.address());
            Flyway.configure()
                    .dataSource(of.url(), of.user(), of.password())
                    .locations(
                            Stream.of(of.folders()).map(f -> "classpath:" + f).toArray(String[]::new))
                    .placeholders(java.util.Map.of("stored", of.storedWord()))
                    .target("202611262300")
                    .load()
                    .migrate();
            List<String> tables = List.of("reading_chunks", "reading_rollups", "sensor_readings");
            db.database().run(sql -> {
                site(sql, NORTH, "north");
                site(sql, SOUTH, "south");
                for (String table : tables) {
                    month(sql, table, "2026-10", "2026-11");
                    month(sql, table, "2026-11", "2026-12");
                    month(sql, table, "2026-12", "2027-01");
                }
                // September has no month of its own; November is north's alone; nothing is in December yet.
                for (String day : List.of("2026-09-30", "2026-10-31", "2026-11-01")) {
                    for (UUID site : day.startsWith("2026-11") ? List.of(NORTH) : List.of(NORTH, SOUTH)) {
                        for (int stream = 1; stream < 4; stream++) {
                            chunk(sql, site, stream, day);
                            rollup(sql, site, stream, day);
                            row(sql, site, stream, day);
                        }
                    }
                }
                sql.execute(
                        "drop role if exists grafana; create role grafana; grant select on reading_rollups to grafana");
                sql.execute(
                        "create view hours with (security_barrier = true) as select * from reading_rollups where rollup_level = '1h'");
                sql.execute("grant select on hours to grafana");
                sql.execute("create materialized view once as select count(*) from reading_rollups");
            });
            List<List<String>> before =
                    tables.stream().map(t -> all(db.database(), t)).toList();
            assertEquals(3 * 5 * 7, before.getFirst().size());
            List<String> seen = all(db.database(), "sensor_readings_by_key");

            // What others built and the update cannot carry over is named, and then nothing was done.
            DatabaseRefused refused = assertThrows(DatabaseRefused.class, db::reopen);
            String why = String.valueOf(refused.getMessage());
            assertTrue(
                    why.contains("reading_rollups")
                            && why.contains("materialized view once")
                            && why.contains("Drop that"),
                    why);
            drop(db, "drop materialized view once");
            Database now = db.reopen();

            assertEquals(before, tables.stream().map(t -> all(now, t)).toList());
            assertEquals(seen, all(now, "sensor_readings_by_key"));
            for (String table : tables) {
                assertEquals(
                        List.of(
                                table + "_" + N + "_2026_10",
                                table + "_" + N + "_2026_11",
                                table + "_" + N + "_rest",
                                table + "_" + S + "_2026_10",
                                table + "_" + S + "_rest"),
                        full(now, table));
            }
            assertEquals(15, all(now, "hours").size());
            now.run(sql -> {
                sql.execute("set local role grafana");
                assertEquals(15, sql.fetchCount(DSL.table("hours")));
                assertEquals(15, sql.fetchCount(DSL.table("reading_rollups")));
                assertEquals(
                        "{security_barrier=true}",
                        sql.fetchSingle("select reloptions::text from pg_class where relname = 'hours'")
                                .get(0));
            });
            // What comes next finds its place.
            assertEquals(3, now.<Integer>transact(sql -> chunks(NORTH).make(sql, NOVEMBER, 3)));
            assertEquals(4, now.<Integer>transact(sql -> chunks(SOUTH).make(sql, NOVEMBER, 3)));
            now.run(sql -> sql.execute("drop owned by grafana; drop role grafana"));
        }
    }

    /** What a transaction of north's holds and waits for is north's alone, whatever south does beside it. */
    @Test
    void noSiteWaitsForAnotherAndNothingIsRefusedForWantOfAPartition() {
        try (TestDatabase db = TestDatabases.postgres()) {
            Database record = db.database();
            record.run(sql -> {
                site(sql, NORTH, "north");
                site(sql, SOUTH, "south");
                // Before anybody has made a place for it, of all times.
                for (String day : List.of("2020-01-01", "2026-11-05", "2027-01-20", "2099-01-01")) {
                    chunk(sql, NORTH, 1, day);
                    chunk(sql, SOUTH, 1, day);
                }
            });
            assertEquals(List.of("reading_chunks_rest"), full(record, "reading_chunks"));
            List<String> before = all(record, "reading_chunks");

            // Somebody who looks at the rest for long is not waited for, and nothing is half made.
            record.read(tool -> {
                tool.fetch("select count(*) from reading_chunks_rest");
                DataAccessException e = assertThrows(
                        DataAccessException.class,
                        () -> record.transact(sql -> chunks(NORTH).make(sql, NOVEMBER, 3)));
                assertTrue(SiteMonths.inUse(e));
                return true;
            });
            assertEquals(List.of("reading_chunks", "reading_chunks_rest"), parts(record, "reading_chunks"));

            // Two processes of two sites, and a second one of north's, in the same instant.
            List<Integer> made = Stream.of(NORTH, SOUTH, NORTH, SOUTH)
                    .map(site -> CompletableFuture.supplyAsync(
                            () -> record.<Integer>transact(sql -> chunks(site).make(sql, NOVEMBER, 3))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();
            assertEquals(List.of(0, 0, 4, 4), made);
            assertEquals(before, all(record, "reading_chunks"));
            List<String> places = Stream.of(N, S)
                    .flatMap(site ->
                            Stream.of("_2026_11", "_2027_01", "_rest").map(month -> "reading_chunks_" + site + month))
                    .toList();
            assertEquals(places, full(record, "reading_chunks"));

            // North is in the middle of a transaction that has written, read and looked at its site; south goes through
            // all
            // that it ever does, and a third site begins.
            record.run(north -> {
                chunk(north, NORTH, 2, "2026-11-05");
                north.fetch("select count(*) from reading_chunks where site_id = '" + NORTH + "'");
                north.fetch("select * from sites");
                record.run(south -> {
                    SiteMonths its = chunks(SOUTH);
                    assertEquals(2, its.make(south, NOVEMBER, 5));
                    its.alone(south);
                    its.lock(south, NOVEMBER);
                    chunk(south, SOUTH, 2, "2026-11-05");
                    assertTrue(its.keeps(south, NOVEMBER, DSL.condition("stream_no = 1")));
                    its.rewrite(south, NOVEMBER, DSL.condition("stream_no = 1"));
                    assertFalse(its.keeps(south, NOVEMBER, DSL.condition("stream_no = 2")));
                    its.drop(south, NOVEMBER);
                    // Also the other way round: what south has locked by now does not hold up north.
                    chunk(north, NORTH, 2, "2020-01-01");
                    chunk(north, NORTH, 3, "2026-11-05");
                    north.execute("delete from reading_chunks where site_id = '" + NORTH + "' and stream_no = 3");
                    assertEquals(
                            3 * 7 + 7 + 14,
                            north.fetchCount(DSL.table("reading_chunks"), DSL.condition("site_id = '" + NORTH + "'")));
                    assertEquals(4, (int) chunks(new UUID(1, 1)).make(south, NOVEMBER, 3));
                });
            });
            // Whoever founds a site and goes on to its readings does not meet the one who makes their place half-way.
            UUID west = new UUID(2, 2);
            List<CompletableFuture<Integer>> making = new ArrayList<>();
            record.run(founder -> {
                site(founder, west, "west");
                making.add(CompletableFuture.supplyAsync(
                        () -> record.<Integer>transact(sql -> chunks(west).make(sql, NOVEMBER, 3))));
                await().pollInterval(Duration.ofMillis(10))
                        .until(() -> founder.fetchExists(
                                DSL.table("pg_locks"),
                                DSL.condition("not granted and database ="
                                        + " (select oid from pg_database where datname = current_database())")));
                founder.execute("set local lock_timeout = '100ms'");
                chunk(founder, west, 1, "2026-11-05");
            });
            assertEquals(4, making.getFirst().join());
            assertTrue(full(record, "reading_chunks").stream().noneMatch("reading_chunks_rest"::equals));

            assertEquals(false, record.<Boolean>read(sql -> chunks(SOUTH).has(sql, NOVEMBER)));
            record.run(sql -> chunk(sql, SOUTH, 1, "2026-11-05"));
            assertEquals(
                    List.of("reading_chunks_" + S + "_2027_01", "reading_chunks_" + S + "_rest"),
                    full(record, "reading_chunks").stream()
                            .filter(p -> p.contains(S))
                            .toList());

            // The longest name is told whole, and so is its shadow while it is written anew.
            SiteMonths rows = new SiteMonths("sensor_readings", "event_at", NORTH);
            record.run(sql -> {
                rows.make(sql, NOVEMBER, 0);
                rows.rewrite(sql, NOVEMBER, DSL.noCondition());
            });
            assertTrue(parts(record, "sensor_readings").contains("sensor_readings_" + N + "_2026_11"));
            // As TimescaleDB keeps it there is nothing to make.
            record.run(sql -> {
                sql.execute("drop view sensor_readings_by_key; drop table sensor_readings;"
                        + " create table sensor_readings (site_id uuid, event_at timestamptz)");
                assertEquals(0, rows.make(sql, NOVEMBER, 3));
                sql.execute("drop table sensor_readings; select sensor_readings_made()");
                assertEquals(4, rows.make(sql, NOVEMBER, 3));
            });
        }
    }

    /** As somebody does who must not open what is not up to date. */
    private static void drop(TestDatabase db, String statement) {
        var of = Pools.forMigrations(db.address());
        try (var connection = of.open();
                var s = connection.createStatement()) {
            s.execute(statement);
        } catch (java.sql.SQLException e) {
            fail(e);
        }
    }
}
