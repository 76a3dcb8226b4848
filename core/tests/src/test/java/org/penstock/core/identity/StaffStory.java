package org.penstock.core.identity;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.LeapingClock;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

/** Northglass with its people: what a test of persons needs to tell its story. */
final class StaffStory {
    static final Secret PASSWORD = new Secret("a pond of quiet ducks");
    static final Secret PIN = new Secret("739105");
    static final String DESK = "desk 1";

    final LeapingClock clock = new LeapingClock();
    final TestDatabase db;
    final Placed placed;
    final ChainId chain;
    final SlowHash hash = new SlowHash(new SlowHash.Cost(64, 1, 1), new SecureRandom());
    final People people;
    final Roles roles;
    final SignIn signIn;
    final Access access;
    final Provenance office = Provenance.ofAccount("office", DESK);

    StaffStory(TestDatabase db) {
        this.db = db;
        this.placed = Northglass.put(db.database());
        this.chain = Northglass.chain(placed);
        this.people = new People(db.database(), chain, hash, new SecureRandom(), clock);
        this.roles = new Roles(db.database(), chain, clock);
        this.signIn = new SignIn(db.database(), chain, hash, new SecureRandom(), clock);
        this.access = new Access(() -> Optional.of(people.directory()), clock, DESK);
    }

    /** Anna owns Northglass. */
    StaffStory owned() {
        people.firstOwner(office, "anna", "Anna Lee", PASSWORD);
        return this;
    }

    /** Somebody with a role at the site, who has set his password. */
    StaffStory with(String login, String name, Role role) {
        Secret code = people.invite(office, login, name);
        roles.grant(office, login, role.word(), Scope.site(placed.siteId()), "hired");
        signIn.first(login, code, PASSWORD, DESK);
        return this;
    }

    SignIn.Opened in(String login) {
        return signIn.open(new SignIn.Proof.Password(login, PASSWORD), DESK, false);
    }

    Asker asker(String login) {
        return Asker.session(in(login).token().text());
    }

    Scope.Where site() {
        return new Scope.Where(placed.organizationId(), placed.siteId(), Set.of());
    }

    Scope.Where bay(String key) {
        return new Scope.Where(
                placed.organizationId(), placed.siteId(), Set.of(placed.location(key), placed.location("house")));
    }

    String refusal(Asker asker, Permission permission) {
        return String.valueOf(assertThrows(NotAllowed.class, () -> access.admit(asker, permission, site()))
                .getMessage());
    }

    static String refused(Runnable work) {
        return String.valueOf(assertThrows(IdentityRefused.class, work::run).getMessage());
    }

    /** Events, newest first. */
    List<EventQuery.Event> events() {
        return db.database().read(sql -> EventQuery.newest(100).list(sql, chain));
    }
}
