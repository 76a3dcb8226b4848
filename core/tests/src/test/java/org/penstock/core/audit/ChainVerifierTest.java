package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.Finding.Cut;
import org.penstock.core.audit.Finding.Forked;
import org.penstock.core.audit.Finding.HeadChanged;
import org.penstock.core.audit.Finding.Removed;
import org.penstock.core.audit.Finding.Tampered;
import org.penstock.core.db.Database;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

/** Ten events; somebody with the rights of the database changes something; the verifier says what. */
class ChainVerifierTest {
    private static final long VICTIM = 5;

    private Database database(TestDatabase db) {
        Placed placed = Northglass.put(db.database());
        List<ActorEvent> events = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            events.add(new ActorEvent(
                    1_700_000_000_000_000L + i,
                    "anna",
                    "step.ended",
                    "run:" + i,
                    new TreeMap<>(Map.of("litres", "12.5"))));
        }
        db.database().run(sql -> ActorEvents.append(sql, Northglass.chain(placed), events));
        return db.database();
    }

    private static ChainId chain(Database database) {
        return database.read(EventChain::chains).getFirst();
    }

    private static List<Finding> findings(Database database, ChainHead... known) {
        return new ChainVerifier(database)
                .verify(chain(database), List.of(known), Watch.none())
                .findings();
    }

    private static List<Finding> after(Database database, Consumer<DSLContext> tampering) {
        assertEquals(List.of(), findings(database), "sound before");
        database.run(tampering);
        return findings(database);
    }

    private static void victimAlone(List<Finding> findings) {
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(
                VICTIM, assertInstanceOf(Tampered.class, findings.getFirst()).seq());
    }

    @BothDatabases
    void everyByteOfABodyIsProtected(TestDatabase db) {
        Database database = database(db);
        String body = database.read(
                sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(VICTIM)).getBody());
        for (int i = 0; i < body.length(); i++) {
            String changed = body.substring(0, i) + (char) (body.charAt(i) ^ 1) + body.substring(i + 1);
            database.run(sql -> sql.update(EVENTS)
                    .set(EVENTS.BODY, changed)
                    .where(EVENTS.SEQ.eq(VICTIM))
                    .execute());
            victimAlone(findings(database));
        }
    }

    @BothDatabases
    void everyByteOfTheHashesIsProtected(TestDatabase db) {
        Database database = database(db);
        for (var column : List.of(EVENTS.HASH, EVENTS.PREV_HASH)) {
            String hash = database.read(
                    sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(VICTIM)).get(column));
            for (int i = 0; i < hash.length(); i += 9) {
                String changed = hash.substring(0, i) + (char) (hash.charAt(i) ^ 1) + hash.substring(i + 1);
                victimAlone(after(
                        database,
                        sql -> sql.update(EVENTS)
                                .set(column, changed)
                                .where(EVENTS.SEQ.eq(VICTIM))
                                .execute()));
                database.run(sql -> sql.update(EVENTS)
                        .set(column, hash)
                        .where(EVENTS.SEQ.eq(VICTIM))
                        .execute());
            }
        }
    }

    @BothDatabases
    void everyCopiedColumnIsProtected(TestDatabase db) {
        Database database = database(db);
        Placed other = Northglass.put(database, Northglass.site("south", "South House"));
        Record before = database.read(sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(VICTIM)));
        Instant at = before.get(EVENTS.AT);
        UUID bob = database.transact(sql -> Actors.idOf(sql, other.organizationId(), "bob", at));
        ChainId chain = ChainId.ofSite(other.organizationId(), before.get(EVENTS.CHAIN_ID));

        List<Map<Field<?>, Object>> changes = List.of(
                Map.of(EVENTS.AT, at.plusNanos(1_000)),
                Map.of(EVENTS.ACTOR_ID, bob),
                Map.of(EVENTS.SITE_ID, other.siteId()),
                Map.of(EVENTS.KIND, "step.enden"),
                Map.of(EVENTS.SUBJECT, "run:4"),
                Map.of(EVENTS.SEQ, 500_000L),
                Map.of(EVENTS.SEQ, -1L),
                Map.of(EVENTS.SEQ, 0L),
                Map.of(EVENTS.SEQ, 11L));
        for (var change : changes) {
            database.run(sql -> sql.update(EVENTS)
                    .set(change)
                    .where(EVENTS.HASH.eq(before.get(EVENTS.HASH)))
                    .execute());
            victimAlone(new ChainVerifier(database)
                    .verify(chain, List.of(), Watch.none())
                    .findings());
            database.run(sql -> sql.update(EVENTS)
                    .set(EVENTS.AT, at)
                    .set(EVENTS.ACTOR_ID, before.get(EVENTS.ACTOR_ID))
                    .set(EVENTS.SITE_ID, before.get(EVENTS.SITE_ID))
                    .set(EVENTS.KIND, before.get(EVENTS.KIND))
                    .set(EVENTS.SUBJECT, before.get(EVENTS.SUBJECT))
                    .set(EVENTS.SEQ, VICTIM)
                    .where(EVENTS.HASH.eq(before.get(EVENTS.HASH)))
                    .execute());
        }
        // Moved into another site's chain: gone here, a stranger there.
        database.run(sql -> sql.update(EVENTS)
                .set(EVENTS.CHAIN_ID, other.siteId())
                .where(EVENTS.SEQ.eq(VICTIM))
                .execute());
        ChainVerifier verifier = new ChainVerifier(database);
        assertEquals(
                List.of(new Removed(VICTIM, VICTIM)),
                verifier.verify(chain, List.of(), Watch.none()).findings());
        assertFalse(verifier.verify(Northglass.chain(other), List.of(), Watch.none())
                .proven());
    }

    @BothDatabases
    void anEventRewrittenWithItsHashIsNamed(TestDatabase db) {
        for (long victim : List.of(1L, VICTIM, 9L, 10L)) {
            Database database = victim == 1 ? database(db) : db.database();
            var original = database.read(sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(victim)));
            List<Finding> findings = after(
                    database, sql -> rewrite(sql, victim, original.getBody().replace("12.5", "11.5")));
            assertEquals(1, findings.size(), findings.toString());
            // Of the last one nothing tells whether it was rewritten or the row that names it.
            assertEquals(
                    victim == 10 ? HeadChanged.class : Tampered.class,
                    findings.getFirst().getClass());
            assertEquals(victim, findings.getFirst().seq());
            database.run(sql -> rewrite(sql, victim, original.getBody()));
        }
    }

    private static void rewrite(DSLContext sql, long seq, String body) {
        sql.update(EVENTS)
                .set(EVENTS.BODY, body)
                .set(EVENTS.HASH, EventBody.hash(body))
                .where(EVENTS.SEQ.eq(seq))
                .execute();
    }

    @BothDatabases
    void removedEventsAreAGapAndNotATampering(TestDatabase db) {
        Database database = database(db);
        assertEquals(
                List.of(new Removed(VICTIM, VICTIM)),
                after(
                        database,
                        sql -> sql.deleteFrom(EVENTS)
                                .where(EVENTS.SEQ.eq(VICTIM))
                                .execute()));
        database.run(
                sql -> sql.deleteFrom(EVENTS).where(EVENTS.SEQ.le(VICTIM + 1)).execute());
        assertEquals(List.of(new Removed(1, VICTIM + 1)), findings(database));
    }

    @BothDatabases
    void aTailThatIsMissingIsACut(TestDatabase db) {
        Database database = database(db);
        ChainHead head = new ChainVerifier(database)
                .verify(chain(database), List.of(), Watch.none())
                .head();
        assertEquals(
                List.of(new Cut(8, 10)),
                after(
                        database,
                        sql -> sql.deleteFrom(EVENTS).where(EVENTS.SEQ.ge(8L)).execute()));
        // Whoever cuts with care also sets the head back: only a head kept elsewhere tells.
        String hash =
                database.read(sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(7L)).getHash());
        database.run(sql -> sql.update(CHAIN_HEADS)
                .set(CHAIN_HEADS.SEQ, 7L)
                .set(CHAIN_HEADS.HASH, hash)
                .execute());
        assertEquals(List.of(), findings(database));
        assertEquals(List.of(new Cut(8, 10)), findings(database, head));
    }

    @BothDatabases
    void anEmptiedChainIsACut(TestDatabase db) {
        Database database = database(db);
        assertEquals(
                List.of(new Cut(1, 10)),
                after(database, sql -> sql.deleteFrom(EVENTS).execute()));
    }

    @BothDatabases
    void aHeadThatWasSetBackIsSeen(TestDatabase db) {
        Database database = database(db);
        List<Finding> findings = after(
                database,
                sql -> sql.update(CHAIN_HEADS).set(CHAIN_HEADS.SEQ, 6L).execute());
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(7, findings.getFirst().seq());
    }

    @BothDatabases
    void aHistoryThatWentAnotherWayIsAFork(TestDatabase db) {
        Database database = database(db);
        ChainHead elsewhere = new ChainHead(6, "ab".repeat(32));
        List<Finding> findings = findings(database, elsewhere);
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(6, assertInstanceOf(Forked.class, findings.getFirst()).seq());
    }

    @BothDatabases
    void twoEventsAfterTheSameOneAreAForkAndTheTableRefusesThem(TestDatabase db) {
        Database database = database(db);
        Record ninth = database.read(sql -> sql.fetchSingle(EVENTS, EVENTS.SEQ.eq(9L)));
        String body = ninth.get(EVENTS.BODY).replace("\"seq\":9", "\"seq\":11").replace("12.5", "99.9");
        Consumer<DSLContext> second = sql -> sql.insertInto(EVENTS)
                .set(EVENTS.CHAIN_ID, ninth.get(EVENTS.CHAIN_ID))
                .set(EVENTS.SEQ, 11L)
                .set(EVENTS.BODY, body)
                .set(EVENTS.PREV_HASH, ninth.get(EVENTS.PREV_HASH))
                .set(EVENTS.HASH, EventBody.hash(body))
                .set(EVENTS.SITE_ID, ninth.get(EVENTS.SITE_ID))
                .set(EVENTS.AT, ninth.get(EVENTS.AT))
                .set(EVENTS.ACTOR_ID, ninth.get(EVENTS.ACTOR_ID))
                .set(EVENTS.KIND, ninth.get(EVENTS.KIND))
                .set(EVENTS.SUBJECT, ninth.get(EVENTS.SUBJECT))
                .execute();
        assertThrows(IntegrityConstraintViolationException.class, () -> database.run(second));
        List<Finding> findings = after(database, sql -> {
            sql.execute("alter table events drop constraint events_no_fork");
            second.accept(sql);
            sql.update(CHAIN_HEADS)
                    .set(CHAIN_HEADS.SEQ, 11L)
                    .set(CHAIN_HEADS.HASH, EventBody.hash(body))
                    .execute();
        });
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(11, assertInstanceOf(Forked.class, findings.getFirst()).seq());
    }

    @BothDatabases
    void manyFaultsAreEachNamedInOrder(TestDatabase db) {
        Database database = database(db);
        List<Finding> findings = after(database, sql -> {
            sql.update(EVENTS).set(EVENTS.KIND, "x").where(EVENTS.SEQ.eq(2L)).execute();
            sql.update(EVENTS).set(EVENTS.BODY, "{}").where(EVENTS.SEQ.eq(3L)).execute();
            sql.deleteFrom(EVENTS).where(EVENTS.SEQ.eq(6L)).execute();
            sql.deleteFrom(EVENTS).where(EVENTS.SEQ.eq(10L)).execute();
        });
        assertEquals(4, findings.size(), findings.toString());
        assertEquals(
                List.of(2L, 3L, 6L, 10L), findings.stream().map(Finding::seq).toList());
        assertInstanceOf(Removed.class, findings.get(2));
        assertInstanceOf(Cut.class, findings.get(3));
        findings.forEach(f -> assertTrue(f.inWords().endsWith("."), f.inWords()));
    }

    @BothDatabases
    void aVerificationCanBeWatchedAndStopped(TestDatabase db) {
        Database database = database(db);
        List<Long> seen = new ArrayList<>();
        Verification stopped = new ChainVerifier(database).verify(chain(database), List.of(), (seq, of) -> {
            seen.add(seq);
            assertEquals(10, of);
            return false;
        });
        assertTrue(stopped.cancelled());
        assertFalse(stopped.proven());
        assertEquals(List.of(10L), seen);
    }
}
