package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Persons.PERSONS;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Credentials.Kind;
import org.penstock.core.identity.IdentityRecord.Change;
import org.penstock.core.identity.IdentityRecord.Told;

/**
 * Names persons, gives them roles, and takes both back. Asks nobody whether the asker may: {@link Access} has done that.
 * Every method blocks on the database and, where a secret is hashed, for some hundredths of a second. What cannot be done
 * is told by {@link IdentityRefused}.
 */
public final class People {
    /** How long a code for the first sign-in is good. */
    public static final Duration CODE = Duration.ofDays(7);

    private final IdentityRecord record;
    private final SlowHash hash;
    private final SecureRandom random;

    /** @param chain of the site where people are named; its organization is theirs */
    public People(Database database, ChainId chain, SlowHash hash, SecureRandom random, InstantSource wall) {
        this.record = new IdentityRecord(database, chain, wall);
        this.hash = hash;
        this.random = random;
    }

    /** Takes who was there before the record told of rows into it; nothing where that is done or not due. */
    public void begin() {
        record.adopt();
    }

    /** Who there is now. */
    public Directory directory() {
        return record.read(sql -> IdentityRows.read(sql, record.organization()));
    }

    /** Number of the last change, to know whether {@link #directory} would say something new. */
    public long change() {
        return record.read(sql -> IdentityRows.change(sql, record.organization()));
    }

    /** Makes the first owner. @throws IdentityRefused when there is one, or name or password will not do */
    public void firstOwner(Provenance by, String login, String name, Secret password) {
        require(SecretRules.login(login));
        require(SecretRules.name(name));
        require(SecretRules.password(password, login));
        String hashed = hash.of(password);
        record.change(by, c -> {
            if (c.before().claimed()) {
                throw new IdentityRefused("This facility has an owner already. An owner or admin can invite you.");
            }
            UUID id = c.before()
                    .byLogin(login)
                    .map(Directory.Person::id)
                    .orElseGet(() -> IdentityRows.addPerson(
                            c.sql(), record.organization(), login, name, Directory.State.ACTIVE, c.at()));
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.STATE, Directory.State.ACTIVE.word())
                    .set(PERSONS.NAME, name)
                    .where(PERSONS.ACTOR_ID.eq(id))
                    .execute();
            Credentials.put(c.sql(), record.organization(), id, Kind.PASSWORD, hashed, null, null, c.at());
            UUID role = Roles.row(c, record.organization(), Role.OWNER.word());
            Scope scope = Scope.organization(record.organization());
            IdentityRows.grant(c.sql(), record.organization(), id, role, scope, false, c.at());
            RolesHeld had = RolesHeld.of(c.before(), id);
            return Told.of("person.first_owner", login, "name", name, "role", Role.OWNER.word())
                    .roles(had, had.with(Role.OWNER.word(), scope));
        });
    }

    /**
     * Names a person.
     *
     * @return the code for the first sign-in, good for {@link #CODE}; it is shown now and never again
     */
    public Secret invite(Provenance by, String login, String name) {
        require(SecretRules.login(login));
        require(SecretRules.name(name));
        Secret code = new Secret(Tokens.code(random));
        String hashed = hash.of(code);
        record.change(by, c -> {
            if (c.before().byLogin(login).isPresent()) {
                throw new IdentityRefused(
                        "There is a person " + login + " already. A sign-in name is never given twice.");
            }
            UUID id = IdentityRows.addPerson(
                    c.sql(), record.organization(), login, name, Directory.State.INVITED, c.at());
            Instant expires = c.at().plus(CODE);
            Credentials.put(c.sql(), record.organization(), id, Kind.RECOVERY, hashed, null, expires, c.at());
            return Told.of("person.invited", login, "name", name);
        });
        return code;
    }

    /**
     * Gives a person a new code for signing in, because he was only named in the facility file or forgot his password. What
     * he proved himself by is revoked, his sessions end.
     */
    public Secret renew(Provenance by, String login, String reason) {
        Secret code = new Secret(Tokens.code(random));
        String hashed = hash.of(code);
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            for (Kind kind : Set.of(Kind.PASSWORD, Kind.PIN)) {
                Credentials.revoke(c.sql(), p.id(), kind, c.at());
            }
            Instant expires = c.at().plus(CODE);
            Credentials.put(c.sql(), record.organization(), p.id(), Kind.RECOVERY, hashed, null, expires, c.at());
            endAll(c, p, "new code");
            return Told.of("credential.renewed", login, "reason", reason);
        });
        return code;
    }

    /** Changes the name printed under signatures to come. */
    public void rename(Provenance by, String login, String name, String reason) {
        require(SecretRules.name(name));
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.NAME, name)
                    .set(PERSONS.VERSION, PERSONS.VERSION.plus(1))
                    .where(PERSONS.ACTOR_ID.eq(p.id()))
                    .execute();
            return Told.of("person.changed", login, "old_name", p.name(), "name", name, "reason", reason);
        });
    }

    /** Ends a person's sessions and lets him open none until {@link #unlock}. */
    public void lock(Provenance by, String login, String reason) {
        state(by, login, Directory.State.LOCKED, "person.locked", reason);
    }

    /** Lets a locked person sign in again, also one who is locked for a time by wrong secrets. */
    public void unlock(Provenance by, String login, String reason) {
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            Directory.State next = p.state() == Directory.State.LOCKED ? Directory.State.ACTIVE : p.state();
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.STATE, next.word())
                    .set(PERSONS.FAILURES, 0)
                    .setNull(PERSONS.LOCKED_UNTIL)
                    .set(PERSONS.VERSION, PERSONS.VERSION.plus(1))
                    .where(PERSONS.ACTOR_ID.eq(p.id()))
                    .execute();
            return Told.of(
                    "person.unlocked", login, "old_state", p.state().word(), "state", next.word(), "reason", reason);
        });
    }

    /** A person leaves for good: roles, credentials and sessions end, what he did keeps his name. */
    public void leave(Provenance by, String login, String reason) {
        state(by, login, Directory.State.LEFT, "person.left", reason);
    }

    private void state(Provenance by, String login, Directory.State next, String kind, String reason) {
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            c.keepAnOwner(p);
            boolean left = next == Directory.State.LEFT;
            c.sql()
                    .update(PERSONS)
                    .set(PERSONS.STATE, next.word())
                    .set(PERSONS.LEFT_AT, left ? c.at() : null)
                    .set(PERSONS.VERSION, PERSONS.VERSION.plus(1))
                    .where(PERSONS.ACTOR_ID.eq(p.id()))
                    .execute();
            if (left) {
                for (Kind credential : Kind.values()) {
                    Credentials.revoke(c.sql(), p.id(), credential, c.at());
                }
                c.before().grants().stream()
                        .filter(g -> g.person().equals(p.id()))
                        .forEach(g -> IdentityRows.take(c.sql(), g.id(), c.at()));
            }
            endAll(c, p, next.word());
            Told<Boolean> told =
                    Told.of(kind, login, "old_state", p.state().word(), "state", next.word(), "reason", reason);
            return left ? told.roles(RolesHeld.of(c.before(), p.id()), RolesHeld.none()) : told;
        });
    }

    /** Gives a person a badge; the one before is revoked. @throws IdentityRefused when somebody else has it */
    public void badge(Provenance by, String login, Secret number, String reason) {
        require(SecretRules.badge(number));
        String lookup = hash.lookup(number, record.organization().toString());
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            Credentials.byLookup(c.sql(), lookup).ifPresent(other -> {
                if (!other.actor().equals(p.id())) {
                    throw new IdentityRefused("This badge is somebody else's. Revoke it there first.");
                }
            });
            Credentials.put(c.sql(), record.organization(), p.id(), Kind.BADGE, lookup, null, null, c.at());
            return Told.of("credential.set", login, "credential", "badge", "reason", reason);
        });
    }

    /** Revokes a person's badge, at once; sessions opened anywhere end. */
    public void revokeBadge(Provenance by, String login, String reason) {
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            if (!Credentials.revoke(c.sql(), p.id(), Kind.BADGE, c.at())) {
                throw new IdentityRefused(p.name() + " has no badge.");
            }
            endAll(c, p, "badge revoked");
            return Told.of("credential.revoked", login, "credential", "badge", "reason", reason);
        });
    }

    /**
     * Makes a key for a machine, beside those it has.
     *
     * @param device key of the device in the facility file
     * @return the key; it is shown now and never again
     */
    public Secret deviceKey(Provenance by, String device, String reason) {
        Secret key = new Secret(DeviceKey.BEGINNING + Tokens.make(random));
        String last4 = key.text().substring(key.text().length() - 4);
        record.change(by, c -> {
            UUID actor = Actors.idOf(c.sql(), record.organization(), "device:" + device, c.at());
            Credentials.put(
                    c.sql(), record.organization(), actor, Kind.API_KEY, Tokens.hash(key.text()), last4, null, c.at());
            return ofDevice("credential.set", device, reason);
        });
        return key;
    }

    /** Revokes every key of a machine, at once. @throws IdentityRefused when it has none */
    public void revokeKeys(Provenance by, String device, String reason) {
        record.change(by, c -> {
            UUID actor = Actors.idOf(c.sql(), record.organization(), "device:" + device, c.at());
            if (!Credentials.revoke(c.sql(), actor, Kind.API_KEY, c.at())) {
                throw new IdentityRefused("The device " + device + " has no key.");
            }
            return ofDevice("credential.revoked", device, reason);
        });
    }

    private static Told<Boolean> ofDevice(String kind, String device, String reason) {
        return new Told<>(
                true,
                kind,
                "device:" + device,
                new TreeMap<>(Map.of("credential", Kind.API_KEY.word(), "reason", reason)));
    }

    /** Keys of machines in force, by their hash. */
    public Map<String, DeviceKey> deviceKeys() {
        return record.read(sql -> Credentials.keys(sql, record.organization()));
    }

    /** Ends one session. @throws IdentityRefused when it is not open */
    public void endSession(Provenance by, UUID session, String reason) {
        record.change(by, c -> {
            Directory.OpenSession open = c.before().sessions().values().stream()
                    .filter(s -> s.id().equals(session))
                    .findFirst()
                    .orElseThrow(() -> new IdentityRefused("This session has ended already."));
            IdentityRows.endSession(c.sql(), session, reason, c.at());
            Directory.Person p = c.before().persons().get(open.person());
            return Told.of(
                    "session.ended",
                    p == null ? "" : p.login(),
                    "session",
                    session.toString(),
                    "workstation",
                    open.workstation(),
                    "reason",
                    reason);
        });
    }

    /** Notes when sessions were last used. */
    public void used(Map<UUID, Instant> sessions) {
        record.quietly(sql -> {
            sessions.forEach((id, at) -> IdentityRows.used(sql, id, at));
            return true;
        });
    }

    private void endAll(Change c, Directory.Person p, String reason) {
        c.before().sessions().values().stream()
                .filter(s -> s.person().equals(p.id()))
                .forEach(s -> IdentityRows.endSession(c.sql(), s.id(), reason, c.at()));
    }

    private static void require(Optional<String> fault) {
        fault.ifPresent(why -> {
            throw new IdentityRefused(why);
        });
    }
}
