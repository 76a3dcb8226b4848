package org.penstock.app.api;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Persons;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signing in and out, and the people of the facility. Secrets come in bodies only and leave no trace here. */
final class PeopleEndpoints {
    static final String PEOPLE = "/v1/people";
    static final String SESSION = "/v1/session";
    private static final String KEYS = "/v1/device_keys";
    private static final String ROLES = "/v1/roles/";
    private static final String SESSIONS = "/v1/sessions/";

    private final ControlRoom room;
    private final String account;
    private final JsonMapper json = Json.mapper();

    PeopleEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** Everything a body here may say; what a verb needs is asked of it. */
    record Body(
            @Nullable String login,
            @Nullable String name,
            @Nullable String password,
            @Nullable String badge,
            @Nullable String pin,
            @Nullable String code,
            @Nullable String next,
            @Nullable Boolean remember,
            @Nullable String role,
            @Nullable String at,
            @Nullable Boolean alone,
            @Nullable List<String> permissions,
            @Nullable String reason) {
        @Override
        public String toString() {
            return "Body[not shown]";
        }

        String must(@Nullable String value, String field) {
            if (value == null || value.isEmpty()) {
                throw Asked.wrong(field + " is missing.");
            }
            return value;
        }

        Secret secret(@Nullable String value, String field) {
            String given = must(value, field);
            if (given.length() > Secret.MOST) {
                throw Asked.wrong(field + " is longer than " + Secret.MOST + " characters.");
            }
            return new Secret(given);
        }

        String why() {
            String given = reason == null ? "" : reason.strip();
            if (given.isEmpty() || given.length() > 500) {
                throw Asked.wrong("reason must say why, in 1 to 500 characters.");
            }
            return given;
        }
    }

    static boolean takes(String path) {
        return path.equals(PEOPLE)
                || path.equals(SESSION)
                || path.startsWith(PEOPLE + "/")
                || path.startsWith(SESSION + "/")
                || path.equals(KEYS)
                || path.startsWith(KEYS + "/")
                || path.startsWith(ROLES)
                || path.startsWith(SESSIONS);
    }

    Object look(Asked asked) {
        String path = asked.path();
        Asker asker = asked.asker(account);
        asked.only(Set.of());
        if (asked.method().equals("GET")) {
            return switch (path) {
                case PEOPLE -> people(asker);
                case SESSION -> who(asker);
                case KEYS -> PeopleDocuments.Keys.of(room.persons().keys(asker));
                default -> throw unknown(path);
            };
        }
        Endpoints.must(asked, "POST", Set.of());
        Body body = read(asked.body());
        if (path.startsWith(PEOPLE + "/")) {
            return person(asker, path.substring(PEOPLE.length() + 1), body);
        }
        if (path.startsWith(KEYS + "/")) {
            return key(asker, path.substring(KEYS.length() + 1), body);
        }
        if (path.startsWith(ROLES)) {
            return role(asker, path.substring(ROLES.length()), body);
        }
        if (path.startsWith(SESSIONS) && path.endsWith("/end")) {
            room.persons().endSession(asker, id(path), body.why());
            return PeopleDocuments.Done.of("The session has ended.");
        }
        return switch (path) {
            case SESSION -> signIn(body);
            case SESSION + "/end" -> {
                room.persons().signOut(session(asker));
                yield PeopleDocuments.Done.of("Signed out.");
            }
            case SESSION + "/password" -> {
                room.persons()
                        .setPassword(
                                session(asker),
                                body.secret(body.password(), "password"),
                                body.secret(body.next(), "next"));
                yield PeopleDocuments.Done.of("The password is set.");
            }
            case SESSION + "/pin" -> {
                room.persons()
                        .setPin(
                                session(asker),
                                body.secret(body.password(), "password"),
                                body.secret(body.pin(), "pin"));
                yield PeopleDocuments.Done.of("The PIN is set.");
            }
            default -> throw unknown(path);
        };
    }

    private PeopleDocuments.People people(Asker asker) {
        room.persons().admit(asker, Permission.PERSON_READ);
        Map<Scope, String> places = new HashMap<>();
        for (String word : List.of("organization", "site")) {
            room.persons().scope(word).ifPresent(s -> places.put(s, word));
        }
        room.snapshot()
                .field()
                .map()
                .locations()
                .forEach(l -> room.persons().scope(l.key()).ifPresent(s -> places.put(s, l.key())));
        return PeopleDocuments.People.of(directory(), places);
    }

    private Directory directory() {
        return room.persons()
                .directory()
                .orElseThrow(() -> new ApiProblem(
                        503,
                        "database_away",
                        "Persons cannot be read now.",
                        "Control goes on; ask again when the database is back."));
    }

    private PeopleDocuments.Who who(Asker asker) {
        Set<Permission> may = EnumSet.noneOf(Permission.class);
        for (Permission p : Permission.values()) {
            if (room.persons().may(asker, p)) {
                may.add(p);
            }
        }
        Optional<Access.SignedIn> in = room.persons().who(asker);
        return PeopleDocuments.Who.of(
                room.persons().directory().map(Directory::claimed).orElse(true), in.orElse(null), may);
    }

    private PeopleDocuments.SignedIn signIn(Body b) {
        Persons persons = room.persons();
        if (b.code() != null) {
            return PeopleDocuments.SignedIn.of(persons.firstSignIn(
                    b.must(b.login(), "login"), b.secret(b.code(), "code"), b.secret(b.password(), "password")));
        }
        SignIn.Proof proof = b.badge() != null
                ? new SignIn.Proof.Badge(b.secret(b.badge(), "badge"), b.secret(b.pin(), "pin"))
                : new SignIn.Proof.Password(b.must(b.login(), "login"), b.secret(b.password(), "password"));
        return PeopleDocuments.SignedIn.of(persons.signIn(proof, Boolean.TRUE.equals(b.remember())));
    }

    private Object person(Asker asker, String rest, Body b) {
        Persons persons = room.persons();
        int slash = rest.indexOf('/');
        String login = slash < 0 ? rest : rest.substring(0, slash);
        String verb = slash < 0 ? "" : rest.substring(slash + 1);
        return switch (verb) {
            case "first_owner" ->
                PeopleDocuments.SignedIn.of(
                        persons.firstOwner(asker, login, b.must(b.name(), "name"), b.secret(b.password(), "password")));
            case "invite" -> code(login + " is invited.", persons.invite(asker, login, b.must(b.name(), "name")));
            case "renew" -> code(login + " has a new code.", persons.renew(asker, login, b.why()));
            case "rename" -> {
                persons.rename(asker, login, b.must(b.name(), "name"), b.why());
                yield PeopleDocuments.Done.of(login + " is printed as " + b.name() + " from now on.");
            }
            case "lock" -> become(asker, login, Persons.Standing.LOCKED, b, " is locked; every session has ended.");
            case "unlock" -> become(asker, login, Persons.Standing.UNLOCKED, b, " may sign in again.");
            case "leave" -> become(asker, login, Persons.Standing.LEFT, b, " has left.");
            case "grant" -> {
                String role = b.must(b.role(), "role");
                if (Boolean.TRUE.equals(b.alone())) {
                    yield PeopleDocuments.Done.of(persons.grantAlone(
                                    session(asker), b.secret(b.password(), "password"), login, role, scope(b), b.why())
                            .outcome());
                }
                yield persons.grant(asker, login, role, scope(b), b.why())
                        .map(waits -> PeopleDocuments.Done.of("Nothing has changed yet: this waits for signatures ("
                                + waits.policy().inWords() + "), until " + waits.expiresAt() + ". Sign-off "
                                + waits.id() + "."))
                        .orElseGet(() -> PeopleDocuments.Done.of(login + " has the role " + role + "."));
            }
            case "take" -> {
                persons.take(asker, login, b.must(b.role(), "role"), scope(b), b.why());
                yield PeopleDocuments.Done.of(login + " no longer has the role " + b.role() + ".");
            }
            case "badge" -> {
                persons.badge(asker, login, b.secret(b.badge(), "badge"), b.why());
                yield PeopleDocuments.Done.of("The badge is " + login + "'s.");
            }
            case "revoke_badge" -> {
                persons.revokeBadge(asker, login, b.why());
                yield PeopleDocuments.Done.of("The badge of " + login + " is revoked; every session has ended.");
            }
            default -> throw unknown(PEOPLE + "/" + rest);
        };
    }

    private Object key(Asker asker, String rest, Body b) {
        if (rest.endsWith("/revoke")) {
            String device = rest.substring(0, rest.length() - "/revoke".length());
            room.persons().revokeKeys(asker, device, b.why());
            return PeopleDocuments.Done.of("Every key of the device " + device + " is revoked.");
        }
        if (rest.endsWith("/make")) {
            String device = rest.substring(0, rest.length() - "/make".length());
            return code(
                    "The device " + device + " has a new key.", room.persons().deviceKey(asker, device, b.why()));
        }
        throw unknown(KEYS + "/" + rest);
    }

    private Object become(Asker asker, String login, Persons.Standing standing, Body b, String text) {
        room.persons().become(asker, login, standing, b.why());
        return PeopleDocuments.Done.of(login + text);
    }

    private Object role(Asker asker, String key, Body b) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : b.permissions() == null ? List.<String>of() : b.permissions()) {
            permissions.add(Permission.of(word)
                    .orElseThrow(() -> Asked.wrong("There is no permission " + word + "; there are "
                            + String.join(
                                    ", ",
                                    EnumSet.allOf(Permission.class).stream()
                                            .map(Permission::word)
                                            .toList())
                            + ".")));
        }
        room.persons().makeRole(asker, key, b.must(b.name(), "name"), permissions, b.why());
        return PeopleDocuments.Done.of("The role " + key + " allows " + permissions.size() + " things.");
    }

    private Scope scope(Body b) {
        String at = b.at() == null ? "" : b.at();
        return room.persons()
                .scope(at)
                .orElseThrow(() -> Asked.wrong(
                        "There is no location " + at + "; give organization, site or the key of a location."));
    }

    private static PeopleDocuments.Done code(String text, Secret code) {
        return new PeopleDocuments.Done("penstock.done.1", text, code.text());
    }

    private static Asker.Session session(Asker asker) {
        if (asker instanceof Asker.Session session) {
            return session;
        }
        throw new ApiProblem(403, "not_signed_in", "Nobody is signed in.", "Sign in first.");
    }

    private static UUID id(String path) {
        try {
            return UUID.fromString(path.substring(SESSIONS.length(), path.length() - "/end".length()));
        } catch (IllegalArgumentException e) {
            throw Asked.wrong("That is no id of a session.");
        }
    }

    private Body read(String body) {
        try {
            Body b = json.readValue(body.isEmpty() ? "{}" : body, Body.class);
            if (b == null) {
                throw Asked.wrong("The body is empty.");
            }
            return b;
        } catch (JacksonException e) {
            // Without its text, which may hold a secret.
            throw Asked.wrong("The body is not understood: it must be a JSON object with the fields of API.md.");
        }
    }

    private static ApiProblem unknown(String path) {
        return new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
    }
}
