package org.penstock.app.window.model.people;

import java.time.Instant;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Directory;

/**
 * Somebody who is signed in somewhere.
 *
 * @param key id of the session
 * @param since when it was opened
 * @param used when it was last used
 * @param note that it is the one of this screen, or that it was asked to last
 */
public record SessionRow(
        String key, String person, String name, String workstation, String since, String used, String note)
        implements Keyed {
    static SessionRow of(
            Directory.OpenSession session,
            Directory.Person person,
            boolean own,
            Instant now,
            Words words,
            Times times) {
        return new SessionRow(
                session.id().toString(),
                person.login(),
                person.name(),
                session.workstation(),
                times.moment(session.opened(), now),
                times.moment(session.used(), now),
                own ? words.of("people.session-here") : session.remembered() ? words.of("people.session-kept") : "");
    }
}
