package org.penstock.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.identity.StaffStory.PASSWORD;
import static org.penstock.core.identity.StaffStory.refused;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.LeapingClock;
import org.penstock.core.testsupport.TestDatabase;

class AccessTest {
    private static final Asker OFFICE = Asker.account("office");

    @BothDatabases
    void untilThereIsAnOwnerTheAccountMayDoWhatNeedsNoSignature(TestDatabase db) {
        StaffStory s = new StaffStory(db);
        assertEquals(
                "os:office",
                s.access.admit(OFFICE, Permission.OUTPUT_REQUEST, s.site()).actor());
        assertTrue(s.refusal(OFFICE, Permission.ROLE_GRANT).contains("before this facility has an owner"));
        s.owned();
        assertEquals(
                "Only a signed-in person may set an output or release it. Sign in first: in the window by F3, in a"
                        + " terminal by penstock sign-in.",
                s.refusal(OFFICE, Permission.OUTPUT_REQUEST));
        assertEquals("os:office", s.access.known(OFFICE, "office", s.site()).actor());
    }

    @BothDatabases
    void everyRoleMayWhatItSaysAndNothingElse(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        for (Role role : Role.values()) {
            if (!role.ofPersons()) {
                assertEquals(
                        "The role " + role.word() + " is none of persons.",
                        refused(() -> s.roles.grant(s.office, "anna", role.word(), Scope.site(s.placed.siteId()), "")));
                continue;
            }
            String login = "r." + role.word();
            s.with(login, "Somebody", role);
            Asker asker = s.asker(login);
            EnumSet<Permission> may = EnumSet.noneOf(Permission.class);
            for (Permission p : Permission.values()) {
                if (s.access.may(asker, p, s.site())) {
                    may.add(p);
                    s.access.admit(asker, p, s.site());
                } else {
                    assertTrue(s.refusal(asker, p).contains("may not " + p.inWords()));
                }
            }
            assertEquals(role.permissions(), may, role.word());
        }
        assertTrue(s.refusal(s.asker("r.viewer"), Permission.PROGRAM_RUN)
                .equals("Somebody (viewer) may not start and stop programs here. Who may: owner, admin, supervisor,"
                        + " grower, operator."));
    }

    @BothDatabases
    void aRoleAtABayReachesTheBayOnly(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Secret code = s.people.invite(s.office, "bob", "Bob Ng");
        s.roles.grant(s.office, "bob", "operator", Scope.location(s.placed.location("bay-1")), "trial");
        s.signIn.first("bob", code, PASSWORD, StaffStory.DESK);
        Asker bob = s.asker("bob");
        assertTrue(s.access.may(bob, Permission.OUTPUT_REQUEST, s.bay("bay-1")));
        assertFalse(s.access.may(bob, Permission.OUTPUT_REQUEST, s.bay("bay-2")));
        assertFalse(s.access.may(bob, Permission.OUTPUT_REQUEST, s.site()));
        s.roles.take(s.office, "bob", "operator", Scope.location(s.placed.location("bay-1")), "over");
        assertFalse(s.access.may(bob, Permission.OUTPUT_REQUEST, s.bay("bay-1")));
    }

    @BothDatabases
    void anOwnRoleAllowsWhatItWasMadeOf(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        s.roles.makeRole(s.office, "night", "Night watch", Set.of(Permission.ALERT_ACKNOWLEDGE), "new shift");
        Secret code = s.people.invite(s.office, "bob", "Bob Ng");
        s.roles.grant(s.office, "bob", "night", Scope.site(s.placed.siteId()), "");
        s.signIn.first("bob", code, PASSWORD, StaffStory.DESK);
        Asker bob = s.asker("bob");
        assertTrue(s.access.may(bob, Permission.ALERT_ACKNOWLEDGE, s.site()));
        assertTrue(s.refusal(bob, Permission.PROGRAM_RUN).startsWith("Bob Ng (night) may not"));
        s.roles.makeRole(s.office, "night", "Night watch", Set.of(Permission.PROGRAM_RUN), "waters too");
        assertTrue(s.access.may(bob, Permission.PROGRAM_RUN, s.site()));
        assertEquals("alert.acknowledge", s.events().getFirst().data().get("old_permissions"));
        assertEquals(
                "owner is a built-in role, which stays as it is. Make one with another key.",
                refused(() -> s.roles.makeRole(s.office, "owner", "Owner", Set.of(), "")));
    }

    @BothDatabases
    void theLastOwnerStays(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.OPERATOR);
        String last = "anna is the last owner. Make somebody else owner first.";
        Scope all = Scope.organization(s.placed.organizationId());
        assertEquals(last, refused(() -> s.people.leave(s.office, "anna", "retires")));
        assertEquals(last, refused(() -> s.people.lock(s.office, "anna", "")));
        assertEquals(last, refused(() -> s.roles.take(s.office, "anna", "owner", all, "")));
        s.roles.grant(s.office, "bob", "owner", all, "takes over");
        s.people.leave(s.office, "anna", "retires");
        assertEquals(last.replace("anna", "bob"), refused(() -> s.people.lock(s.office, "bob", "")));
        assertTrue(refused(() -> s.in("anna")).startsWith("That is not right"));
        assertEquals("Anna Lee has left.", refused(() -> s.people.rename(s.office, "anna", "Ann", "")));
    }

    @BothDatabases
    void aLockedPersonIsOutAtOnce(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.OPERATOR);
        Asker bob = s.asker("bob");
        s.people.lock(s.office, "bob", "badge found in the yard");
        assertThrows(NotAllowed.class, () -> s.access.admit(bob, Permission.OUTPUT_REQUEST, s.site()));
        assertEquals("Bob Ng is locked. An owner or admin can unlock bob.", refused(() -> s.in("bob")));
        s.people.unlock(s.office, "bob", "it was his");
        s.in("bob");
    }

    @BothDatabases
    void theFacilityFileGivesRolesAndTakesBackItsOwn(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.VIEWER);
        List<FileRoles.Changed> first = write(s, Map.of("bob", Set.of(Role.OPERATOR), "eve", Set.of(Role.ADMIN)));
        assertEquals(
                Set.of("role.granted bob operator", "person.invited eve ", "role.granted eve admin"),
                first.stream()
                        .map(c -> c.kind() + " " + c.login() + " " + c.role())
                        .collect(Collectors.toSet()));
        assertEquals(List.of(), write(s, Map.of("bob", Set.of(Role.OPERATOR), "eve", Set.of(Role.ADMIN))));
        assertEquals(
                "The facility file gives Bob Ng the role operator. Take it back there: configuration, users.",
                refused(() -> s.roles.take(s.office, "bob", "operator", Scope.site(s.placed.siteId()), "")));
        Asker bob = s.asker("bob");
        assertTrue(s.access.may(bob, Permission.PROGRAM_RUN, s.site()));
        write(s, Map.of("eve", Set.of(Role.ADMIN)));
        assertFalse(s.access.may(bob, Permission.PROGRAM_RUN, s.site()));
        assertTrue(s.access.may(bob, Permission.LOT_READ, s.site()), "what a person gave, the file does not take");
    }

    /** Who reads one event knows what somebody was and became, without adding up all that came before. */
    @BothDatabases
    void everyChangeOfRolesSaysWhatSomebodyWasAndBecame(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.VIEWER);
        Scope site = Scope.site(s.placed.siteId());
        Scope bay = Scope.location(s.placed.location("bay-1"));
        String all = " organization:" + s.placed.organizationId();
        String viewer = "viewer " + site.word();
        String grower = "grower " + bay.word();
        String operator = "operator " + site.word();
        s.roles.grant(s.office, "bob", "grower", bay, "knows the crop");
        s.roles.take(s.office, "bob", "viewer", site, "sees it anyway");
        List<FileRoles.Changed> byFile = write(s, Map.of("bob", Set.of(Role.OPERATOR, Role.TECHNICIAN)));
        s.people.leave(s.office, "bob", "moves away");
        assertEquals(
                List.of(
                        "person.first_owner: → owner" + all,
                        "role.granted: → " + viewer,
                        "role.granted:" + viewer + " → " + grower + ", " + viewer,
                        "role.taken:" + grower + ", " + viewer + " → " + grower,
                        "person.left:" + grower + ", " + operator + ", technician " + site.word() + " → "),
                s.events().reversed().stream()
                        .filter(e -> e.data().containsKey("roles"))
                        .map(e -> e.kind() + ":" + e.data().get("old_roles") + " → "
                                + e.data().get("roles"))
                        .toList());
        // One after the other: what the second was is what the first became.
        assertEquals(2, byFile.size());
        assertEquals(grower, byFile.getFirst().held().get("old_roles"));
        assertEquals(
                byFile.getFirst().held().get("roles"), byFile.getLast().held().get("old_roles"));
        assertEquals(
                grower + ", " + operator + ", technician " + site.word(),
                byFile.getLast().held().get("roles"));
    }

    @BothDatabases
    void aFileThatTakesEveryOwnerLeavesOneAndTheFacilityStaysClaimed(TestDatabase db) {
        StaffStory s =
                new StaffStory(db).owned().with("bob", "Bob Ng", Role.VIEWER).with("eve", "Eve", Role.VIEWER);
        write(s, Map.of("bob", Set.of(Role.OWNER), "eve", Set.of(Role.OWNER)));
        s.people.leave(s.office, "anna", "retires");
        write(s, Map.of());
        assertEquals(1, s.people.directory().owners().size());
        assertTrue(s.people.directory().claimed());
    }

    @BothDatabases
    void nobodyGivesOrChangesMoreThanHeHasThere(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.ADMIN);
        Asker bob = s.asker("bob");
        Scope site = Scope.site(s.placed.siteId());
        Scope all = Scope.organization(s.placed.organizationId());
        over(s, bob, "operator", site);
        assertTrue(refusedOver(s, bob, "operator", all).contains("nobody gives or changes more than he has"));
        assertTrue(refusedOver(s, bob, "owner", site).contains("nobody gives or changes more than he has"));
        over(s, s.asker("anna"), "owner", all);
    }

    private static void over(StaffStory s, Asker asker, String role, Scope scope) {
        s.access.admitOver(
                asker,
                Permission.ROLE_GRANT,
                s.site(),
                List.of(new Access.Touched(role, Role.of(role).orElseThrow().permissions(), scope)),
                at -> at.equals(Scope.site(s.placed.siteId()))
                        ? Set.of(Scope.organization(s.placed.organizationId()))
                        : Set.of());
    }

    private static String refusedOver(StaffStory s, Asker asker, String role, Scope scope) {
        return String.valueOf(assertThrows(NotAllowed.class, () -> over(s, asker, role, scope))
                .getMessage());
    }

    private static List<FileRoles.Changed> write(StaffStory s, Map<String, Set<Role>> users) {
        return s.db.database()
                .transact(sql ->
                        FileRoles.write(sql, s.placed.organizationId(), s.placed.siteId(), users, s.clock.instant()));
    }

    @Test
    void whereNobodyCouldBeReadNobodyMayAnything() {
        LeapingClock clock = new LeapingClock();
        Access access = new Access(Optional::empty, clock, "desk 1");
        Scope.Where where = new Scope.Where(new UUID(1, 1), new UUID(1, 2), Set.of());
        assertTrue(String.valueOf(
                        assertThrows(NotAllowed.class, () -> access.admit(OFFICE, Permission.OUTPUT_REQUEST, where))
                                .getMessage())
                .contains("cannot be read from the database"));
        assertFalse(access.may(OFFICE, Permission.OUTPUT_REQUEST, where));
        assertEquals("os:office", access.known(OFFICE, "office", where).actor());
    }
}
