package org.penstock.core.testsupport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.db.Database;

/** Tables of evidence in the hands of somebody with all rights on the database. Whatever he does is undone again. */
public final class EvidenceTables {
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Database database;
    private final ChainId chain;
    private final RecordCheck check;

    /** @param check what has to find it */
    public EvidenceTables(Database database, ChainId chain, RecordCheck check) {
        this.database = database;
        this.chain = chain;
        this.check = check;
    }

    /** What is found as it stands. */
    public List<RowFinding> findings() {
        return database.read(sql -> check.check(sql, chain));
    }

    /** Reads something. */
    public <T> T read(Function<DSLContext, T> work) {
        return database.read(work);
    }

    /** What is found after {@code tampering}, which then never was. */
    public List<RowFinding> after(Consumer<DSLContext> tampering) {
        List<RowFinding> findings = new ArrayList<>();
        try {
            database.run(sql -> {
                tampering.accept(sql);
                findings.addAll(check.check(sql, chain));
                throw new Undo();
            });
        } catch (Undo undone) {
            return findings;
        }
        throw new AssertionError("not undone");
    }

    /** {@code table id} of each finding. */
    public static List<String> names(List<RowFinding> findings) {
        return findings.stream().map(f -> f.table() + " " + f.row()).toList();
    }

    /** Drops what guards the tables: who owns the database can. */
    public void unguard(String... tables) {
        for (String type : List.of("FOREIGN KEY", "CHECK")) {
            database.run(sql -> {
                for (Record c :
                        sql.fetch("select table_name, constraint_name from information_schema.table_constraints where"
                                + " constraint_type = '" + type + "' and lower(table_name) in ('"
                                + String.join("', '", tables) + "') and constraint_name not like '%not_null'")) {
                    sql.execute("alter table " + c.get(0) + " drop constraint \"" + c.get(1) + "\"");
                }
                for (Record c : sql.fetch(
                        "select r.constraint_name, t.table_name from information_schema.referential_constraints r"
                                + " join information_schema.table_constraints t on t.constraint_name = r.constraint_name"
                                + " join information_schema.table_constraints u on u.constraint_name ="
                                + " r.unique_constraint_name where lower(u.table_name) in ('"
                                + String.join("', '", tables) + "')")) {
                    sql.execute("alter table " + c.get(1) + " drop constraint \"" + c.get(0) + "\"");
                }
            });
        }
    }

    /**
     * Changes every column of every row in every way; each time exactly that row must be named.
     *
     * @param id name of the column that names the row
     * @param without columns that are not evidence, or that the database makes itself
     * @return how many changes were tried
     */
    public int everyColumn(Table<?> table, String id, Condition which, Set<String> without) {
        int tried = 0;
        for (Record row : read(sql -> sql.selectFrom(table).where(which).fetch())) {
            UUID name = row.get(id, UUID.class);
            for (Field<?> field : table.fields()) {
                for (Object other : without.contains(field.getName()) ? List.of() : others(field, row.get(field))) {
                    List<RowFinding> found = after(sql -> assertEquals(
                            1,
                            sql.execute(DSL.update(table)
                                    .set(DSL.field(field.getUnqualifiedName()), DSL.val(other, field.getDataType()))
                                    .where(DSL.field(DSL.name(id), UUID.class).eq(name)))));
                    assertEquals(
                            List.of(table.getName() + " " + name),
                            names(found),
                            table.getName() + "." + field.getName() + " " + row.get(field) + " -> " + other + ": "
                                    + found);
                    tried++;
                }
            }
        }
        return tried;
    }

    private static List<@Nullable Object> others(Field<?> field, @Nullable Object value) {
        List<@Nullable Object> others = new ArrayList<>();
        Class<?> type = field.getType();
        if (type == UUID.class) {
            others.add(UUID.randomUUID());
        } else if (type == Instant.class) {
            others.add(value == null ? Instant.parse("2026-03-09T00:00:00Z") : ((Instant) value).plusNanos(1000));
        } else if (type == LocalDate.class) {
            others.add(value == null ? LocalDate.of(2026, 3, 9) : ((LocalDate) value).plusDays(1));
        } else if (type == Boolean.class) {
            others.add(!Boolean.TRUE.equals(value));
        } else if (type == Integer.class) {
            others.add(value == null ? 1 : (Integer) value + 1);
        } else if (type == Long.class) {
            others.add(value == null ? 1L : (Long) value + 1);
        } else if (type == BigDecimal.class) {
            others.add(value == null ? BigDecimal.ONE : ((BigDecimal) value).add(new BigDecimal("0.01")));
        } else if (type == String.class) {
            String text = value == null ? "" : (String) value;
            others.add(text.isEmpty() ? "Z" : "Z" + text.substring(1));
            others.add(text.isEmpty() ? " " : text.substring(0, text.length() - 1));
        } else {
            throw new AssertionError(field + " has a type that this test does not know");
        }
        if (value != null && field.getDataType().nullable()) {
            others.add(null);
        }
        return others;
    }
}
