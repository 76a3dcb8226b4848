package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.testsupport.FakePersons;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.Entry;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.Reach;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.people.FirstOwnerPane;
import org.penstock.app.window.view.people.PeoplePage;
import org.penstock.app.window.view.people.SignInActions;
import org.penstock.app.window.view.people.SignInPane;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;

/** Pictures of everything where people say who they are, and of the page of the people; each is looked over. */
@ThirdWindow
class PeopleScreensTest {
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.LARGEST, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.NORMAL, 1920, 1080));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void signingInReadsWell(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.of(Facilities.abnormal(), theme, size, width, height)) {
                SignInActions nothing = nothing();
                here(exhibit, Here.State.NOBODY);
                exhibit.view.dialog(new SignInPane(Sight.WORDS, Entry.of(here(Here.State.NOBODY), Sight.WORDS), nothing));
                faults.addAll(exhibit.picture(Exhibit.name("sign-in", theme, size, width)));
                here(exhibit, Here.State.LOCKED);
                exhibit.view.noDialog();
                exhibit.view.locked(true);
                exhibit.view.notice(
                        Sight.WORDS.of("locked.notice", "Marta Novak"), Sight.WORDS.of("locked.unlock"));
                faults.addAll(exhibit.picture(Exhibit.name("locked", theme, size, width)));
                exhibit.view.dialog(new SignInPane(Sight.WORDS, Entry.of(here(Here.State.LOCKED), Sight.WORDS), nothing));
                faults.addAll(exhibit.picture(Exhibit.name("unlock", theme, size, width)));
                exhibit.view.locked(false);
                exhibit.view.notice("", "");
                here(exhibit, Here.State.NO_OWNER);
                exhibit.view.dialog(new FirstOwnerPane(Sight.WORDS, nothing));
                faults.addAll(exhibit.picture(Exhibit.name("first-owner", theme, size, width)));
            }
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void thePageOfThePeopleReadsWell(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.of(Facilities.abnormal(), theme, size, width, height)) {
                here(exhibit, Here.State.SIGNED_IN);
                FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
                PeoplePage page = new PeoplePage(
                        Sight.WORDS,
                        new People(
                                room,
                                new Desk(room, new Present("desk")),
                                Sight.WORDS,
                                new Present("desk"),
                                Platform::runLater,
                                Exhibit.NOTHING),
                        PeopleScreensTest::model);
                exhibit.put(page, false);
                page.reveal("marta");
                exhibit.settle();
                faults.addAll(exhibit.picture(Exhibit.name("people", theme, size, width)));
                page.ask(Deed.GRANT, Subject.of("marta", "Marta Novak"));
                faults.addAll(exhibit.picture(Exhibit.name("people-grant", theme, size, width)));
                page.done("");
                page.ask(Deed.MAKE_ROLE, Subject.NONE);
                faults.addAll(exhibit.picture(Exhibit.name("people-role", theme, size, width)));
                page.done("Omar Haddad is invited.");
                page.code("Omar Haddad", "omar", new Secret("K7RM-2QXD-9WTB"));
                faults.addAll(exhibit.picture(Exhibit.name("people-code", theme, size, width)));
                page.key("Dosing skid", new Secret(DeviceKey.BEGINNING + "s1jN0u6w9n2mX4q7T8y3z5A_B-CdEfGhIjKlMnOpQr0"));
                faults.addAll(exhibit.picture(Exhibit.name("people-key", theme, size, width)));
                page.close();
                for (PeoplePage.Sheet sheet : PeoplePage.Sheet.values()) {
                    if (sheet != PeoplePage.Sheet.PERSONS) {
                        page.turn(sheet);
                        faults.addAll(exhibit.picture(Exhibit.name(
                                "people-" + sheet.name().toLowerCase(Locale.ROOT), theme, size, width)));
                    }
                }
                PeoplePage shut = new PeoplePage(
                        Sight.WORDS,
                        new People(
                                room,
                                new Desk(room, new Present("desk")),
                                Sight.WORDS,
                                new Present("desk"),
                                Platform::runLater,
                                Exhibit.NOTHING),
                        b -> PeopleModel.of(Optional.of(directory()), List.of(), _ -> false, Optional.empty(), Reach.NONE, b));
                exhibit.put(shut, false);
                faults.addAll(exhibit.picture(Exhibit.name("people-shut", theme, size, width)));
            }
            return 0;
        });
    }

    private static PeopleModel model(Beat beat) {
        Reach reach = Reach.of(
                beat.snapshot(),
                word -> Optional.of(
                        word.equals("organization")
                                ? Scope.organization(FakePersons.ID)
                                : word.equals("site")
                                        ? Scope.site(FakePersons.ID)
                                        : Scope.location(UUID.nameUUIDFromBytes(word.getBytes(StandardCharsets.UTF_8)))),
                Sight.WORDS);
        Directory all = directory();
        Directory.OpenSession own = all.sessions().get("a");
        return PeopleModel.of(
                Optional.of(all),
                List.of(
                        new DeviceKey(new UUID(8, 1), "device:skid", "x7Qa", Facilities.NOW.minusSeconds(86_400)),
                        new DeviceKey(new UUID(8, 2), "device:gone-display", "0b_Z", Facilities.NOW)),
                (Permission p) -> true,
                Optional.of(new Access.SignedIn(
                        Objects.requireNonNull(own), all.byLogin("ada").orElseThrow())),
                reach,
                new Beat(beat.snapshot(), beat.moment(), here(Here.State.SIGNED_IN), Sight.WORDS, Exhibit.TIMES));
    }

    private static Directory directory() {
        Map<UUID, Directory.Person> persons = new HashMap<>();
        Directory.RoleRow night = new Directory.RoleRow(
                new UUID(3, 99),
                "night_watch",
                "Night watch",
                false,
                Set.of(Permission.ALERT_ACKNOWLEDGE, Permission.PERSON_READ));
        List<Directory.Grant> grants = new ArrayList<>();
        person(persons, 1, "ada", "Ada Brandt", Directory.State.ACTIVE, Set.of("password", "pin"));
        person(persons, 2, "marta", "Marta Novak", Directory.State.ACTIVE, Set.of("password", "pin", "badge"));
        person(persons, 3, "omar", "Omar Haddad", Directory.State.INVITED, Set.of());
        person(persons, 4, "piet", "Piet van den Broek-Hendriksen", Directory.State.LOCKED, Set.of("password"));
        person(persons, 5, "ines", "Inês Figueiredo", Directory.State.LEFT, Set.of());
        grant(grants, 1, row(Role.OWNER), Scope.organization(FakePersons.ID), false);
        grant(grants, 2, row(Role.SUPERVISOR), Scope.site(FakePersons.ID), true);
        grant(grants, 2, night, Scope.site(FakePersons.ID), false);
        grant(grants, 4, row(Role.TECHNICIAN), Scope.site(new UUID(9, 9)), false);
        Map<String, Directory.OpenSession> sessions = Map.of(
                "a",
                new Directory.OpenSession(
                        new UUID(5, 1), new UUID(2, 1), "desk-north", false, Facilities.NOW.minusSeconds(5_000), Facilities.NOW),
                "m",
                new Directory.OpenSession(
                        new UUID(5, 2), new UUID(2, 2), "packing-hall-2", true, Facilities.NOW.minusSeconds(90_000), Facilities.NOW.minusSeconds(700)));
        return new Directory(FakePersons.ID, 1, persons, List.of(row(Role.OWNER), night), grants, sessions);
    }

    private static Directory.RoleRow row(Role role) {
        return new Directory.RoleRow(new UUID(3, role.ordinal()), role.word(), role.word(), true, role.permissions());
    }

    private static void person(
            Map<UUID, Directory.Person> persons, int no, String login, String name, Directory.State state, Set<String> ways) {
        UUID id = new UUID(2, no);
        persons.put(id, new Directory.Person(id, login, name, state, Optional.empty(), ways, Facilities.NOW));
    }

    private static void grant(
            List<Directory.Grant> grants, int person, Directory.RoleRow role, Scope scope, boolean fromFile) {
        grants.add(new Directory.Grant(
                new UUID(4, grants.size()), new UUID(2, person), role, scope, fromFile, Facilities.NOW.plusSeconds(grants.size())));
    }

    private static Here here(Here.State state) {
        return new Here(state, state == Here.State.SIGNED_IN ? "Ada Brandt" : "Marta Novak", "desk");
    }

    private static void here(Exhibit exhibit, Here.State state) {
        exhibit.view.show(Frame.of(new Beat(
                Facilities.abnormal(), new Moment(Facilities.NOW, 0.1, true), here(state), Sight.WORDS, Exhibit.TIMES)));
    }

    private static SignInActions nothing() {
        return new SignInActions() {
            @Override
            public void unlock(Secret secret) {}

            @Override
            public void byPassword(String login, Secret password, boolean remember) {}

            @Override
            public void byBadge(Secret number, Secret pin, boolean remember) {}

            @Override
            public void byCode(String login, Secret code, Secret password) {}

            @Override
            public void firstOwner(String login, String name, Secret password) {}

            @Override
            public void lock() {}

            @Override
            public void signOut() {}

            @Override
            public void turnAway() {}
        };
    }
}
