package org.penstock.core.db;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The months of a table that a server keeps in partitions ({@code TABLE_2026_11}). Whatever has no month of its own is in
 * {@code TABLE_rest}, so that nothing is ever refused because a month was not made in time. Plain SQL: PostgreSQL only.
 *
 * @param table name of the table
 * @param time its column of time, part of its primary key
 */
public record MonthPartitions(String table, String time) {
    /**
     * Makes a month and those that follow it, unless they are there.
     *
     * @param current this month; made only while the rest holds nothing of it, for a month's rows are not moved in passing
     * @param ahead how many follow
     * @return how many were made
     */
    public int make(DSLContext sql, YearMonth current, int ahead) {
        int made = 0;
        for (int i = 0; i <= ahead; i++) {
            YearMonth month = current.plusMonths(i);
            if (!there(sql, month) && (i > 0 || !restHas(sql, month))) {
                make(sql, month);
                made++;
            }
        }
        return made;
    }

    /** Whether the month has a partition of its own. */
    public boolean has(DSLContext sql, YearMonth month) {
        return there(sql, month);
    }

    /** Lets nobody write into the month until the transaction is over; reading goes on. */
    public void lock(DSLContext sql, YearMonth month) {
        sql.execute("lock table " + name(month) + " in share row exclusive mode");
    }

    /** Whether the month holds something that does not go; also of another site. */
    public boolean others(DSLContext sql, YearMonth month, Condition goes) {
        return sql.fetchSingle("select exists (select 1 from " + name(month) + " as " + table + " where not ("
                        + sql.renderInlined(goes) + "))")
                .get(0, Boolean.class);
    }

    /** Drops the month with everything in it. */
    public void drop(DSLContext sql, YearMonth month) {
        sql.execute("alter table " + table + " detach partition " + name(month));
        sql.execute("drop table " + name(month));
    }

    /** Writes the month anew without what goes; less work than to delete most of it, and nothing is left to be cleaned. */
    public void rewrite(DSLContext sql, YearMonth month, Condition goes) {
        String name = name(month);
        sql.execute("create table " + name + "_kept (like " + table + " including defaults including constraints)");
        sql.execute("insert into " + name + "_kept select * from " + name + " as " + table + " where not ("
                + sql.renderInlined(goes) + ")");
        drop(sql, month);
        sql.execute("alter table " + name + "_kept rename to " + name);
        attach(sql, month);
    }

    private void attach(DSLContext sql, YearMonth month) {
        sql.execute("alter table " + table + " attach partition " + name(month) + " for values from ('" + at(month)
                + "') to ('" + at(month.plusMonths(1)) + "')");
    }

    private String name(YearMonth month) {
        return String.format(Locale.ROOT, "%s_%04d_%02d", table, month.getYear(), month.getMonthValue());
    }

    private static String at(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private boolean there(DSLContext sql, YearMonth month) {
        return sql.fetchSingle("select to_regclass(?) is not null", name(month)).get(0, Boolean.class);
    }

    private boolean restHas(DSLContext sql, YearMonth month) {
        String from = at(month);
        String to = at(month.plusMonths(1));
        return sql.fetchSingle("select exists (select 1 from " + table + "_rest where " + time + " >= '" + from
                        + "' and " + time + " < '" + to + "')")
                .get(0, Boolean.class);
    }

    /** What came for the month before it was made, from a clock that runs ahead, moves into it. */
    private void make(DSLContext sql, YearMonth month) {
        String name = name(month);
        String span = time + " >= '" + at(month) + "' and " + time + " < '" + at(month.plusMonths(1)) + "'";
        sql.execute("create table " + name + " (like " + table + " including defaults including constraints)");
        sql.execute("with moved as (delete from " + table + "_rest where " + span + " returning *) insert into " + name
                + " select * from moved");
        attach(sql, month);
    }
}
