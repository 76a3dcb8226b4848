package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.ProgramVersions.PROGRAM_VERSIONS;
import static org.penstock.core.db.tables.tables.Programs.PROGRAMS;
import static org.penstock.core.db.tables.tables.Runs.RUNS;
import static org.penstock.core.db.tables.tables.StepRuns.STEP_RUNS;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Lists runs from the record, newest first. */
public final class RunQuery {
    private RunQuery() {}

    /**
     * A run as recorded.
     *
     * @param state planned, queued, running, completed, aborted, faulted, cancelled
     * @param plannedSeconds the whole run as planned
     * @param why who asked for it and, when ended, what ended it
     */
    public record Recorded(
            long no,
            String program,
            String programName,
            String state,
            int steps,
            double plannedSeconds,
            Instant started,
            @Nullable Instant ended,
            String why) {}

    /** The newest {@code most} runs of a site. */
    public static List<Recorded> newest(DSLContext sql, UUID site, int most) {
        return list(sql, site, DSL.noCondition(), most);
    }

    /** The newest {@code most} that were under way at some moment of a time. @param to exclusive */
    public static List<Recorded> between(DSLContext sql, UUID site, Instant from, Instant to, int most) {
        return list(sql, site, RUNS.STARTED_AT.lt(to).and(RUNS.ENDED_AT.isNull().or(RUNS.ENDED_AT.ge(from))), most);
    }

    private static List<Recorded> list(DSLContext sql, UUID site, Condition which, int most) {
        var steps = DSL.field(DSL.selectCount()
                .from(STEP_RUNS)
                .where(STEP_RUNS.SITE_ID.eq(RUNS.SITE_ID))
                .and(STEP_RUNS.RUN_ID.eq(RUNS.ID)));
        return sql.select(
                        RUNS.RUN_NO,
                        PROGRAMS.PROGRAM_KEY,
                        PROGRAM_VERSIONS.NAME,
                        RUNS.STATE,
                        steps,
                        RUNS.PLANNED_SECONDS,
                        RUNS.STARTED_AT,
                        RUNS.ENDED_AT,
                        RUNS.REASON)
                .from(RUNS)
                .join(PROGRAM_VERSIONS)
                .on(PROGRAM_VERSIONS.SITE_ID.eq(RUNS.SITE_ID), PROGRAM_VERSIONS.ID.eq(RUNS.PROGRAM_VERSION_ID))
                .join(PROGRAMS)
                .on(PROGRAMS.SITE_ID.eq(PROGRAM_VERSIONS.SITE_ID), PROGRAMS.ID.eq(PROGRAM_VERSIONS.PROGRAM_ID))
                .where(RUNS.SITE_ID.eq(site))
                .and(which)
                .orderBy(RUNS.RUN_NO.desc())
                .limit(most)
                .fetch(r -> new Recorded(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        seconds(r.value6()),
                        r.value7(),
                        r.value8(),
                        r.value9()));
    }

    private static double seconds(BigDecimal exact) {
        return exact.doubleValue();
    }
}
