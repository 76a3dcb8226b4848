package org.penstock.core.facility;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows of one site equal to what a configuration names, in tables with {@code id, site_id, created_at, archived_at,
 * version} and a key column. Rows are never deleted. Runs inside the caller's transaction.
 */
public final class SiteRows {
    private final DSLContext sql;
    private final UUID siteId;
    private final Instant at;

    /** @param at when the configuration came into force, whole µs */
    public SiteRows(DSLContext sql, UUID siteId, Instant at) {
        this.sql = sql;
        this.siteId = siteId;
        this.at = at;
    }

    /** Columns and values of one row, without those that every row has. */
    public static final class Values {
        private final Map<Field<?>, @Nullable Object> values = new HashMap<>();

        /** Adds a column. */
        public <T> Values set(Field<T> field, @Nullable T value) {
            values.put(field, value);
            return this;
        }
    }

    /**
     * Inserts the row, or changes what differs in the one that is there and opens it again if it was archived. A row whose
     * thing was given another key gets that key: its id is the thing.
     *
     * @param key column and value that name the row for people
     * @throws IllegalStateException when the key stands under another id: the database was written from another data
     *     directory
     */
    public void put(Table<?> table, UUID id, Field<String> keyField, String key, Values row) {
        Field<UUID> idField = column(table, "id", UUID.class);
        Field<UUID> siteField = column(table, "site_id", UUID.class);
        Record known = sql.select(table.fields())
                .from(table)
                .where(siteField.eq(siteId))
                .and(keyField.eq(key))
                .fetchOne();
        Map<Field<?>, @Nullable Object> values = new HashMap<>(row.values);
        if (known == null && renamed(table, idField.eq(id).and(siteField.eq(siteId)), keyField, key)) {
            put(table, id, keyField, key, row);
            return;
        }
        if (known == null) {
            values.put(idField, id);
            values.put(siteField, siteId);
            values.put(keyField, key);
            values.put(column(table, "created_at", Instant.class), at);
            sql.insertInto(table).set(values).execute();
            return;
        }
        if (!id.equals(known.get(idField))) {
            throw new IllegalStateException("the database knows " + table.getName() + " " + key
                    + " from another data directory; restore that directory, or give this one a database of its own");
        }
        Field<Instant> archived = column(table, "archived_at", Instant.class);
        boolean same = known.get(archived) == null
                && row.values.entrySet().stream().allMatch(e -> equal(e.getValue(), known.get(e.getKey())));
        if (!same) {
            Field<Integer> version = column(table, "version", Integer.class);
            values.put(archived, null);
            values.put(version, version.plus(1));
            sql.update(table).set(values).where(idField.eq(id)).execute();
        }
    }

    private boolean renamed(Table<?> table, Condition row, Field<String> keyField, String key) {
        return sql.update(table).set(keyField, key).where(row).execute() > 0;
    }

    /** Archives every open row whose key is not in {@code open}. */
    public void archive(Table<?> table, Field<String> keyField, Set<String> open) {
        Field<Instant> archived = column(table, "archived_at", Instant.class);
        Field<Integer> version = column(table, "version", Integer.class);
        sql.update(table)
                .set(archived, at)
                .set(version, version.plus(1))
                .where(column(table, "site_id", UUID.class).eq(siteId))
                .and(archived.isNull())
                .and(keyField.notIn(open))
                .execute();
    }

    private static boolean equal(@Nullable Object wanted, @Nullable Object stored) {
        if (wanted instanceof BigDecimal a && stored instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return Objects.equals(wanted, stored);
    }

    private static <T> Field<T> column(Table<?> table, String name, Class<T> type) {
        return Objects.requireNonNull(table.field(name, type), () -> table.getName() + " has no column " + name);
    }
}
