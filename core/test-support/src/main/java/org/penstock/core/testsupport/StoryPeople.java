package org.penstock.core.testsupport;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;

/** People of Northglass for stories about signatures, without the ceremony of signing in. */
public final class StoryPeople {
    private final Database database;
    private final ChainId chain;

    public StoryPeople(Database database, ChainId chain) {
        this.database = database;
        this.chain = chain;
    }

    /** From somebody at the workstation {@code desk}. */
    public static Provenance by(String login, Role... roles) {
        return at("desk", login, roles);
    }

    /** From somebody at a workstation. */
    public static Provenance at(String workstation, String login, Role... roles) {
        return Provenance.ofPerson(
                login, List.of(roles).stream().map(Role::word).toList(), workstation, "session-" + login);
    }

    /** Somebody who has just proven who he is. */
    public ProvenPerson proven(Instant now, Provenance by) {
        return new ProvenPerson(
                database.transact(sql -> Actors.idOf(sql, chain.organizationId(), by.actor(), now)),
                by.actor().substring(0, 1).toUpperCase(Locale.ROOT) + by.actor().substring(1) + " de Vries",
                by,
                2,
                now);
    }
}
