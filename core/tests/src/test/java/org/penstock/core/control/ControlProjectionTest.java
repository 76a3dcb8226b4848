package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.penstock.core.db.tables.tables.Commands.COMMANDS;
import static org.penstock.core.db.tables.tables.InterlockTrips.INTERLOCK_TRIPS;

import java.util.ArrayList;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.penstock.core.facility.Configuration;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.StoryDevices;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.TestDatabase;

/** Commands and trips in rows, and what of them is told to the chain; on both databases. */
class ControlProjectionTest {
    private static final long JUNE = 1_780_293_600_000_000L;

    private final Configuration configuration = new FacilityBuilder()
            .stream("loop", "state", "none")
                    .output("valve-1", "valve")
                    .interlock("{key: e-stop, name: Emergency stop, kind: e_stop, stream: loop, safe_value: 1,"
                            + " max_age: 10s, latch: true, outputs: all}")
                    .build();
    private final StoryDevices devices = new StoryDevices();
    private final List<JournalRecord> journal = new ArrayList<>();
    private final Rehearsal site =
            new Rehearsal(new Engine(FacilityBuilder::reread, List.of(), List.of()), devices, JUNE, 0, journal::add);
    private final List<Projection.Fact> facts = new ArrayList<>();
    private int requests;

    private void starts() {
        site.put(new Input.ConfigChange(Input.Cause.START, "system", configuration.hash(), configuration.json()));
        site.scan();
        hears(1);
    }

    private void hears(double loop) {
        runs(0.001);
        site.put(0, loop, 0, 0);
        site.scan();
    }

    private void runs(double seconds) {
        site.run(site.now() + Math.round(seconds * 1e6));
    }

    private void asks(String verb, String subject, double value, long seconds) {
        site.put(new Input.Request("r" + ++requests, "anna", verb, subject, value, seconds * 1_000_000, ""));
        site.scan();
    }

    private void project(TestDatabase db) {
        ConfigurationProjection first = new ConfigurationProjection(FacilityBuilder::reread);
        ControlProjection control = new ControlProjection("northglass", "north");
        for (JournalRecord record : journal) {
            db.database().run(sql -> {
                first.apply(sql, record, new ArrayList<>());
                control.apply(sql, record, facts);
            });
        }
        journal.clear();
    }

    private List<String> kinds() {
        return facts.stream().map(Projection.Fact::kind).toList();
    }

    @BothDatabases
    void aCommandIsFollowedFromItsIssueToItsReadBack(TestDatabase db) {
        starts();
        runs(1);
        asks("output.set", "valve-1", 1, 60);
        runs(1);
        project(db);
        db.database().run(sql -> {
            var rows = sql.selectFrom(COMMANDS).orderBy(COMMANDS.COMMAND_NO).fetch();
            assertEquals(2, rows.size());
            assertEquals("verified", rows.get(0).getState());
            assertEquals("start", rows.get(0).getRequestedBy());
            var open = rows.get(1);
            assertEquals("verified", open.getState());
            assertEquals(1.0, open.getWantedValue());
            assertEquals(1.0, open.getReadValue());
            assertEquals("set by anna", open.getRequestedBy());
            assertEquals(60, open.getMaxOnSeconds().intValue());
            assertNotNull(open.getSentAt());
            assertEquals(
                    100,
                    java.time.Duration.between(open.getIssuedAt(), open.getEndedAt())
                            .toMillis());
            List<CommandQuery.Recorded> asked =
                    CommandQuery.newest(sql, rows.get(0).getSiteId(), "valve-1", 10);
            assertEquals(
                    List.of("set by anna", "start"),
                    asked.stream().map(CommandQuery.Recorded::requestedBy).toList(),
                    "newest first");
            assertEquals(1.0, asked.getFirst().wanted());
            assertEquals("verified", asked.getFirst().state());
            assertEquals(1.0, asked.getFirst().read());
            assertEquals(true, asked.getLast().toSafe());
            assertEquals(
                    1,
                    CommandQuery.newest(sql, rows.get(0).getSiteId(), "valve-1", 1)
                            .size());
            assertEquals(List.of(), CommandQuery.newest(sql, rows.get(0).getSiteId(), "valve-2", 10));
        });
        assertEquals(
                List.of(
                        "command.issued",
                        "site.started",
                        "command.verified",
                        "request.accepted",
                        "command.issued",
                        "command.verified"),
                kinds());
        assertEquals("anna", facts.get(3).actor());
    }

    @BothDatabases
    void aWriteToSafeThatIsRepeatedAllNightIsManyRowsAndFewEvents(TestDatabase db) {
        starts();
        runs(1);
        asks("output.set", "valve-1", 1, 5);
        runs(1);
        devices.mood(0, Mood.REFUSES);
        for (int i = 0; i < 70; i++) {
            hears(1);
            runs(1);
        }
        devices.mood(0, Mood.WELL);
        for (int i = 0; i < 12; i++) {
            hears(1);
            runs(1);
        }
        project(db);
        db.database().run(sql -> {
            int failed = sql.fetchCount(COMMANDS, COMMANDS.STATE.eq("failed"));
            assertEquals(true, failed >= 9 && failed <= 11, "failed " + failed);
            assertEquals(0, sql.fetchCount(COMMANDS, COMMANDS.ENDED_AT.isNull()));
        });
        assertEquals(1, kinds().stream().filter("command.failed"::equals).count());
        assertEquals("command.verified", kinds().getLast());
        assertEquals(3, kinds().stream().filter("command.issued"::equals).count());
    }

    @BothDatabases
    void whatDevicesSayNeverStopsTheRecord(TestDatabase db) {
        starts();
        runs(1);
        devices.mood(0, Mood.SILENT);
        asks("output.set", "valve-1", 1, 5);
        site.put(new Input.Result(2, Input.Outcome.FAILED, Double.NaN, "\0\uD800" + "x".repeat(5_000)));
        site.scan();
        site.put(new Input.Result(3, Input.Outcome.VERIFIED, Double.POSITIVE_INFINITY, ""));
        site.scan();
        devices.mood(0, Mood.WELL);
        runs(2);
        project(db);
        db.database().run(sql -> {
            var row = sql.selectFrom(COMMANDS).where(COMMANDS.COMMAND_NO.eq(2L)).fetchSingle();
            assertEquals("failed", row.getState());
            assertEquals(500, row.getReason().length());
            assertEquals(
                    "it was read back at no number instead of closed",
                    sql.selectFrom(COMMANDS)
                            .where(COMMANDS.COMMAND_NO.eq(3L))
                            .fetchSingle()
                            .getReason());
        });
    }

    @BothDatabases
    void aLatchedTripIsOneOpenRowUntilAPersonResetsIt(TestDatabase db) {
        starts();
        runs(1);
        hears(0);
        hears(1);
        hears(0);
        project(db);
        db.database().run(sql -> {
            var trip = sql.selectFrom(INTERLOCK_TRIPS).fetchSingle();
            assertEquals(2, trip.getTimes());
            assertEquals("Emergency stop: loop is off, safe is on", trip.getWhy());
            assertEquals(null, trip.getClearedAt());
        });
        hears(1);
        asks("interlock.reset", "e-stop", Double.NaN, 0);
        project(db);
        db.database().run(sql -> {
            var trip = sql.selectFrom(INTERLOCK_TRIPS).fetchSingle();
            assertNotNull(trip.getClearedAt());
            assertNotNull(trip.getEndedAt());
            assertNotNull(trip.getResetBy());
        });
        hears(0);
        project(db);
        db.database().run(sql -> assertEquals(2, sql.fetchCount(INTERLOCK_TRIPS)));
        assertEquals(
                List.of(
                        "interlock.tripped",
                        "interlock.cleared",
                        "interlock.tripped",
                        "interlock.cleared",
                        "interlock.reset",
                        "interlock.tripped"),
                kinds().stream().filter(k -> k.startsWith("interlock")).toList());
    }

    @BothDatabases
    void anInterlockHasAtMostOneOpenTripAndAFailureItsReason(TestDatabase db) {
        starts();
        runs(1);
        hears(0);
        project(db);
        assertThrows(
                DataAccessException.class,
                () -> db.database()
                        .run(sql -> sql.execute("insert into interlock_trips(id, site_id, interlock_key, why, latched,"
                                + " tripped_at) select '00000000-0000-7000-8000-000000000001', site_id,"
                                + " interlock_key, why, latched, tripped_at from interlock_trips")));
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(sql -> sql.execute("update commands set state = 'failed', reason = ''")));
    }
}
