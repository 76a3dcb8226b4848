package org.penstock.core.facility;

import java.util.List;
import java.util.Set;
import org.penstock.core.identity.Role;

/** Who is named in the facility file, in file order. */
public record Users(List<User> users) {
    public Users {
        users = List.copyOf(users);
    }

    /**
     * A person.
     *
     * @param name the name the person signs in with; who has never signed in is invited by it
     * @param roles at least one
     */
    public record User(String name, Set<Role> roles) {
        public User {
            roles = Set.copyOf(roles);
        }
    }
}
