package org.penstock.app.window.model.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Here;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Role;

/**
 * Everything on the page of the people.
 *
 * @param refusal why nothing of it can be seen, "" when it can
 * @param signInHelps whether somebody else could see it
 * @param note what must be said besides, "" for nothing
 * @param keys of devices in force
 * @param machines devices that can be given one
 * @param deeds what whoever is here may do
 * @param me who is here, "" for nobody
 */
public record PeopleModel(
        String refusal,
        boolean signInHelps,
        String note,
        List<PersonRow> persons,
        List<SessionRow> sessions,
        List<RoleRow> roles,
        List<KeyRow> keys,
        Reach reach,
        Machines machines,
        Set<Deed> deeds,
        String me) {
    public PeopleModel {
        persons = List.copyOf(persons);
        sessions = List.copyOf(sessions);
        roles = List.copyOf(roles);
        keys = List.copyOf(keys);
        deeds = Set.copyOf(deeds);
    }

    /** Nothing is known. */
    public static final PeopleModel NONE = refused("", false, "");

    /**
     * @param known who there is
     * @param keys of devices in force
     * @param may what whoever is here may do
     * @param in the open session of whoever is here
     */
    public static PeopleModel of(
            Optional<Directory> known,
            List<DeviceKey> keys,
            Predicate<Permission> may,
            Optional<Access.SignedIn> in,
            Reach reach,
            Beat beat) {
        String me = in.map(s -> s.person().name()).orElse("");
        if (known.isEmpty()) {
            return refused(beat.words().of("people.unknown"), false, me);
        }
        if (!may.test(Permission.PERSON_READ)) {
            return refused(
                    beat.words()
                            .of(
                                    switch (beat.here().state()) {
                                        case SIGNED_IN -> "people.no-right";
                                        case LOCKED -> "people.is-locked";
                                        case NO_OWNER, NOBODY, UNKNOWN -> "people.nobody";
                                    },
                                    beat.here().name()),
                    true,
                    me);
        }
        Directory directory = known.get();
        Machines machines = Machines.of(beat.snapshot());
        return new PeopleModel(
                "",
                false,
                beat.here().state() == Here.State.NO_OWNER ? beat.words().of("people.no-owner") : "",
                persons(directory, reach, beat),
                sessions(directory, in, beat),
                roles(directory, beat),
                keys.stream()
                        .map(k -> KeyRow.of(k, machines, beat.moment().now(), beat.words(), beat.times()))
                        .toList(),
                reach,
                machines,
                deeds(may),
                me);
    }

    private static PeopleModel refused(String why, boolean signInHelps, String me) {
        return new PeopleModel(
                why,
                signInHelps,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Reach.NONE,
                Machines.NONE,
                Set.of(),
                me);
    }

    private static List<PersonRow> persons(Directory directory, Reach reach, Beat beat) {
        Map<UUID, List<GrantRow>> grants = directory.grants().stream()
                .sorted(Comparator.comparing(Directory.Grant::from))
                .collect(Collectors.groupingBy(
                        Directory.Grant::person,
                        Collectors.mapping(g -> GrantRow.of(g, reach, beat.words()), Collectors.toList())));
        return directory.persons().values().stream()
                .sorted(Comparator.comparing((Directory.Person p) -> p.state() == Directory.State.LEFT)
                        .thenComparing(Directory.Person::name)
                        .thenComparing(Directory.Person::login))
                .map(p -> PersonRow.of(
                        p, grants.getOrDefault(p.id(), List.of()), beat.moment().now(), beat.words(), beat.times()))
                .toList();
    }

    private static List<SessionRow> sessions(Directory directory, Optional<Access.SignedIn> in, Beat beat) {
        Optional<UUID> here = in.map(s -> s.session().id());
        List<SessionRow> rows = new ArrayList<>();
        directory.sessions().values().stream()
                .sorted(Comparator.comparing(Directory.OpenSession::used)
                        .reversed()
                        .thenComparing(Directory.OpenSession::id))
                .forEach(s -> {
                    Directory.Person person = directory.persons().get(s.person());
                    if (person != null) {
                        boolean own = here.filter(s.id()::equals).isPresent();
                        rows.add(SessionRow.of(s, person, own, beat.moment().now(), beat.words(), beat.times()));
                    }
                });
        return rows;
    }

    /** Every built-in role, also one that nobody has: the directory knows only those that were ever given. */
    private static List<RoleRow> roles(Directory directory, Beat beat) {
        Map<String, Long> count = directory.grants().stream()
                .collect(Collectors.groupingBy(
                        g -> g.role().key(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(Directory.Grant::person, Collectors.toSet()),
                                s -> (long) s.size())));
        Stream<RoleRow> builtIn = Arrays.stream(Role.values())
                .filter(Role::ofPersons)
                .map(r -> RoleRow.builtIn(r, count.getOrDefault(r.word(), 0L), beat.words()));
        Stream<RoleRow> own = directory.roles().stream()
                .filter(r -> !r.builtIn())
                .sorted(Comparator.comparing(Directory.RoleRow::name))
                .map(r -> RoleRow.own(r, count.getOrDefault(r.key(), 0L), beat.words()));
        return Stream.concat(builtIn, own).toList();
    }

    private static Set<Deed> deeds(Predicate<Permission> may) {
        EnumSet<Deed> deeds = EnumSet.noneOf(Deed.class);
        for (Deed deed : Deed.values()) {
            if (may.test(permission(deed))) {
                deeds.add(deed);
            }
        }
        return deeds;
    }

    private static Permission permission(Deed deed) {
        return switch (deed) {
            case INVITE, RENEW, RENAME, LOCK, UNLOCK, LEAVE, BADGE, REVOKE_BADGE, MAKE_KEY, REVOKE_KEYS ->
                Permission.PERSON_MANAGE;
            case GRANT, TAKE, MAKE_ROLE -> Permission.ROLE_GRANT;
            case END_SESSION -> Permission.SESSION_END;
        };
    }

    /** What can be done to a person by whoever is here. */
    public List<Deed> offered(PersonRow person) {
        return person.deeds().stream().filter(deeds::contains).toList();
    }
}
