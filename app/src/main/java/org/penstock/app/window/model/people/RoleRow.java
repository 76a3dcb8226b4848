package org.penstock.app.window.model.people;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Role;

/**
 * A role that can be given.
 *
 * @param key its word
 * @param kind whether it is built in or the organization's own
 * @param count how many persons have it
 */
public record RoleRow(String key, String name, String kind, boolean own, String count, Set<Permission> permissions)
        implements Keyed {
    public RoleRow {
        permissions = Set.copyOf(permissions);
    }

    static RoleRow builtIn(Role role, long count, Words words) {
        return new RoleRow(
                role.word(),
                role.word(),
                words.of("people.role-built-in"),
                false,
                Long.toString(count),
                role.permissions());
    }

    static RoleRow own(Directory.RoleRow role, long count, Words words) {
        return new RoleRow(
                role.key(), role.name(), words.of("people.role-own"), true, Long.toString(count), role.permissions());
    }

    /** What it lets a person do, in words, in the order of the list. */
    public List<String> allows() {
        return Arrays.stream(Permission.values())
                .filter(permissions::contains)
                .map(Permission::inWords)
                .toList();
    }
}
