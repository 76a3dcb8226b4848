package org.penstock.core.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.consent.SignoffStory.CARA;
import static org.penstock.core.consent.SignoffStory.CLEO;
import static org.penstock.core.consent.SignoffStory.OTTO;
import static org.penstock.core.consent.SignoffStory.SVEN;
import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.SignoffParties.SIGNOFF_PARTIES;
import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;
import static org.penstock.core.identity.Role.GROWER;
import static org.penstock.core.identity.Role.OWNER;
import static org.penstock.core.identity.Role.SUPERVISOR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.TestDatabase;

/** From the request to what is carried out, and everything that stands between, on both databases. */
class SignoffsTest {
    @BothDatabases
    void twoPeopleSignAndItIsDoneOnce(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        assertEquals(SignoffState.PENDING, asked.state());
        assertEquals(2, asked.open().size());

        Signoff half = story.signs(asked, SVEN);
        assertEquals(SignoffState.PENDING, half.state());
        Signoff whole = story.signs(asked, CARA);
        assertEquals(SignoffState.APPROVED, whole.state());
        Signature first = whole.signatures().getFirst();
        assertEquals("Sven de Vries", first.printedName());
        assertEquals(Meaning.APPROVED, first.meaning());
        assertEquals("desk", first.workstation());
        assertEquals(2, first.components());
        assertEquals(asked.contentHash(), first.contentHash());

        var done = assertInstanceOf(Execution.Done.class, story.carriedOut(asked.id()));
        assertEquals("released B-17", done.result());
        var again = assertInstanceOf(Execution.Refused.class, story.carriedOut(asked.id()));
        assertTrue(
                again.refusal().inWords().contains("is carried out already"),
                again.refusal().inWords());
        assertEquals(
                List.of(
                        "signoff.requested",
                        "signoff.signed",
                        "signoff.signed",
                        "signoff.approved",
                        "signoff.executed"),
                story.kinds());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    @BothDatabases
    void whoAskedOrPlacedItOrSignedAlreadyDoesNotSign(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        assertEquals(
                "otto asked for this and cannot sign it. Wanted from others: approved by admin or compliance or owner,"
                        + " approved by admin or compliance or owner or supervisor.",
                story.refused(asked, StoryPeople.by("otto", OWNER)).inWords());
        assertTrue(story.refused(asked, CLEO).inWords().startsWith("cleo cannot sign this, having placed the hold."));
        story.signs(asked, CARA);
        assertInstanceOf(
                Refusal.SignedAlready.class, story.refused(asked, StoryPeople.at("hall", "cara", OWNER, SUPERVISOR)));
        assertEquals(
                "\"approved\" by gus (grower) is not wanted. Still wanted: approved by admin or compliance or owner or"
                        + " supervisor.",
                story.refused(asked, StoryPeople.by("gus", GROWER)).inWords());
    }

    /** Whatever the program would let pass, the tables do not. */
    @BothDatabases
    void theTablesRefuseToo(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        story.signs(asked, CARA);
        UUID otto = story.proven(OTTO).actorId();
        UUID cara = story.proven(CARA).actorId();
        UUID cleo = story.proven(CLEO).actorId();
        for (UUID who : List.of(otto, cara, cleo)) {
            for (String part : List.of("signer", "requester")) {
                for (boolean party : new boolean[] {true, false}) {
                    assertThrows(
                            DataAccessException.class,
                            () -> story.database.run(sql -> {
                                var row = sql.fetchSingle(SIGNATURES);
                                row.changed(true);
                                row.setId(UUID.randomUUID());
                                row.setSignerId(who);
                                row.setPart(part);
                                if (party) {
                                    sql.insertInto(SIGNOFF_PARTIES)
                                            .values(story.chain.id(), asked.id(), who, "signer")
                                            .execute();
                                }
                                sql.executeInsert(row);
                            }),
                            who + " as " + part + (party ? " with" : " without") + " a party of its own");
                }
            }
        }
        assertThrows(
                DataAccessException.class,
                () -> story.database.run(sql -> sql.update(SIGNATURES)
                        .set(SIGNATURES.REQUESTER_ID, cleo)
                        .execute()));
        assertThrows(
                DataAccessException.class,
                () -> story.database.run(
                        sql -> sql.update(SIGNOFFS).set(SIGNOFFS.ALONE, true).execute()));
    }

    @BothDatabases
    void aSignaturePutIntoTheTableOpensNothingAndIsNamed(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        story.signs(asked, CARA);
        UUID sven = story.proven(SVEN).actorId();
        UUID forged = UUID.randomUUID();
        story.database.run(sql -> {
            sql.insertInto(SIGNOFF_PARTIES)
                    .values(story.chain.id(), asked.id(), sven, "signer")
                    .execute();
            var row = sql.fetchSingle(SIGNATURES);
            row.changed(true);
            row.setId(forged);
            row.setSignerId(sven);
            row.setRoles("supervisor");
            row.setPrintedName("Sven de Vries");
            sql.executeInsert(row);
            sql.update(SIGNOFFS)
                    .set(SIGNOFFS.STATE, "approved")
                    .set(SIGNOFFS.APPROVED_AT, story.now)
                    .execute();
        });
        var refused = assertInstanceOf(Execution.Refused.class, story.carriedOut(asked.id()));
        assertTrue(
                refused.refusal().inWords().contains("never recorded"),
                refused.refusal().inWords());
        assertEquals("record.doubted", story.kinds().getLast());
        // Not laundered by what is recorded afterwards, and nobody can build on it.
        assertInstanceOf(Execution.Refused.class, story.carriedOut(asked.id()));
        assertInstanceOf(
                Refusal.Doubted.class,
                SignoffStory.refused(
                        () -> story.in(sql -> story.signoffs.fail(sql, asked.id(), "give up", SVEN, story.now))));
        List<RowFinding> findings = story.database.read(sql -> new ConsentVerifier().check(sql, story.chain));
        String named =
                String.join("\n", findings.stream().map(RowFinding::inWords).toList());
        assertTrue(named.contains("Row " + forged + " of signatures: it was never recorded"), named);
        assertTrue(named.contains("Row " + asked.id() + " of signoffs: column approved_at says"), named);
    }

    @BothDatabases
    void whatIsCarriedOutIsWhatWasSigned(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff approved = story.approved();
        SortedMap<String, String> more = new TreeMap<>(SignoffStory.payload());
        more.put("quantity", "125.00 kg");
        var other = assertInstanceOf(Execution.Refused.class, story.carriedOut(approved.id(), more, "v3"));
        assertTrue(
                other.refusal().inWords().contains("quantity was signed as 12.500 kg and would be 125.00 kg"),
                other.refusal().inWords());
        assertEquals(SignoffState.FAILED, story.found(approved.id()).state());

        Signoff second = story.approved();
        assertInstanceOf(Execution.Refused.class, story.carriedOut(second.id(), SignoffStory.payload(), "v4"));
        assertEquals(
                "what it speaks of was v3 and is v4", story.found(second.id()).endReason());
    }

    @BothDatabases
    void aChangeOfTheSubjectVoidsEverySignature(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff approved = story.approved();
        Signoff pending = story.asked(SignoffStory.release("hold:h2"));
        story.in(sql -> story.signoffs.changed(sql, "hold:h1", "v3", CLEO, story.now));
        assertEquals(SignoffState.APPROVED, story.found(approved.id()).state());
        story.in(sql -> story.signoffs.changed(sql, "hold:h1", "v4", CLEO, story.now));
        story.in(sql -> story.signoffs.changed(sql, "hold:h2", "v4", CLEO, story.now));
        assertEquals(SignoffState.FAILED, story.found(approved.id()).state());
        assertEquals(SignoffState.WITHDRAWN, story.found(pending.id()).state());
        assertTrue(story.refused(pending, CARA).inWords().contains("changed from v3 to v4"));
    }

    /** What a release knew that is not this one is read, and neither signed nor done. */
    @BothDatabases
    void whatThisVersionDoesNotKnowIsReadAndNotSigned(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        db.database()
                .run(sql -> sql.update(SIGNOFFS)
                        .set(SIGNOFFS.ACTION, "co2.override")
                        .set(SIGNOFFS.POLICY, SIGNOFFS.POLICY.replace("hold.release", "co2.override"))
                        .execute());
        Signoff old = story.found(asked.id());
        assertEquals(Action.UNKNOWN, old.action());
        assertEquals(asked.summary(), old.summary());
        assertEquals(Action.UNKNOWN, old.policy().action());
        Refusal refusal = old.wouldRefuse("cara", CARA, Meaning.APPROVED, old.requestedAt())
                .orElseThrow();
        assertTrue(
                refusal.inWords().startsWith("This version of the program does not know what was asked for"),
                refusal.inWords());
    }

    @BothDatabases
    void itsTimeEnds(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff pending = story.asked();
        Signoff approved = story.asked(SignoffStory.release("hold:h2"));
        story.signs(approved, CARA);
        story.passes(Duration.ofDays(3));
        story.signs(approved, SVEN);
        story.passes(Duration.ofDays(4));
        assertInstanceOf(Refusal.TooLate.class, story.refused(pending, CARA));
        assertEquals(1, story.in(sql -> story.signoffs.expire(sql, story.now)).size());
        assertEquals(SignoffState.EXPIRED, story.found(pending.id()).state());
        // Approved, it has its time once more.
        assertEquals(SignoffState.APPROVED, story.found(approved.id()).state());
        story.passes(Duration.ofDays(3));
        var late = assertInstanceOf(Execution.Refused.class, story.carriedOut(approved.id()));
        assertInstanceOf(Refusal.TooLate.class, late.refusal());
        assertEquals(SignoffState.FAILED, story.found(approved.id()).state());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    @BothDatabases
    void itIsRefusedByWhoCouldSignAndWithdrawnByWhoAsked(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        assertInstanceOf(
                Refusal.NoReason.class,
                SignoffStory.refused(
                        () -> story.in(sql -> story.signoffs.refuse(sql, asked.id(), CARA, " ", story.now))));
        assertInstanceOf(
                Refusal.NotTheirs.class,
                SignoffStory.refused(
                        () -> story.in(sql -> story.signoffs.refuse(sql, asked.id(), OTTO, "no", story.now))));
        assertInstanceOf(
                Refusal.NotTheirs.class,
                SignoffStory.refused(
                        () -> story.in(sql -> story.signoffs.withdraw(sql, asked.id(), CARA, "no", story.now))));
        Signoff no =
                story.in(sql -> story.signoffs.refuse(sql, asked.id(), CARA, "the sample was mixed up", story.now));
        assertEquals(SignoffState.REFUSED, no.state());
        assertEquals(
                "The request to release a hold (Release the hold on lot B-17) is refused (the sample was mixed up)."
                        + " Ask again if it is still wanted.",
                story.refused(asked, SVEN).inWords());
        Signoff again = story.asked();
        assertInstanceOf(Refusal.AskedAlready.class, SignoffStory.refused(story::asked));
        story.in(sql -> story.signoffs.withdraw(sql, again.id(), OTTO, "not needed", story.now));
        assertEquals(SignoffState.WITHDRAWN, story.found(again.id()).state());
    }

    @BothDatabases
    void severalAtOnceEachByItsHash(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff one = story.asked(SignoffStory.release("hold:h1"));
        Signoff two = story.asked(SignoffStory.release("hold:h2"));
        Signoff three = story.asked(SignoffStory.release("hold:h3"));
        ProvenPerson cara = story.proven(CARA);
        var results = story.in(sql -> story.signoffs.signAll(
                sql,
                List.of(
                        new Signoffs.Listed(three.id(), three.contentHash()),
                        new Signoffs.Listed(one.id(), one.contentHash()),
                        new Signoffs.Listed(two.id(), one.contentHash())),
                cara,
                Meaning.APPROVED,
                "all three",
                story.now));
        assertEquals(three.id(), results.getFirst().listed().id());
        assertTrue(results.get(0).refusal().isEmpty());
        assertTrue(results.get(1).refusal().isEmpty());
        assertInstanceOf(Refusal.Changed.class, results.get(2).refusal().orElseThrow());
        assertEquals(1, story.found(one.id()).signatures().size());
        assertEquals(0, story.found(two.id()).signatures().size());
        assertEquals(
                List.of(two.id()),
                story.database.read(sql -> new SignoffQuery(story.chain).inbox(sql, CARA, story.now, 10)).stream()
                        .map(Signoff::id)
                        .toList());
    }

    @BothDatabases
    void aFacilityOfOneActsAloneAndIsLookedAtLater(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Wish ordinary = SignoffStory.release();
        Wish alone = new Wish(
                Action.HOLD_RELEASE_ALONE,
                ordinary.subject(),
                "v3",
                ordinary.summary(),
                SignoffStory.payload(),
                ordinary.excluded(),
                "nobody else works here");
        ProvenPerson cleo = story.proven(CLEO);
        assertEquals(
                "Nobody may release a hold alone while others can sign: 3 other persons here could, and 2 are needed."
                        + " Ask them.",
                SignoffStory.refused(() -> story.in(sql -> story.signoffs.alone(sql, alone, cleo, 3, story.now)))
                        .inWords());
        Signoff approved = story.in(sql -> story.signoffs.alone(sql, alone, cleo, 1, story.now));
        assertEquals(SignoffState.APPROVED, approved.state());
        assertNotNull(approved.reviewDueAt());
        assertInstanceOf(Execution.Done.class, story.carriedOut(approved.id()));
        assertTrue(story.found(approved.id()).reviewOwed());
        ProvenPerson again = story.proven(CLEO);
        assertInstanceOf(
                Refusal.OwnRequest.class,
                SignoffStory.refused(
                        () -> story.in(sql -> story.signoffs.review(sql, approved.id(), again, "fine", story.now))));
        ProvenPerson cara = story.proven(CARA);
        Signoff reviewed = story.in(sql -> story.signoffs.review(sql, approved.id(), cara, "fine", story.now));
        assertFalse(reviewed.reviewOwed());
        assertEquals(Meaning.REVIEWED, reviewed.signatures().getLast().meaning());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    @BothDatabases
    void aProofOfYesterdaySignsNothing(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        ProvenPerson cara = story.proven(CARA);
        story.passes(Duration.ofMinutes(6));
        assertInstanceOf(
                Refusal.StaleProof.class,
                SignoffStory.refused(() -> story.in(sql -> story.signoffs.sign(
                        sql, asked.id(), asked.contentHash(), cara, Meaning.APPROVED, "", story.now))));
    }

    @BothDatabases
    void whatTheWorkThrowsUndoesEverything(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff approved = story.approved();
        assertThrows(
                IllegalStateException.class,
                () -> story.in(sql ->
                        story.signoffs.execute(sql, approved.id(), SignoffStory.payload(), "v3", OTTO, story.now, a -> {
                            Actors.idOf(sql, story.chain.organizationId(), "nobody", story.now);
                            throw new IllegalStateException("the lot is gone");
                        })));
        assertEquals(SignoffState.APPROVED, story.found(approved.id()).state());
        story.in(sql -> story.signoffs.fail(sql, approved.id(), "the lot is gone", OTTO, story.now));
        assertEquals("the lot is gone", story.found(approved.id()).endReason());
    }

    @BothDatabases
    void aRecordIsSignedByBothWhoHandItOver(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        SortedMap<String, String> page = new TreeMap<>(Map.of("shift", "night", "alerts", "2"));
        for (var who : List.of(SVEN, CARA)) {
            ProvenPerson person = story.proven(who);
            story.in(sql -> RecordSignatures.sign(
                    sql, story.chain, "handover:12", page, person, Meaning.AUTHORED, "", story.now));
        }
        ProvenPerson sven = story.proven(SVEN);
        assertThrows(
                DataAccessException.class,
                () -> story.in(sql -> RecordSignatures.sign(
                        sql, story.chain, "handover:12", page, sven, Meaning.REVIEWED, "", story.now)));
        List<Signature> given =
                story.database.read(sql -> new SignoffQuery(story.chain).signatures(sql, "handover:12"));
        assertEquals(
                List.of("sven", "cara"), given.stream().map(Signature::signer).toList());
        assertEquals(RecordSignatures.hash(page), given.getFirst().contentHash());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    /** What is above the sites is signed in the organization's own chain. */
    @BothDatabases
    void aRoleIsGrantedForTheWholeOrganization(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        ChainId chain = ChainId.ofOrganization(story.chain.organizationId());
        Signoffs signoffs = new Signoffs(chain);
        Wish grant = new Wish(
                Action.ROLE_GRANT,
                "person:gus",
                "1",
                "Gus becomes a supervisor everywhere",
                new TreeMap<>(Map.of("person", "gus", "role", "supervisor")),
                new TreeMap<>(Map.of("gus", "asked about himself")),
                "he takes the night shift");
        Signoff asked = story.in(sql -> {
            EventChain.found(sql, chain);
            return signoffs.request(sql, grant, OTTO, story.now);
        });
        ProvenPerson olga = story.proven(StoryPeople.by("olga", OWNER));
        story.in(sql ->
                signoffs.sign(sql, asked.id(), asked.contentHash(), olga, Meaning.APPROVED, "he can", story.now));
        assertInstanceOf(
                Execution.Done.class,
                story.in(sql -> signoffs.execute(
                        sql, asked.id(), grant.payload(), "1", OTTO, story.now, a -> a.signed("role"))));
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, chain)));
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
        Refusal long1000 = SignoffStory.refused(() -> story.in(sql -> signoffs.sign(
                sql, asked.id(), asked.contentHash(), olga, Meaning.APPROVED, "x".repeat(1001), story.now)));
        assertInstanceOf(Refusal.TooLong.class, long1000);
    }

    /** Eight desks carry out the same sign-off, and sign at the same time: one does. */
    @BothDatabases
    void whoeverTriesAtTheSameTimeItIsDoneOnce(TestDatabase db) throws Exception {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        ProvenPerson cara = story.proven(CARA);
        ProvenPerson sven = story.proven(SVEN);
        List<Callable<Boolean>> signing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (ProvenPerson who : List.of(cara, sven)) {
                signing.add(() -> {
                    try {
                        story.in(sql -> story.signoffs.sign(
                                sql, asked.id(), asked.contentHash(), who, Meaning.APPROVED, "", story.now));
                        return true;
                    } catch (SignoffRefused refused) {
                        return false;
                    }
                });
            }
        }
        AtomicInteger done = new AtomicInteger();
        List<Callable<Boolean>> carrying = Collections.nCopies(
                8,
                () -> story.in(sql -> story.signoffs.execute(
                                sql,
                                asked.id(),
                                SignoffStory.payload(),
                                "v3",
                                OTTO,
                                story.now,
                                a -> done.incrementAndGet()))
                        instanceof Execution.Done<?>);
        try (var desks = Executors.newFixedThreadPool(8)) {
            assertEquals(2, trues(desks.invokeAll(signing)));
            assertEquals(1, trues(desks.invokeAll(carrying)));
        }
        assertEquals(1, done.get());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    private static long trues(List<Future<Boolean>> futures) throws Exception {
        long trues = 0;
        for (Future<Boolean> future : futures) {
            trues += future.get() ? 1 : 0;
        }
        return trues;
    }
}
