package org.penstock.app.window;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Shown;
import org.penstock.app.window.view.register.RegisterActions;
import org.penstock.app.window.view.register.RegisterView;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page over a list of records: reads it on threads of the {@link Desk} while it is in sight, and does with it what a person
 * fills in. Lives on the JavaFX thread. To read lots uses the session, so nothing is read anew once nobody touched the page
 * for {@link #UNTOUCHED}: a page that somebody left open must not keep his session open for whoever comes next.
 */
abstract class RegisterPage extends ReadPage implements RegisterActions {
    /** After so long without a key nothing is read anew. */
    static final Duration UNTOUCHED = Duration.ofMinutes(10);

    private static final double EVERY_SECONDS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(RegisterPage.class);

    final Going going;
    private final PageAddress.Kind kind;
    private final RegisterView view;
    private final Reread<Read> reread;
    private final Shown<Register> shown;
    private volatile @Nullable Told told;
    private volatile String letters = "";
    private volatile Set<String> on = Set.of();
    private volatile String chosen = "";
    private volatile Instant touched;
    private volatile boolean inSight;
    private volatile boolean resting;
    /** Deeds that were done here: what was read before the last of them is old. */
    private volatile int deeds;

    private @Nullable Done lastDone;
    private boolean closed;

    /** @param deeds how many had been done when it was asked for */
    private record Read(int deeds, Told told) {}

    /** What was read, to be shown as of any moment after. Immutable. */
    interface Told {
        Register register(String letters, Pen pen);
    }

    /**
     * What came of a deed.
     *
     * @param reveal key of the record to be chosen now; "" = as before
     * @param leads where it goes on; null = here
     */
    record Done(String text, String reveal, @Nullable PageAddress leads) {
        /** Nothing more to do. */
        Done(String text) {
            this(text, "", null);
        }
    }

    RegisterPage(
            PageAddress.Kind kind,
            Shape shape,
            ControlRoom room,
            Desk desk,
            WindowOptions options,
            Words words,
            Executor screen,
            Going going) {
        super(kind, room, desk, options, words, screen);
        this.kind = kind;
        this.going = going;
        this.view = new RegisterView(words, shape, this);
        this.shown = new Shown<>(view::show);
        this.touched = options.wall().instant();
        this.reread = new Reread<>(
                desk,
                screen,
                "the page " + kind,
                () -> new Read(deeds, read(chosen, on, options.person().asker(), pen())),
                this::show,
                this::unread,
                EVERY_SECONDS);
    }

    /** Reads what there is; on a thread of the desk. @param chosen key of the record wanted whole, "" = none */
    abstract Told read(String chosen, Set<String> on, Asker asker, Pen pen);

    /** Does what was filled in; on a thread of the desk. Refusals are thrown. */
    abstract Done does(Form form, Filled filled, Asker asker, Pen pen) throws java.io.IOException;

    /** How things are written now. */
    final Pen pen() {
        return new Pen(words, times, options.wall().instant(), names());
    }

    /** The same for what roles at a single place allow, too: there the facility judges by the place. */
    final String whyAnywhere(Asker asker, Permission permission) {
        Access.SignedIn in = room.persons().who(asker).orElse(null);
        boolean somewhere = in != null
                && room.persons()
                        .directory()
                        .map(d -> d.grants().stream()
                                .anyMatch(g -> g.person().equals(in.person().id())
                                        && g.role().permissions().contains(permission)))
                        .orElse(false);
        return somewhere ? "" : why(asker, permission);
    }

    /** Key of the record that is looked at, "" = none. */
    final String chosen() {
        return chosen;
    }

    /** Asks for what a deed needs. */
    final void ask(Form form) {
        view.ask(form);
    }

    /** Says something. */
    final void tell(String text) {
        view.tell(text);
    }

    private void show(Read read) {
        told = read.told();
        Register register = read.told().register(letters, pen());
        shown.write(register).run();
        if (read.deeds() == deeds) {
            tellOfDeed();
        }
        if (!register.chosen().equals(chosen)) {
            reread.read();
        }
    }

    private void unread(String why) {
        tellOfDeed();
        if (!inSight) {
            return;
        }
        if (told == null) {
            view.show(Register.without(words.of("register.not-read", why)));
        } else {
            tell(words.of("register.not-read", why));
        }
    }

    @Override
    public final void choose(String key) {
        if (!key.equals(chosen)) {
            chosen = key;
            reread.read();
        }
    }

    @Override
    public final void filter(String next, Set<String> switches) {
        letters = next;
        boolean other = !switches.equals(on);
        on = Set.copyOf(switches);
        Told now = told;
        if (other) {
            reread.read();
        } else if (now != null) {
            shown.write(now.register(letters, pen())).run();
        }
    }

    @Override
    public final void used() {
        touched = options.wall().instant();
        if (resting) {
            resting = false;
            tell("");
            reread.inSight(inSight);
        }
    }

    @Override
    public final void filled(Form form, Filled filled) {
        Asker asker = options.person().asker();
        desk.told(form.deed(), () -> does(form, filled, asker, pen())).whenCompleteAsync(this::answered, screen);
    }

    private void answered(@Nullable Done done, @Nullable Throwable failure) {
        if (closed) {
            return;
        }
        if (done == null) {
            LOG.debug("a deed of the page {} was not done", kind, failure);
            view.refused(Devices.reason(failure));
            return;
        }
        lastDone = done;
        deeds++;
        if (done.leads() == null && !done.reveal().isEmpty()) {
            chosen = done.reveal();
        }
        reread.read();
        if (!inSight) {
            tellOfDeed();
        }
    }

    /** Says that it is done once the page shows what came of it: whoever presses the next key at once means that. */
    private void tellOfDeed() {
        Done done = lastDone;
        lastDone = null;
        if (done == null) {
            return;
        }
        view.done(done.text());
        PageAddress leads = done.leads();
        if (leads != null) {
            going.goTo(leads, done.reveal());
            return;
        }
        view.focus();
        if (!done.reveal().isEmpty() && !view.reveal(done.reveal())) {
            view.everything();
        }
    }

    @Override
    public final Node node() {
        return view;
    }

    /** Time that is left counts by the second. */
    @Override
    public final Runnable write(Beat beat) {
        Told now = told;
        if (!inSight || now == null) {
            return Page.UNCHANGED;
        }
        if (!resting && options.wall().instant().isAfter(touched.plus(UNTOUCHED))) {
            return this::rest;
        }
        return counts() ? shown.write(now.register(letters, pen())) : Page.UNCHANGED;
    }

    /** Whether it shows time that passes. */
    boolean counts() {
        return false;
    }

    private void rest() {
        resting = true;
        reread.inSight(false);
        tell(words.of("register.resting", times.minute(options.wall().instant())));
    }

    @Override
    public final void inSight(boolean next) {
        inSight = next;
        touched = options.wall().instant();
        resting = false;
        reread.inSight(next);
    }

    @Override
    public final void textSize(TextSize size) {
        view.textSize(size);
    }

    @Override
    public final boolean reveal(String key) {
        boolean there = view.reveal(key);
        if (!there) {
            // It may be read as the chosen one only, or the filter hides it.
            choose(key);
            view.everything();
        }
        return there;
    }

    @Override
    public final void focus() {
        view.focus();
    }

    @Override
    public final void close() {
        closed = true;
        inSight = false;
        reread.close();
    }
}
