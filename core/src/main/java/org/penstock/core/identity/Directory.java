package org.penstock.core.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who there is and what they may do, at one moment. Holds no secret: tokens are hashed.
 *
 * @param change number of the last change it knows
 * @param persons by id
 * @param roles own and built-in roles, archived ones left out
 * @param grants those in force
 * @param sessions open ones, by the hash of their token
 */
public record Directory(
        UUID organizationId,
        long change,
        Map<UUID, Person> persons,
        List<RoleRow> roles,
        List<Grant> grants,
        Map<String, OpenSession> sessions) {
    public Directory {
        persons = Map.copyOf(persons);
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
        sessions = Map.copyOf(sessions);
    }

    /** Nobody was ever named in an organization. */
    static Directory empty(UUID organizationId) {
        return new Directory(organizationId, 0, Map.of(), List.of(), List.of(), Map.of());
    }

    /** What became of a person. */
    public enum State {
        /** Named, and has never signed in. */
        INVITED,
        ACTIVE,
        /** May not sign in until a person says otherwise. */
        LOCKED,
        LEFT;

        /** The word in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A person.
     *
     * @param name as printed under a signature
     * @param lockedUntil no secret is looked at before; null = at once
     * @param credentials kinds of those in force: {@code password}, {@code pin}, {@code badge}
     */
    public record Person(
            UUID id,
            String login,
            String name,
            State state,
            Optional<Instant> lockedUntil,
            Set<String> credentials,
            Instant created) {
        public Person {
            credentials = Set.copyOf(credentials);
        }
    }

    /**
     * A role.
     *
     * @param key the word in tables and messages
     */
    public record RoleRow(UUID id, String key, String name, boolean builtIn, Set<Permission> permissions) {
        public RoleRow {
            permissions = Set.copyOf(permissions);
        }
    }

    /** A role given to a person. @param fromFile by the facility file, which alone takes it back */
    public record Grant(UUID id, UUID person, RoleRow role, Scope scope, boolean fromFile, Instant from) {}

    /** A session. @param used when it was last used, at most a minute behind */
    public record OpenSession(
            UUID id, UUID person, String workstation, boolean remembered, Instant opened, Instant used) {}

    /**
     * Whether somebody was ever made owner, or has signed in: from then on, and for ever, whoever changes something must
     * have signed in.
     */
    public boolean claimed() {
        return persons.values().stream().anyMatch(p -> p.state() != State.INVITED);
    }

    /** Active persons who are owner of the organization or of a site. */
    Set<UUID> owners() {
        Set<UUID> owners = new TreeSet<>();
        grants.stream()
                .filter(g -> g.role().key().equals(Role.OWNER.word()))
                .filter(g -> g.scope().kind() != Scope.Kind.LOCATION && active(g.person()))
                .forEach(g -> owners.add(g.person()));
        return owners;
    }

    boolean active(UUID person) {
        Person found = persons.get(person);
        return found != null && found.state() == State.ACTIVE;
    }

    /** The person who signs in by a name. */
    public Optional<Person> byLogin(String login) {
        return persons.values().stream().filter(p -> p.login().equals(login)).findFirst();
    }

    /** Grants of a person that reach a place. */
    public List<Grant> grants(UUID person, Scope.Where where) {
        return grants.stream()
                .filter(g -> g.person().equals(person) && where.within(g.scope()))
                .toList();
    }
}
