package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Credentials.CREDENTIALS;
import static org.penstock.core.db.tables.tables.IdentityChanges.IDENTITY_CHANGES;
import static org.penstock.core.db.tables.tables.Persons.PERSONS;
import static org.penstock.core.db.tables.tables.RoleAssignments.ROLE_ASSIGNMENTS;
import static org.penstock.core.db.tables.tables.RolePermissions.ROLE_PERMISSIONS;
import static org.penstock.core.db.tables.tables.Roles.ROLES;
import static org.penstock.core.db.tables.tables.Sessions.SESSIONS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Reads the {@link Directory} from its tables, and keeps the count of their changes. */
final class IdentityRows {
    private IdentityRows() {}

    /** Number of the last change; 0 = none yet. */
    static long change(DSLContext sql, UUID organization) {
        return sql.select(IDENTITY_CHANGES.NO)
                .from(IDENTITY_CHANGES)
                .where(IDENTITY_CHANGES.ORGANIZATION_ID.eq(organization))
                .fetchOptional(IDENTITY_CHANGES.NO)
                .orElse(0L);
    }

    /** Counts a change, and keeps others from changing until this transaction has ended. @return its number */
    static long changed(DSLContext sql, UUID organization) {
        sql.insertInto(IDENTITY_CHANGES)
                .set(IDENTITY_CHANGES.ORGANIZATION_ID, organization)
                .set(IDENTITY_CHANGES.NO, 0L)
                .onConflictDoNothing()
                .execute();
        sql.update(IDENTITY_CHANGES)
                .set(IDENTITY_CHANGES.NO, IDENTITY_CHANGES.NO.plus(1))
                .where(IDENTITY_CHANGES.ORGANIZATION_ID.eq(organization))
                .execute();
        return change(sql, organization);
    }

    static Directory read(DSLContext sql, UUID organization) {
        // First, so that a change made meanwhile is read again rather than missed.
        long change = change(sql, organization);
        Map<UUID, Directory.RoleRow> roles = roles(sql, organization);
        return new Directory(
                organization,
                change,
                persons(sql, organization),
                List.copyOf(roles.values()),
                sql.selectFrom(ROLE_ASSIGNMENTS)
                        .where(ROLE_ASSIGNMENTS.ORGANIZATION_ID.eq(organization))
                        .and(ROLE_ASSIGNMENTS.TO_AT.isNull())
                        .orderBy(ROLE_ASSIGNMENTS.FROM_AT, ROLE_ASSIGNMENTS.ID)
                        .fetch()
                        .stream()
                        .filter(r -> roles.containsKey(r.getRoleId()))
                        .map(r -> new Directory.Grant(
                                r.getId(),
                                r.getPersonId(),
                                Objects.requireNonNull(roles.get(r.getRoleId())),
                                new Scope(Scope.Kind.of(r.getScopeKind()), r.getScopeId()),
                                r.getOrigin().equals("file"),
                                r.getFromAt()))
                        .toList(),
                sql.selectFrom(SESSIONS)
                        .where(SESSIONS.ORGANIZATION_ID.eq(organization))
                        .and(SESSIONS.ENDED_AT.isNull())
                        .fetch()
                        .stream()
                        .collect(Collectors.toMap(
                                s -> s.getTokenHash(),
                                s -> new Directory.OpenSession(
                                        s.getId(),
                                        s.getPersonId(),
                                        s.getWorkstation(),
                                        s.getRemembered(),
                                        s.getOpenedAt(),
                                        s.getUsedAt()))));
    }

    private static Map<UUID, Directory.Person> persons(DSLContext sql, UUID organization) {
        Map<UUID, Set<String>> credentials = new HashMap<>();
        sql.select(CREDENTIALS.ACTOR_ID, CREDENTIALS.KIND)
                .from(CREDENTIALS)
                .where(CREDENTIALS.ORGANIZATION_ID.eq(organization))
                .and(CREDENTIALS.REVOKED_AT.isNull())
                .forEach(c -> credentials
                        .computeIfAbsent(c.value1(), _ -> new HashSet<>())
                        .add(c.value2()));
        return sql.selectFrom(PERSONS).where(PERSONS.ORGANIZATION_ID.eq(organization)).fetch().stream()
                .collect(Collectors.toMap(
                        p -> p.getActorId(),
                        p -> new Directory.Person(
                                p.getActorId(),
                                p.getLogin(),
                                p.getName(),
                                Directory.State.of(p.getState()),
                                Optional.ofNullable(p.getLockedUntil()),
                                credentials.getOrDefault(p.getActorId(), Set.of()),
                                p.getCreatedAt())));
    }

    private static Map<UUID, Directory.RoleRow> roles(DSLContext sql, UUID organization) {
        Map<UUID, Set<Permission>> own = new HashMap<>();
        sql.select(ROLE_PERMISSIONS.ROLE_ID, ROLE_PERMISSIONS.PERMISSION)
                .from(ROLE_PERMISSIONS)
                .where(ROLE_PERMISSIONS.ORGANIZATION_ID.eq(organization))
                .forEach(r -> Permission.of(r.value2()).ifPresent(p -> own.computeIfAbsent(
                                r.value1(), _ -> new HashSet<>())
                        .add(p)));
        Map<UUID, Directory.RoleRow> roles = new HashMap<>();
        sql.selectFrom(ROLES)
                .where(ROLES.ORGANIZATION_ID.eq(organization))
                .and(ROLES.ARCHIVED_AT.isNull())
                .forEach(r -> roles.put(
                        r.getId(),
                        new Directory.RoleRow(
                                r.getId(),
                                r.getRoleKey(),
                                r.getName(),
                                r.getBuiltIn(),
                                r.getBuiltIn()
                                        ? Role.of(r.getRoleKey()).map(Role::permissions).orElse(Set.of())
                                        : own.getOrDefault(r.getId(), Set.of()))));
        return roles;
    }

    /** The row of a role; a built-in one is made when it is first given. */
    static Optional<UUID> role(DSLContext sql, UUID organization, String key, Instant at) {
        Optional<Role> builtIn = Role.of(key);
        builtIn.ifPresent(role -> sql.insertInto(ROLES)
                .set(ROLES.ID, UuidCreator.getTimeOrderedEpoch())
                .set(ROLES.ORGANIZATION_ID, organization)
                .set(ROLES.ROLE_KEY, key)
                .set(ROLES.NAME, key)
                .set(ROLES.BUILT_IN, true)
                .set(ROLES.CREATED_AT, at)
                .onConflictDoNothing()
                .execute());
        return sql.select(ROLES.ID)
                .from(ROLES)
                .where(ROLES.ORGANIZATION_ID.eq(organization))
                .and(ROLES.ROLE_KEY.eq(key))
                .and(ROLES.ARCHIVED_AT.isNull())
                .fetchOptional(ROLES.ID);
    }

    /** Gives a role; whoever has it there already keeps it as he has it. @return whether it is new */
    static boolean grant(
            DSLContext sql, UUID organization, UUID person, UUID role, Scope scope, boolean fromFile, Instant at) {
        // Asked first: H2 does not see that a generated column conflicts. Counted: see MODEL.md, Storage, on fetchExists.
        if (0 < sql.fetchCount(
                ROLE_ASSIGNMENTS,
                ROLE_ASSIGNMENTS
                        .PERSON_ID
                        .eq(person)
                        .and(ROLE_ASSIGNMENTS.ROLE_ID.eq(role))
                        .and(ROLE_ASSIGNMENTS.SCOPE_ID.eq(scope.id()))
                        .and(ROLE_ASSIGNMENTS.TO_AT.isNull()))) {
            return false;
        }
        sql.insertInto(ROLE_ASSIGNMENTS)
                .set(ROLE_ASSIGNMENTS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(ROLE_ASSIGNMENTS.ORGANIZATION_ID, organization)
                .set(ROLE_ASSIGNMENTS.PERSON_ID, person)
                .set(ROLE_ASSIGNMENTS.ROLE_ID, role)
                .set(ROLE_ASSIGNMENTS.SCOPE_KIND, scope.kind().word())
                .set(ROLE_ASSIGNMENTS.SCOPE_ID, scope.id())
                .set(ROLE_ASSIGNMENTS.ORIGIN, fromFile ? "file" : "person")
                .set(ROLE_ASSIGNMENTS.FROM_AT, at)
                .execute();
        return true;
    }

    static void take(DSLContext sql, UUID assignment, Instant at) {
        sql.update(ROLE_ASSIGNMENTS)
                .set(ROLE_ASSIGNMENTS.TO_AT, at)
                .where(ROLE_ASSIGNMENTS.ID.eq(assignment))
                .and(ROLE_ASSIGNMENTS.TO_AT.isNull())
                .execute();
    }

    static UUID addPerson(
            DSLContext sql, UUID organization, String login, String name, Directory.State state, Instant at) {
        UUID id = Actors.idOf(sql, organization, login, at);
        sql.insertInto(PERSONS)
                .set(PERSONS.ACTOR_ID, id)
                .set(PERSONS.ORGANIZATION_ID, organization)
                .set(PERSONS.LOGIN, login)
                .set(PERSONS.NAME, name)
                .set(PERSONS.STATE, state.word())
                .set(PERSONS.CREATED_AT, at)
                .execute();
        return id;
    }

    static void endSession(DSLContext sql, UUID session, String reason, Instant at) {
        sql.update(SESSIONS)
                .set(SESSIONS.ENDED_AT, at)
                .set(SESSIONS.END_REASON, reason)
                .where(SESSIONS.ID.eq(session))
                .and(SESSIONS.ENDED_AT.isNull())
                .execute();
    }

    static void used(DSLContext sql, UUID session, Instant at) {
        sql.update(SESSIONS)
                .set(SESSIONS.USED_AT, at)
                .where(SESSIONS.ID.eq(session))
                .and(SESSIONS.USED_AT.lt(at))
                .execute();
    }
}
