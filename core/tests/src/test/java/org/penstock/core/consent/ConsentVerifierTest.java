package org.penstock.core.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.consent.SignoffStory.CARA;
import static org.penstock.core.consent.SignoffStory.SVEN;
import static org.penstock.core.db.tables.tables.Events.EVENTS;
import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.SignoffParties.SIGNOFF_PARTIES;
import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/** Somebody writes into the database: exactly the row that he touched is named. */
class ConsentVerifierTest {
    /** Undoes what was written, so that each column begins with a sound record. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static List<RowFinding> after(SignoffStory story, Consumer<DSLContext> tampering) {
        List<RowFinding> findings = new ArrayList<>();
        try {
            story.database.run(sql -> {
                tampering.accept(sql);
                findings.addAll(new ConsentVerifier().check(sql, story.chain));
                throw new Undo();
            });
        } catch (Undo undone) {
            return findings;
        }
        throw new AssertionError("not undone");
    }

    /** Who owns the database can drop what guards it. */
    private static void unguarded(SignoffStory story) {
        for (String type : List.of("FOREIGN KEY", "CHECK")) {
            story.database.run(sql -> {
                var constraints = sql.fetch(
                        "select table_name, constraint_name from information_schema.table_constraints"
                                + " where constraint_type = '" + type + "' and table_name in ('signoffs', 'signatures',"
                                + " 'signoff_parties', 'signoff_policy_versions') and constraint_name like 'sign%' and constraint_name not like '%not_null'");
                for (Record c : constraints) {
                    sql.execute("alter table " + c.get(0) + " drop constraint " + c.get(1));
                }
            });
        }
    }

    private static List<@Nullable Object> others(Field<?> field, @Nullable Object value) {
        List<@Nullable Object> others = new ArrayList<>();
        Class<?> type = field.getType();
        if (type == UUID.class) {
            others.add(UUID.randomUUID());
        } else if (type == Instant.class) {
            others.add(value == null ? Instant.parse("2026-03-09T00:00:00Z") : ((Instant) value).plusNanos(1000));
        } else if (type == Boolean.class) {
            others.add(!Boolean.TRUE.equals(value));
        } else if (type == Integer.class) {
            others.add(value == null ? 1 : (Integer) value + 1);
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

    @BothDatabases
    void everyColumnOfBothTables(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        story.carriedOut(story.approved().id());
        Signoff half = story.asked(SignoffStory.release("hold:h2"));
        story.signs(half, CARA);
        unguarded(story);
        int tried = 0;
        for (Table<?> table : List.of(SIGNOFFS, SIGNATURES)) {
            for (Record row : story.database.read(sql -> sql.selectFrom(table).fetch())) {
                for (Field<?> field : table.fields()) {
                    for (Object other : others(field, row.get(field))) {
                        UUID id = row.get("id", UUID.class);
                        List<RowFinding> found = after(
                                story,
                                sql -> assertEquals(
                                        1,
                                        sql.execute(DSL.update(table)
                                                .set(
                                                        DSL.field(field.getUnqualifiedName()),
                                                        DSL.val(other, field.getDataType()))
                                                .where(DSL.field(DSL.name("id"), UUID.class)
                                                        .eq(id)))));
                        String what = table.getName() + "." + field.getName() + " -> " + other + ": " + found;
                        assertEquals(1, found.size(), what);
                        assertEquals(table.getName(), found.getFirst().table(), what);
                        assertEquals(id.toString(), found.getFirst().row(), what);
                        tried++;
                    }
                }
            }
        }
        assertTrue(tried > 150, tried + " columns");
        for (Field<?> field : SIGNOFF_PARTIES.fields()) {
            for (Object other : others(
                    field,
                    story.database.read(sql -> sql.selectFrom(SIGNOFF_PARTIES)
                            .where(SIGNOFF_PARTIES.PART.eq("excluded"))
                            .limit(1)
                            .fetchSingle(field)))) {
                List<RowFinding> found = after(
                        story,
                        sql -> sql.execute(DSL.update(SIGNOFF_PARTIES)
                                .set(DSL.field(field.getUnqualifiedName()), DSL.val(other, field.getDataType()))
                                .where(SIGNOFF_PARTIES.PART.eq("excluded"))
                                .and(SIGNOFF_PARTIES.SIGNOFF_ID.eq(half.id()))));
                String what = "signoff_parties." + field.getName() + " -> " + other + ": " + found;
                assertFalse(found.isEmpty(), what);
                assertTrue(
                        found.stream()
                                .allMatch(f -> f.table().equals("signoff_parties")
                                        && f.row().contains(half.id().toString())),
                        what);
            }
        }
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    @BothDatabases
    void whatIsTakenAwayOrPutBesideIsNamed(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff approved = story.approved();
        unguarded(story);
        UUID first = approved.signatures().getFirst().id();
        List<RowFinding> gone = after(
                story,
                sql -> sql.deleteFrom(SIGNATURES).where(SIGNATURES.ID.eq(first)).execute());
        assertEquals(
                List.of("Row " + first + " of signatures: it is gone: only its event is left."),
                gone.stream().map(RowFinding::inWords).toList());
        List<RowFinding> whole = after(story, sql -> sql.deleteFrom(SIGNOFFS).execute());
        assertEquals(
                List.of(approved.id().toString()),
                whole.stream().map(RowFinding::row).toList());
        List<RowFinding> copied = after(story, sql -> {
            var row = sql.fetchSingle(SIGNATURES, SIGNATURES.ID.eq(first));
            row.changed(true);
            row.setId(UUID.randomUUID());
            row.setSubject("signoff:other");
            sql.executeInsert(row);
        });
        assertEquals(1, copied.size());
        assertTrue(copied.getFirst().inWords().contains("never recorded"));
        // One who was kept out is let in.
        List<RowFinding> party = after(
                story,
                sql -> sql.deleteFrom(SIGNOFF_PARTIES)
                        .where(SIGNOFF_PARTIES.PART.eq("excluded"))
                        .execute());
        assertEquals(
                List.of("signoff_parties"),
                party.stream().map(RowFinding::table).toList());
    }

    /** A damaged event is the chain's own finding; the rows that it spoke of are not blamed for it. */
    @BothDatabases
    void aDamagedEventIsNamedByTheChainOnly(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff approved = story.approved();
        var rows = story.database.read(
                sql -> sql.selectFrom(EVENTS).orderBy(EVENTS.SEQ).fetch());
        for (var row : rows) {
            String body = row.getBody();
            for (int at : new int[] {2, body.indexOf("\"data\"") + 12, body.length() - 3}) {
                String bad = body.substring(0, at) + (body.charAt(at) == 'x' ? "y" : "x") + body.substring(at + 1);
                assertEquals(
                        List.of(),
                        after(
                                story,
                                sql -> sql.update(EVENTS)
                                        .set(EVENTS.BODY, bad)
                                        .where(EVENTS.SEQ.eq(row.getSeq()))
                                        .execute()),
                        "event " + row.getSeq() + " at " + at);
            }
            for (var column : List.of(EVENTS.KIND, EVENTS.SUBJECT, EVENTS.HASH, EVENTS.PREV_HASH)) {
                assertEquals(
                        List.of(),
                        after(
                                story,
                                sql -> sql.update(EVENTS)
                                        .set(column, "x")
                                        .where(EVENTS.SEQ.eq(row.getSeq()))
                                        .execute()),
                        column + " of event " + row.getSeq());
            }
        }
        story.database.run(sql -> sql.update(EVENTS)
                .set(EVENTS.BODY, EVENTS.BODY.concat(" "))
                .where(EVENTS.SEQ.eq(2L))
                .execute());
        assertFalse(new ChainVerifier(story.database)
                .verify(story.chain, List.of(), ChainVerifier.Watch.none())
                .proven());
        assertInstanceOf(Execution.Refused.class, story.carriedOut(approved.id()));
        assertInstanceOf(Refusal.Doubted.class, SignoffStory.refused(() -> story.signs(approved, SVEN)));
    }
}
