package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Actors.ACTORS;
import static org.penstock.core.db.tables.tables.Credentials.CREDENTIALS;
import static org.penstock.core.db.tables.tables.Persons.PERSONS;
import static org.penstock.core.db.tables.tables.RoleAssignments.ROLE_ASSIGNMENTS;
import static org.penstock.core.db.tables.tables.RolePermissions.ROLE_PERMISSIONS;
import static org.penstock.core.db.tables.tables.Roles.ROLES;
import static org.penstock.core.db.tables.tables.Sessions.SESSIONS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;

/**
 * Who there is and what they may do, as rows of evidence. Not evidence, because they change without an event: when a session
 * was last used, and how often in a row a secret was wrong, of which each time has an event of its own.
 */
final class IdentityEvidence {
    /** What rows of identity are adopted as. */
    static final String WHAT = "identity";

    /** Data of an event: number of the change, which orders the events of an organization's chains. */
    static final String NUMBER = "identity_change";

    static final Set<Table<?>> TABLES =
            Set.of(ACTORS, PERSONS, ROLES, ROLE_PERMISSIONS, ROLE_ASSIGNMENTS, CREDENTIALS, SESSIONS);

    private static final Set<Field<?>> PERSON = Set.of(PERSONS.ACTOR_ID, PERSONS.FAILURES, PERSONS.LOCKED_UNTIL);
    private static final Set<Field<?>> SESSION = Set.of(SESSIONS.ID, SESSIONS.USED_AT);

    private IdentityEvidence() {}

    /** Every row of the organization that a change can still touch. */
    static Map<Key, Row> open(DSLContext sql, UUID organization) {
        return rows(
                sql,
                organization,
                ROLE_ASSIGNMENTS.TO_AT.isNull(),
                CREDENTIALS.REVOKED_AT.isNull(),
                SESSIONS.ENDED_AT.isNull());
    }

    /** Every row of the organization. */
    static Map<Key, Row> all(DSLContext sql, UUID organization) {
        return rows(sql, organization, DSL.noCondition(), DSL.noCondition(), DSL.noCondition());
    }

    /** Rows that say what a person may do and how he proves himself. @param session id of one of his, null = none */
    static Map<Key, Row> of(DSLContext sql, UUID organization, UUID person, Condition session) {
        return rows(
                sql,
                organization,
                ROLE_ASSIGNMENTS.PERSON_ID.eq(person).and(ROLE_ASSIGNMENTS.TO_AT.isNull()),
                CREDENTIALS.ACTOR_ID.eq(person).and(CREDENTIALS.REVOKED_AT.isNull()),
                SESSIONS.PERSON_ID.eq(person).and(session));
    }

    /** What became of rows since {@code before}. */
    static List<Row> changed(DSLContext sql, UUID organization, Map<Key, Row> before) {
        Map<Key, Row> after = rows(
                sql,
                organization,
                ROLE_ASSIGNMENTS.TO_AT.isNull().or(ROLE_ASSIGNMENTS.ID.in(ids(before, ROLE_ASSIGNMENTS.getName()))),
                CREDENTIALS.REVOKED_AT.isNull().or(CREDENTIALS.ID.in(ids(before, CREDENTIALS.getName()))),
                SESSIONS.ENDED_AT.isNull().or(SESSIONS.ID.in(ids(before, SESSIONS.getName()))));
        List<Row> changed = new ArrayList<>();
        after.forEach((key, row) -> {
            Row was = before.get(key);
            if (was == null || !was.digest().equals(row.digest())) {
                changed.add(row);
            }
        });
        before.forEach((key, was) -> {
            if (!after.containsKey(key)) {
                changed.add(Row.gone(was));
            }
        });
        return changed;
    }

    /** What an event says of changed rows. @param no of the change */
    static SortedMap<String, String> data(Collection<Row> changed, long no) {
        SortedMap<String, String> data = Evidence.data(changed);
        data.put(NUMBER, Long.toString(no));
        return data;
    }

    /** Events that take persons who were there before events told of rows into the record, once. */
    static List<ActorEvents.ActorEvent> adopted(DSLContext sql, UUID organization, long no, Instant at) {
        if (!Adoption.due(sql, WHAT, organization)) {
            return List.of();
        }
        Credentials.seal(sql, organization);
        return Adoption.of(sql, WHAT, organization, all(sql, organization).values()).stream()
                .map(rows -> {
                    rows.put(NUMBER, Long.toString(no));
                    return new ActorEvents.ActorEvent(
                            ChronoUnit.MICROS.between(Instant.EPOCH, at),
                            Actors.SYSTEM,
                            Adoption.ADOPTED,
                            Adoption.subject(WHAT),
                            rows);
                })
                .toList();
    }

    private static List<UUID> ids(Map<Key, Row> rows, String table) {
        return rows.keySet().stream()
                .filter(k -> k.table().equals(table))
                .map(Key::id)
                .toList();
    }

    private static Map<Key, Row> rows(
            DSLContext sql, UUID organization, Condition assignments, Condition credentials, Condition sessions) {
        Map<Key, Row> rows = new TreeMap<>();
        Map<UUID, String> subjects = new HashMap<>();
        sql.selectFrom(ACTORS)
                .where(ACTORS.ORGANIZATION_ID.eq(organization))
                .and(ACTORS.ID
                        .in(sql.select(PERSONS.ACTOR_ID).from(PERSONS))
                        .or(ACTORS.ACTOR_KEY.in(sql.select(PERSONS.LOGIN)
                                .from(PERSONS)
                                .where(PERSONS.ORGANIZATION_ID.eq(organization))))
                        .or(ACTORS.ID.in(
                                sql.select(CREDENTIALS.ACTOR_ID).from(CREDENTIALS))))
                .fetch()
                .forEach(r -> {
                    String subject = (r.getKind().equals("person") ? "person:" : "") + r.getActorKey();
                    subjects.put(r.getId(), subject);
                    put(rows, ACTORS.getName(), r.getId(), subject, r.getActorKey(), r, Set.of(ACTORS.ID));
                });
        sql.selectFrom(PERSONS)
                .where(PERSONS.ORGANIZATION_ID.eq(organization))
                .fetch()
                .forEach(r -> put(
                        rows,
                        PERSONS.getName(),
                        r.getActorId(),
                        "person:" + r.getLogin(),
                        r.getName(),
                        r,
                        PERSON));
        Map<UUID, String> roles = roles(sql, organization, rows);
        sql.selectFrom(ROLE_ASSIGNMENTS)
                .where(ROLE_ASSIGNMENTS.ORGANIZATION_ID.eq(organization))
                .and(assignments)
                .fetch()
                .forEach(r -> put(
                        rows,
                        ROLE_ASSIGNMENTS.getName(),
                        r.getId(),
                        of(subjects, r.getPersonId()),
                        "the role " + roles.getOrDefault(r.getRoleId(), "?") + " of " + of(subjects, r.getPersonId()),
                        r,
                        Set.of(ROLE_ASSIGNMENTS.ID)));
        sql.selectFrom(CREDENTIALS)
                .where(CREDENTIALS.ORGANIZATION_ID.eq(organization))
                .and(credentials)
                .fetch()
                .forEach(r -> put(
                        rows,
                        CREDENTIALS.getName(),
                        r.getId(),
                        of(subjects, r.getActorId()),
                        r.getKind() + " of " + of(subjects, r.getActorId()),
                        r,
                        Set.of(CREDENTIALS.ID)));
        sql.selectFrom(SESSIONS)
                .where(SESSIONS.ORGANIZATION_ID.eq(organization))
                .and(sessions)
                .fetch()
                .forEach(r -> put(
                        rows,
                        SESSIONS.getName(),
                        r.getId(),
                        of(subjects, r.getPersonId()),
                        "a session of " + of(subjects, r.getPersonId()),
                        r,
                        SESSION));
        return rows;
    }

    /** Roles, and what each allows as one row: a permission has no id of its own. @return keys by id */
    private static Map<UUID, String> roles(DSLContext sql, UUID organization, Map<Key, Row> rows) {
        Map<UUID, String> keys = new HashMap<>();
        sql.selectFrom(ROLES)
                .where(ROLES.ORGANIZATION_ID.eq(organization))
                .fetch()
                .forEach(r -> {
                    keys.put(r.getId(), r.getRoleKey());
                    put(
                            rows,
                            ROLES.getName(),
                            r.getId(),
                            "role:" + r.getRoleKey(),
                            "the role " + r.getRoleKey(),
                            r,
                            Set.of(ROLES.ID));
                });
        Map<UUID, SortedMap<String, String>> allowed = new TreeMap<>();
        sql.selectFrom(ROLE_PERMISSIONS)
                .where(ROLE_PERMISSIONS.ORGANIZATION_ID.eq(organization))
                .fetch()
                .forEach(r -> allowed.computeIfAbsent(r.getRoleId(), _ -> new TreeMap<>())
                        .put(r.getPermission(), organization.toString()));
        allowed.forEach((role, permissions) -> {
            Key key = new Key(ROLE_PERMISSIONS.getName(), role);
            String word = keys.getOrDefault(role, "?");
            rows.put(
                    key,
                    new Row(key, "role:" + word, "what the role " + word + " allows", Evidence.digest(permissions)));
        });
        return keys;
    }

    private static String of(Map<UUID, String> subjects, UUID actor) {
        return subjects.getOrDefault(actor, "actor:" + actor);
    }

    private static void put(
            Map<Key, Row> rows,
            String table,
            UUID id,
            String subject,
            String label,
            Record record,
            Set<Field<?>> without) {
        Key key = new Key(table, id);
        rows.put(key, new Row(key, subject, label, Evidence.digest(record, without)));
    }
}
