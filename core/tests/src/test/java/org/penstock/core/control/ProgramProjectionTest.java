package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Devices.DEVICES;
import static org.penstock.core.db.tables.tables.Links.LINKS;
import static org.penstock.core.db.tables.tables.Outputs.OUTPUTS;
import static org.penstock.core.db.tables.tables.PlannedStarts.PLANNED_STARTS;
import static org.penstock.core.db.tables.tables.ProgramSchedules.PROGRAM_SCHEDULES;
import static org.penstock.core.db.tables.tables.ProgramStepOutputs.PROGRAM_STEP_OUTPUTS;
import static org.penstock.core.db.tables.tables.ProgramVersions.PROGRAM_VERSIONS;
import static org.penstock.core.db.tables.tables.Programs.PROGRAMS;
import static org.penstock.core.db.tables.tables.Runs.RUNS;
import static org.penstock.core.db.tables.tables.StepRuns.STEP_RUNS;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.DisplayName;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

@DisplayName("Programs and runs in the database")
class ProgramProjectionTest {
    private final List<Projection.Fact> facts = new ArrayList<>();

    @BothDatabases
    void aPlannedRunIsFoundWithItsClaimItsStepsAndItsVersion(TestDatabase db) {
        ProgramStory s = ProgramStory.morning("2026-06-01T03:59:50Z").starts().runs("3min");
        project(db, s, 0);

        db.database().run(sql -> {
            var run = sql.selectFrom(RUNS).fetchSingle();
            assertEquals("completed", run.getState());
            assertEquals(Instant.parse("2026-06-01T04:00:00Z"), run.getPlannedAt());
            assertEquals(Instant.parse("2026-06-01T04:00:00Z"), run.getStartedAt());
            assertEquals(Instant.parse("2026-06-01T04:02:12.800Z"), run.getEndedAt());
            assertEquals(120, run.getPlannedSeconds().doubleValue());
            assertEquals(120, run.getActualSeconds().doubleValue());
            var planned = sql.selectFrom(PLANNED_STARTS).fetchSingle();
            assertEquals("claimed", planned.getState());
            assertEquals(run.getId(), planned.getRunId());
            assertEquals(
                    List.of("1 completed 60", "2 completed 60"),
                    sql.selectFrom(STEP_RUNS)
                            .orderBy(STEP_RUNS.STEP_ORDER)
                            .fetch()
                            .map(r -> r.getStepOrder() + " " + r.getState() + " "
                                    + r.getActualSeconds().intValue()));
            assertEquals(
                    List.of("valve-1", "valve-2"),
                    sql.select(PROGRAM_STEP_OUTPUTS.OUTPUT_KEY)
                            .from(PROGRAM_STEP_OUTPUTS)
                            .orderBy(PROGRAM_STEP_OUTPUTS.OUTPUT_KEY)
                            .fetch(PROGRAM_STEP_OUTPUTS.OUTPUT_KEY));
            assertEquals(
                    2,
                    sql.fetchCount(
                            PROGRAM_SCHEDULES, PROGRAM_SCHEDULES.PROGRAM_VERSION_ID.eq(run.getProgramVersionId())));
        });
        assertEquals(
                List.of("run.claimed", "run.started", "run.step", "run.step", "run.ended"),
                facts.stream().map(Projection.Fact::kind).toList());
    }

    @BothDatabases
    void aProgramKeepsItsVersionUntilItsMeaningChangesAndIsArchivedWhenItLeaves(TestDatabase db) {
        ProgramStory s = ProgramStory.morning("2026-06-01T03:00:00Z").starts();
        s.diesFor("1min");
        int seen = project(db, s, 0);
        db.database().run(sql -> assertEquals(1, sql.fetchCount(PROGRAM_VERSIONS), "a start changes nothing"));

        s.applies(ProgramStory.morning(Missed.SKIP, "0s", "06:30"));
        seen = project(db, s, seen);
        db.database()
                .run(sql -> assertEquals(
                        List.of(1, 2),
                        sql.select(PROGRAM_VERSIONS.VERSION_NO)
                                .from(PROGRAM_VERSIONS)
                                .orderBy(PROGRAM_VERSIONS.VERSION_NO)
                                .fetch(PROGRAM_VERSIONS.VERSION_NO)));

        s.applies();
        seen = project(db, s, seen);
        db.database()
                .run(sql -> assertEquals(
                        "archived", sql.selectFrom(PROGRAMS).fetchSingle().getState()));

        s.applies(ProgramStory.morning(Missed.SKIP, "0s", "06:30"));
        project(db, s, seen);
        db.database().run(sql -> {
            assertEquals("active", sql.selectFrom(PROGRAMS).fetchSingle().getState());
            assertEquals(2, sql.fetchCount(PROGRAM_VERSIONS));
        });
    }

    @BothDatabases
    void missedAndSkippedStartsCarryTheirReason(TestDatabase db) {
        ProgramStory s = ProgramStory.morning("2026-06-01T03:50:00Z").starts();
        s.diesFor("1h");
        s.tank = 20;
        s.hear();
        s.runs("1min");
        s.clockSteps(6 * 3600 + 39 * 60);
        s.runs("2min");
        project(db, s, 0);
        db.database()
                .run(sql -> assertEquals(
                        List.of("missed: Penstock was not running", "skipped: Tank low: 20 L, needs 70 L (0 s ago)"),
                        sql.selectFrom(PLANNED_STARTS)
                                .orderBy(PLANNED_STARTS.PLANNED_AT)
                                .fetch()
                                .map(r -> r.getState() + ": " + r.getReason())));
    }

    @BothDatabases
    void thePlannedInstantIsUniqueInTheTableToo(TestDatabase db) {
        ProgramStory s = ProgramStory.morning("2026-06-01T03:59:50Z").starts().runs("3min");
        project(db, s, 0);
        DataAccessException twice = assertThrows(
                DataAccessException.class,
                () -> db.database().run(sql -> {
                    var row = sql.selectFrom(PLANNED_STARTS).fetchSingle();
                    row.setId(UUID.randomUUID());
                    row.setState("skipped");
                    row.setReason("again");
                    row.setRunId(null);
                    sql.insertInto(PLANNED_STARTS).set(row).execute();
                }));
        assertTrue(String.valueOf(twice.getMessage()).toLowerCase(Locale.ROOT).contains("planned_starts_once"));
    }

    private int project(TestDatabase db, ProgramStory s, int from) {
        if (from == 0) {
            outputs(db, Northglass.put(db.database()).siteId());
        }
        ProgramProjection projection = new ProgramProjection(
                Northglass.SITE.organizationKey(), Northglass.SITE.key(), json -> s.story.read(json));
        List<JournalRecord> journal = s.story.journal();
        db.database().run(sql -> journal.subList(from, journal.size()).forEach(r -> projection.apply(sql, r, facts)));
        assertTrue(
                from > 0
                        || journal.stream()
                                .anyMatch(r -> r instanceof JournalRecord.Inputs i
                                        && i.frame().inputs().stream().anyMatch(Input.ConfigChange.class::isInstance)),
                "the journal tells of the configuration");
        return journal.size();
    }

    /** The rows that ConfigurationProjection would have written. */
    private static void outputs(TestDatabase db, UUID site) {
        db.database().run(sql -> {
            UUID link = UUID.randomUUID();
            UUID device = UUID.randomUUID();
            sql.insertInto(LINKS)
                    .set(LINKS.ID, link)
                    .set(LINKS.SITE_ID, site)
                    .set(LINKS.LINK_KEY, "sim")
                    .set(LINKS.DRIVER, "simulator")
                    .set(LINKS.CONNECTION, "{}")
                    .set(LINKS.CREATED_AT, Northglass.FOUNDED)
                    .execute();
            sql.insertInto(DEVICES)
                    .set(DEVICES.ID, device)
                    .set(DEVICES.SITE_ID, site)
                    .set(DEVICES.DEVICE_KEY, "device")
                    .set(DEVICES.NAME, "Device")
                    .set(DEVICES.LINK_ID, link)
                    .set(DEVICES.ADDRESS, "{}")
                    .set(DEVICES.CREATED_AT, Northglass.FOUNDED)
                    .execute();
            List<String> keys = List.of("pump-1", "valve-1", "valve-2", "valve-3");
            for (String key : keys) {
                sql.insertInto(OUTPUTS)
                        .set(OUTPUTS.ID, UUID.randomUUID())
                        .set(OUTPUTS.SITE_ID, site)
                        .set(OUTPUTS.OUTPUT_NO, keys.indexOf(key))
                        .set(OUTPUTS.OUTPUT_KEY, key)
                        .set(OUTPUTS.NAME, key)
                        .set(OUTPUTS.KIND, key.startsWith("pump") ? "pump" : "valve")
                        .set(OUTPUTS.DEVICE_ID, device)
                        .set(OUTPUTS.ADDRESS, "{}")
                        .set(OUTPUTS.SAFE_VALUE, BigDecimal.ZERO)
                        .set(OUTPUTS.ON_START, "safe")
                        .set(OUTPUTS.MAX_ON_SECONDS, BigDecimal.valueOf(900))
                        .set(OUTPUTS.GUARD, "device_timer")
                        .set(OUTPUTS.TIMEOUT_SECONDS, BigDecimal.valueOf(2))
                        .set(OUTPUTS.CREATED_AT, Northglass.FOUNDED)
                        .execute();
            }
        });
    }
}
