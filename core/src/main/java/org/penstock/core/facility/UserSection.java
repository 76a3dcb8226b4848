package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.SecretRules;

/** {@code users}: which roles the people of the site have. Lives here because {@code identity} knows no file. */
public final class UserSection implements FileSection<Users> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,59}");
    private static final Shape.Group USER = Shape.group("A person of the site.")
            .must("name", Shape.text("The name the person signs in with.", NAME.pattern()))
            .must("roles", Shape.list("What the person is there for.", Shape.choice("", Role.wordsOfPersons())));

    @Override
    public Class<Users> type() {
        return Users.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("").may("users", Shape.list("Who may do what.", USER));
    }

    @Override
    public Users read(Node file, Draft draft, Problems problems) {
        List<Users.User> users = new ArrayList<>();
        Map<String, Node> first = new HashMap<>();
        for (Node node : Fields.of(file, problems).items("users")) {
            Fields f = Fields.of(node, USER, problems);
            String name = f.text("name");
            Node at = f.node("name");
            if (!name.isEmpty()
                    && (!NAME.matcher(name).matches() || SecretRules.login(name).isPresent())) {
                problems.add(
                        at,
                        "`name: " + name + "` names nobody",
                        "write the name the person signs in with: a small letter, then small letters, digits, . _ -, such as"
                                + " `name: ann.lee`");
            } else if (!name.isEmpty()) {
                Node same = first.putIfAbsent(name, at);
                if (same != null) {
                    problems.add(
                            at,
                            "the user `" + name + "` is written twice, first in " + same.seenFrom(at),
                            "write all roles of one person in one place");
                }
            }
            users.add(new Users.User(name, roles(f, problems)));
            f.done();
        }
        if (!users.isEmpty()
                && users.stream()
                        .noneMatch(
                                u -> u.roles().contains(Role.OWNER) || u.roles().contains(Role.ADMIN))) {
            problems.warn(
                    file.wordNode("users"),
                    "nobody is owner or admin: nobody may set up the facility",
                    "give one person the role admin");
        }
        return new Users(users);
    }

    private static Set<Role> roles(Fields f, Problems problems) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<Node> written = f.items("roles");
        if (written.isEmpty()) {
            problems.add(f.node(), "`roles` is missing", "add `roles: [operator]`");
        }
        for (Node item : written) {
            Role role = Role.of(item.text()).orElse(null);
            if (role == null) {
                String near = Nearest.to(item.text(), Role.wordsOfPersons());
                problems.add(
                        item,
                        "`" + item.text() + "` is no role",
                        near.isEmpty()
                                ? "write one of: " + String.join(", ", Role.wordsOfPersons())
                                : "did you mean `" + near + "`?");
            } else if (!role.ofPersons()) {
                problems.add(
                        item,
                        "`" + item.text() + "` is no role of a person of the site",
                        "write one of: " + String.join(", ", Role.wordsOfPersons()));
            } else if (!roles.add(role)) {
                problems.add(item, "`" + item.text() + "` is written twice", "name each role once");
            }
        }
        return roles;
    }
}
