package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Persons.PERSONS;
import static org.penstock.core.db.tables.tables.Sessions.SESSIONS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Credentials.Kind;
import org.penstock.core.identity.IdentityRecord.Told;

/**
 * Lets persons prove who they are: opens sessions, and vouches for a signer. A wrong secret is recorded; after
 * {@link #FREE} in a row the person waits, twice as long after each further one. What is wrong is never told more exactly
 * than it must be. Blocks on the database and for some hundredths of a second; secrets are hashed outside transactions.
 */
public final class SignIn {
    /** Wrong secrets in a row before the first wait. */
    public static final int FREE = 5;
    /** The first wait; it doubles up to {@link #MOST_WAIT}. */
    public static final Duration WAIT = Duration.ofSeconds(30);

    public static final Duration MOST_WAIT = Duration.ofMinutes(30);

    private final IdentityRecord record;
    private final SlowHash hash;
    private final SecureRandom random;
    private final String nobody;

    /** @param chain of the site where people sign in */
    public SignIn(Database database, ChainId chain, SlowHash hash, SecureRandom random, InstantSource wall) {
        this.record = new IdentityRecord(database, chain, wall);
        this.hash = hash;
        this.random = random;
        this.nobody = hash.nobodys();
    }

    /** An opened session. @param token to be shown to nobody */
    public record Opened(Secret token, UUID session, String login, String name) {}

    /** How somebody says who he is. Both components of a pair belong to the same person, or neither helps. */
    public sealed interface Proof {
        /** Two components: the name and the password. */
        record Password(String login, Secret password) implements Proof {}

        /** Two components: the badge and its owner's PIN. */
        record Badge(Secret number, Secret pin) implements Proof {}
    }

    /**
     * Opens a session.
     *
     * @param remember keep it for {@link Access#REMEMBERED} instead of {@link Access#IDLE}
     * @throws IdentityRefused when the proof fails, or the person may not sign in
     */
    public Opened open(Proof proof, String workstation, boolean remember) {
        return open(prove(proof, workstation), workstation, remember);
    }

    /** The first sign-in, with the code a person was told: sets the password and opens a session. */
    public Opened first(String login, Secret code, Secret password, String workstation) {
        SecretRules.password(password, login).ifPresent(why -> {
            throw new IdentityRefused(why);
        });
        Directory.Person person = person(find(login), workstation, code);
        check(person, Kind.RECOVERY, code, workstation);
        String hashed = hash.of(password);
        record.change(by(person, workstation, ""), c -> {
            if (!Credentials.revoke(c.sql(), person.id(), Kind.RECOVERY, c.at())) {
                throw new IdentityRefused("This code was used already. Ask for a new one.");
            }
            Credentials.put(c.sql(), record.organization(), person.id(), Kind.PASSWORD, hashed, null, null, c.at());
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.STATE, Directory.State.ACTIVE.word())
                    .where(PERSONS.ACTOR_ID.eq(person.id()))
                    .and(PERSONS.STATE.eq(Directory.State.INVITED.word()))
                    .execute();
            return Told.of("credential.set", login, "credential", "password");
        });
        return open(find(login).orElseThrow(), workstation, false);
    }

    /** Sets a person's own password. @throws IdentityRefused when the old one is wrong or the new one will not do */
    public void setPassword(Access.SignedIn in, Secret old, Secret next) {
        Directory.Person p = in.person();
        SecretRules.password(next, p.login()).ifPresent(why -> {
            throw new IdentityRefused(why);
        });
        check(p, Kind.PASSWORD, old, in.session().workstation());
        set(in, Kind.PASSWORD, hash.of(next));
        endOthers(in);
    }

    /** Sets a person's own PIN. @throws IdentityRefused when the password is wrong or the PIN will not do */
    public void setPin(Access.SignedIn in, Secret password, Secret pin) {
        SecretRules.pin(pin).ifPresent(why -> {
            throw new IdentityRefused(why);
        });
        check(in.person(), Kind.PASSWORD, password, in.session().workstation());
        set(in, Kind.PIN, hash.of(pin));
    }

    /** Whoever changes his password may fear that somebody else knows the old one. */
    private void endOthers(Access.SignedIn in) {
        Directory.Person p = in.person();
        record.change(by(p, in.session().workstation(), in.session().id().toString()), c -> {
            List<UUID> others = c.before().sessions().values().stream()
                    .filter(s -> s.person().equals(p.id()) && !s.id().equals(in.session().id()))
                    .map(Directory.OpenSession::id)
                    .sorted()
                    .toList();
            others.forEach(s -> IdentityRows.endSession(c.sql(), s, "password changed", c.at()));
            return Told.of(
                    "session.ended",
                    p.login(),
                    "sessions",
                    others.stream().map(UUID::toString).collect(Collectors.joining(" ")),
                    "reason",
                    "password changed");
        });
    }

    private void set(Access.SignedIn in, Kind kind, String hashed) {
        Directory.Person p = in.person();
        record.change(by(p, in.session().workstation(), in.session().id().toString()), c -> {
            Credentials.put(c.sql(), record.organization(), p.id(), kind, hashed, null, null, c.at());
            return Told.of("credential.set", p.login(), "credential", kind.word());
        });
    }

    /** Lets the person of a session go on after the screen was locked. @param secret password or PIN */
    public void unlock(Access.SignedIn in, Secret secret) {
        one(in, secret);
    }

    /**
     * Vouches for a person by two components, for a signature.
     *
     * @param by roles, workstation and session as they go under the signature
     */
    public ProvenPerson vouch(Proof proof, String workstation, Function<Directory.Person, Provenance> by) {
        Directory.Person p = prove(proof, workstation);
        demandRecorded(p, null);
        return new ProvenPerson(p.id(), p.name(), by.apply(p), 2, record.now());
    }

    /** Vouches for the person of a session by one component, password or PIN; whether that is enough is for the caller. */
    public ProvenPerson vouch(Access.SignedIn in, Secret secret, Provenance by) {
        one(in, secret);
        demandRecorded(in.person(), in.session().id());
        return new ProvenPerson(in.person().id(), in.person().name(), by, 1, record.now());
    }

    /** A signature is worth what the record says of the signer: a role written into the table behind it is worth nothing. */
    private void demandRecorded(Directory.Person p, @Nullable UUID session) {
        record.doubt(p, session).ifPresent(why -> {
            throw new IdentityRefused("The record does not bear out who " + p.login() + " is or what " + p.login()
                    + " may, so nothing is signed. " + why + " Verify the record: penstock audit verify.");
        });
    }

    private void one(Access.SignedIn in, Secret secret) {
        Directory.Person p = in.person();
        boolean pin = p.credentials().contains(Kind.PIN.word())
                && SecretRules.pin(secret).isEmpty();
        check(p, pin ? Kind.PIN : Kind.PASSWORD, secret, in.session().workstation());
    }

    /** Ends a session by its own person. Ending one that has ended is no fault. */
    public void signOut(Access.SignedIn in) {
        UUID session = in.session().id();
        record.change(by(in.person(), in.session().workstation(), session.toString()), c -> {
            IdentityRows.endSession(c.sql(), session, "signed out", c.at());
            return Told.of("session.ended", in.person().login(), "session", session.toString(), "reason", "signed out");
        });
    }

    private Opened open(Directory.Person person, String workstation, boolean remember) {
        Secret token = new Secret(Tokens.make(random));
        UUID session = UuidCreator.getTimeOrderedEpoch();
        record.change(by(person, workstation, session.toString()), c -> {
            c.sql()
                    .insertInto(SESSIONS)
                    .set(SESSIONS.ID, session)
                    .set(SESSIONS.ORGANIZATION_ID, record.organization())
                    .set(SESSIONS.PERSON_ID, person.id())
                    .set(SESSIONS.TOKEN_HASH, Tokens.hash(token.text()))
                    .set(SESSIONS.WORKSTATION, cut(workstation))
                    .set(SESSIONS.REMEMBERED, remember)
                    .set(SESSIONS.OPENED_AT, c.at())
                    .set(SESSIONS.USED_AT, c.at())
                    .execute();
            return Told.of("session.opened", person.login(), "session", session.toString());
        });
        return new Opened(token, session, person.login(), person.name());
    }

    /** The person whose both components are right. */
    private Directory.Person prove(Proof proof, String workstation) {
        return switch (proof) {
            case Proof.Password(String login, Secret password) -> {
                Directory.Person p = person(find(login), workstation, password);
                check(p, Kind.PASSWORD, password, workstation);
                yield p;
            }
            case Proof.Badge(Secret number, Secret pin) -> {
                String lookup = hash.lookup(number, record.organization().toString());
                Optional<Directory.Person> found = record.read(sql -> Credentials.byLookup(sql, lookup)
                        .map(c -> IdentityRows.read(sql, record.organization())
                                .persons()
                                .get(c.actor())));
                Directory.Person p = person(found, workstation, pin);
                check(p, Kind.PIN, pin, workstation);
                yield p;
            }
        };
    }

    private Optional<Directory.Person> find(String login) {
        return record.read(sql -> IdentityRows.read(sql, record.organization())).byLogin(login);
    }

    private Directory.Person person(Optional<Directory.Person> found, String workstation, Secret secret) {
        if (found.isEmpty()) {
            // As long as for somebody who is there: the time must not tell.
            SlowHash.matches(secret, nobody);
            refuseUnknown(workstation);
        }
        return person(found, workstation);
    }

    private Directory.Person person(Optional<Directory.Person> found, String workstation) {
        Directory.Person p = found.orElseThrow(() -> refuseUnknown(workstation));
        p.lockedUntil().filter(until -> record.now().isBefore(until)).ifPresent(until -> {
            long seconds = Math.max(1, Duration.between(record.now(), until).toSeconds());
            throw new IdentityRefused("Too many wrong secrets in a row: wait " + seconds
                    + " s and try again. An owner or admin can unlock " + p.login() + " at once.");
        });
        return switch (p.state()) {
            case ACTIVE, INVITED -> p;
            case LOCKED -> throw new IdentityRefused(
                    p.name() + " is locked. An owner or admin can unlock " + p.login() + ".");
            case LEFT -> throw refuseUnknown(workstation);
        };
    }

    private IdentityRefused refuseUnknown(String workstation) {
        record.change(Provenance.ofSystem(workstation), c -> new Told<>(
                true, "session.refused", "person:", new TreeMap<>(Map.of("reason", "nobody is known by that"))));
        throw new IdentityRefused(WRONG);
    }

    private static final String WRONG = "That is not right: check the sign-in name or badge, and the password or PIN.";

    private void check(Directory.Person named, Kind kind, Secret given, String workstation) {
        // As he is now: a session that is open knows nothing of wrong secrets since.
        Directory.Person p = person(find(named.login()), workstation);
        Optional<Credentials.Stored> stored = record.read(sql -> Credentials.of(sql, p.id(), kind));
        boolean inTime = stored.flatMap(Credentials.Stored::expires)
                .map(e -> record.now().isBefore(e))
                .orElse(true);
        boolean right = SlowHash.matches(given, stored.map(Credentials.Stored::secret).orElse(nobody))
                && stored.isPresent()
                && inTime;
        if (!right) {
            refuse(p, kind, workstation, stored.isEmpty());
        }
        Credentials.Stored found = stored.orElseThrow();
        @Nullable String dearer = hash.outdated(found.secret()) ? hash.of(given) : null;
        record.quietly(sql -> {
            sql.update(PERSONS)
                    .set(PERSONS.FAILURES, 0)
                    .setNull(PERSONS.LOCKED_UNTIL)
                    .where(PERSONS.ACTOR_ID.eq(p.id()))
                    .and(PERSONS.FAILURES.gt(0))
                    .execute();
            return true;
        });
        if (dearer != null) {
            record.change(by(p, workstation, ""), c -> {
                Credentials.rehash(c.sql(), found.id(), dearer);
                return Told.of("credential.rehashed", p.login(), "credential", kind.word());
            });
        }
    }

    private void refuse(Directory.Person p, Kind kind, String workstation, boolean none) {
        record.change(by(p, workstation, ""), c -> {
            int failures = c.sql()
                            .select(PERSONS.FAILURES)
                            .from(PERSONS)
                            .where(PERSONS.ACTOR_ID.eq(p.id()))
                            .fetchSingle(PERSONS.FAILURES)
                    + 1;
            Instant until = failures < FREE ? null : c.at().plus(wait(failures));
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.FAILURES, failures)
                    .set(PERSONS.LOCKED_UNTIL, until)
                    .where(PERSONS.ACTOR_ID.eq(p.id()))
                    .execute();
            String why = none ? "no " + kind.word() + " is set" : "wrong " + kind.word();
            return Told.of("session.refused", p.login(), "reason", why, "failures", Integer.toString(failures));
        });
        throw new IdentityRefused(WRONG);
    }

    private static Duration wait(int failures) {
        Duration wait = WAIT.multipliedBy(1L << Math.min(20, failures - FREE));
        return wait.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait;
    }

    private static Provenance by(Directory.Person p, String workstation, String session) {
        return Provenance.ofPerson(p.login(), List.of(), workstation, session);
    }

    private static String cut(String workstation) {
        return workstation.length() <= 100 ? workstation : workstation.substring(0, 100);
    }
}
