package org.penstock.app.window.model.people;

import java.util.Set;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Secret;

/**
 * What somebody wants done to a person, a session or a role; what the deed does not ask for is empty.
 *
 * @param subject what it is about
 * @param scope word of how far a role reaches: {@code organization}, {@code site}, or key of a location
 */
public record Wish(
        Deed deed,
        Subject subject,
        String name,
        String login,
        String role,
        String scope,
        Secret badge,
        Set<Permission> permissions,
        String reason) {
    public Wish {
        permissions = Set.copyOf(permissions);
    }
}
