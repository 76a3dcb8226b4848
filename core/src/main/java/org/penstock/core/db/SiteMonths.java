package org.penstock.core.db;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * One site's part of a table that a server keeps in partitions by site, and each site's by month: {@code TABLE_SITE_2026_11},
 * SITE being the 32 digits of the site's id, so that no two sites share a name and the longest stays below PostgreSQL's 63
 * bytes. Whatever has no month is in {@code TABLE_SITE_rest}, and whatever has no site in {@code TABLE_rest}: nothing is ever
 * refused because a partition was not made in time. Other sites go on writing and reading whatever is done here. Nothing
 * waits longer than two seconds for those who use the part, for all who come later wait behind; then {@link #inUse}.
 * Plain SQL: PostgreSQL only.
 *
 * @param table name of the table
 * @param time its column of time; the primary key holds it and {@code site_id}
 */
public record SiteMonths(String table, String time, UUID site) {
    /** Rows that are moved out of a rest while their site waits: what it writes within an hour. */
    private static final int MOVED = 200_000;

    /**
     * Makes the site's part, a month and those that follow it, unless they are there. Rows for which there are moved, unless
     * they are many: then they stay in the rest. Makes nothing where the table is not by site, as TimescaleDB's are not.
     *
     * @param current this month
     * @param ahead how many follow
     * @return how many months were made
     */
    public int make(DSLContext sql, YearMonth current, int ahead) {
        YearMonth[] missing = LongStream.rangeClosed(0, ahead)
                .mapToObj(current::plusMonths)
                .filter(month -> !has(sql, month))
                .toArray(YearMonth[]::new);
        if (missing.length == 0 || !bySite(sql)) {
            return 0;
        }
        int[] made = {0};
        hurried(sql, () -> {
            if (there(sql, part())) {
                // One process after the other makes months, and the second finds that they are there.
                sql.execute("lock table only " + part() + " in share update exclusive mode");
                for (YearMonth month : missing) {
                    made[0] += there(sql, name(month)) ? 0 : month(sql, month);
                }
            } else {
                sql.execute("lock table only " + table + " in share update exclusive mode");
                made[0] = there(sql, part()) ? 0 : part(sql, missing);
            }
        });
        return made[0];
    }

    /** Whether the month has a partition of its own. */
    public boolean has(DSLContext sql, YearMonth month) {
        return there(sql, name(month));
    }

    /** Lets nobody read or write the site's part of the table until the transaction is over. */
    public void alone(DSLContext sql) {
        hurried(sql, () -> sql.execute("lock table " + part() + " in access exclusive mode"));
    }

    /** Lets nobody write into the month until the transaction is over; reading goes on. */
    public void lock(DSLContext sql, YearMonth month) {
        hurried(sql, () -> sql.execute("lock table " + name(month) + " in share row exclusive mode"));
    }

    /** Whether the month holds something that does not go. */
    public boolean keeps(DSLContext sql, YearMonth month, Condition goes) {
        return sql.fetchSingle("select exists (select 1 from " + name(month) + " as " + table + " where not ("
                        + sql.renderInlined(goes) + "))")
                .get(0, Boolean.class);
    }

    /** Drops the month with everything in it. Not detached before: that would lock the table of sites for everybody. */
    public void drop(DSLContext sql, YearMonth month) {
        hurried(sql, () -> sql.execute("drop table " + name(month)));
    }

    /** Writes the month anew without what goes; less work than to delete most of it, and nothing is left to be cleaned. */
    public void rewrite(DSLContext sql, YearMonth month, Condition goes) {
        String name = name(month);
        create(sql, name + "_kept", "");
        sql.execute("insert into " + name + "_kept select * from " + name + " as " + table + " where not ("
                + sql.renderInlined(goes) + ")");
        hurried(sql, () -> sites(sql));
        drop(sql, month);
        sql.execute("alter table " + name + "_kept rename to " + name);
        attach(sql, month);
    }

    /** Whether a call failed because somebody uses the part for longer than it waits. */
    public static boolean inUse(DataAccessException e) {
        return e.sqlState().equals("55P03");
    }

    private int part(DSLContext sql, YearMonth... months) {
        String mine = "site_id = '" + site + "'";
        String rest = table + "_rest";
        if (!few(sql, rest, mine)) {
            return 0;
        }
        create(sql, part(), " partition by range (" + time + ")");
        create(sql, part() + "_rest", "");
        sql.execute("alter table " + part() + " attach partition " + part() + "_rest default");
        for (YearMonth month : months) {
            create(sql, name(month), "");
            attach(sql, month);
        }
        move(sql, rest, mine, part());
        sql.execute("alter table " + table + " attach partition " + part() + " for values in ('" + site + "')");
        return months.length;
    }

    private int month(DSLContext sql, YearMonth month) {
        String span = time + " >= '" + at(month) + "' and " + time + " < '" + at(month.plusMonths(1)) + "'";
        String rest = part() + "_rest";
        if (!few(sql, rest, span)) {
            return 0;
        }
        create(sql, name(month), "");
        move(sql, rest, span, name(month));
        attach(sql, month);
        return 1;
    }

    private void create(DSLContext sql, String name, String how) {
        sql.execute("create table " + name + " (like " + table + " including defaults including constraints)" + how);
    }

    /** Attaching locks the sites: they come before anything of the readings, for whoever founds one may go on to its readings. */
    private static void sites(DSLContext sql) {
        sql.execute("lock table sites in share row exclusive mode");
    }

    /** Nobody writes more of it before what it moved to is attached. */
    private static void move(DSLContext sql, String rest, String which, String to) {
        sites(sql);
        sql.execute("lock table " + rest + " in access exclusive mode");
        sql.execute("with moved as (delete from " + rest + " where " + which + " returning *) insert into " + to
                + " select * from moved");
    }

    private void attach(DSLContext sql, YearMonth month) {
        sql.execute("alter table " + part() + " attach partition " + name(month) + " for values from ('" + at(month)
                + "') to ('" + at(month.plusMonths(1)) + "')");
    }

    /** Name of the site's part of the table, which may not be there. */
    public String part() {
        return table + "_" + site.toString().replace("-", "");
    }

    private String name(YearMonth month) {
        return String.format(Locale.ROOT, "%s_%04d_%02d", part(), month.getYear(), month.getMonthValue());
    }

    private static String at(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private static boolean there(DSLContext sql, String name) {
        return sql.fetchSingle("select to_regclass(?) is not null", name).get(0, Boolean.class);
    }

    private boolean bySite(DSLContext sql) {
        return sql.fetchSingle(
                        "select exists (select 1 from pg_partitioned_table where partrelid = to_regclass(?) and partstrat = 'l')",
                        table)
                .get(0, Boolean.class);
    }

    private static boolean few(DSLContext sql, String rest, String which) {
        return sql.fetchSingle("select count(*) <= " + MOVED + " from (select 1 from " + rest + " where " + which
                        + " limit " + (MOVED + 1) + ") as few")
                .get(0, Boolean.class);
    }

    private static void hurried(DSLContext sql, Runnable work) {
        String usual = sql.fetchSingle("select current_setting('lock_timeout')").get(0, String.class);
        sql.fetch("select set_config('lock_timeout', '2s', true)");
        work.run();
        sql.fetch("select set_config('lock_timeout', ?, true)", usual);
    }
}
