package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.PlannedStarts.PLANNED_STARTS;
import static org.penstock.core.db.tables.tables.ProgramVersions.PROGRAM_VERSIONS;
import static org.penstock.core.db.tables.tables.Programs.PROGRAMS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Planned starts that came and did not take place, from the record. */
public final class OwedRunQuery {
    private OwedRunQuery() {}

    /**
     * One of them.
     *
     * @param program what a person calls the program, in its newest version
     * @param state missed: nothing ran then; skipped: a gate was shut
     * @param reason why
     */
    public record Owed(String program, Instant planned, String state, String reason) {}

    /** Those planned since {@code since}, the newest first. */
    public static List<Owed> since(DSLContext sql, UUID site, Instant since, int most) {
        var name = DSL.field(DSL.select(PROGRAM_VERSIONS.NAME)
                .from(PROGRAM_VERSIONS)
                .where(PROGRAM_VERSIONS.PROGRAM_ID.eq(PROGRAMS.ID))
                .orderBy(PROGRAM_VERSIONS.VERSION_NO.desc())
                .limit(1));
        return sql.select(name, PLANNED_STARTS.PLANNED_AT, PLANNED_STARTS.STATE, PLANNED_STARTS.REASON)
                .from(PLANNED_STARTS)
                .join(PROGRAMS)
                .on(PROGRAMS.ID.eq(PLANNED_STARTS.PROGRAM_ID))
                .where(PLANNED_STARTS.SITE_ID.eq(site))
                .and(PLANNED_STARTS.PLANNED_AT.ge(since))
                .and(PLANNED_STARTS.STATE.in("missed", "skipped"))
                .orderBy(PLANNED_STARTS.PLANNED_AT.desc(), PLANNED_STARTS.ID)
                .limit(most)
                .fetch(r -> new Owed(r.value1(), r.value2(), r.value3(), r.value4()));
    }
}
