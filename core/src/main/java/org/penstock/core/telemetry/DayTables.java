package org.penstock.core.telemetry;

import java.util.UUID;
import org.jooq.DSLContext;

/** The tables in a day's file: those of the main database, so that the same code reads and writes both. */
final class DayTables {
    /** What this program writes. */
    static final int FORMAT = 1;

    private DayTables() {}

    /** Makes the tables where there are none. */
    static void make(DSLContext sql, UUID site, String day) {
        sql.execute("create table if not exists reading_file (site_id uuid not null, day_on date not null,"
                + " format_no integer not null, constraint reading_file_pk primary key (site_id, day_on))");
        sql.execute("create table if not exists reading_chunks (site_id uuid not null, stream_no integer not null,"
                + " t0 timestamp(6) with time zone not null, part integer not null,"
                + " first_at timestamp(6) with time zone not null, last_at timestamp(6) with time zone not null,"
                + " n integer not null, good_n integer not null, min_value double precision, max_value double precision,"
                + " sum_value double precision, last_value double precision, payload bytea not null,"
                + " hash varchar(64) not null,"
                + " constraint reading_chunks_pk primary key (site_id, stream_no, t0, part))");
        sql.execute("create index if not exists reading_chunks_by_time on reading_chunks (site_id, t0)");
        sql.execute("create table if not exists reading_rollups (site_id uuid not null, stream_no integer not null,"
                + " rollup_level varchar(3) not null, bucket_at timestamp(6) with time zone not null, n integer not null,"
                + " bad_n integer not null, out_n integer not null, min_value double precision,"
                + " max_value double precision, sum_value double precision, last_value double precision,"
                + " constraint reading_rollups_pk primary key (site_id, stream_no, rollup_level, bucket_at))");
        sql.execute(
                "merge into reading_file (site_id, day_on, format_no) key (site_id, day_on) values (?, cast(? as date), ?)",
                site,
                day,
                FORMAT);
    }
}
