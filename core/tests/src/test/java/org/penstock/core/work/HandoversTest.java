package org.penstock.core.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.EvidenceAdoptions.EVIDENCE_ADOPTIONS;
import static org.penstock.core.db.tables.tables.Handovers.HANDOVERS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.penstock.core.consent.ConsentVerifier;
import org.penstock.core.consent.RecordSignatures;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** One shift gives the facility to the next; both sign the same, and nobody writes into it later unseen. */
class HandoversTest {
    @BothDatabases
    void twoSignTheSameAndWhoWritesIntoItIsNamed(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        Handovers shifts = new Handovers(store.chain);
        StoryPeople people = new StoryPeople(store.database, store.chain);
        var otto = people.proven(store.now, StoryStore.OTTO);
        TreeMap<String, String> content = new TreeMap<>(Map.of("note", "fan 2 rattles", "holds", "none"));
        Handover given = store.in(sql -> shifts.give(sql, content, otto, store.now));
        assertThrows(HandoverRefused.class, () -> store.in(sql -> shifts.give(sql, content, otto, store.now)));
        assertThrows(
                HandoverRefused.class,
                () -> store.in(sql -> shifts.take(sql, given.id(), given.contentHash(), otto, store.now)));
        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new HandoverVerifier());
        assertEquals(List.of(), tables.findings(), "sound while it waits");
        store.passes(Duration.ofMinutes(9));
        var gus = people.proven(store.now, StoryPeople.by("gus", Role.OPERATOR));
        store.in(sql -> shifts.take(sql, given.id(), given.contentHash(), gus, store.now));
        assertEquals(List.of(), tables.findings(), "sound when it is taken");
        assertEquals(List.of(), store.database.read(sql -> new ConsentVerifier().check(sql, store.chain)));

        tables.unguard("handovers");
        assertTrue(tables.everyColumn(HANDOVERS, "id", HANDOVERS.ID.isNotNull(), Set.of("open_key")) > 8);
        String name = "handovers " + given.id();
        assertEquals(
                List.of(name),
                EvidenceTables.names(
                        tables.after(sql -> sql.deleteFrom(HANDOVERS).execute())));
        UUID forged = UUID.randomUUID();
        assertEquals(List.of("handovers " + forged), EvidenceTables.names(tables.after(sql -> copy(sql, forged))));
    }

    /** What an older release handed over is taken into the record by the next hand-over, and only then. */
    @BothDatabases
    void whatWasThereBeforeIsTakenOverOnce(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        Handovers shifts = new Handovers(store.chain);
        StoryPeople people = new StoryPeople(store.database, store.chain);
        var otto = people.proven(store.now, StoryStore.OTTO);
        Instant before = store.now.minus(Duration.ofDays(3));
        UUID old = UUID.randomUUID();
        store.database.run(sql -> {
            UUID anna = Actors.idOf(sql, store.chain.organizationId(), "anna", before);
            UUID gus = Actors.idOf(sql, store.chain.organizationId(), "gus", before);
            sql.insertInto(HANDOVERS)
                    .set(HANDOVERS.ID, old)
                    .set(HANDOVERS.SITE_ID, store.chain.id())
                    .set(HANDOVERS.CONTENT, "{}")
                    .set(HANDOVERS.CONTENT_HASH, RecordSignatures.hash(new TreeMap<>()))
                    .set(HANDOVERS.GIVEN_BY, anna)
                    .set(HANDOVERS.GIVEN_AT, before)
                    .set(HANDOVERS.TAKEN_BY, gus)
                    .set(HANDOVERS.TAKEN_AT, before)
                    .execute();
            sql.insertInto(EVIDENCE_ADOPTIONS)
                    .values(HandoverEvidence.WHAT, store.chain.id())
                    .execute();
        });
        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new HandoverVerifier());
        assertEquals(List.of("handovers " + old), EvidenceTables.names(tables.findings()), "not yet told");
        store.in(sql -> shifts.give(sql, new TreeMap<>(), otto, store.now));
        assertEquals(List.of(), tables.findings());
        assertEquals(
                List.of("handovers " + old),
                EvidenceTables.names(tables.after(sql ->
                        sql.deleteFrom(HANDOVERS).where(HANDOVERS.ID.eq(old)).execute())));
    }

    private static void copy(org.jooq.DSLContext sql, UUID id) {
        var row = sql.fetchSingle(HANDOVERS);
        row.changed(true);
        row.changed(HANDOVERS.OPEN_KEY, false);
        row.setId(id);
        row.setContent("{}");
        sql.executeInsert(row);
    }
}
