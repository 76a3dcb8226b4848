package org.penstock.core.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one check of what somebody may do. Everything that changes or discloses something comes through {@link #admit}; it
 * reads nothing but role assignments and sessions, in memory, so that a database that is away takes nobody's rights and
 * gives nobody any. Thread-safe.
 */
public final class Access {
    /** A session that was not used for so long has ended, unless its person asked to be remembered. */
    public static final Duration IDLE = Duration.ofHours(1);
    /** A remembered session ends so long after it was opened. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String SIGN_IN = " Sign in first: in the window by F3, in a terminal by penstock sign-in.";

    private final Supplier<Optional<Directory>> directory;
    private final Supplier<Map<String, DeviceKey>> keys;
    private final InstantSource wall;
    private final String workstation;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    /**
     * @param directory as last read; empty while it could not be read since the start: then nobody is known
     * @param workstation name of this computer
     */
    public Access(Supplier<Optional<Directory>> directory, InstantSource wall, String workstation) {
        this(directory, Map::of, wall, workstation);
    }

    /** @param keys those of machines in force, by their hash; empty while they could not be read since the start */
    public Access(
            Supplier<Optional<Directory>> directory,
            Supplier<Map<String, DeviceKey>> keys,
            InstantSource wall,
            String workstation) {
        this.directory = directory;
        this.keys = keys;
        this.wall = wall;
        this.workstation = workstation;
    }

    /** A session in use. */
    public record SignedIn(Directory.OpenSession session, Directory.Person person) {}

    /**
     * Lets somebody do something, or says why not. Using a session keeps it open.
     *
     * @return what the record keeps of who it was
     * @throws NotAllowed saying who may instead, or that nobody is signed in
     */
    public Provenance admit(Asker asker, Permission permission, Scope.Where where) {
        Directory known = directory.get()
                .orElseThrow(() -> new NotAllowed(
                        "Who may do what cannot be read from the database, so nobody may " + permission.inWords()
                                + " now. Stopping everything is possible.",
                        false));
        return switch (asker) {
            case Asker.Account(String name) -> {
                if (known.claimed()) {
                    throw new NotAllowed(
                            "Only a signed-in person may " + permission.inWords() + "." + SIGN_IN, true);
                }
                if (permission.needsPerson()) {
                    throw new NotAllowed(
                            "Nobody may " + permission.inWords() + " before this facility has an owner. Make the first"
                                    + " one: in the window by F3, in a terminal by penstock people first-owner.",
                            true);
                }
                yield Provenance.ofAccount(name, workstation);
            }
            case Asker.Key(String key) -> {
                DeviceKey device = device(key);
                if (!Role.DEVICE.permissions().contains(permission)) {
                    throw new NotAllowed(
                            device.device() + " (device) may not " + permission.inWords() + ": a key is no person.", false);
                }
                yield provenance(device);
            }
            case Asker.Session(String token) -> {
                SignedIn in = signedIn(known, token);
                List<Directory.Grant> grants = known.grants(in.person().id(), where);
                if (grants.stream().noneMatch(g -> g.role().permissions().contains(permission))) {
                    throw new NotAllowed(refusal(known, in.person(), grants, permission), false);
                }
                used.put(in.session().id(), wall.instant());
                yield provenance(in, grants);
            }
        };
    }

    /**
     * Who it is that asks, whatever he may do: for what everybody may, above all stopping everything. A token that is not
     * of an open session is the computer's account.
     *
     * @param account name of the account behind a session that ended
     */
    public Provenance known(Asker asker, String account, Scope.Where where) {
        if (asker instanceof Asker.Session(String token)) {
            Optional<Directory> known = directory.get();
            if (known.isPresent()) {
                try {
                    SignedIn in = signedIn(known.get(), token);
                    return provenance(in, known.get().grants(in.person().id(), where));
                } catch (NotAllowed e) {
                    return Provenance.ofAccount(account, workstation);
                }
            }
        }
        DeviceKey device = asker instanceof Asker.Key(String key) ? keys.get().get(Tokens.hash(key)) : null;
        return device != null
                ? provenance(device)
                : Provenance.ofAccount(asker instanceof Asker.Account(String name) ? name : account, workstation);
    }

    /** Whether a key is in force. */
    public boolean holds(String key) {
        return keys.get().containsKey(Tokens.hash(key));
    }

    /** The machine that holds a key. @throws NotAllowed when it was revoked, or never made */
    public DeviceKey device(String key) {
        DeviceKey device = keys.get().get(Tokens.hash(key));
        if (device == null) {
            throw new NotAllowed("This key is not one of this facility, or was revoked.", true);
        }
        return device;
    }

    private Provenance provenance(DeviceKey device) {
        return Provenance.ofPerson(
                device.device(),
                List.of(Role.DEVICE.word()),
                workstation,
                "key:" + device.id());
    }

    /** The person of an open session. @throws NotAllowed when there is none */
    public SignedIn signedIn(Asker.Session session) {
        return signedIn(
                directory.get()
                        .orElseThrow(() -> new NotAllowed(
                                "Who is signed in cannot be read from the database now.", true)),
                session.token());
    }

    private SignedIn signedIn(Directory known, String token) {
        Directory.OpenSession session = known.sessions().get(Tokens.hash(token));
        if (session == null) {
            throw new NotAllowed("This session has ended." + SIGN_IN, true);
        }
        Instant now = wall.instant();
        if (session.remembered()
                ? !now.isBefore(session.opened().plus(REMEMBERED))
                : !now.isBefore(lastUse(session).plus(IDLE))) {
            throw new NotAllowed(
                    "This session has ended: it was "
                            + (session.remembered() ? "opened 30 days ago." : "not used for an hour.") + SIGN_IN,
                    true);
        }
        Directory.Person person = known.persons().get(session.person());
        if (person == null || person.state() != Directory.State.ACTIVE) {
            throw new NotAllowed("This session's person may not sign in any more.", true);
        }
        return new SignedIn(session, person);
    }

    /**
     * Lets somebody change what others may, or who they are. Nobody can give away more than he has: he must have
     * {@code permission}, and each right of the roles concerned, wherever they reach; and only an owner touches an owner.
     *
     * @param touched grants that are given, taken, or had by the person concerned
     * @param above the scopes that a scope lies in
     */
    public Provenance admitOver(
            Asker asker,
            Permission permission,
            Scope.Where where,
            List<Touched> touched,
            Function<Scope, Set<Scope>> above) {
        Provenance by = admit(asker, permission, where);
        if (!(asker instanceof Asker.Session session)) {
            return by;
        }
        Directory known = directory.get().orElseThrow();
        SignedIn in = signedIn(known, session.token());
        for (Touched t : touched) {
            Set<Permission> has = EnumSet.noneOf(Permission.class);
            boolean owner = false;
            for (Directory.Grant g : known.grants()) {
                if (g.person().equals(in.person().id()) && g.scope().reaches(t.scope(), above.apply(t.scope()))) {
                    has.addAll(g.role().permissions());
                    owner |= g.role().key().equals(Role.OWNER.word());
                }
            }
            if (!has.contains(permission)
                    || !has.containsAll(t.permissions())
                    || (t.role().equals(Role.OWNER.word()) && !owner)) {
                throw new NotAllowed(
                        in.person().name() + " may not " + permission.inWords() + " where it concerns the role "
                                + t.role() + " at the " + t.scope().kind().word()
                                + ": nobody gives or changes more than he has there himself.",
                        false);
            }
        }
        return by;
    }

    /** A role somewhere that a change concerns. */
    public record Touched(String role, Set<Permission> permissions, Scope scope) {
        public Touched {
            permissions = Set.copyOf(permissions);
        }
    }

    /**
     * Who a person is at a place, for one who proves himself there and then.
     *
     * @param session id of his session, "" when he has none here
     * @throws NotAllowed when no role of his there has {@code permission}
     */
    public Provenance admit(Directory.Person person, String session, Permission permission, Scope.Where where) {
        Directory known = directory.get().orElseThrow(() -> new NotAllowed("Persons cannot be read now.", true));
        List<Directory.Grant> grants = known.grants(person.id(), where);
        if (grants.stream().noneMatch(g -> g.role().permissions().contains(permission))) {
            throw new NotAllowed(refusal(known, person, grants, permission), false);
        }
        return Provenance.ofPerson(
                person.login(),
                grants.stream().map(g -> g.role().key()).toList(),
                workstation,
                session);
    }

    /** When a session was last used, to this process's knowledge. */
    public Instant lastUse(Directory.OpenSession session) {
        Instant here = used.get(session.id());
        return here == null || here.isBefore(session.used()) ? session.used() : here;
    }

    /** Permissions of a person at a place; what a screen offers follows them. */
    public boolean may(Asker asker, Permission permission, Scope.Where where) {
        Optional<Directory> known = directory.get();
        if (known.isEmpty()) {
            return false;
        }
        return switch (asker) {
            case Asker.Account _ -> !known.get().claimed() && !permission.needsPerson();
            case Asker.Key(String key) ->
                holds(key) && Role.DEVICE.permissions().contains(permission);
            case Asker.Session(String token) -> {
                try {
                    SignedIn in = signedIn(known.get(), token);
                    yield known.get().grants(in.person().id(), where).stream()
                            .anyMatch(g -> g.role().permissions().contains(permission));
                } catch (NotAllowed e) {
                    yield false;
                }
            }
        };
    }

    private static Provenance provenance(SignedIn in, List<Directory.Grant> grants) {
        return Provenance.ofPerson(
                in.person().login(),
                grants.stream().map(g -> g.role().key()).toList(),
                in.session().workstation(),
                in.session().id().toString());
    }

    private static String refusal(
            Directory known, Directory.Person person, List<Directory.Grant> grants, Permission permission) {
        String has = grants.stream().map(g -> g.role().key()).distinct().sorted().collect(Collectors.joining(", "));
        String who = Stream.concat(
                        permission.roles().stream().filter(Role::ofPersons).map(Role::word),
                        known.roles().stream()
                                .filter(r -> !r.builtIn() && r.permissions().contains(permission))
                                .map(Directory.RoleRow::key))
                .collect(Collectors.joining(", "));
        return person.name() + (has.isEmpty() ? " has no role here and" : " (" + has + ")") + " may not "
                + permission.inWords() + " here. Who may: " + who + ".";
    }
}
