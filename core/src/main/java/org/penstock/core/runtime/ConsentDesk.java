package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policies;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DurableFile;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets persons sign what waits, and carries out what is approved. A configuration that waits lies in
 * {@code signoffs/ID.json} of the data directory until it is applied or void; what was signed is its hash.
 */
final class ConsentDesk implements Consents {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentDesk.class);
    private static final String CONFIGURATION = "configuration";
    private static final long APPLY_SECONDS = 15;

    private final Database database;
    private final ChainId chain;
    private final Signoffs signoffs;
    private final SignoffQuery query;
    private final PeopleDesk people;
    private final Changes changes;
    private final Path waiting;
    private final InstantSource wall;

    ConsentDesk(Database database, ChainId chain, PeopleDesk people, Changes changes, Path data, InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.signoffs = new Signoffs(chain);
        this.query = new SignoffQuery(chain);
        this.people = people;
        this.changes = changes;
        this.waiting = data.resolve("signoffs");
        this.wall = wall;
    }

    /** Whether somebody decided that changes of the configuration take signatures. */
    boolean demandedForConfiguration() {
        return database.read(sql -> Policies.inForce(sql, chain, Action.CONFIGURATION_APPLY))
                        .version()
                > 0;
    }

    /** Freezes a planned configuration until it is signed. @return what the asker is told */
    Answer request(Provenance by, Changes.Ready ready, String reason) {
        Signoff asked = database.transact(sql -> {
            Signoff signoff = signoffs.request(
                    sql,
                    new Wish(
                            Action.CONFIGURATION_APPLY,
                            CONFIGURATION,
                            ready.base(),
                            "The configuration is changed: " + ready.counts(),
                            payload(ready.next(), ready.base()),
                            new TreeMap<>(),
                            reason),
                    by,
                    wall.instant());
            // Before the commit: what waits for signatures must be there.
            keep(signoff.id(), ready.next());
            return signoff;
        });
        return new Answer(
                true,
                "Nothing has changed yet: this waits for signatures (" + asked.policy().inWords() + "), until "
                        + asked.expiresAt() + ". Sign-off " + asked.id() + ".");
    }

    private static SortedMap<String, String> payload(Configuration next, String base) {
        SortedMap<String, String> payload = new TreeMap<>();
        payload.put("base", base);
        payload.put("file", next.fileName());
        payload.put("hash", next.hash());
        return payload;
    }

    private void keep(UUID id, Configuration next) {
        try {
            Files.createDirectories(waiting);
            DurableFile.write(waiting.resolve(id + ".json"), next.json());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The configuration could not be kept in " + waiting + " until it is signed: " + e.getMessage(), e);
        }
    }

    private void forget(UUID id) {
        try {
            Files.deleteIfExists(waiting.resolve(id + ".json"));
        } catch (IOException e) {
            LOG.warn("{} stays in {}: {}", id, waiting, e.toString());
        }
    }

    /** Ends what waited too long or speaks of what is no more. Called now and then. */
    void tick() {
        Instant now = wall.instant();
        String hash = changes.latest().hash();
        List<Signoff> ended = database.transact(sql -> {
            List<Signoff> late = signoffs.expire(sql, now);
            List<Signoff> moved = signoffs.changed(sql, CONFIGURATION, hash, Provenance.ofSystem(""), now);
            return java.util.stream.Stream.concat(late.stream(), moved.stream()).toList();
        });
        ended.forEach(s -> forget(s.id()));
    }

    @Override
    public List<Signoff> open(int most) {
        return database.read(sql -> query.open(sql, most));
    }

    @Override
    public List<Signoff> inbox(Asker asker, int most) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_SIGN);
        return database.read(sql -> query.inbox(sql, by, wall.instant(), most));
    }

    @Override
    public List<Signoff> reviewsOwed(int most) {
        return database.read(sql -> query.reviewsOwed(sql, most));
    }

    @Override
    public Optional<Signoff> find(UUID id) {
        return database.read(sql -> query.find(sql, id));
    }

    @Override
    public List<Policy> policies() {
        return database.read(sql -> Policies.inForce(sql, chain));
    }

    @Override
    public Signed sign(Asker.Session asker, Secret secret, UUID id, String seenHash, Meaning meaning, String reason) {
        return sign(people.prove(asker, secret, Permission.SIGNOFF_SIGN), id, seenHash, meaning, reason);
    }

    @Override
    public Signed sign(SignIn.Proof proof, UUID id, String seenHash, Meaning meaning, String reason) {
        return sign(people.prove(proof, Permission.SIGNOFF_SIGN), id, seenHash, meaning, reason);
    }

    private Signed sign(ProvenPerson person, UUID id, String seenHash, Meaning meaning, String reason) {
        Signoff signed = database.transact(
                sql -> signoffs.sign(sql, id, seenHash, person, meaning, reason, wall.instant()));
        return carryOut(signed, person.by());
    }

    @Override
    public List<Signoffs.SignedOne> signAll(
            Asker.Session asker, Secret secret, List<Signoffs.Listed> listed, Meaning meaning, String reason) {
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        List<Signoffs.SignedOne> became = database.transact(
                sql -> signoffs.signAll(sql, listed, person, meaning, reason, wall.instant()));
        became.stream().filter(one -> one.refusal().isEmpty()).forEach(one -> find(one.listed()
                        .id())
                .ifPresent(s -> carryOut(s, person.by())));
        return became;
    }

    /** Does what is approved, where this program does it by itself. Rooms above carry out their own. */
    private Signed carryOut(Signoff signoff, Provenance by) {
        if (signoff.state() != SignoffState.APPROVED) {
            return new Signed(signoff, "");
        }
        String outcome = switch (signoff.action()) {
            case CONFIGURATION_APPLY -> applyConfiguration(signoff, by);
            case SIGNOFF_POLICY_CHANGE, SIGNOFF_POLICY_CHANGE_ALONE -> bringPolicy(signoff, by);
            default -> "Approved: it can be carried out now.";
        };
        return new Signed(find(signoff.id()).orElse(signoff), outcome);
    }

    private String bringPolicy(Signoff signoff, Provenance by) {
        Policy next = Policy.read(String.valueOf(signoff.payload().get("policy")));
        return words(
                database.transact(sql -> Policies.bring(sql, chain, signoff.id(), next, by, wall.instant())),
                "The policy is in force.");
    }

    private String applyConfiguration(Signoff signoff, Provenance by) {
        Configuration next;
        try {
            next = changes.reread(Files.readString(waiting.resolve(signoff.id() + ".json")));
        } catch (IOException | IllegalArgumentException e) {
            return fail(signoff, by, "what was signed cannot be read any more: " + e.getMessage());
        }
        String base = changes.latest().hash();
        SortedMap<String, String> payload = payload(next, base);
        Execution<Boolean> execution = database.transact(
                sql -> signoffs.execute(sql, signoff.id(), payload, base, by, wall.instant(), approved -> true));
        String done = words(execution, "");
        if (!done.isEmpty()) {
            return done;
        }
        Answer answer = apply(signoff, base, next);
        forget(signoff.id());
        return answer.text();
    }

    private Answer apply(Signoff signoff, String base, Configuration next) {
        CompletableFuture<Answer> applied = changes.applySigned(
                signoff.requester(), signoff.reason() + " (sign-off " + signoff.id() + ")", base, next, signoff.summary());
        try {
            return applied.get(APPLY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Answer(false, "It was signed, and the engine did not answer; the next start takes it.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("applying what was signed failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "It was signed, and the program is closing; the next start takes it.");
        }
    }

    private String fail(Signoff signoff, Provenance by, String why) {
        database.transact(sql -> signoffs.fail(sql, signoff.id(), why, by, wall.instant()));
        forget(signoff.id());
        return "It was approved and cannot be carried out: " + why + ". Ask for it anew.";
    }

    private static String words(Execution<?> execution, String done) {
        return switch (execution) {
            case Execution.Done<?> _ -> done;
            case Execution.Refused<?> refused -> refused.refusal().inWords();
        };
    }

    @Override
    public Signoff refuse(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_SIGN);
        Signoff refused = database.transact(sql -> signoffs.refuse(sql, id, by, reason, wall.instant()));
        forget(id);
        return refused;
    }

    @Override
    public Signoff withdraw(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_REQUEST);
        Signoff withdrawn = database.transact(sql -> signoffs.withdraw(sql, id, by, reason, wall.instant()));
        forget(id);
        return withdrawn;
    }

    @Override
    public Signoff review(Asker.Session asker, Secret secret, UUID id, String note) {
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        return database.transact(sql -> signoffs.review(sql, id, person, note, wall.instant()));
    }

    @Override
    public Signoff changePolicy(Asker asker, Policy next, String reason) {
        Provenance by = people.admit(asker, Permission.POLICY_CHANGE);
        return database.transact(sql -> signoffs.request(
                sql, Policies.change(sql, chain, next, workstations(), false, reason), by, wall.instant()));
    }

    @Override
    public Signed changePolicyAlone(Asker.Session asker, Secret secret, Policy next, String reason) {
        people.admit(asker, Permission.POLICY_CHANGE);
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        Signoff signoff = database.transact(sql -> signoffs.alone(
                sql,
                Policies.change(sql, chain, next, workstations(), true, reason),
                person,
                people.otherSigners(person.actorId()),
                wall.instant()));
        return carryOut(signoff, person.by());
    }

    /** How many workstations there can be: an embedded database serves one. */
    private int workstations() {
        return database.embedded() ? 1 : Integer.MAX_VALUE;
    }
}
