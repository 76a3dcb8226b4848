package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;

/** What the main database knows of the files of days. @param site row of the site */
record DayRows(UUID site) {
    static final String OPEN = "open";
    static final String SEALED = "sealed";
    static final String DAMAGED = "damaged";
    private static final int NOTE = 300;

    /** The file of that day changes now. */
    void open(DSLContext sql, String day, Instant now) {
        int known = sql.update(READING_DAYS)
                .set(READING_DAYS.STATE, OPEN)
                .set(READING_DAYS.CHANGED_AT, now)
                .setNull(READING_DAYS.SEALED_AT)
                .setNull(READING_DAYS.SIZE_BYTES)
                .setNull(READING_DAYS.SHA256)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.FILE_NAME.eq(day))
                .execute();
        if (known == 0) {
            sql.insertInto(READING_DAYS)
                    .set(READING_DAYS.SITE_ID, site)
                    .set(READING_DAYS.FILE_NAME, day)
                    .set(READING_DAYS.DAY_ON, LocalDate.parse(day))
                    .set(READING_DAYS.STATE, OPEN)
                    .set(READING_DAYS.CHANGED_AT, now)
                    .execute();
        }
    }

    /** The oldest day before {@code before} whose file has not changed since {@code quiet} and is not sealed. */
    Optional<String> settled(DSLContext sql, LocalDate before, Instant quiet) {
        return sql.select(READING_DAYS.FILE_NAME)
                .from(READING_DAYS)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.STATE.eq(OPEN))
                .and(READING_DAYS.DAY_ON.lt(before))
                .and(READING_DAYS.CHANGED_AT.le(quiet))
                .orderBy(READING_DAYS.DAY_ON)
                .limit(1)
                .fetchOptional(READING_DAYS.FILE_NAME);
    }

    /** The file of that day does not change any more. */
    void sealed(DSLContext sql, String day, DayFiles.Sealed file, long chunks, long readings, Instant now) {
        sql.update(READING_DAYS)
                .set(READING_DAYS.STATE, SEALED)
                .set(READING_DAYS.SEALED_AT, now)
                .set(READING_DAYS.SIZE_BYTES, file.bytes())
                .set(READING_DAYS.SHA256, file.sha256())
                .set(READING_DAYS.CHUNKS_N, chunks)
                .set(READING_DAYS.READINGS_N, readings)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.FILE_NAME.eq(day))
                .execute();
    }

    /** Streams of that day were forgotten; the file is another and sealed. */
    void exchanged(DSLContext sql, String day, DayFiles.Sealed file) {
        sql.update(READING_DAYS)
                .set(READING_DAYS.STATE, SEALED)
                .set(READING_DAYS.SIZE_BYTES, file.bytes())
                .set(READING_DAYS.SHA256, file.sha256())
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.FILE_NAME.eq(day))
                .execute();
    }

    /** Checksum of the sealed file of that day; empty when it is not sealed. */
    Optional<String> checksum(DSLContext sql, String day) {
        return sql.select(READING_DAYS.SHA256)
                .from(READING_DAYS)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.FILE_NAME.eq(day))
                .and(READING_DAYS.STATE.eq(SEALED))
                .fetchOptional(READING_DAYS.SHA256);
    }

    /** There is no file of that day. */
    void forget(DSLContext sql, String day) {
        sql.deleteFrom(READING_DAYS)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.FILE_NAME.eq(day))
                .execute();
    }

    /** A file was set aside. @return false when that is known */
    boolean damaged(DSLContext sql, String aside, String why, boolean another, Instant now) {
        boolean known =
                sql.fetchExists(READING_DAYS, READING_DAYS.SITE_ID.eq(site).and(READING_DAYS.FILE_NAME.eq(aside)));
        if (known) {
            return false;
        }
        String day = aside.substring(0, 10);
        if (!another) {
            forget(sql, day);
        }
        sql.insertInto(READING_DAYS)
                .set(READING_DAYS.SITE_ID, site)
                .set(READING_DAYS.FILE_NAME, aside)
                .set(READING_DAYS.DAY_ON, LocalDate.parse(day))
                .set(READING_DAYS.STATE, DAMAGED)
                .set(READING_DAYS.CHANGED_AT, now)
                .set(READING_DAYS.NOTE, SealedReadings.text(why, NOTE))
                .execute();
        return true;
    }

    /** Checksums of the sealed files by name. */
    Map<String, String> checksums(DSLContext sql) {
        Map<String, String> sums = new TreeMap<>();
        sql.select(READING_DAYS.FILE_NAME, READING_DAYS.SHA256)
                .from(READING_DAYS)
                .where(READING_DAYS.SITE_ID.eq(site))
                .and(READING_DAYS.STATE.eq(SEALED))
                .forEach(r -> sums.put(r.value1(), r.value2()));
        return sums;
    }
}
