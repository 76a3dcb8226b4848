package org.penstock.core.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.db.Database;

/** One change of persons, roles, credentials or sessions: its rows, its number and its event in one transaction. */
final class IdentityRecord {
    private final Database database;
    private final ChainId chain;
    private final InstantSource wall;

    /** @param chain of the site where it is changed */
    IdentityRecord(Database database, ChainId chain, InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.wall = wall;
    }

    UUID organization() {
        return chain.organizationId();
    }

    Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A transaction under way. */
    record Change(DSLContext sql, Directory before, Instant at) {
        /** A person who has not left. @throws IdentityRefused when there is none of that name */
        Directory.Person present(String login) {
            Directory.Person p = before.byLogin(login)
                    .orElseThrow(() -> new IdentityRefused("There is nobody with the sign-in name " + login + "."));
            if (p.state() == Directory.State.LEFT) {
                throw new IdentityRefused(p.name() + " has left.");
            }
            return p;
        }

        /** Nobody may be left without somebody who can let others in. */
        void keepAnOwner(Directory.Person person) {
            if (before.owners().equals(Set.of(person.id()))) {
                throw new IdentityRefused(person.login() + " is the last owner. Make somebody else owner first.");
            }
        }
    }

    /** What a change leaves in the record. */
    record Told<T>(T result, String kind, String subject, SortedMap<String, String> data) {
        /** About a person. @param data name, value, name, value … */
        static Told<Boolean> of(String kind, String login, String... data) {
            SortedMap<String, String> all = new TreeMap<>();
            for (int i = 0; i < data.length; i += 2) {
                all.put(data[i], data[i + 1]);
            }
            return new Told<>(true, kind, "person:" + login, all);
        }

        /** The same, and what roles the person had and has. */
        Told<T> roles(RolesHeld before, RolesHeld now) {
            data.putAll(before.becomes(now));
            return this;
        }
    }

    /** Changes something alone: two changes of one organization come one after the other, in every process. */
    <T> T change(Provenance by, Function<Change, Told<T>> work) {
        return database.transact(sql -> change(sql, by, work));
    }

    /** Changes something in a transaction under way. */
    <T> T change(DSLContext sql, Provenance by, Function<Change, Told<T>> work) {
        Instant at = now();
        long no = IdentityRows.changed(sql, organization());
        List<ActorEvents.ActorEvent> events = new ArrayList<>(IdentityEvidence.adopted(sql, organization(), no, at));
        Map<Evidence.Key, Evidence.Row> before = IdentityEvidence.open(sql, organization());
        Told<T> told = work.apply(new Change(sql, IdentityRows.read(sql, organization()), at));
        told.data().putAll(by.data());
        told.data().putAll(IdentityEvidence.data(IdentityEvidence.changed(sql, organization(), before), no));
        // A person can be named before the first configuration was projected.
        EventChain.found(sql, chain);
        events.add(new ActorEvents.ActorEvent(
                ChronoUnit.MICROS.between(Instant.EPOCH, at), by.actor(), told.kind(), told.subject(), told.data()));
        ActorEvents.append(sql, chain, events);
        return told.result();
    }

    /** Takes over what is due, alone. */
    void adopt() {
        boolean due = database.read(sql -> Adoption.due(sql, IdentityEvidence.WHAT, organization()));
        if (due) {
            database.run(sql -> {
                long no = IdentityRows.changed(sql, organization());
                ActorEvents.append(sql, chain, IdentityEvidence.adopted(sql, organization(), no, now()));
            });
        }
    }

    /** Why the record does not bear a person out; empty = it does. @param session the one he relies on, null = none */
    Optional<String> doubt(Directory.Person person, @Nullable UUID session) {
        return database.read(sql -> IdentityVerifier.doubt(sql, chain, person, session));
    }

    <T> T read(Function<DSLContext, T> work) {
        return database.read(work);
    }

    /** A change of a row that is nobody's business: last use, failures, a dearer hash. */
    void quietly(Function<DSLContext, Boolean> work) {
        database.transact(work);
    }
}
