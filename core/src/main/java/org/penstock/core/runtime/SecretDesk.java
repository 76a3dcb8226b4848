package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;

/** Gives the secrets of the facility file their values; the record keeps who and which one, never the value. Thread-safe. */
final class SecretDesk {
    private static final String SET = "secret.set";
    /** The disk did not take what the event before says: the value is what it was. */
    private static final String NOT_SET = "secret.not_set";

    private final Database database;
    private final ChainId chain;
    private final PeopleDesk people;
    private final Secrets secrets;
    private final Founding founding;
    private final InstantSource wall;

    SecretDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            Secrets secrets,
            Founding founding,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.people = people;
        this.secrets = secrets;
        this.founding = founding;
        this.wall = wall;
    }

    void keep(Asker asker, String name, String value) {
        // Whoever says with which password a link speaks decides what it is connected to, as the file does.
        Provenance by = people.admit(asker, Permission.CONFIGURATION_APPLY);
        Secrets.demand(name, value);
        founding.await();
        // First, and committed: wherever the program dies, no value is in force that nobody is on record for.
        tell(by, SET, name, Map.of());
        try {
            secrets.set(name, value);
        } catch (IOException e) {
            tell(by, NOT_SET, name, Map.of("why", e.toString()));
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Provenance by, String kind, String name, Map<String, String> data) {
        ActorEvent event = new ActorEvent(
                ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()),
                by,
                kind,
                "secret:" + name,
                new TreeMap<>(data));
        database.run(sql -> {
            EventChain.found(sql, chain);
            ActorEvents.append(sql, chain, List.of(event));
        });
    }
}
