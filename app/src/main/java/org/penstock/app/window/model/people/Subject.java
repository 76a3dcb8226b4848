package org.penstock.app.window.model.people;

import java.util.Set;
import org.penstock.core.identity.Permission;

/**
 * What a deed is about, as the form begins with it.
 *
 * @param about sign-in name, id of the session, or word of the role
 * @param name what a person calls it
 * @param role word of the role that is taken back, "" for none
 * @param scope word of how far that role reaches
 * @param permissions what an own role allows now
 */
public record Subject(String about, String name, String role, String scope, Set<Permission> permissions) {
    public Subject {
        permissions = Set.copyOf(permissions);
    }

    /** A person, or a session of his. */
    public static Subject of(String about, String name) {
        return new Subject(about, name, "", "", Set.of());
    }

    /** Nobody yet. */
    public static final Subject NONE = of("", "");
}
