package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.RolePermissions.ROLE_PERMISSIONS;
import static org.penstock.core.db.tables.tables.Roles.ROLES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.db.Database;
import org.penstock.core.identity.IdentityRecord.Change;
import org.penstock.core.identity.IdentityRecord.Told;

/**
 * Gives roles and takes them back, and makes an organization's own. Asks nobody whether the asker may: {@link Access} has
 * done that. Blocks on the database; what cannot be done is told by {@link IdentityRefused}.
 */
public final class Roles {
    private final IdentityRecord record;

    /** @param chain of the site where roles are given */
    public Roles(Database database, ChainId chain, InstantSource wall) {
        this.record = new IdentityRecord(database, chain, wall);
    }

    /** Gives a role. @throws IdentityRefused when there is no such role, or the person has it there */
    public void grant(Provenance by, String login, String role, Scope scope, String reason) {
        record.change(by, c -> granting(c, login, role, scope, reason));
    }

    /** Gives a role in a transaction under way, because of a sign-off. @param signoff its id, kept beside the grant */
    public void granted(
            DSLContext sql, Provenance by, String login, String role, Scope scope, String reason, UUID signoff) {
        record.change(sql, by, c -> {
            Told<Boolean> told = granting(c, login, role, scope, reason);
            told.data().put("signoff", signoff.toString());
            return told;
        });
    }

    private Told<Boolean> granting(Change c, String login, String role, Scope scope, String reason) {
        Directory.Person p = c.present(login);
        demandOfPersons(role);
        if (!IdentityRows.grant(
                c.sql(), record.organization(), p.id(), row(c, record.organization(), role), scope, false, c.at())) {
            throw new IdentityRefused(p.name() + " has the role " + role + " there already.");
        }
        RolesHeld had = RolesHeld.of(c.before(), p.id());
        return Told.of("role.granted", login, "role", role, "scope", scope.word(), "reason", reason)
                .roles(had, had.with(role, scope));
    }

    private static void demandOfPersons(String role) {
        if (Role.of(role).filter(r -> !r.ofPersons()).isPresent()) {
            throw new IdentityRefused("The role " + role + " is none of persons.");
        }
    }

    /**
     * Whether a role can be given, for who is about to ask others for it.
     *
     * @return what the person is and may now: another answer later means that something changed meanwhile
     * @throws IdentityRefused when it cannot
     */
    public String grantable(DSLContext sql, String login, String role, Scope scope) {
        Directory now = IdentityRows.read(sql, record.organization());
        Directory.Person p = new Change(sql, now, record.now()).present(login);
        demandOfPersons(role);
        if (Role.of(role).isEmpty() && now.roles().stream().noneMatch(r -> r.key().equals(role))) {
            throw new IdentityRefused("There is no role " + role + ".");
        }
        SortedMap<String, String> has = new TreeMap<>();
        for (Directory.Grant g : now.grants()) {
            if (g.person().equals(p.id())) {
                has.put(g.id().toString(), g.role().key() + " " + g.scope().word());
                if (g.role().key().equals(role) && g.scope().equals(scope)) {
                    throw new IdentityRefused(p.name() + " has the role " + role + " there already.");
                }
            }
        }
        now.roles().stream()
                .filter(r -> r.key().equals(role))
                .forEach(r -> has.put("role", words(r.permissions())));
        return Evidence.digest(has);
    }

    /** Takes a role back. @throws IdentityRefused when he has it not, the file gives it, or he is the last owner */
    public void take(Provenance by, String login, String role, Scope scope, String reason) {
        record.change(by, c -> {
            Directory.Person p = c.present(login);
            Directory.Grant grant = c.before().grants().stream()
                    .filter(g -> g.person().equals(p.id())
                            && g.role().key().equals(role)
                            && g.scope().equals(scope))
                    .findFirst()
                    .orElseThrow(() -> new IdentityRefused(p.name() + " does not have the role " + role + " there."));
            if (grant.fromFile()) {
                throw new IdentityRefused("The facility file gives " + p.name() + " the role " + role
                        + ". Take it back there: configuration, users.");
            }
            if (role.equals(Role.OWNER.word())) {
                c.keepAnOwner(p);
            }
            IdentityRows.take(c.sql(), grant.id(), c.at());
            RolesHeld had = RolesHeld.of(c.before(), p.id());
            return Told.of("role.taken", login, "role", role, "scope", scope.word(), "reason", reason)
                    .roles(had, had.without(role, scope));
        });
    }

    /** Makes a role of the organization's own, or changes what it allows. */
    public void makeRole(Provenance by, String key, String name, Set<Permission> permissions, String reason) {
        SecretRules.login(key).or(() -> SecretRules.name(name)).ifPresent(_ -> {
            throw new IdentityRefused("A role needs a key, one word of small letters, and a name.");
        });
        if (Role.of(key).isPresent()) {
            throw new IdentityRefused(key + " is a built-in role, which stays as it is. Make one with another key.");
        }
        record.change(by, c -> {
            Directory.RoleRow before = c.before().roles().stream()
                    .filter(r -> r.key().equals(key))
                    .findFirst()
                    .orElse(null);
            UUID id = before == null ? UuidCreator.getTimeOrderedEpoch() : before.id();
            if (before == null) {
                c.sql()
                        .insertInto(ROLES)
                        .set(ROLES.ID, id)
                        .set(ROLES.ORGANIZATION_ID, record.organization())
                        .set(ROLES.ROLE_KEY, key)
                        .set(ROLES.NAME, name)
                        .set(ROLES.BUILT_IN, false)
                        .set(ROLES.CREATED_AT, c.at())
                        .execute();
            } else {
                c.sql()
                        .update(ROLES)
                        .set(ROLES.NAME, name)
                        .set(ROLES.VERSION, ROLES.VERSION.plus(1))
                        .where(ROLES.ID.eq(id))
                        .execute();
                c.sql()
                        .deleteFrom(ROLE_PERMISSIONS)
                        .where(ROLE_PERMISSIONS.ROLE_ID.eq(id))
                        .execute();
            }
            permissions.forEach(p -> c.sql()
                    .insertInto(ROLE_PERMISSIONS)
                    .set(ROLE_PERMISSIONS.ORGANIZATION_ID, record.organization())
                    .set(ROLE_PERMISSIONS.ROLE_ID, id)
                    .set(ROLE_PERMISSIONS.PERMISSION, p.word())
                    .execute());
            return new Told<>(
                    true,
                    before == null ? "role.made" : "role.changed",
                    "role:" + key,
                    new TreeMap<>(Map.of(
                            "name", name,
                            "old_permissions", before == null ? "" : words(before.permissions()),
                            "permissions", words(permissions),
                            "reason", reason)));
        });
    }

    /** The row of a role. @throws IdentityRefused when there is no such role */
    static UUID row(Change c, UUID organization, String key) {
        return IdentityRows.role(c.sql(), organization, key, c.at())
                .orElseThrow(() -> new IdentityRefused("There is no role " + key + "."));
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream()
                .map(Permission::word)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" "));
    }
}
