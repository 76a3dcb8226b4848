package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;
import org.slf4j.LoggerFactory;

/** Somebody with tools of their own asks for readings as rows, which the facility file switches on and off. */
class RawRowsTest {
    private static final String OFF = "timezone: ";
    private static final String ON = "raw_rows: true, timezone: ";

    @TempDir
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");

    private Facility open(String text, @Nullable DatabaseAddress address) throws Exception {
        return Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("north.yaml", text),
                address,
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
    }

    /** A stream of each metric, for each has its unit. */
    private static String everyMetric() {
        FacilityBuilder file = new FacilityBuilder();
        for (Metric metric : Metric.values()) {
            file.stream(
                    metric.key().replace('_', '-'),
                    metric.key(),
                    metric.canonical().code());
        }
        return file.text();
    }

    private void sayAll(Facility facility, double value) {
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (Metric metric : Metric.values()) {
            devices.says(metric.key().replace('_', '-'), value);
        }
        await().until(() -> Arrays.stream(Metric.values())
                .allMatch(m -> facility.record()
                                .readings(
                                        m.key().replace('_', '-'),
                                        since,
                                        Instant.now().plusSeconds(1),
                                        10)
                                .size()
                        == 1));
    }

    private static FacilityChange plan(Facility facility, String is, String becomes) {
        return facility.configuration()
                .plan(
                        facility.configuration().export().stream()
                                .map(f -> new Configuration.File(
                                        f.name(), f.text().replace(is, becomes)))
                                .toList(),
                        false);
    }

    /** What a person with a tool sees: stream, unit, value, quality and flags. */
    private static List<String> seen(Database database) {
        return database.read(sql -> sql.fetch("select site_key, stream_key, metric, unit, value, quality"
                        + " from sensor_readings_by_key order by stream_key, event_at")
                .map(r -> Arrays.toString(r.intoArray())));
    }

    private static void apply(Facility facility, FacilityChange plan) throws Exception {
        assertFalse(plan.id().isEmpty(), plan.problems().toString());
        assertTrue(facility.configuration()
                .apply(Asker.account("ann"), plan.id(), "for the dashboard")
                .get(10, TimeUnit.SECONDS)
                .accepted());
    }

    @Test
    void onAServerTheFileSwitchesThemOnAndOffAndWhatWasBeforeIsNotAdded() throws Exception {
        try (TestDatabase db = TestDatabases.postgres();
                Facility facility = open(everyMetric(), db.address())) {
            sayAll(facility, 0);
            assertEquals(List.of(), seen(db.database()));

            FacilityChange on = plan(facility, OFF, ON);
            assertTrue(on.consequences().getFirst().startsWith("From now on a PostgreSQL server gets each reading"));
            apply(facility, on);
            await().until(() -> facility.configuration().export().toString().contains(ON));
            sayAll(facility, 1);
            List<String> expected = Arrays.stream(Metric.values())
                    .collect(Collectors.toMap(m -> m.key().replace('_', '-'), m -> m, (a, b) -> a, TreeMap::new))
                    .entrySet()
                    .stream()
                    .map(e -> "[north, " + e.getKey() + ", " + e.getValue().key() + ", "
                            + e.getValue().canonical().symbol() + ", 1.0, 0]")
                    .toList();
            assertEquals(expected, seen(db.database()));

            FacilityChange off = plan(facility, ON, OFF);
            assertTrue(off.consequences().getFirst().startsWith("No more raw rows are written"));
            apply(facility, off);
            await().until(() -> !facility.configuration().export().toString().contains(ON));
            sayAll(facility, 0);
            assertEquals(expected, seen(db.database()), "those that were there stay");
        }
    }

    private static void sql(TestDatabase db, String text) {
        db.database().run(sql -> sql.execute(text));
    }

    private static List<String> open(Facility facility) {
        return facility.snapshot().alerts().open().stream()
                .filter(a -> a.text().startsWith("The server takes no raw rows"))
                .map(a -> a.state() + " " + a.text())
                .toList();
    }

    @Test
    void whatTheServerRefusesOfThemIsToldAndCostsNothingOfTheRecord() throws Exception {
        String air =
                new FacilityBuilder().stream("air", "temperature", "°C").text().replace(OFF, ON);
        try (TestDatabase db = TestDatabases.postgres()) {
            try (Facility facility = open(air, db.address())) {
                say(facility, 1);
                sql(db, "alter table sensor_readings add column room text not null default 'x'");
                sql(db, "alter table sensor_readings alter column room drop default");
                say(facility, 2);
                await().until(() -> open(facility).size() == 1);
                String told = open(facility).getFirst();
                assertTrue(told.startsWith("active The server takes no raw rows: ERROR: null value in column"), told);
                assertTrue(told.contains("are missing in sensor_readings"), told);
                sql(db, "alter table sensor_readings drop column room");
                say(facility, 3);
                await().until(() -> open(facility).toString().startsWith("[returned"));
                // Taken away altogether it is made again.
                sql(db, "drop table sensor_readings cascade");
                say(facility, 4);
                say(facility, 5);
                assertEquals("5.0", values(db).getLast());
                sql(db, "alter table sensor_readings add check (value <= 5)");
                say(facility, 6);
                await().until(() -> open(facility).toString().startsWith("[active"));
            }
            sql(db, "drop table sensor_readings cascade");
            try (Facility facility = open(air, db.address())) {
                say(facility, 7);
                // The alert of the process before this one has no other end.
                await().until(() -> open(facility).toString().startsWith("[returned"));
                assertEquals(List.of("7.0"), values(db));
                assertEquals(
                        7,
                        facility.record()
                                .readings("air", Instant.EPOCH, Instant.now(), 10)
                                .size());
            }
        }
    }

    private void say(Facility facility, double value) throws InterruptedException {
        devices.says("air", value);
        await().until(() -> facility.awaitRecord(10_000)
                && facility.record()
                        .asOf("air", Instant.now())
                        .filter(r -> r.value() == value)
                        .isPresent());
    }

    private static List<String> values(TestDatabase db) {
        return db.database()
                .read(sql -> sql.fetch("select value::text || '.0' from sensor_readings order by event_at")
                        .getValues(0, String.class));
    }

    private static long warned(ListAppender<ILoggingEvent> heard) {
        return List.copyOf(heard.list).stream()
                .filter(e -> e.getFormattedMessage().contains("only on PostgreSQL"))
                .count();
    }

    @Test
    void whoHasTheEmbeddedDatabaseIsToldThatThereAreNone() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ReadingArchive.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        String file = new FacilityBuilder().stream("air", "temperature", "°C").text();
        try {
            try (Facility facility = open(file, null)) {
                assertEquals(0, warned(heard));
                FacilityChange on = plan(facility, OFF, ON);
                assertTrue(on.consequences().getFirst().contains("An embedded database has no such rows"));
                apply(facility, on);
                await().until(() -> warned(heard) == 1);
            }
            try (Facility facility = open(file.replace(OFF, ON), null)) {
                assertEquals(2, warned(heard));
                say(facility, 21);
                assertEquals(List.of(), open(facility));
            }
        } finally {
            logger.detachAppender(heard);
        }
    }
}
