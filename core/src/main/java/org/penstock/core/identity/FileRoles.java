package org.penstock.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** Brings the users of a facility file into roles at its site. The file takes back only what a file has given. */
public final class FileRoles {
    private FileRoles() {}

    /**
     * What a configuration changed.
     *
     * @param kind {@code person.invited}, {@code role.granted} or {@code role.taken}
     * @param role "" for an invitation
     */
    public record Changed(String kind, String login, String role) {}

    /**
     * Makes the rows say what the file says. Somebody whom nobody has named before is invited; he signs in when he was
     * given a code. The last owner stays owner whatever the file says: a file must lock nobody out.
     *
     * @param users roles by sign-in name
     */
    public static List<Changed> write(
            DSLContext sql, UUID organization, UUID site, Map<String, Set<Role>> users, Instant at) {
        // First: two changes of one organization come one after the other.
        IdentityRows.changed(sql, organization);
        Directory before = IdentityRows.read(sql, organization);
        Set<UUID> owners = new HashSet<>(before.owners());
        List<Changed> changed = new ArrayList<>();
        Scope scope = Scope.site(site);
        users.forEach((login, roles) -> {
            UUID person = before.byLogin(login).map(Directory.Person::id).orElse(null);
            if (person == null) {
                changed.add(new Changed("person.invited", login, ""));
                person = IdentityRows.addPerson(sql, organization, login, login, Directory.State.INVITED, at);
            }
            for (Role role : roles) {
                UUID row = IdentityRows.role(sql, organization, role.word(), at).orElseThrow();
                if (IdentityRows.grant(sql, organization, person, row, scope, true, at)) {
                    changed.add(new Changed("role.granted", login, role.word()));
                }
            }
        });
        for (Directory.Grant grant : before.grants()) {
            if (!grant.fromFile() || !grant.scope().equals(scope)) {
                continue;
            }
            String login =
                    Objects.requireNonNull(before.persons().get(grant.person())).login();
            Set<Role> wanted = users.getOrDefault(login, Set.of());
            String role = grant.role().key();
            boolean owner = role.equals(Role.OWNER.word());
            boolean last = owner && owners.equals(Set.of(grant.person()));
            if (!last && wanted.stream().noneMatch(r -> r.word().equals(role))) {
                if (owner && !ownsOtherwise(before, grant)) {
                    owners.remove(grant.person());
                }
                IdentityRows.take(sql, grant.id(), at);
                changed.add(new Changed("role.taken", login, grant.role().key()));
            }
        }
        return changed;
    }

    private static boolean ownsOtherwise(Directory before, Directory.Grant grant) {
        return before.grants().stream()
                .anyMatch(g -> !g.id().equals(grant.id())
                        && g.person().equals(grant.person())
                        && g.role().key().equals(grant.role().key()));
    }
}
