package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.place.LocationSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who there is in memory, at most half a second behind the database: lets in by it, vouches for signers, and ends
 * sessions that nobody uses. Thread-safe.
 */
final class PeopleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleDesk.class);
    private static final long LOOK_NANOS = 400_000_000;
    private static final int SELDOM = 25;
    private static final Duration PERIOD = Duration.ofMinutes(Consents.PERIOD_MINUTES);
    private static final Duration NOTE_USE = Duration.ofMinutes(1);

    private final People people;
    private final SignIn signIn;
    private final Access access;
    private final KeptDirectory kept;
    private final InstantSource wall;
    private final String workstation;
    private final Supplier<Configuration> configuration;
    private final Map<UUID, Instant> noted = new HashMap<>();

    private volatile Optional<Directory> known = Optional.empty();
    /** Of machines, by their hash. Not kept for a start without the database: none is in force then. */
    private volatile Map<String, DeviceKey> keys = Map.of();

    private volatile boolean closed;

    /** @param workstation name of this computer */
    PeopleDesk(
            People people,
            SignIn signIn,
            KeptDirectory kept,
            Supplier<Configuration> configuration,
            InstantSource wall,
            String workstation) {
        this.people = people;
        this.signIn = signIn;
        this.kept = kept;
        this.wall = wall;
        this.workstation = workstation;
        this.configuration = configuration;
        this.access = new Access(() -> known, () -> keys, wall, workstation);
    }

    /** Reads who there is before anybody can ask. A first start has nobody; a start without the database knows who there was. */
    void begin() {
        try {
            people.begin();
            read();
        } catch (DatabaseAway e) {
            known = kept.read();
        }
    }

    /**
     * Follows the database until closed; the body of the thread {@code people}.
     *
     * @param seldom done now and then, about every 10 s
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
            } catch (RuntimeException e) {
                // One look that fails must not end those that follow: an ended session has to be noticed.
                LOG.warn("Looking at persons and sign-offs failed", e);
            }
        }
    }

    void close() {
        closed = true;
    }

    synchronized void read() {
        Directory now = people.directory();
        keys = people.deviceKeys();
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
                end(session, why);
            }
        }
    }

    private void end(Directory.OpenSession session, String why) {
        try {
            people.endSession(Provenance.ofSystem(workstation), session.id(), why);
        } catch (IdentityRefused e) {
            LOG.debug("session {} was ended meanwhile", session.id());
        }
        read();
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
        if (!used.isEmpty()) {
            people.used(used);
            noted.putAll(used);
            // Also into the file: a start without the database must not take a session that was in use for an unused
            // one.
            read();
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

    /** Lets somebody change a person, whose roles he must reach and outweigh. */
    Provenance admitOver(Asker asker, Permission permission, String login) {
        Directory now = known.orElse(null);
        List<Access.Touched> touched = now == null
                ? List.of()
                : now.byLogin(login)
                        .map(p -> now.grants().stream()
                                .filter(g -> g.person().equals(p.id()))
                                .map(g -> new Access.Touched(
                                        g.role().key(), g.role().permissions(), g.scope()))
                                .toList())
                        .orElse(List.of());
        return access.admitOver(asker, permission, site(), touched, this::above);
    }

    /** Lets somebody give or take a role. */
    Provenance admitRole(Asker asker, String role, Scope scope) {
        return access.admitOver(
                asker,
                Permission.ROLE_GRANT,
                site(),
                List.of(new Access.Touched(role, permissions(role), scope)),
                this::above);
    }

    /** Lets somebody make a role of the organization's own, or change one: as if it were given to everybody. */
    Provenance admitMaking(Asker asker, String role, Set<Permission> permissions) {
        Scope organization = Scope.organization(site().organization());
        return access.admitOver(
                asker,
                Permission.ROLE_GRANT,
                site(),
                List.of(new Access.Touched(role, permissions, organization)),
                this::above);
    }

    private Set<Permission> permissions(String role) {
        return known.map(Directory::roles).orElse(List.of()).stream()
                .filter(r -> r.key().equals(role))
                .findFirst()
                .map(Directory.RoleRow::permissions)
                .or(() -> Role.of(role).map(Role::permissions))
                .orElse(Set.of());
    }

    /** The scopes that one lies in. */
    private Set<Scope> above(Scope scope) {
        Scope.Where site = site();
        Scope organization = Scope.organization(site.organization());
        return switch (scope.kind()) {
            case ORGANIZATION -> Set.of();
            case SITE -> Set.of(organization);
            case LOCATION -> {
                Set<Scope> all = new HashSet<>(Set.of(organization, Scope.site(site.site())));
                configuration.get().part(Places.class).locations().stream()
                        .filter(l -> configuration
                                .get()
                                .identities()
                                .id("location", l.key())
                                .equals(scope.id()))
                        .findFirst()
                        .ifPresent(l -> where(l.key()).locations().forEach(id -> all.add(Scope.location(id))));
                yield all;
            }
        };
    }

    /** Lets the person of a session prove himself for one signature, by one component where two were given lately. */
    ProvenPerson prove(Asker.Session asker, Secret secret, Permission permission) {
        Provenance by = admit(asker, permission);
        Access.SignedIn in = access.signedIn(asker);
        if (!wall.instant().isBefore(in.session().opened().plus(PERIOD))) {
            throw new IdentityRefused("More than " + PERIOD.toMinutes()
                    + " minutes have passed since you gave both components: sign with name and password, or badge and"
                    + " PIN.");
        }
        ProvenPerson person = signIn.vouch(in, secret, by);
        return person;
    }

    /** Lets somebody prove himself by two components for one signature, whoever is signed in. */
    ProvenPerson prove(SignIn.Proof proof, Permission permission) {
        // Whatever session he left open: this proof is of this moment only.
        return signIn.vouch(proof, workstation, p -> access.admit(p, "", permission, site()));
    }

    /** How many active persons besides {@code person} may sign at this site in one of {@code roles}; empty = in any. */
    int otherSigners(UUID person, Set<String> roles) {
        return (int) known.map(d -> d.persons().values().stream()
                        .filter(p -> !p.id().equals(person) && p.state() == Directory.State.ACTIVE)
                        .filter(p -> d.grants(p.id(), site()).stream()
                                .anyMatch(g -> g.role().permissions().contains(Permission.SIGNOFF_SIGN)
                                        && (roles.isEmpty()
                                                || roles.contains(g.role().key()))))
                        .count())
                .orElse(0L)
                .longValue();
    }

    /** Keys of machines in force, as last read. */
    Collection<DeviceKey> keys() {
        return keys.values();
    }

    /** Whether a key is in force. */
    boolean holds(String key) {
        return access.holds(key);
    }

    /** Whether the facility file has a device. */
    boolean isDevice(String key) {
        return configuration.get().part(Devices.class).devices().stream()
                .anyMatch(d -> d.key().equals(key));
    }

    /** Who there is, as last read. */
    Optional<Directory> directory() {
        return known;
    }

    /** Whether somebody may do something at this site. */
    boolean may(Asker asker, Permission permission) {
        return access.may(asker, permission, site());
    }

    /** Lets somebody do something at this site. */
    Provenance admit(Asker asker, Permission permission) {
        return access.admit(asker, permission, site());
    }

    /** The person of an open session. @throws NotAllowed when it has ended */
    Access.SignedIn signedIn(Asker.Session asker) {
        return access.signedIn(asker);
    }

    /** The person behind an open session. */
    Optional<Access.SignedIn> who(Asker asker) {
        if (asker instanceof Asker.Session session) {
            try {
                return Optional.of(access.signedIn(session));
            } catch (NotAllowed e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A scope of roles by its word: organization, site, or the key of a location. */
    Optional<Scope> scope(String word) {
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
