package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.ProgramSchedules.PROGRAM_SCHEDULES;
import static org.penstock.core.db.tables.tables.ProgramStepOutputs.PROGRAM_STEP_OUTPUTS;
import static org.penstock.core.db.tables.tables.ProgramSteps.PROGRAM_STEPS;
import static org.penstock.core.db.tables.tables.ProgramVersions.PROGRAM_VERSIONS;
import static org.penstock.core.db.tables.tables.Programs.PROGRAMS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * Brings the programs of a configuration into their rows. A program whose meaning changed gets a new version; versions
 * are never changed, so that a run always names what ran. What left the file is archived.
 */
final class ProgramRows {
    private final DSLContext sql;
    private final UUID site;
    private final Instant at;

    ProgramRows(DSLContext sql, UUID site, Instant at) {
        this.sql = sql;
        this.site = site;
        this.at = at;
    }

    void write(ControlConfig config) {
        for (ProgramSpec spec : config.programs()) {
            UUID program = program(spec);
            String hash = hash(config, spec);
            Record2<Integer, String> newest = sql.select(PROGRAM_VERSIONS.VERSION_NO, PROGRAM_VERSIONS.CONTENT_HASH)
                    .from(PROGRAM_VERSIONS)
                    .where(PROGRAM_VERSIONS.PROGRAM_ID.eq(program))
                    .orderBy(PROGRAM_VERSIONS.VERSION_NO.desc())
                    .limit(1)
                    .fetchOne();
            if (newest == null || !newest.value2().equals(hash)) {
                version(config, spec, program, newest == null ? 1 : newest.value1() + 1, hash);
            }
        }
        List<String> keys = config.programs().stream().map(ProgramSpec::key).toList();
        sql.update(PROGRAMS)
                .set(PROGRAMS.STATE, "archived")
                .set(PROGRAMS.ARCHIVED_AT, at)
                .where(PROGRAMS.SITE_ID.eq(site))
                .and(PROGRAMS.ARCHIVED_AT.isNull())
                .and(PROGRAMS.PROGRAM_KEY.notIn(keys))
                .execute();
    }

    private UUID program(ProgramSpec spec) {
        UUID known = find(sql, site, spec.key());
        if (known != null) {
            sql.update(PROGRAMS)
                    .set(PROGRAMS.NAME, spec.name())
                    .set(PROGRAMS.STATE, "active")
                    .setNull(PROGRAMS.ARCHIVED_AT)
                    .where(PROGRAMS.ID.eq(known))
                    .execute();
            return known;
        }
        UUID made = UuidCreator.getTimeOrderedEpoch();
        sql.insertInto(PROGRAMS)
                .set(PROGRAMS.ID, made)
                .set(PROGRAMS.SITE_ID, site)
                .set(PROGRAMS.PROGRAM_KEY, spec.key())
                .set(PROGRAMS.NAME, spec.name())
                .set(PROGRAMS.CREATED_AT, at)
                .execute();
        return made;
    }

    private void version(ControlConfig config, ProgramSpec spec, UUID program, int no, String hash) {
        UUID version = UuidCreator.getTimeOrderedEpoch();
        sql.insertInto(PROGRAM_VERSIONS)
                .set(PROGRAM_VERSIONS.ID, version)
                .set(PROGRAM_VERSIONS.SITE_ID, site)
                .set(PROGRAM_VERSIONS.PROGRAM_ID, program)
                .set(PROGRAM_VERSIONS.VERSION_NO, no)
                .set(PROGRAM_VERSIONS.NAME, spec.name())
                .set(PROGRAM_VERSIONS.PUMP_KEY, spec.pump() < 0 ? null : key(config, spec.pump()))
                .set(PROGRAM_VERSIONS.LEAD_SECONDS, seconds(spec.leadMicros()))
                .set(PROGRAM_VERSIONS.LINGER_SECONDS, seconds(spec.lingerMicros()))
                .set(PROGRAM_VERSIONS.MAX_RUNTIME_SECONDS, seconds(spec.maxRuntimeMicros()))
                .set(PROGRAM_VERSIONS.CONTENT_HASH, hash)
                .set(PROGRAM_VERSIONS.CREATED_AT, at)
                .execute();
        for (int i = 0; i < spec.steps().size(); i++) {
            step(config, spec.steps().get(i), version, i + 1);
        }
        spec.schedule().times().stream()
                .distinct()
                .forEach(time -> sql.insertInto(PROGRAM_SCHEDULES)
                        .set(PROGRAM_SCHEDULES.ID, UuidCreator.getTimeOrderedEpoch())
                        .set(PROGRAM_SCHEDULES.SITE_ID, site)
                        .set(PROGRAM_SCHEDULES.PROGRAM_VERSION_ID, version)
                        .set(PROGRAM_SCHEDULES.LOCAL_TIME, time)
                        .set(PROGRAM_SCHEDULES.DAYS, days(spec.schedule()))
                        .set(PROGRAM_SCHEDULES.TIMEZONE, config.zone().getId())
                        .set(PROGRAM_SCHEDULES.GAP, word(spec.schedule().gap()))
                        .set(PROGRAM_SCHEDULES.FOLD, word(spec.schedule().fold()))
                        .set(PROGRAM_SCHEDULES.MISSED, word(spec.schedule().missed()))
                        .set(
                                PROGRAM_SCHEDULES.MISSED_WITHIN_SECONDS,
                                seconds(spec.schedule().missedWithinMicros()))
                        .execute());
    }

    private void step(ControlConfig config, ProgramSpec.Step step, UUID version, int order) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        sql.insertInto(PROGRAM_STEPS)
                .set(PROGRAM_STEPS.ID, id)
                .set(PROGRAM_STEPS.SITE_ID, site)
                .set(PROGRAM_STEPS.PROGRAM_VERSION_ID, version)
                .set(PROGRAM_STEPS.STEP_ORDER, order)
                .set(PROGRAM_STEPS.DURATION_SECONDS, seconds(step.durationMicros()))
                .execute();
        for (int output : step.outputs()) {
            sql.insertInto(PROGRAM_STEP_OUTPUTS)
                    .set(PROGRAM_STEP_OUTPUTS.SITE_ID, site)
                    .set(PROGRAM_STEP_OUTPUTS.PROGRAM_STEP_ID, id)
                    .set(PROGRAM_STEP_OUTPUTS.OUTPUT_KEY, key(config, output))
                    .execute();
        }
    }

    /** The row of a program, null when it was never in a configuration. */
    static @Nullable UUID find(DSLContext sql, UUID site, String key) {
        return sql.select(PROGRAMS.ID)
                .from(PROGRAMS)
                .where(PROGRAMS.SITE_ID.eq(site))
                .and(PROGRAMS.PROGRAM_KEY.eq(key))
                .fetchOne(PROGRAMS.ID);
    }

    /** The version of a program that is in force. @throws IllegalStateException when there is none */
    static UUID version(DSLContext sql, UUID site, String programKey) {
        UUID version = sql.select(PROGRAM_VERSIONS.ID)
                .from(PROGRAM_VERSIONS)
                .join(PROGRAMS)
                .on(PROGRAMS.ID.eq(PROGRAM_VERSIONS.PROGRAM_ID))
                .where(PROGRAMS.SITE_ID.eq(site))
                .and(PROGRAMS.PROGRAM_KEY.eq(programKey))
                .orderBy(PROGRAM_VERSIONS.VERSION_NO.desc())
                .limit(1)
                .fetchOne(PROGRAM_VERSIONS.ID);
        if (version == null) {
            throw new IllegalStateException("a run names the program " + programKey + ", which has no row");
        }
        return version;
    }

    static BigDecimal seconds(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    private static short days(ProgramSpec.Schedule schedule) {
        int mask = 0;
        for (int day : schedule.days()) {
            mask |= 1 << (day - 1);
        }
        return (short) mask;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String key(ControlConfig config, int output) {
        return ProgramStage.output(config, output).key();
    }

    /** Over everything that a version says, so that an unchanged program keeps its version. */
    private static String hash(ControlConfig config, ProgramSpec spec) {
        ProgramSpec.Schedule s = spec.schedule();
        String steps = spec.steps().stream()
                .map(step -> step.durationMicros()
                        + step.outputs().stream().map(o -> "+" + key(config, o)).collect(Collectors.joining()))
                .collect(Collectors.joining(","));
        String text = String.join(
                "\n",
                spec.name(),
                spec.pump() < 0 ? "" : key(config, spec.pump()),
                Long.toString(spec.leadMicros()),
                Long.toString(spec.lingerMicros()),
                Long.toString(spec.maxRuntimeMicros()),
                steps,
                s.times().toString(),
                Integer.toString(days(s)),
                config.zone().getId(),
                word(s.gap()),
                word(s.fold()),
                word(s.missed()),
                Long.toString(s.missedWithinMicros()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
