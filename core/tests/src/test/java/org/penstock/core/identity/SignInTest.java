package org.penstock.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Credentials.CREDENTIALS;
import static org.penstock.core.db.tables.tables.Sessions.SESSIONS;
import static org.penstock.core.identity.StaffStory.DESK;
import static org.penstock.core.identity.StaffStory.PASSWORD;
import static org.penstock.core.identity.StaffStory.PIN;
import static org.penstock.core.identity.StaffStory.refused;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.identity.SignIn.Proof;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

class SignInTest {
    private static final Secret WRONG = new Secret("a pond of loud ducks");

    @BothDatabases
    void theFirstOwnerIsMadeOnceAndSignsIn(TestDatabase db) {
        StaffStory s = new StaffStory(db);
        assertFalse(s.people.directory().claimed());
        s.owned();
        assertTrue(s.people.directory().claimed());
        assertEquals(
                "This facility has an owner already. An owner or admin can invite you.",
                refused(() -> s.people.firstOwner(s.office, "bob", "Bob", PASSWORD)));

        SignIn.Opened opened = s.in("anna");
        assertEquals("Anna Lee", opened.name());
        assertEquals(
                "anna",
                s.access
                        .admit(Asker.session(opened.token().text()), Permission.ROLE_GRANT, s.site())
                        .actor());
        var event = s.events().getFirst();
        assertEquals("session.opened", event.kind());
        assertEquals("anna", event.actor());
        assertEquals(DESK, event.data().get("by_workstation"));
        assertEquals(opened.session().toString(), event.data().get("by_session"));
        assertTrue(new ChainVerifier(db.database())
                .verify(s.chain, List.of(), ChainVerifier.Watch.none())
                .proven());
    }

    @BothDatabases
    void whoIsInvitedSetsHisPasswordWithTheCodeOnce(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Secret code = s.people.invite(s.office, "bob", "Bob Ng");
        assertEquals(
                "The password needs at least 10 characters; some words in a row are easy to keep in mind.",
                refused(() -> s.signIn.first("bob", code, new Secret("short"), DESK)));
        assertTrue(refused(() -> s.signIn.first("bob", new Secret("NOT-THE-CODE"), PASSWORD, DESK))
                .startsWith("That is not right"));
        assertEquals("Bob Ng", s.signIn.first("bob", code, PASSWORD, DESK).name());
        assertTrue(refused(() -> s.signIn.first("bob", code, WRONG, DESK)).startsWith("That is not right"));

        Secret late = s.people.invite(s.office, "eve", "Eve");
        s.clock.leap(People.CODE);
        assertTrue(refused(() -> s.signIn.first("eve", late, PASSWORD, DESK)).startsWith("That is not right"));
    }

    @BothDatabases
    void wrongPasswordsMakeWaitTwiceAsLongEachTime(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Proof wrong = new Proof.Password("anna", WRONG);
        IntStream.range(0, SignIn.FREE)
                .forEach(i -> assertTrue(
                        refused(() -> s.signIn.open(wrong, DESK, false)).startsWith("That is not right"), "try " + i));
        assertEquals(
                "Too many wrong secrets in a row: wait 30 s and try again. An owner or admin can unlock anna at once.",
                refused(() -> s.in("anna")));
        s.clock.leap(SignIn.WAIT);
        refused(() -> s.signIn.open(wrong, DESK, false));
        s.clock.leap(SignIn.WAIT);
        assertTrue(refused(() -> s.in("anna")).contains("wait 30 s"));
        s.clock.leap(SignIn.WAIT);
        s.in("anna");
        refused(() -> s.signIn.open(wrong, DESK, false));
        s.in("anna");
        assertEquals(
                SignIn.FREE + 2,
                s.events().stream()
                        .filter(e -> e.kind().equals("session.refused"))
                        .count());
    }

    @BothDatabases
    void whoIsSignedInCannotGuessAPinEither(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Access.SignedIn in = s.access.signedIn((Asker.Session) s.asker("anna"));
        s.signIn.setPin(in, PASSWORD, PIN);
        Access.SignedIn again = s.access.signedIn((Asker.Session) s.asker("anna"));
        IntStream.range(0, SignIn.FREE).forEach(i -> refused(() -> s.signIn.unlock(again, new Secret("90351" + i))));
        assertTrue(refused(() -> s.signIn.unlock(again, PIN)).startsWith("Too many wrong secrets in a row"));
        s.clock.leap(SignIn.WAIT);
        s.signIn.unlock(again, PIN);
    }

    @BothDatabases
    void aNewPasswordEndsEveryOtherSession(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Asker.Session lost = (Asker.Session) s.asker("anna");
        Asker.Session here = (Asker.Session) s.asker("anna");
        s.signIn.setPassword(s.access.signedIn(here), PASSWORD, new Secret("nine white swans"));
        assertTrue(s.refusal(lost, Permission.OUTPUT_REQUEST).startsWith("This session has ended."));
        s.access.admit(here, Permission.OUTPUT_REQUEST, s.site());
    }

    @BothDatabases
    void nobodySignsInAsTheProgram(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        assertTrue(
                refused(() -> s.people.invite(s.office, "system", "The System")).startsWith("The sign-in name"));
    }

    @BothDatabases
    void anUnknownNameIsToldNoMoreThanAWrongPassword(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        assertEquals(
                refused(() -> s.signIn.open(new Proof.Password("anna", WRONG), DESK, false)),
                refused(() -> s.signIn.open(new Proof.Password("nobody", WRONG), DESK, false)));
    }

    @BothDatabases
    void aBadgeOpensWithItsOwnersPinOnly(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.OPERATOR);
        for (String login : List.of("anna", "bob")) {
            Access.SignedIn in = s.access.signedIn((Asker.Session) s.asker(login));
            s.signIn.setPin(in, PASSWORD, login.equals("anna") ? PIN : new Secret("284106"));
            s.people.badge(s.office, login, new Secret("BADGE-" + login), "first badge");
        }
        assertEquals(
                "Anna Lee",
                s.signIn
                        .open(new Proof.Badge(new Secret("BADGE-anna"), PIN), DESK, false)
                        .name());
        assertTrue(refused(() -> s.signIn.open(new Proof.Badge(new Secret("BADGE-bob"), PIN), DESK, false))
                .startsWith("That is not right"));
        assertEquals(
                "This badge is somebody else's. Revoke it there first.",
                refused(() -> s.people.badge(s.office, "bob", new Secret("BADGE-anna"), "found it")));

        Asker open = s.asker("anna");
        s.people.revokeBadge(s.office, "anna", "lost");
        refused(() -> s.signIn.open(new Proof.Badge(new Secret("BADGE-anna"), PIN), DESK, false));
        assertEquals(
                "This session has ended. Sign in first: in the window by F3, in a terminal by penstock sign-in.",
                s.refusal(open, Permission.OUTPUT_REQUEST));
    }

    @BothDatabases
    void aSessionEndsAfterAnHourWithoutUseUnlessItIsRemembered(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Asker used = s.asker("anna");
        Asker remembered = Asker.session(s.signIn
                .open(new Proof.Password("anna", PASSWORD), DESK, true)
                .token()
                .text());
        for (int i = 0; i < 3; i++) {
            s.clock.leap(Duration.ofMinutes(50));
            s.access.admit(used, Permission.OUTPUT_REQUEST, s.site());
        }
        s.clock.leap(Access.IDLE);
        assertTrue(s.refusal(used, Permission.OUTPUT_REQUEST).contains("not used for an hour"));
        s.access.admit(remembered, Permission.OUTPUT_REQUEST, s.site());
        s.clock.leap(Access.REMEMBERED);
        assertTrue(s.refusal(remembered, Permission.OUTPUT_REQUEST).contains("30 days ago"));
    }

    @BothDatabases
    void signingOutEndsTheSessionAtOnce(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        Asker.Session anna = (Asker.Session) s.asker("anna");
        s.signIn.signOut(s.access.signedIn(anna));
        assertTrue(s.refusal(anna, Permission.OUTPUT_REQUEST).startsWith("This session has ended."));
        assertEquals("session.ended", s.events().getFirst().kind());
    }

    @BothDatabases
    void aSignerProvesHimselfByTwoComponentsOrByOneWithinHisSession(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.SUPERVISOR);
        ProvenPerson two = s.signIn.vouch(
                new Proof.Password("bob", PASSWORD),
                DESK,
                p -> Provenance.ofPerson(p.login(), List.of("supervisor"), DESK, ""));
        assertEquals(2, two.components());
        assertEquals("Bob Ng", two.printedName());
        Access.SignedIn in = s.access.signedIn((Asker.Session) s.asker("bob"));
        Provenance by = Provenance.ofPerson(
                "bob", List.of("supervisor"), DESK, in.session().id().toString());
        assertEquals(1, s.signIn.vouch(in, PASSWORD, by).components());
        assertTrue(refused(() -> s.signIn.vouch(in, WRONG, by)).startsWith("That is not right"));
    }

    @BothDatabases
    void aDearerHashIsMadeAtTheNextSignIn(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        SlowHash dearer = new SlowHash(new SlowHash.Cost(128, 1, 1), new SecureRandom());
        SignIn next = new SignIn(db.database(), s.chain, dearer, new SecureRandom(), s.clock);
        next.open(new Proof.Password("anna", PASSWORD), DESK, false);
        String stored = db.database()
                .read(sql -> sql.select(CREDENTIALS.SECRET)
                        .from(CREDENTIALS)
                        .where(CREDENTIALS.KIND.eq("password"))
                        .fetchSingle(CREDENTIALS.SECRET));
        assertTrue(stored.startsWith("$argon2id$v=19$m=128,"), stored);
        s.in("anna");
    }

    @BothDatabases
    void noSecretIsInTheDatabaseOrTheRecord(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned();
        SignIn.Opened opened = s.in("anna");
        s.signIn.setPin(s.access.signedIn(new Asker.Session(opened.token().text())), PASSWORD, PIN);
        s.people.badge(s.office, "anna", new Secret("BADGE-1234"), "");
        Secret code = s.people.invite(s.office, "bob", "Bob");
        String all = db.database()
                .read(sql -> sql.fetch(CREDENTIALS).toString()
                        + sql.fetch(SESSIONS)
                        + s.events().stream().map(e -> e.data().toString()).toList());
        for (Secret secret : List.of(PASSWORD, PIN, new Secret("BADGE-1234"), code, opened.token())) {
            assertFalse(all.contains(secret.text()));
        }
    }
}
