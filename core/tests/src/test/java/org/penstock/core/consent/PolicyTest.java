package org.penstock.core.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.consent.Meaning.APPROVED;
import static org.penstock.core.consent.Meaning.WITNESSED;
import static org.penstock.core.consent.SignoffStory.CARA;
import static org.penstock.core.consent.SignoffStory.OTTO;
import static org.penstock.core.db.tables.tables.SignoffPolicies.SIGNOFF_POLICIES;
import static org.penstock.core.db.tables.tables.SignoffPolicyVersions.SIGNOFF_POLICY_VERSIONS;
import static org.penstock.core.identity.Role.OPERATOR;
import static org.penstock.core.identity.Role.OWNER;
import static org.penstock.core.identity.Role.SUPERVISOR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.TestDatabase;

/** What policies demand, and how one comes into force. */
class PolicyTest {
    private static final Policy RELEASE = BuiltInPolicies.of(Action.HOLD_RELEASE);

    private static Policy with(Where where, Slot... slots) {
        return new Policy(
                Action.HOLD_RELEASE, 0, true, List.of(slots), true, Duration.ofDays(7), where, true, Duration.ZERO);
    }

    private static Slot slot(String... roles) {
        return Slot.of(APPROVED, List.of(roles));
    }

    @Test
    void everyActionHasAPolicyThatFitsAndIsReadBack() {
        for (Action action : Action.known()) {
            Policy policy = BuiltInPolicies.of(action);
            assertEquals(Optional.empty(), policy.unfit(1), action.word());
            assertEquals(policy, Policy.read(policy.json()));
            assertEquals(0, policy.version());
            assertTrue(action.alone() == !policy.reviewWithin().isZero());
        }
    }

    @Test
    void anotherWorkstationIsRefusedWhereThereIsOnlyOne() {
        Policy other = with(Where.OTHER, slot("owner"), slot("owner"));
        assertTrue(other.unfit(1).orElseThrow().contains("an embedded database serves a single workstation"));
        assertTrue(other.unfit(2).orElseThrow().contains("needs 3 workstations, and here are 2"));
        assertTrue(other.unfit(3).isEmpty());
    }

    @Test
    void fewerThanTheActionTakesIsNoPolicy() {
        assertTrue(with(Where.ANY, slot("owner")).unfit(9).orElseThrow().contains("takes 2 to 6 signatures, not 1"));
    }

    @Test
    void aPersonWithTwoRolesDoesNotTakeTheOnlySlotOfTheNext() {
        List<Slot> slots = List.of(slot("compliance", "supervisor"), slot("supervisor"));
        Matching.Given both = new Matching.Given(APPROVED, Set.of("compliance", "supervisor"));
        Matching.Given supervisor = new Matching.Given(APPROVED, Set.of("supervisor"));
        Matching.Given compliance = new Matching.Given(APPROVED, Set.of("compliance"));
        assertTrue(new Matching(slots, List.of(supervisor, both)).complete());
        assertTrue(new Matching(slots, List.of(both, compliance)).complete());
        assertFalse(new Matching(slots, List.of(compliance, compliance)).allUsed());
        assertFalse(new Matching(slots, List.of(new Matching.Given(WITNESSED, Set.of("supervisor")))).allUsed());
    }

    /** Compared with trying every order of persons. */
    @Property(tries = 300)
    void theMatchingIsTheBestThereIs(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 7) Integer> wanted,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 7) Integer> people) {
        List<Slot> slots = wanted.stream().map(m -> Slot.of(APPROVED, roles(m))).toList();
        List<Matching.Given> given =
                people.stream().map(m -> new Matching.Given(APPROVED, roles(m))).toList();
        assertEquals(best(slots, given, 0, new ArrayList<>()) == given.size(), new Matching(slots, given).allUsed());
    }

    private static List<String> roles(int mask) {
        return IntStream.range(0, 3)
                .filter(b -> (mask >> b & 1) == 1)
                .mapToObj(b -> "role" + b)
                .toList();
    }

    private static int best(List<Slot> slots, List<Matching.Given> given, int person, List<Integer> taken) {
        if (person == given.size()) {
            return 0;
        }
        int best = best(slots, given, person + 1, taken);
        for (int s = 0; s < slots.size(); s++) {
            if (!taken.contains(s)
                    && slots.get(s).takes(APPROVED, given.get(person).roles())) {
                List<Integer> next = new ArrayList<>(taken);
                next.add(s);
                best = Math.max(best, 1 + best(slots, given, person + 1, next));
            }
        }
        return best;
    }

    @BothDatabases
    void aPolicyIsChangedByASignoffAndOldRequestsKeepTheirs(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff before = story.asked();
        Policy stricter = with(Where.OTHER, slot("owner"), slot("owner", "supervisor"));
        Signoff asked = story.in(sql -> story.signoffs.request(
                sql, Policies.change(sql, story.chain, stricter, 4, false, "after the audit"), OTTO, story.now));
        var early = story.in(sql -> Policies.bring(sql, story.chain, asked.id(), stricter, OTTO, story.now));
        assertInstanceOf(Execution.Refused.class, early);
        story.signs(asked, CARA);
        var done = story.in(sql -> Policies.bring(sql, story.chain, asked.id(), stricter, OTTO, story.now));
        assertInstanceOf(Execution.Done.class, done);
        Policy now = story.database.read(sql -> Policies.inForce(sql, story.chain, Action.HOLD_RELEASE));
        assertEquals(1, now.version());
        assertEquals(Where.OTHER, now.where());
        assertEquals(RELEASE, story.found(before.id()).policy());

        Signoff next = story.asked(SignoffStory.release("hold:h9"));
        assertTrue(story.refused(next, StoryPeople.by("olga", OWNER)).inWords().contains("desk has been used"));
        story.signs(next, StoryPeople.at("office", "olga", OWNER));
        assertInstanceOf(
                Refusal.WrongWorkstation.class, story.refused(next, StoryPeople.at("office", "sven", SUPERVISOR)));
        assertEquals(
                SignoffState.APPROVED,
                story.signs(next, StoryPeople.at("hall", "sven", SUPERVISOR)).state());
        assertEquals(List.of(), story.database.read(sql -> new ConsentVerifier().check(sql, story.chain)));
    }

    @BothDatabases
    void aPolicyWrittenBehindTheProgramIsNotFollowed(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Policy next = with(Where.SAME, slot("owner"), slot("supervisor"));
        Signoff asked = story.in(sql -> story.signoffs.request(
                sql, Policies.change(sql, story.chain, next, 1, false, "one desk"), OTTO, story.now));
        story.signs(asked, CARA);
        story.in(sql -> Policies.bring(sql, story.chain, asked.id(), next, OTTO, story.now));
        Policy lax = with(Where.ANY, Slot.of(APPROVED, List.of()), Slot.of(APPROVED, List.of()));
        story.database.run(sql -> sql.execute(
                "update signoff_policy_versions set body = ?", lax.as(1).json()));
        assertInstanceOf(Refusal.Doubted.class, SignoffStory.refused(story::asked));
        var findings = story.database.read(sql -> new ConsentVerifier().check(sql, story.chain));
        assertEquals(
                List.of("signoff_policy_versions"),
                findings.stream().map(f -> f.table()).toList());
    }

    /** Without its policy a version is followed by nobody; whoever takes the policy away is named. */
    @BothDatabases
    void aPolicyThatIsTakenAwayIsNamed(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Policy next = with(Where.SAME, slot("owner"), slot("supervisor"));
        Signoff asked = story.in(sql -> story.signoffs.request(
                sql, Policies.change(sql, story.chain, next, 1, false, "one desk"), OTTO, story.now));
        story.signs(asked, CARA);
        story.in(sql -> Policies.bring(sql, story.chain, asked.id(), next, OTTO, story.now));
        EvidenceTables tables = new EvidenceTables(story.database, story.chain, new ConsentVerifier());
        tables.unguard("signoff_policies", "signoff_policy_versions");
        UUID policy = tables.read(sql -> sql.fetchValue(SIGNOFF_POLICIES.ID));
        assertEquals(
                List.of("signoff_policies " + policy),
                EvidenceTables.names(
                        tables.after(sql -> sql.deleteFrom(SIGNOFF_POLICIES).execute())));
        assertTrue(tables.everyColumn(SIGNOFF_POLICIES, "id", SIGNOFF_POLICIES.ID.eq(policy), Set.of()) > 6);
        tables.everyColumn(SIGNOFF_POLICY_VERSIONS, "id", SIGNOFF_POLICY_VERSIONS.ID.isNotNull(), Set.of());
        UUID second = UUID.randomUUID();
        assertEquals(List.of("signoff_policies " + second), EvidenceTables.names(tables.after(sql -> {
            var row = sql.fetchSingle(SIGNOFF_POLICIES);
            row.changed(true);
            row.setId(second);
            row.setAction("destruction");
            sql.executeInsert(row);
        })));
        story.database.run(sql -> sql.deleteFrom(SIGNOFF_POLICIES).execute());
        assertInstanceOf(Refusal.Doubted.class, SignoffStory.refused(story::asked));
    }

    @BothDatabases
    void theSameWorkstationMeansThere(TestDatabase db) {
        SignoffStory story = new SignoffStory(db);
        Signoff asked = story.asked();
        assertTrue(asked.policy().where() == Where.ANY);
        Policy next = with(Where.SAME, slot("owner"), slot("operator"));
        Signoff change = story.in(sql -> story.signoffs.request(
                sql, Policies.change(sql, story.chain, next, 1, false, "one desk"), OTTO, story.now));
        story.signs(change, CARA);
        story.in(sql -> Policies.bring(sql, story.chain, change.id(), next, OTTO, story.now));
        Signoff there = story.asked(SignoffStory.release("hold:h2"));
        assertEquals(
                "This is signed where it was asked for, at desk, not at hall. Go there.",
                story.refused(there, StoryPeople.at("hall", "ola", OPERATOR)).inWords());
        story.signs(there, StoryPeople.by("ola", OPERATOR));
    }
}
