package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;
import static org.penstock.core.db.tables.tables.SignedHeads.SIGNED_HEADS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.Finding.BadSignature;
import org.penstock.core.audit.Finding.HeadChanged;
import org.penstock.core.audit.Finding.Tampered;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/**
 * Somebody with all rights on the database changes one byte of one column; exactly that row is named. The columns are those
 * of the tables as they are, so that a new one cannot be forgotten. (Every byte of a body: {@link ChainVerifierTest}.)
 */
class EveryColumnTest {
    private static final long VICTIM = 3;

    @TempDir
    Path data;

    @BothDatabases
    void oneByteInAnyColumnNamesItsRow(TestDatabase db) throws IOException {
        SignedRecord record = new SignedRecord(db.database(), data);
        record.happen(0, 5);
        record.happen(1, 1);
        record.morning(2);
        assertEquals(List.of(), record.findings(), "sound before");
        db.database().run(EveryColumnTest::withoutConstraints);

        everyColumn(record, EVENTS, EVENTS.SEQ.eq(VICTIM), f -> f instanceof Tampered && f.seq() == VICTIM);
        everyColumn(record, CHAIN_HEADS, CHAIN_HEADS.CHAIN_ID.eq(record.chain.id()), f -> f instanceof HeadChanged);
        everyColumn(
                record,
                SIGNED_HEADS,
                SIGNED_HEADS.HEAD_DAY.eq(LocalDate.of(2026, 3, 1)),
                f -> f instanceof BadSignature && f.inWords().contains("in the database"));
        assertEquals(List.of(), record.findings(), "sound again");
    }

    /** Who has the database has its constraints. */
    private static void withoutConstraints(DSLContext sql) {
        for (String table : List.of("events", "chain_heads", "signed_heads")) {
            sql.resultQuery(
                            "select constraint_name from information_schema.table_constraints where table_name in (?, upper(?))"
                                    + " and constraint_type in ('FOREIGN KEY', 'CHECK') and constraint_name not like '%not_null'",
                            table, table)
                    .fetch(0, String.class)
                    .forEach(name -> sql.execute("alter table " + table + " drop constraint \"" + name + "\""));
        }
    }

    private static <R extends Record> void everyColumn(
            SignedRecord record, Table<R> table, Condition row, Predicate<Finding> names) throws IOException {
        R before = record.database.read(sql -> sql.fetchSingle(table, row));
        var tried = new TreeSet<String>();
        for (Field<?> field : table.fields()) {
            for (Object changed : changes(
                    before.get(field), ((TableField<?, ?>) field).getDataType().nullable())) {
                set(record, table, row, field, changed);
                List<Finding> findings = record.findings();
                String what = table.getName() + "." + field.getName() + " = " + changed + " → " + findings;
                assertFalse(findings.isEmpty(), what);
                assertTrue(findings.stream().allMatch(names), what);
                assertTrue(findings.size() == 1 || table == CHAIN_HEADS, what);
                // By what still tells the row.
                int back = record.database.transact(sql -> sql.update(table)
                        .set(untyped(field), before.get(field))
                        .where(same(before, field))
                        .execute());
                assertEquals(1, back);
                tried.add(field.getName());
            }
        }
        assertEquals(table.fields().length, tried.size());
    }

    private static <R extends Record> void set(
            SignedRecord record, Table<R> table, Condition row, Field<?> field, @Nullable Object value) {
        record.database.run(
                sql -> sql.update(table).set(untyped(field), value).where(row).execute());
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> untyped(Field<?> field) {
        return (Field<Object>) field;
    }

    /** Every other column as it was. */
    private static Condition same(Record before, Field<?> but) {
        Condition same = org.jooq.impl.DSL.noCondition();
        for (Field<?> field : before.fields()) {
            if (!field.equals(but)) {
                Object value = before.get(field);
                same = same.and(value == null ? field.isNull() : untyped(field).eq(value));
            }
        }
        return same;
    }

    private static List<Object> changes(Object value, boolean nullable) {
        List<Object> changes = new ArrayList<>();
        switch (value) {
            case String s -> {
                for (int at : new TreeSet<>(List.of(0, s.length() / 3, s.length() - 1))) {
                    changes.add(s.substring(0, at) + (char) (s.charAt(at) ^ 1) + s.substring(at + 1));
                }
            }
            case Long n -> changes.addAll(List.of(n ^ 1L << 6, n ^ 1L << 40, n ^ 1L << 63));
            case UUID id -> {
                changes.add(new UUID(id.getMostSignificantBits() ^ 1L << 60, id.getLeastSignificantBits()));
                changes.add(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1));
            }
            case Instant at -> changes.addAll(List.of(at.plusNanos(1_000), at.plusSeconds(1L << 16)));
            case LocalDate day -> changes.addAll(List.of(day.plusDays(1 << 6), day.minusDays(1 << 12)));
            default -> throw new AssertionError("no byte of a " + value + " is changed yet");
        }
        if (nullable) {
            changes.add(null);
        }
        return changes;
    }
}
