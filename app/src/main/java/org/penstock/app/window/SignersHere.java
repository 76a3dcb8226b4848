package org.penstock.app.window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penstock.app.window.model.signoff.Signer;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Scope;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Persons;

/**
 * Whether who sits here could sign. It asks without using the session: a screen that looks every few seconds must not keep a
 * session open that its person has left.
 */
final class SignersHere {
    private static final int MOST = 500;

    private SignersHere() {}

    /** Who sits here, if somebody has signed in. Blocks at most as long as the persons take to be read. */
    static Optional<Signer> of(Persons persons, Asker asker) {
        Optional<Access.SignedIn> in = persons.who(asker);
        Optional<Directory> known = persons.directory();
        Optional<Scope> site = persons.scope("site");
        if (in.isEmpty() || known.isEmpty() || site.isEmpty()) {
            return Optional.empty();
        }
        Directory.Person person = in.get().person();
        Scope.Where where =
                new Scope.Where(known.get().organizationId(), site.get().id(), Set.of());
        List<String> roles = known.get().grants(person.id(), where).stream()
                .map(g -> g.role().key())
                .toList();
        return Optional.of(new Signer(
                person.name(),
                Provenance.ofPerson(
                        person.login(),
                        roles,
                        in.get().session().workstation(),
                        in.get().session().id().toString()),
                persons.may(asker, Permission.SIGNOFF_SIGN)));
    }

    /** How many sign-offs who sits here could sign now. Blocks on the database. */
    static int count(ControlRoom room, Asker asker, Instant now) {
        Optional<Signer> me = of(room.persons(), asker).filter(Signer::maySign);
        if (me.isEmpty()) {
            return 0;
        }
        Signer signer = me.get();
        return (int) room.consents().open(MOST).stream()
                .filter(s -> SignoffRow.wanted(s, signer, now).isPresent())
                .count();
    }
}
