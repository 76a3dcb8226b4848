package org.penstock.app.window;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.Reach;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.model.people.Wish;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.people.PeopleActions;
import org.penstock.app.window.view.people.PeoplePage;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Persons;
import org.penstock.core.runtime.Persons.Standing;

/** The page of the people. Lives on the JavaFX thread; what is done to somebody is done on threads of the {@link Desk}. */
final class People implements PeopleActions {
    private final Persons persons;
    private final Desk desk;
    private final Words words;
    private final Present present;
    private final Executor screen;
    private final Actions actions;
    private final PeoplePage page;
    /** How far roles can reach; made anew where the places changed. Only the pulse's thread reads it. */
    private volatile Known known = new Known(List.of(), Reach.NONE);

    private record Known(List<LocationSpec> places, Reach reach) {}

    People(ControlRoom room, Desk desk, Words words, Present present, Executor screen, Actions actions) {
        this.persons = room.persons();
        this.desk = desk;
        this.words = words;
        this.present = present;
        this.screen = screen;
        this.actions = actions;
        this.page = new PeoplePage(words, this, this::model);
    }

    PeoplePage page() {
        return page;
    }

    /** Whom a search finds: everybody, where whoever asks may know. */
    static List<FoundRow> found(Persons persons, Asker asker, Words words) {
        if (!persons.may(asker, Permission.PERSON_READ)) {
            return List.of();
        }
        return persons.directory().stream()
                .flatMap(d -> d.persons().values().stream())
                .filter(p -> p.state() != Directory.State.LEFT)
                .map(p -> new FoundRow(
                        "person:" + p.login(),
                        FoundRow.Kind.PERSON,
                        p.login(),
                        words.of(FoundRow.Kind.PERSON.wordKey()),
                        p.name(),
                        p.login()))
                .toList();
    }

    private PeopleModel model(Beat beat) {
        Asker asker = present.asker();
        return PeopleModel.of(
                persons.directory(), persons.keys(), p -> persons.may(asker, p), persons.who(asker), reach(beat), beat);
    }

    private Reach reach(Beat beat) {
        List<LocationSpec> places = beat.map().locations();
        if (known.reach() == Reach.NONE || known.places() != places) {
            known = new Known(places, Reach.of(beat.snapshot(), persons::scope, words));
        }
        return known.reach();
    }

    @Override
    public void ask(Deed deed, Subject subject) {
        page.ask(deed, subject);
    }

    @Override
    public void wish(Wish wish) {
        page.waiting();
        Asker asker = present.asker();
        desk.work("a change of persons", () -> Optional.ofNullable(done(asker, wish)))
                .whenCompleteAsync(
                        (code, failure) -> {
                            if (code == null) {
                                page.refused(Devices.reason(failure));
                                return;
                            }
                            boolean invited = wish.deed() == Deed.INVITE;
                            String name = invited || wish.deed() == Deed.MAKE_ROLE
                                    ? wish.name()
                                    : wish.subject().name();
                            page.done(words.of(wish.deed().doneKey(), name));
                            code.ifPresent(c -> {
                                if (wish.deed() == Deed.MAKE_KEY) {
                                    page.key(name, c);
                                } else {
                                    page.code(
                                            name,
                                            invited
                                                    ? wish.login()
                                                    : wish.subject().about(),
                                            c);
                                }
                            });
                        },
                        screen);
    }

    /** @return the code or key to be told, null for none */
    private @Nullable Secret done(Asker asker, Wish wish) {
        String whom = wish.subject().about();
        switch (wish.deed()) {
            case INVITE -> {
                return persons.invite(asker, wish.login(), wish.name());
            }
            case RENEW -> {
                return persons.renew(asker, whom, wish.reason());
            }
            case RENAME -> persons.rename(asker, whom, wish.name(), wish.reason());
            case LOCK -> persons.become(asker, whom, Standing.LOCKED, wish.reason());
            case UNLOCK -> persons.become(asker, whom, Standing.UNLOCKED, wish.reason());
            case LEAVE -> persons.become(asker, whom, Standing.LEFT, wish.reason());
            case GRANT ->
                persons.grant(asker, whom, wish.role(), scope(wish), wish.reason())
                        .ifPresent(waits -> {
                            throw new IdentityRefused(words.of(
                                    "people.grant-waits", waits.policy().inWords()));
                        });
            case TAKE -> persons.take(asker, whom, wish.role(), scope(wish), wish.reason());
            case BADGE -> persons.badge(asker, whom, wish.badge(), wish.reason());
            case REVOKE_BADGE -> persons.revokeBadge(asker, whom, wish.reason());
            case MAKE_KEY -> {
                return persons.deviceKey(asker, whom, wish.reason());
            }
            case REVOKE_KEYS -> persons.revokeKeys(asker, whom, wish.reason());
            case END_SESSION -> persons.endSession(asker, UUID.fromString(whom), wish.reason());
            case MAKE_ROLE -> persons.makeRole(asker, wish.role(), wish.name(), wish.permissions(), wish.reason());
        }
        return null;
    }

    private Scope scope(Wish wish) {
        return persons.scope(wish.scope())
                .orElseThrow(() -> new IdentityRefused(words.of("people.no-such-place", wish.scope())));
    }

    @Override
    public void setPassword(Secret old, Secret next) {
        own("own.password-set", session -> persons.setPassword(session, old, next));
    }

    @Override
    public void setPin(Secret password, Secret pin) {
        own("own.pin-set", session -> persons.setPin(session, password, pin));
    }

    private interface Own {
        void set(Asker.Session session);
    }

    private void own(String doneKey, Own what) {
        if (present.asker() instanceof Asker.Session session) {
            desk.work("a change of the own password or PIN", () -> {
                        what.set(session);
                        return true;
                    })
                    .whenCompleteAsync(
                            (done, failure) -> page.own(done != null ? words.of(doneKey) : Devices.reason(failure)),
                            screen);
        }
    }

    @Override
    public void signIn() {
        actions.signIn();
    }

    @Override
    public int lockMinutes() {
        return actions.lockMinutes();
    }

    @Override
    public void lockAfter(int minutes) {
        actions.lockAfter(minutes);
    }
}
