package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.place.LocationSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who there is in memory, at most half a second behind the database, and asks {@link Access} before anything is
 * done. Thread-safe.
 */
final class PeopleDesk implements Persons {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleDesk.class);
    private static final long LOOK_NANOS = 500_000_000;
    private static final int SELDOM = 20;
    private static final int FOUNDING_TRIES = 100;
    private static final Duration PERIOD = Duration.ofMinutes(Consents.PERIOD_MINUTES);
    private static final Duration NOTE_USE = Duration.ofMinutes(1);

    private final People people;
    private final SignIn signIn;
    private final Access access;
    private final KeptDirectory kept;
    private final InstantSource wall;
    private final String workstation;
    private final Supplier<Configuration> configuration;
    private final BooleanSupplier founded;
    private final Map<UUID, Instant> noted = new HashMap<>();
    /** When a session's person last gave two components, or one within the period after them. */
    private final Map<UUID, Instant> proven = new ConcurrentHashMap<>();

    private volatile Optional<Directory> known = Optional.empty();
    private volatile boolean closed;

    /**
     * @param founded whether the record knows this facility
     * @param workstation name of this computer
     */
    PeopleDesk(
            People people,
            SignIn signIn,
            KeptDirectory kept,
            Supplier<Configuration> configuration,
            BooleanSupplier founded,
            InstantSource wall,
            String workstation) {
        this.people = people;
        this.signIn = signIn;
        this.kept = kept;
        this.wall = wall;
        this.workstation = workstation;
        this.configuration = configuration;
        this.founded = founded;
        this.access = new Access(() -> known, wall, workstation);
    }

    /** Reads who there is before anybody can ask. A first start has nobody; a start without the database knows who there was. */
    void begin() {
        try {
            read();
        } catch (DatabaseAway e) {
            known = kept.read();
        }
    }

    /**
     * Follows the database until closed; the body of the thread {@code people}.
     *
     * @param seldom done at every twentieth look, about every 10 s
     */
    void run(Runnable seldom) {
        long looks = 0;
        while (!closed) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted() || closed) {
                return;
            }
            try {
                long change = people.change();
                Optional<Directory> before = known;
                if (before.isEmpty() || before.get().change() != change) {
                    read();
                }
                endIdle();
                noteUse();
                if (looks++ % SELDOM == 0) {
                    seldom.run();
                }
            } catch (DatabaseAway e) {
                LOG.debug("persons are as they were: {}", e.getMessage());
            }
        }
    }

    void close() {
        closed = true;
    }

    private synchronized void read() {
        Directory now = people.directory();
        known = Optional.of(now);
        if (now.claimed()) {
            kept.write(now);
        }
    }

    private void endIdle() {
        Directory now = known.orElseThrow();
        for (Directory.OpenSession session : now.sessions().values()) {
            Instant end = session.remembered()
                    ? session.opened().plus(Access.REMEMBERED)
                    : access.lastUse(session).plus(Access.IDLE);
            if (!wall.instant().isBefore(end)) {
                String why = session.remembered() ? "30 days have passed" : "not used for an hour";
                people.endSession(Provenance.ofSystem(workstation), session.id(), why);
                read();
            }
        }
    }

    private void noteUse() {
        Directory now = known.orElseThrow();
        Map<UUID, Instant> used = new HashMap<>();
        Set<UUID> open = new HashSet<>();
        for (Directory.OpenSession session : now.sessions().values()) {
            open.add(session.id());
            Instant last = access.lastUse(session);
            if (Duration.between(noted.getOrDefault(session.id(), session.used()), last)
                            .compareTo(NOTE_USE)
                    >= 0) {
                used.put(session.id(), last);
            }
        }
        noted.keySet().retainAll(open);
        proven.keySet().retainAll(open);
        if (!used.isEmpty()) {
            people.used(used);
            noted.putAll(used);
        }
    }

    private Scope.Where site() {
        return where("");
    }

    /** A place of this site with all above it. @param location key, "" for the whole site */
    private Scope.Where where(String location) {
        Configuration now = configuration.get();
        Places places = now.part(Places.class);
        Set<UUID> above = new HashSet<>();
        String key = location;
        while (!key.isEmpty()) {
            String here = key;
            Optional<LocationSpec> spec = places.locations().stream()
                    .filter(l -> l.key().equals(here))
                    .findFirst();
            if (spec.isEmpty() || !above.add(now.identities().id("location", here))) {
                break;
            }
            key = spec.get().parent();
        }
        return new Scope.Where(
                now.identities().id("organization", places.site().organizationKey()),
                now.identities().id("site", places.site().key()),
                above);
    }

    /** Lets somebody do something at a place of the site. @param location key, "" for the whole site */
    Provenance admit(Asker asker, Permission permission, String location) {
        return access.admit(asker, permission, where(location));
    }

    /** Who it is, whatever he may do. @param account whose process this is */
    Provenance known(Asker asker, String account) {
        return access.known(asker, account, site());
    }

    /** Lets the person of a session prove himself for one signature, by one component where two were given lately. */
    ProvenPerson prove(Asker.Session asker, Secret secret) {
        Provenance by = admit(asker, Permission.SIGNOFF_SIGN);
        Access.SignedIn in = access.signedIn(asker);
        UUID session = in.session().id();
        Instant two = proven.getOrDefault(session, in.session().opened());
        if (!wall.instant().isBefore(two.plus(PERIOD))) {
            throw new IdentityRefused("More than " + PERIOD.toMinutes()
                    + " minutes have passed since you gave both components: sign with name and password, or badge and"
                    + " PIN.");
        }
        ProvenPerson person = signIn.vouch(in, secret, by);
        proven.put(session, wall.instant());
        return person;
    }

    /** Lets somebody prove himself by two components for one signature, whoever is signed in. */
    ProvenPerson prove(SignIn.Proof proof) {
        ProvenPerson person = signIn.vouch(
                proof, workstation, p -> access.admit(p, sessionOf(p.id()), Permission.SIGNOFF_SIGN, site()));
        String session = person.by().session();
        if (!session.isEmpty()) {
            proven.put(UUID.fromString(session), wall.instant());
        }
        return person;
    }

    /** How many active persons besides {@code person} may sign at this site. */
    int otherSigners(UUID person) {
        return (int) known.map(d -> d.persons().values().stream()
                        .filter(p -> !p.id().equals(person) && p.state() == Directory.State.ACTIVE)
                        .filter(p -> d.grants(p.id(), site()).stream()
                                .anyMatch(g -> g.role().permissions().contains(Permission.SIGNOFF_SIGN)))
                        .count())
                .orElse(0L)
                .longValue();
    }

    /** Id of a person's session at this workstation, "" when there is none. */
    private String sessionOf(UUID person) {
        return known.map(Directory::sessions).orElse(Map.of()).values().stream()
                .filter(s -> s.person().equals(person) && s.workstation().equals(workstation))
                .map(s -> s.id().toString())
                .sorted()
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<Directory> directory() {
        return known;
    }

    @Override
    public boolean may(Asker asker, Permission permission) {
        return access.may(asker, permission, site());
    }

    @Override
    public Provenance admit(Asker asker, Permission permission) {
        return access.admit(asker, permission, site());
    }

    @Override
    public Optional<Access.SignedIn> who(Asker asker) {
        if (asker instanceof Asker.Session session) {
            try {
                return Optional.of(access.signedIn(session));
            } catch (NotAllowed e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public SignIn.Opened firstOwner(Asker asker, String login, String name, Secret password) {
        awaitFounding();
        people.firstOwner(known(asker, Actors.SYSTEM), login, name, password);
        return opened(signIn.open(new SignIn.Proof.Password(login, password), workstation, false));
    }

    /** In the first moments of the first start the record does not know the organization yet. */
    private void awaitFounding() {
        for (int i = 0; i < FOUNDING_TRIES && !founded.getAsBoolean(); i++) {
            LockSupport.parkNanos(LOOK_NANOS / 10);
        }
        if (!founded.getAsBoolean()) {
            throw new IdentityRefused("The record has not taken up this facility yet. Try again in a moment.");
        }
    }

    @Override
    public SignIn.Opened signIn(SignIn.Proof proof, boolean remember) {
        return opened(signIn.open(proof, workstation, remember));
    }

    @Override
    public SignIn.Opened firstSignIn(String login, Secret code, Secret password) {
        return opened(signIn.first(login, code, password, workstation));
    }

    /** The session must be known here before anybody can use it. */
    private SignIn.Opened opened(SignIn.Opened opened) {
        read();
        return opened;
    }

    @Override
    public void signOut(Asker.Session asker) {
        signIn.signOut(access.signedIn(asker));
        read();
    }

    @Override
    public void unlockScreen(Asker.Session asker, Secret secret) {
        signIn.unlock(access.signedIn(asker), secret);
    }

    @Override
    public void setPassword(Asker.Session asker, Secret old, Secret next) {
        signIn.setPassword(access.signedIn(asker), old, next);
        read();
    }

    @Override
    public void setPin(Asker.Session asker, Secret password, Secret pin) {
        signIn.setPin(access.signedIn(asker), password, pin);
        read();
    }

    @Override
    public Secret invite(Asker asker, String login, String name) {
        Secret code = people.invite(admit(asker, Permission.PERSON_MANAGE), login, name);
        read();
        return code;
    }

    @Override
    public Secret renew(Asker asker, String login, String reason) {
        Secret code = people.renew(admit(asker, Permission.PERSON_MANAGE), login, reason);
        read();
        return code;
    }

    private void change(Asker asker, Permission permission, Consumer<Provenance> work) {
        work.accept(admit(asker, permission));
        read();
    }

    @Override
    public void rename(Asker asker, String login, String name, String reason) {
        change(asker, Permission.PERSON_MANAGE, by -> people.rename(by, login, name, reason));
    }

    @Override
    public void become(Asker asker, String login, Standing standing, String reason) {
        change(asker, Permission.PERSON_MANAGE, by -> {
            switch (standing) {
                case LOCKED -> people.lock(by, login, reason);
                case UNLOCKED -> people.unlock(by, login, reason);
                case LEFT -> people.leave(by, login, reason);
            }
        });
    }

    @Override
    public void grant(Asker asker, String login, String role, Scope scope, String reason) {
        change(asker, Permission.ROLE_GRANT, by -> people.grant(by, login, role, scope, reason));
    }

    @Override
    public void take(Asker asker, String login, String role, Scope scope, String reason) {
        change(asker, Permission.ROLE_GRANT, by -> people.take(by, login, role, scope, reason));
    }

    @Override
    public void makeRole(Asker asker, String key, String name, Set<Permission> permissions, String reason) {
        change(asker, Permission.ROLE_GRANT, by -> people.makeRole(by, key, name, permissions, reason));
    }

    @Override
    public void badge(Asker asker, String login, Secret number, String reason) {
        change(asker, Permission.PERSON_MANAGE, by -> people.badge(by, login, number, reason));
    }

    @Override
    public void revokeBadge(Asker asker, String login, String reason) {
        change(asker, Permission.PERSON_MANAGE, by -> people.revokeBadge(by, login, reason));
    }

    @Override
    public void endSession(Asker asker, UUID session, String reason) {
        change(asker, Permission.SESSION_END, by -> people.endSession(by, session, reason));
    }

    @Override
    public Optional<Scope> scope(String word) {
        Scope.Where site = site();
        return switch (word) {
            case "organization" -> Optional.of(Scope.organization(site.organization()));
            case "", "site" -> Optional.of(Scope.site(site.site()));
            default ->
                configuration.get().part(Places.class).locations().stream()
                        .filter(l -> l.key().equals(word))
                        .findFirst()
                        .map(l ->
                                Scope.location(configuration.get().identities().id("location", l.key())));
        };
    }
}
