package org.penstock.core.identity;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every role that a person has, and where: what events say of before and after a change, so that nobody has to add up all
 * earlier ones to know what somebody was.
 *
 * @param held {@code role scope}, each once
 */
record RolesHeld(SortedSet<String> held) {
    RolesHeld {
        held = new TreeSet<>(held);
    }

    /** As {@code directory} has it. */
    static RolesHeld of(Directory directory, UUID person) {
        return new RolesHeld(directory.grants().stream()
                .filter(g -> g.person().equals(person))
                .map(g -> one(g.role().key(), g.scope()))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static RolesHeld none() {
        return new RolesHeld(new TreeSet<>());
    }

    RolesHeld with(String role, Scope scope) {
        SortedSet<String> more = new TreeSet<>(held);
        more.add(one(role, scope));
        return new RolesHeld(more);
    }

    RolesHeld without(String role, Scope scope) {
        SortedSet<String> less = new TreeSet<>(held);
        less.remove(one(role, scope));
        return new RolesHeld(less);
    }

    /** What an event says of the change to {@code now}. */
    SortedMap<String, String> becomes(RolesHeld now) {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("old_roles", words());
        data.put("roles", now.words());
        return data;
    }

    private String words() {
        return String.join(", ", held);
    }

    private static String one(String role, Scope scope) {
        return role + " " + scope.word();
    }
}
