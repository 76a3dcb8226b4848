package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.PlannedStarts.PLANNED_STARTS;
import static org.penstock.core.db.tables.tables.Runs.RUNS;
import static org.penstock.core.db.tables.tables.StepRuns.STEP_RUNS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/**
 * Brings programs, planned starts, runs and their steps into the database. Comes after {@link ConfigurationProjection},
 * whose rows it points at.
 */
public final class ProgramProjection implements Projection {
    private static final int REASON = 1_000;

    private final String organizationKey;
    private final String siteKey;
    private final Function<String, Configuration> reader;

    /**
     * @param organizationKey key of the organization of this data directory
     * @param siteKey key of its site
     * @param reader makes a configuration from {@link Input.ConfigChange#json}
     */
    public ProgramProjection(String organizationKey, String siteKey, Function<String, Configuration> reader) {
        this.organizationKey = organizationKey;
        this.siteKey = siteKey;
        this.reader = reader;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        switch (record) {
            case JournalRecord.Inputs inputs -> {
                for (Input input : inputs.frame().inputs()) {
                    if (input instanceof Input.ConfigChange change) {
                        Instant at = PlannedStarts.instant(inputs.frame().wallMicros());
                        new ProgramRows(sql, place(sql).siteId(), at)
                                .write(reader.apply(change.json()).part(ControlConfig.class));
                    }
                }
            }
            case JournalRecord.Effects effects -> {
                for (int i = 0; i < effects.effects().size(); i++) {
                    if (effects.effects().get(i) instanceof Effect.Record fact
                            && (fact.kind().startsWith("run.") || fact.kind().startsWith("program."))) {
                        apply(sql, fact, effects.wallMicros()[i]);
                        events.add(fact(fact, effects.wallMicros()[i]));
                    }
                }
            }
        }
    }

    private void apply(DSLContext sql, Effect.Record fact, long wallMicros) {
        Instant at = PlannedStarts.instant(wallMicros);
        SortedMap<String, String> data = fact.data();
        switch (fact.kind()) {
            case "run.started" -> started(sql, no(fact), data, at);
            case "run.step" -> step(sql, no(fact), data, at);
            case "run.ended" -> ended(sql, no(fact), data, at);
            case "run.skipped" -> decided(sql, data, "skipped", null, at);
            case "run.missed" -> decided(sql, data, "missed", null, at);
            // The claim becomes a row together with the run that it names: run.started follows in the same scan.
            default -> {}
        }
    }

    private void started(DSLContext sql, long no, SortedMap<String, String> data, Instant at) {
        Placed place = place(sql);
        UUID run = UuidCreator.getTimeOrderedEpoch();
        String planned = text(data, "planned");
        sql.insertInto(RUNS)
                .set(RUNS.ID, run)
                .set(RUNS.SITE_ID, place.siteId())
                .set(RUNS.RUN_NO, no)
                .set(RUNS.PROGRAM_VERSION_ID, ProgramRows.version(sql, place.siteId(), text(data, "program")))
                .set(RUNS.STATE, "running")
                .set(RUNS.PLANNED_AT, planned.isEmpty() ? null : Instant.parse(planned))
                .set(RUNS.ACTOR_ID, Actors.idOf(sql, place.organizationId(), Actors.keyFrom(text(data, "actor")), at))
                .set(RUNS.STARTED_AT, at)
                .set(RUNS.PLANNED_SECONDS, seconds(data, "planned_seconds"))
                .set(RUNS.REASON, "")
                .execute();
        if (!planned.isEmpty()) {
            decided(sql, data, "claimed", run, at);
        }
    }

    private void step(DSLContext sql, long no, SortedMap<String, String> data, Instant at) {
        UUID site = place(sql).siteId();
        String state = text(data, "state");
        boolean ran = !state.equals("skipped");
        sql.insertInto(STEP_RUNS)
                .set(STEP_RUNS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(STEP_RUNS.SITE_ID, site)
                .set(STEP_RUNS.RUN_ID, run(sql, site, no))
                .set(STEP_RUNS.STEP_ORDER, Integer.parseInt(text(data, "order")))
                .set(STEP_RUNS.STATE, state)
                .set(STEP_RUNS.PLANNED_SECONDS, seconds(data, "planned_seconds"))
                .set(STEP_RUNS.ACTUAL_SECONDS, seconds(data, "actual_seconds"))
                .set(STEP_RUNS.STARTED_AT, ran ? Instant.parse(text(data, "started")) : null)
                .set(STEP_RUNS.ENDED_AT, ran ? at : null)
                .execute();
    }

    private void ended(DSLContext sql, long no, SortedMap<String, String> data, Instant at) {
        UUID site = place(sql).siteId();
        sql.update(RUNS)
                .set(RUNS.STATE, text(data, "state"))
                .set(RUNS.ENDED_AT, at)
                .set(RUNS.ACTUAL_SECONDS, seconds(data, "actual_seconds"))
                .set(RUNS.REASON, reason(data))
                .where(RUNS.ID.eq(run(sql, site, no)))
                .execute();
    }

    /** What was missed may be decided anew when the clock was set back before it; anything else is decided once. */
    private void decided(DSLContext sql, SortedMap<String, String> data, String state, @Nullable UUID run, Instant at) {
        UUID site = place(sql).siteId();
        UUID program = ProgramRows.find(sql, site, text(data, "program"));
        if (program == null) {
            throw new IllegalStateException(
                    "a planned start names the program " + text(data, "program") + ", which has no row");
        }
        Instant planned = Instant.parse(text(data, "planned"));
        int again = sql.update(PLANNED_STARTS)
                .set(PLANNED_STARTS.STATE, state)
                .set(PLANNED_STARTS.REASON, reason(data))
                .set(PLANNED_STARTS.DECIDED_AT, at)
                .set(PLANNED_STARTS.RUN_ID, run)
                .where(PLANNED_STARTS.PROGRAM_ID.eq(program))
                .and(PLANNED_STARTS.TARGET.eq(""))
                .and(PLANNED_STARTS.PLANNED_AT.eq(planned))
                .and(PLANNED_STARTS.STATE.eq("missed"))
                .execute();
        if (again == 0) {
            sql.insertInto(PLANNED_STARTS)
                    .set(PLANNED_STARTS.ID, UuidCreator.getTimeOrderedEpoch())
                    .set(PLANNED_STARTS.SITE_ID, site)
                    .set(PLANNED_STARTS.PROGRAM_ID, program)
                    .set(PLANNED_STARTS.PLANNED_AT, planned)
                    .set(PLANNED_STARTS.STATE, state)
                    .set(PLANNED_STARTS.REASON, reason(data))
                    .set(PLANNED_STARTS.DECIDED_AT, at)
                    .set(PLANNED_STARTS.RUN_ID, run)
                    .execute();
        }
    }

    private Placed place(DSLContext sql) {
        return PlaceRows.find(sql, organizationKey, siteKey)
                .orElseThrow(() -> new IllegalStateException("the site " + organizationKey + "/" + siteKey
                        + " has no row: its configuration was not applied"));
    }

    private static UUID run(DSLContext sql, UUID site, long no) {
        UUID run = sql.select(RUNS.ID)
                .from(RUNS)
                .where(RUNS.SITE_ID.eq(site))
                .and(RUNS.RUN_NO.eq(no))
                .fetchOne(RUNS.ID);
        if (run == null) {
            throw new IllegalStateException("run " + no + " has no row");
        }
        return run;
    }

    private static Fact fact(Effect.Record record, long wallMicros) {
        TreeMap<String, String> data = new TreeMap<>(record.data());
        String actor = data.remove("actor");
        return new Fact(wallMicros, actor == null ? Actors.SYSTEM : actor, record.kind(), record.subject(), data);
    }

    private static long no(Effect.Record fact) {
        return Long.parseLong(fact.subject().substring("run:".length()));
    }

    private static String text(SortedMap<String, String> data, String name) {
        String value = data.get(name);
        return value == null ? "" : value;
    }

    private static String reason(SortedMap<String, String> data) {
        String reason = text(data, "reason");
        return reason.length() <= REASON ? reason : reason.substring(0, REASON);
    }

    private static BigDecimal seconds(SortedMap<String, String> data, String name) {
        return new BigDecimal(text(data, name));
    }
}
