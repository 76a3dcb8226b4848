package org.penstock.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Actors.ACTORS;
import static org.penstock.core.db.tables.tables.Credentials.CREDENTIALS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;
import static org.penstock.core.db.tables.tables.EvidenceAdoptions.EVIDENCE_ADOPTIONS;
import static org.penstock.core.db.tables.tables.Persons.PERSONS;
import static org.penstock.core.db.tables.tables.RoleAssignments.ROLE_ASSIGNMENTS;
import static org.penstock.core.db.tables.tables.RolePermissions.ROLE_PERMISSIONS;
import static org.penstock.core.db.tables.tables.Roles.ROLES;
import static org.penstock.core.db.tables.tables.Sessions.SESSIONS;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.TestDatabase;

/** Somebody writes into the tables of persons and rights: exactly the row that he touched is named, and it opens nothing. */
class IdentityVerifierTest {
    private static StaffStory staff(TestDatabase db) {
        StaffStory s = new StaffStory(db).owned().with("bob", "Bob Ng", Role.OPERATOR);
        s.roles.makeRole(
                s.office, "weigher", "Weigher", Set.of(Permission.LOT_READ, Permission.LOT_CHANGE), "the scale");
        s.roles.grant(s.office, "bob", "weigher", Scope.organization(s.placed.organizationId()), "is there daily");
        s.roles.take(s.office, "bob", "weigher", Scope.organization(s.placed.organizationId()), "a mistake");
        s.roles.grant(s.office, "bob", "weigher", Scope.location(s.placed.location("house")), "is there daily");
        s.people.badge(s.office, "bob", new Secret("00482913"), "lost the old one");
        SignIn.Opened ended = s.in("bob");
        s.signIn.signOut(s.access.signedIn(new Asker.Session(ended.token().text())));
        SignIn.Opened open = s.in("bob");
        s.signIn.setPin(s.access.signedIn(new Asker.Session(open.token().text())), StaffStory.PASSWORD, StaffStory.PIN);
        file(s, Map.of("bob", Set.of(Role.TECHNICIAN), "eve", Set.of(Role.VIEWER)));
        return s;
    }

    private static void file(StaffStory s, Map<String, Set<Role>> users) {
        s.db.database()
                .run(sql -> ActorEvents.append(
                        sql,
                        s.chain,
                        FileRoles.write(sql, s.placed.organizationId(), s.placed.siteId(), users, s.clock.instant())
                                .stream()
                                .map(c -> new ActorEvents.ActorEvent(
                                        0, Actors.SYSTEM, c.kind(), "person:" + c.login(), c.rows()))
                                .toList()));
    }

    private static EvidenceTables tables(StaffStory s) {
        return new EvidenceTables(s.db.database(), s.chain, new IdentityVerifier());
    }

    @BothDatabases
    void everyColumnOfEveryTable(TestDatabase db) {
        StaffStory s = staff(db);
        EvidenceTables tables = tables(s);
        assertEquals(List.of(), tables.findings(), "sound before");
        tables.unguard("actors", "persons", "roles", "role_permissions", "role_assignments", "credentials", "sessions");
        int tried = tables.everyColumn(ACTORS, "id", ACTORS.ACTOR_KEY.eq("bob"), Set.of());
        tried += tables.everyColumn(PERSONS, "actor_id", PERSONS.LOGIN.ne("anna"), Set.of("failures", "locked_until"));
        tried += tables.everyColumn(ROLES, "id", ROLES.ROLE_KEY.in("weigher", "owner"), Set.of());
        tried += tables.everyColumn(
                ROLE_ASSIGNMENTS,
                "id",
                ROLE_ASSIGNMENTS.ORIGIN.eq("file").or(ROLE_ASSIGNMENTS.TO_AT.isNotNull()),
                Set.of("open_key"));
        tried += tables.everyColumn(
                CREDENTIALS, "id", CREDENTIALS.KIND.in("badge", "recovery"), Set.of("open_key", "open_lookup"));
        tried += tables.everyColumn(SESSIONS, "id", SESSIONS.ENDED_AT.isNotNull(), Set.of("used_at"));
        assertTrue(tried > 80, tried + " columns");
        UUID weigher = tables.read(sql -> sql.fetchValue(ROLES.ID, ROLES.ROLE_KEY.eq("weigher")));
        for (String permission : List.of("lot.change", "role.grant")) {
            List<RowFinding> found = tables.after(sql -> {
                sql.deleteFrom(ROLE_PERMISSIONS)
                        .where(ROLE_PERMISSIONS.PERMISSION.eq("lot.change"))
                        .execute();
                if (!permission.equals("lot.change")) {
                    sql.insertInto(ROLE_PERMISSIONS)
                            .values(s.placed.organizationId(), weigher, permission)
                            .execute();
                }
            });
            assertEquals(List.of("role_permissions " + weigher), EvidenceTables.names(found));
        }
        assertEquals(List.of(), tables.findings(), "sound again");
    }

    @BothDatabases
    void aRoleWrittenIntoTheTableIsNamedAndSignsNothing(TestDatabase db) {
        StaffStory s = staff(db);
        SignIn.Opened bob = s.in("bob");
        Access.SignedIn in = s.access.signedIn(new Asker.Session(bob.token().text()));
        assertTrue(vouched(s, in), "sound before");
        UUID forged = UUID.randomUUID();
        db.database().run(sql -> {
            UUID compliance = UUID.randomUUID();
            sql.insertInto(
                            ROLES,
                            ROLES.ID,
                            ROLES.ORGANIZATION_ID,
                            ROLES.ROLE_KEY,
                            ROLES.NAME,
                            ROLES.BUILT_IN,
                            ROLES.CREATED_AT)
                    .values(compliance, s.placed.organizationId(), "compliance", "compliance", true, s.clock.instant())
                    .execute();
            sql.insertInto(ROLE_ASSIGNMENTS)
                    .set(ROLE_ASSIGNMENTS.ID, forged)
                    .set(ROLE_ASSIGNMENTS.ORGANIZATION_ID, s.placed.organizationId())
                    .set(ROLE_ASSIGNMENTS.PERSON_ID, in.person().id())
                    .set(ROLE_ASSIGNMENTS.ROLE_ID, compliance)
                    .set(ROLE_ASSIGNMENTS.SCOPE_KIND, "site")
                    .set(ROLE_ASSIGNMENTS.SCOPE_ID, s.placed.siteId())
                    .set(ROLE_ASSIGNMENTS.ORIGIN, "person")
                    .set(ROLE_ASSIGNMENTS.FROM_AT, s.clock.instant())
                    .execute();
        });
        List<RowFinding> found = tables(s).findings();
        assertEquals(2, found.size(), found.toString());
        assertTrue(
                found.stream()
                        .map(RowFinding::inWords)
                        .toList()
                        .contains(
                                "Row " + forged + " of role_assignments: it was never recorded: the chain has no event"
                                        + " of it (the role compliance of person:bob)."),
                found.toString());
        String why = StaffStory.refused(() -> vouched(s, in));
        assertTrue(why.contains(forged.toString()) && why.contains("nothing is signed"), why);
        String both = StaffStory.refused(() -> s.signIn.vouch(
                new SignIn.Proof.Password("bob", StaffStory.PASSWORD),
                StaffStory.DESK,
                p -> Provenance.ofPerson("bob", Set.of("compliance"), StaffStory.DESK, "")));
        assertTrue(both.contains(forged.toString()), both);
        // Anna's rights are hers whatever was written for Bob.
        Access.SignedIn anna =
                s.access.signedIn(new Asker.Session(s.in("anna").token().text()));
        assertTrue(vouched(s, anna));
    }

    /** A role that was taken back is opened again; a session is made without a sign-in; a stranger's PIN becomes mine. */
    @BothDatabases
    void whatIsBroughtBackOrTakenAwayIsNamedAndSignsNothing(TestDatabase db) {
        StaffStory s = staff(db);
        Access.SignedIn in =
                s.access.signedIn(new Asker.Session(s.in("bob").token().text()));
        EvidenceTables tables = tables(s);
        UUID taken = tables.read(sql -> sql.fetchValue(ROLE_ASSIGNMENTS.ID, ROLE_ASSIGNMENTS.TO_AT.isNotNull()));
        assertEquals(
                List.of("role_assignments " + taken),
                EvidenceTables.names(tables.after(sql -> sql.update(ROLE_ASSIGNMENTS)
                        .setNull(ROLE_ASSIGNMENTS.TO_AT)
                        .where(ROLE_ASSIGNMENTS.ID.eq(taken))
                        .execute())));
        UUID session = UUID.randomUUID();
        db.database().run(sql -> {
            var row = sql.fetchSingle(SESSIONS, SESSIONS.ID.eq(in.session().id()));
            row.changed(true);
            row.setId(session);
            row.setTokenHash("0".repeat(64));
            sql.executeInsert(row);
        });
        assertEquals(List.of("sessions " + session), EvidenceTables.names(tables.findings()));
        Directory.OpenSession forged =
                Objects.requireNonNull(s.people.directory().sessions().get("0".repeat(64)));
        assertTrue(StaffStory.refused(() -> vouched(s, new Access.SignedIn(forged, in.person())))
                .contains(session.toString()));
        db.database()
                .run(sql ->
                        sql.deleteFrom(SESSIONS).where(SESSIONS.ID.eq(session)).execute());
        UUID pin = tables.read(
                sql -> sql.fetchValue(CREDENTIALS.ID, CREDENTIALS.KIND.eq("pin").and(CREDENTIALS.REVOKED_AT.isNull())));
        for (var gone : tables.after(
                sql -> sql.deleteFrom(CREDENTIALS).where(CREDENTIALS.ID.eq(pin)).execute())) {
            assertTrue(gone.inWords().startsWith("Row " + pin + " of credentials: it is gone"), gone.inWords());
        }
        db.database()
                .run(sql -> sql.update(CREDENTIALS)
                        .set(CREDENTIALS.SECRET, s.hash.of(new Secret("918273")))
                        .where(CREDENTIALS.ID.eq(pin))
                        .execute());
        assertTrue(StaffStory.refused(() -> s.signIn.vouch(
                        in, new Secret("918273"), Provenance.ofPerson("bob", Set.of(), StaffStory.DESK, "")))
                .contains(pin.toString()));
    }

    /** A damaged event is the chain's own finding; the rows that it spoke of are not blamed for it. */
    @BothDatabases
    void aDamagedEventIsNamedByTheChainOnly(TestDatabase db) {
        StaffStory s = staff(db);
        EvidenceTables tables = tables(s);
        for (EventQuery.Event event : s.events()) {
            List<RowFinding> found = tables.after(sql -> sql.update(EVENTS)
                    .set(EVENTS.BODY, EVENTS.BODY.concat(" "))
                    .where(EVENTS.SEQ.eq(event.seq()))
                    .execute());
            assertEquals(List.of(), found, "event " + event.seq() + " " + event.kind());
        }
    }

    /** Persons of a database from before are taken over once; whoever asks for it again is named. */
    @BothDatabases
    void whoWasThereBeforeIsTakenOverOnce(TestDatabase db) {
        StaffStory s = new StaffStory(db);
        UUID old = UUID.randomUUID();
        db.database().run(sql -> {
            IdentityRows.addPerson(
                    sql, s.placed.organizationId(), "olga", "Olga", Directory.State.INVITED, s.clock.instant());
            adopt(s, sql);
        });
        s.owned();
        EvidenceTables tables = tables(s);
        assertEquals(List.of(), tables.findings());
        db.database().run(sql -> {
            UUID role = IdentityRows.role(sql, s.placed.organizationId(), "owner", s.clock.instant())
                    .orElseThrow();
            UUID olga = s.people.directory().byLogin("olga").orElseThrow().id();
            sql.insertInto(ROLE_ASSIGNMENTS)
                    .set(ROLE_ASSIGNMENTS.ID, old)
                    .set(ROLE_ASSIGNMENTS.ORGANIZATION_ID, s.placed.organizationId())
                    .set(ROLE_ASSIGNMENTS.PERSON_ID, olga)
                    .set(ROLE_ASSIGNMENTS.ROLE_ID, role)
                    .set(ROLE_ASSIGNMENTS.SCOPE_KIND, "site")
                    .set(ROLE_ASSIGNMENTS.SCOPE_ID, s.placed.siteId())
                    .set(ROLE_ASSIGNMENTS.ORIGIN, "person")
                    .set(ROLE_ASSIGNMENTS.FROM_AT, s.clock.instant())
                    .execute();
            adopt(s, sql);
        });
        s.in("anna");
        List<RowFinding> found = tables.findings();
        assertEquals(
                Set.of("events", "role_assignments"),
                Set.copyOf(found.stream().map(RowFinding::table).toList()));
        assertTrue(found.toString().contains(old.toString()), found.toString());
    }

    private static void adopt(StaffStory s, org.jooq.DSLContext sql) {
        sql.insertInto(EVIDENCE_ADOPTIONS)
                .values(IdentityEvidence.WHAT, s.placed.organizationId())
                .execute();
        assertTrue(Adoption.due(sql, IdentityEvidence.WHAT, s.placed.organizationId()));
    }

    /** What the record keeps of a badge cannot be tried out: the digest holds bits that never leave the table. */
    @BothDatabases
    void theDigestOfABadgeCannotBeGuessed(TestDatabase db) {
        StaffStory s = staff(db);
        var badge = db.database().read(sql -> sql.fetchSingle(CREDENTIALS, CREDENTIALS.KIND.eq("badge")));
        String whole = Evidence.digest(badge, Set.of(CREDENTIALS.ID));
        assertFalse(whole.equals(Evidence.digest(badge, Set.of(CREDENTIALS.ID, CREDENTIALS.SEAL))));
        String told = s.events().toString();
        assertTrue(told.contains(whole), "the record has the digest");
        assertFalse(told.contains(String.valueOf(badge.getSeal())), "and not the seal");
        assertFalse(told.contains("argon2"), "nor the hash");
    }

    private static boolean vouched(StaffStory s, Access.SignedIn in) {
        Secret secret = in.person().credentials().contains("pin") ? StaffStory.PIN : StaffStory.PASSWORD;
        return s.signIn
                .vouch(in, secret, Provenance.ofPerson(in.person().login(), Set.of(), StaffStory.DESK, ""))
                .actorId()
                .equals(in.person().id());
    }
}
