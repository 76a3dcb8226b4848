package org.penstock.app.window;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Entry;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.people.FirstOwnerPane;
import org.penstock.app.window.view.people.ProofPane;
import org.penstock.app.window.view.people.SignInActions;
import org.penstock.app.window.view.people.SignInPane;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.Persons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is at the window: lets somebody sign in, take over, lock the screen and leave; locks it when nobody touches it; and
 * notices when a session was ended elsewhere. Whatever is shown stays in sight and living throughout. Lives on the JavaFX
 * thread but for {@link #look}.
 */
final class Attendance implements SignInActions {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private final Persons persons;
    private final Desk desk;
    private final MainView view;
    private final Words words;
    private final Present present;
    private final Ticker ticker;
    private final Executor screen;
    private final IntSupplier lockMinutes;
    private final Runnable locking;
    private final Runnable came;
    private final EventHandler<InputEvent> touch;
    private volatile long touched;
    /** Whose session was ended elsewhere, until it is told; "" for nobody's. */
    private volatile String ended = "";

    private Here.State shown = Here.State.UNKNOWN;
    private @Nullable ProofPane pane;
    private Runnable then = () -> {};

    /**
     * @param lockMinutes time without key or pointer before the screen is locked, min; asked on any thread
     * @param locking takes away what a person had begun
     * @param came told that somebody signed in, before what they wanted goes on
     */
    Attendance(
            Persons persons,
            Desk desk,
            MainView view,
            Words words,
            WindowOptions options,
            Executor screen,
            IntSupplier lockMinutes,
            Runnable locking,
            Runnable came) {
        this.locking = locking;
        this.came = came;
        this.persons = persons;
        this.desk = desk;
        this.view = view;
        this.words = words;
        this.present = options.person();
        this.ticker = options.ticker();
        this.screen = screen;
        this.lockMinutes = lockMinutes;
        this.touched = ticker.nanos();
        this.touch = _ -> touched = ticker.nanos();
    }

    /** A key or the pointer in {@code scene} keeps the screen from being locked. */
    void watch(Scene scene) {
        scene.addEventFilter(KeyEvent.ANY, touch);
        scene.addEventFilter(ScrollEvent.ANY, touch);
        // Entering and leaving also happen when something moves under a pointer that rests.
        scene.addEventFilter(MouseEvent.MOUSE_MOVED, touch);
        scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, touch);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, touch);
    }

    /** Who is here now; locks the screen and lets go of an ended session where it is time. Any thread. */
    Here look() {
        Optional<Directory> known = persons.directory();
        Optional<Asker.Session> session = present.session();
        if (session.isPresent() && known.isPresent() && persons.who(session.get()).isEmpty()) {
            String name = present.name();
            if (present.left(session.get())) {
                ended = name;
            }
        }
        long limit = TimeUnit.MINUTES.toNanos(lockMinutes.getAsInt());
        if (present.session().isPresent() && !present.locked() && ticker.nanos() - touched >= limit) {
            present.lock();
        }
        return new Here(state(known), present.name(), present.account());
    }

    private Here.State state(Optional<Directory> known) {
        if (present.session().isPresent()) {
            return present.locked() ? Here.State.LOCKED : Here.State.SIGNED_IN;
        }
        if (known.isEmpty()) {
            return Here.State.UNKNOWN;
        }
        return known.get().claimed() ? Here.State.NOBODY : Here.State.NO_OWNER;
    }

    /** Shows what follows from who is here now: a beat may have been written before somebody came or went. */
    void show() {
        Here here = look();
        boolean locked = here.state() == Here.State.LOCKED;
        if (here.state() != shown) {
            view.locked(locked);
            if (locked) {
                locking.run();
            } else if (shown == Here.State.LOCKED) {
                close();
            }
            shown = here.state();
            view.notice(
                    locked ? words.of("locked.notice", here.name()) : "", locked ? words.of("locked.unlock") : "");
        }
        if (!ended.isEmpty()) {
            view.notice(words.of("ended.notice", ended), words.of("ended.sign-in"));
            ended = "";
        }
    }

    /** Whether the screen is locked. */
    boolean locked() {
        return present.locked();
    }

    /** Whether signing in would help with what was refused: the facility has an owner, and nobody is signed in. */
    boolean nobody() {
        return state(persons.directory()) == Here.State.NOBODY;
    }

    /** Nobody owns the facility: offers to change that. A demonstration is not asked. */
    void begin(boolean simulated) {
        if (!simulated && look().state() == Here.State.NO_OWNER) {
            open(() -> {});
        }
    }

    /** Lets somebody say who he is. @param next what is done afterwards */
    void open(Runnable next) {
        if (view.shows(pane)) {
            return;
        }
        then = next;
        Here here = look();
        ProofPane opening = here.state() == Here.State.NO_OWNER
                ? new FirstOwnerPane(words, this)
                : new SignInPane(words, Entry.of(here, words), this);
        pane = opening;
        view.dialog(opening);
    }

    @Override
    public void turnAway() {
        then = () -> {};
        close();
    }

    private void close() {
        if (view.shows(pane)) {
            view.noDialog();
        }
        pane = null;
    }

    @Override
    public void lock() {
        present.lock();
        turnAway();
        show();
    }

    @Override
    public void unlock(Secret secret) {
        Optional<Asker.Session> session = present.session();
        if (session.isEmpty()) {
            turnAway();
            return;
        }
        judge(
                "an unlocking of the screen",
                () -> {
                    persons.unlockScreen(session.get(), secret);
                    return true;
                },
                _ -> present.unlocked());
    }

    @Override
    public void byPassword(String login, Secret password, boolean remember) {
        arrive(() -> persons.signIn(new SignIn.Proof.Password(login, password), remember));
    }

    @Override
    public void byBadge(Secret number, Secret pin, boolean remember) {
        arrive(() -> persons.signIn(new SignIn.Proof.Badge(number, pin), remember));
    }

    @Override
    public void byCode(String login, Secret code, Secret password) {
        arrive(() -> persons.firstSignIn(login, code, password));
    }

    @Override
    public void firstOwner(String login, String name, Secret password) {
        arrive(() -> persons.firstOwner(present.asker(), login, name, password));
    }

    /** Somebody takes over; whoever was here before is signed out, and nothing stops. */
    private void arrive(Callable<SignIn.Opened> proving) {
        Optional<Asker.Session> former = present.session();
        judge(
                "a sign-in",
                () -> {
                    SignIn.Opened opened = proving.call();
                    former.ifPresent(this::end);
                    return opened;
                },
                opened -> {
                    present.arrived(opened);
                    came.run();
                });
    }

    private void end(Asker.Session session) {
        try {
            persons.signOut(session);
        } catch (NotAllowed e) {
            LOG.debug("The former session had ended: {}", e.getMessage());
        } catch (DatabaseAway e) {
            LOG.warn("The former session ends after an hour without use, because the database is away: {}", e.getMessage());
        }
    }

    private <T> void judge(String what, Callable<T> work, Consumer<T> right) {
        ProofPane asking = pane;
        if (asking != null) {
            asking.waiting();
        }
        desk.work(what, work)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (answer != null) {
                                right.accept(answer);
                                arrived(asking);
                            } else if (asking != null) {
                                asking.refused(Devices.reason(failure));
                            }
                        },
                        screen);
    }

    private void arrived(@Nullable ProofPane asking) {
        touched = ticker.nanos();
        ended = "";
        boolean stillAsked = view.shows(asking);
        Runnable next = then;
        then = () -> {};
        close();
        show();
        view.notice("", "");
        if (stillAsked) {
            next.run();
        }
    }

    @Override
    public void signOut() {
        Optional<Asker.Session> session = present.session();
        present.left();
        turnAway();
        show();
        session.ifPresent(s -> desk.work("a sign-out", () -> {
            end(s);
            return true;
        }));
    }
}
