package org.penstock.app.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.SignIn;

/** Documents about persons, roles and sessions; described in API.md. None ever holds a secret but the two that hand one out. */
public final class PeopleDocuments {
    private PeopleDocuments() {}

    /** {@code penstock.people.1}. */
    public record People(
            String schema, boolean claimed, List<Person> persons, List<Role> roles, List<Session> sessions) {
        static People of(Directory d, Map<Scope, String> places) {
            return new People(
                    "penstock.people.1",
                    d.claimed(),
                    d.persons().values().stream()
                            .sorted(Comparator.comparing(Directory.Person::login))
                            .map(p -> Person.of(d, p, places))
                            .toList(),
                    d.roles().stream()
                            .sorted(Comparator.comparing(Directory.RoleRow::key))
                            .map(Role::of)
                            .toList(),
                    d.sessions().values().stream()
                            .sorted(Comparator.comparing(Directory.OpenSession::opened))
                            .map(s -> Session.of(d, s))
                            .toList());
        }
    }

    /** {@code penstock.device_keys.1}. */
    public record Keys(String schema, List<Key> keys) {
        static Keys of(List<DeviceKey> keys) {
            return new Keys(
                    "penstock.device_keys.1",
                    keys.stream()
                            .map(k -> new Key(k.device(), k.last4(), k.created()))
                            .toList());
        }
    }

    /** A key in force. @param last4 its last characters */
    public record Key(String device, String last4, Instant created) {}

    /** A person. @param lockedUntil no secret is looked at before; null = at once */
    public record Person(
            String login,
            String name,
            String state,
            @Nullable Instant lockedUntil,
            List<String> credentials,
            List<Grant> roles) {
        static Person of(Directory d, Directory.Person p, Map<Scope, String> places) {
            return new Person(
                    p.login(),
                    p.name(),
                    p.state().word(),
                    p.lockedUntil().orElse(null),
                    p.credentials().stream().sorted().toList(),
                    d.grants().stream()
                            .filter(g -> g.person().equals(p.id()))
                            .map(g -> new Grant(
                                    g.role().key(),
                                    places.getOrDefault(
                                            g.scope(),
                                            g.scope().kind().word() + ":"
                                                    + g.scope().id()),
                                    g.fromFile(),
                                    g.from()))
                            .toList());
        }
    }

    /** A role somebody has. @param at {@code organization}, {@code site} or key of a location */
    public record Grant(String role, String at, boolean fromFile, Instant since) {}

    /** A role. */
    public record Role(String key, String name, boolean builtIn, List<String> permissions) {
        static Role of(Directory.RoleRow r) {
            return new Role(r.key(), r.name(), r.builtIn(), words(r.permissions()));
        }
    }

    /** An open session. */
    public record Session(
            String id, String login, String workstation, boolean remembered, Instant opened, Instant used) {
        static Session of(Directory d, Directory.OpenSession s) {
            Directory.Person p = d.persons().get(s.person());
            return new Session(
                    s.id().toString(),
                    p == null ? "" : p.login(),
                    s.workstation(),
                    s.remembered(),
                    s.opened(),
                    s.used());
        }
    }

    /** {@code penstock.signed_in.1}: the token is a secret. */
    public record SignedIn(String schema, String token, String session, String login, String name) {
        static SignedIn of(SignIn.Opened o) {
            return new SignedIn(
                    "penstock.signed_in.1", o.token().text(), o.session().toString(), o.login(), o.name());
        }

        @Override
        public String toString() {
            return "SignedIn[" + login + "]";
        }
    }

    /** {@code penstock.who.1}: who asks, and what he may at this site. @param login null = nobody is signed in */
    public record Who(
            String schema,
            boolean claimed,
            @Nullable String login,
            @Nullable String name,
            List<String> may) {
        static Who of(boolean claimed, Access.@Nullable SignedIn in, Set<Permission> may) {
            return new Who(
                    "penstock.who.1",
                    claimed,
                    in == null ? null : in.person().login(),
                    in == null ? null : in.person().name(),
                    words(may));
        }
    }

    /** {@code penstock.done.1}. @param code for the first sign-in, a secret shown once; null where there is none */
    public record Done(String schema, String text, @Nullable String code) {
        static Done of(String text) {
            return new Done("penstock.done.1", text, null);
        }

        @Override
        public String toString() {
            return "Done[" + text + "]";
        }
    }

    private static List<String> words(Set<Permission> permissions) {
        return permissions.stream().map(Permission::word).sorted().collect(Collectors.toList());
    }
}
