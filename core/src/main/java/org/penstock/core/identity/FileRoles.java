package org.penstock.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;

/** Brings the users of a facility file into roles at its site. The file takes back only what a file has given. */
public final class FileRoles {
    private FileRoles() {}

    /**
     * What a configuration changed.
     *
     * @param kind {@code person.invited}, {@code role.granted} or {@code role.taken}
     * @param role "" for an invitation
     * @param held what roles the person had and has; empty for an invitation
     * @param rows what the event of it says of the rows behind it
     */
    public record Changed(
            String kind, String login, String role, SortedMap<String, String> held, SortedMap<String, String> rows) {}

    /**
     * Makes the rows say what the file says. Somebody whom nobody has named before is invited; he signs in when he was
     * given a code. The last owner stays owner whatever the file says: a file must lock nobody out.
     *
     * @param users roles by sign-in name
     */
    public static List<Changed> write(
            DSLContext sql, UUID organization, UUID site, Map<String, Set<Role>> users, Instant at) {
        // First: two changes of one organization come one after the other.
        long no = IdentityRows.changed(sql, organization);
        List<ActorEvents.ActorEvent> adopted = IdentityEvidence.adopted(sql, organization, no, at);
        if (!adopted.isEmpty()) {
            ActorEvents.append(sql, ChainId.ofSite(organization, site), adopted);
        }
        Map<Evidence.Key, Evidence.Row> rows = IdentityEvidence.open(sql, organization);
        Directory before = IdentityRows.read(sql, organization);
        Set<UUID> owners = new HashSet<>(before.owners());
        List<Changed> changed = new ArrayList<>();
        SortedMap<String, String> none = new TreeMap<>();
        Scope scope = Scope.site(site);
        Map<String, RolesHeld> held = new HashMap<>();
        before.persons().values().forEach(p -> held.put(p.login(), RolesHeld.of(before, p.id())));
        users.forEach((login, roles) -> {
            UUID person = before.byLogin(login).map(Directory.Person::id).orElse(null);
            if (person == null) {
                changed.add(new Changed("person.invited", login, "", none, none));
                person = IdentityRows.addPerson(sql, organization, login, login, Directory.State.INVITED, at);
            }
            for (Role role : roles) {
                UUID row = IdentityRows.role(sql, organization, role.word(), at).orElseThrow();
                if (IdentityRows.grant(sql, organization, person, row, scope, true, at)) {
                    RolesHeld had = held.getOrDefault(login, RolesHeld.none());
                    RolesHeld has = had.with(role.word(), scope);
                    held.put(login, has);
                    changed.add(new Changed("role.granted", login, role.word(), had.becomes(has), none));
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
                RolesHeld had = held.getOrDefault(login, RolesHeld.none());
                RolesHeld has = had.without(role, scope);
                held.put(login, has);
                changed.add(new Changed("role.taken", login, role, had.becomes(has), none));
            }
        }
        return told(changed, IdentityEvidence.changed(sql, organization, rows), no);
    }

    /** The first event of each person tells of the rows that are his, the very first of all others too. */
    private static List<Changed> told(List<Changed> changed, List<Evidence.Row> rows, long no) {
        List<Evidence.Row> left = new ArrayList<>(rows);
        List<Changed> told = new ArrayList<>();
        for (int i = changed.size() - 1; i >= 0; i--) {
            Changed c = changed.get(i);
            boolean first =
                    changed.subList(0, i).stream().noneMatch(o -> o.login().equals(c.login()));
            List<Evidence.Row> his = left.stream()
                    .filter(r -> told.size() == changed.size() - 1
                            || first && r.subject().equals("person:" + c.login()))
                    .toList();
            left.removeAll(his);
            told.addFirst(new Changed(c.kind(), c.login(), c.role(), c.held(), IdentityEvidence.data(his, no)));
        }
        return told;
    }

    private static boolean ownsOtherwise(Directory before, Directory.Grant grant) {
        return before.grants().stream()
                .anyMatch(g -> !g.id().equals(grant.id())
                        && g.person().equals(grant.person())
                        && g.role().key().equals(grant.role().key()));
    }
}
