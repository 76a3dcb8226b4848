package org.penstock.app.window.model.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Directory.State;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.FacilitySnapshot;

/** Who works here, as somebody reads it who may, and as somebody who may not. */
class PeopleModelTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final UUID SITE = new UUID(1, 1);
    private static final Reach REACH =
            new Reach(List.of(new Reach.Choice("site", "North House, the whole site", Scope.site(SITE))));

    private static Directory.Person person(int no, String login, State state, @Nullable Instant lockedUntil, String... ways) {
        return new Directory.Person(
                new UUID(2, no),
                login,
                login.toUpperCase(Locale.ROOT),
                state,
                Optional.ofNullable(lockedUntil),
                Set.of(ways),
                NOW);
    }

    private static Directory directory(Directory.Person... persons) {
        Directory.RoleRow operator = new Directory.RoleRow(
                new UUID(3, 1), "operator", "operator", true, Role.OPERATOR.permissions());
        Directory.RoleRow night = new Directory.RoleRow(
                new UUID(3, 2), "night", "Night watch", false, Set.of(Permission.ALERT_ACKNOWLEDGE));
        List<Directory.Grant> grants = List.of(
                new Directory.Grant(new UUID(4, 1), new UUID(2, 1), operator, Scope.site(SITE), true, NOW),
                new Directory.Grant(new UUID(4, 2), new UUID(2, 1), night, Scope.site(SITE), false, NOW.plusSeconds(1)),
                new Directory.Grant(
                        new UUID(4, 3), new UUID(2, 1), operator, Scope.site(new UUID(9, 9)), false, NOW.plusSeconds(2)));
        Map<UUID, Directory.Person> all = new HashMap<>();
        for (Directory.Person p : persons) {
            all.put(p.id(), p);
        }
        return new Directory(
                SITE,
                1,
                all,
                List.of(operator, night),
                grants,
                Map.of("t", new Directory.OpenSession(new UUID(5, 1), new UUID(2, 1), "desk 1", true, NOW, NOW)));
    }

    private static Beat beat(Here.State state) {
        return new Beat(
                snapshot(),
                new Moment(NOW, 0.1, true),
                new Here(state, "Ada", "desk"),
                WORDS,
                new Times(WORDS, ZoneOffset.UTC));
    }

    private static PeopleModel model(Directory directory, Predicate<Permission> may) {
        return PeopleModel.of(Optional.of(directory), List.of(), may, Optional.empty(), REACH, beat(Here.State.SIGNED_IN));
    }

    @Test
    void whoMaySeeThemReadsStateWaysAndRolesAndWhereTheyComeFrom() {
        PeopleModel model = model(
                directory(
                        person(1, "ann", State.ACTIVE, null, "badge", "password"),
                        person(2, "bo", State.ACTIVE, NOW.plusSeconds(90), "password"),
                        person(3, "cy", State.LEFT, null),
                        person(4, "di", State.LOCKED, null)),
                _ -> true);
        assertEquals(
                List.of("ann", "bo", "di", "cy"),
                model.persons().stream().map(PersonRow::key).toList(),
                "who has left comes last");
        PersonRow ann = model.persons().getFirst();
        assertEquals("password, badge", ann.ways());
        assertEquals(
                List.of("from the facility file", "", ""),
                ann.grants().stream().map(GrantRow::note).toList());
        assertEquals(
                List.of(false, true, false),
                ann.grants().stream().map(GrantRow::takeable).toList(),
                "neither the file's nor another site's is taken back here");
        assertEquals("operator · another site", ann.grants().get(2).text());
        assertEquals("waits until 06:01:30: wrong secrets", model.persons().get(1).state());
        assertEquals("LOCKED", model.persons().get(2).state());
    }

    @Test
    void onlyWhatMakesSenseAndIsPermittedIsOffered() {
        Directory directory = directory(
                person(1, "ann", State.ACTIVE, null, "badge"),
                person(3, "cy", State.LEFT, null),
                person(4, "di", State.LOCKED, null));
        PeopleModel all = model(directory, _ -> true);
        assertEquals(List.of(), all.offered(all.persons().get(2)), "nothing is done to who has left");
        assertTrue(all.offered(all.persons().get(0)).containsAll(List.of(Deed.LOCK, Deed.REVOKE_BADGE)));
        assertFalse(all.offered(all.persons().get(0)).contains(Deed.UNLOCK));
        assertTrue(all.offered(all.persons().get(1)).contains(Deed.UNLOCK));
        assertFalse(all.offered(all.persons().get(1)).contains(Deed.REVOKE_BADGE), "there is no badge");
        PeopleModel supervisor = model(directory, Role.SUPERVISOR.permissions()::contains);
        assertEquals(Set.of(Deed.END_SESSION), supervisor.deeds());
        assertEquals(List.of(), supervisor.offered(supervisor.persons().getFirst()));
    }

    @Test
    void whoMayNotSeeThemIsToldAndSeesNobody() {
        Directory directory = directory(person(1, "ann", State.ACTIVE, null));
        PeopleModel refused = model(directory, _ -> false);
        assertEquals("Ada may not see persons, roles and sessions. Somebody who may can sign in here.", refused.refusal());
        assertTrue(refused.signInHelps());
        assertEquals(List.of(), refused.persons());
        assertEquals(List.of(), refused.sessions());
        PeopleModel away =
                PeopleModel.of(Optional.empty(), List.of(), _ -> true, Optional.empty(), REACH, beat(Here.State.UNKNOWN));
        assertFalse(away.signInHelps());
        assertTrue(away.refusal().startsWith("Who works here cannot be read"), away.refusal());
    }

    @Test
    void everyBuiltInRoleOfAPersonCanBeGivenAlsoOneThatNobodyHas() {
        PeopleModel model = model(directory(person(1, "ann", State.ACTIVE, null)), _ -> true);
        assertEquals(
                List.of(
                        "owner", "admin", "supervisor", "compliance", "grower", "operator", "technician", "viewer",
                        "inspector", "night"),
                model.roles().stream().map(RoleRow::key).toList());
        RoleRow operator = model.roles().get(5);
        assertEquals("1", operator.count(), "one person, though twice");
        RoleRow night = model.roles().getLast();
        assertTrue(night.own());
        assertEquals(List.of("acknowledge alerts"), night.allows());
    }

    @Test
    void aSessionSaysWhereItIsAndWhichIsThisScreens() {
        Directory directory = directory(person(1, "ann", State.ACTIVE, null));
        Directory.OpenSession session = directory.sessions().values().iterator().next();
        assertEquals(
                "asked to stay signed in",
                model(directory, _ -> true).sessions().getFirst().note());
        PeopleModel own = PeopleModel.of(
                Optional.of(directory),
                List.of(new DeviceKey(new UUID(8, 1), "device:gone-display", "x7Qa", NOW)),
                _ -> true,
                Optional.of(new Access.SignedIn(session, person(1, "ann", State.ACTIVE, null))),
                REACH,
                beat(Here.State.SIGNED_IN));
        assertEquals(
                new KeyRow(new UUID(8, 1).toString(), "gone-display", "gone-display", "penstock-key-…x7Qa", "today 06:00"),
                own.keys().getFirst(),
                "a device that left the file still has its key until somebody revokes it");
        assertEquals("this screen", own.sessions().getFirst().note());
        assertEquals("desk 1", own.sessions().getFirst().workstation());
        assertEquals("ANN", own.me());
    }

    @Test
    void aSearchFindsByNameRoleAndState() {
        PersonRow ann =
                model(directory(person(1, "ann", State.ACTIVE, null)), _ -> true).persons().getFirst();
        assertTrue(ann.matches(" NIGHT "));
        assertTrue(ann.matches("active"));
        assertFalse(ann.matches("zzz"));
    }

    @Test
    void aWishNeverSpeaksOfTheBadge() {
        Wish wish = new Wish(
                Deed.BADGE, Subject.of("ann", "Ann"), "", "", "", "", new Secret("0004711"), Set.of(), "lost the old one");
        assertFalse(wish.toString().contains("0004711"), wish::toString);
    }

    @Test
    void theHeaderNamesWhoIsHere() {
        assertEquals("Nobody signed in", new Here(Here.State.NOBODY, "desk", "desk").text(WORDS));
        assertEquals("desk", new Here(Here.State.NOBODY, "desk", "desk").besides());
        assertEquals("No owner yet", new Here(Here.State.NO_OWNER, "desk", "desk").text(WORDS));
        assertEquals("Ada · locked", new Here(Here.State.LOCKED, "Ada", "desk").text(WORDS));
    }

    private static FacilitySnapshot snapshot() {
        return new SnapshotBuilder(new Site("north", "North House", "org", "Growers", "grow", ZoneOffset.UTC), NOW)
.build();
    }
}
