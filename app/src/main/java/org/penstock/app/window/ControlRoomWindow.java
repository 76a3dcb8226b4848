package org.penstock.app.window;

import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Choices;
import org.penstock.app.window.view.Key;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.PlacePage;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window of the control room. It opens at once and says that the facility is starting; the facility itself is made
 * beside it and handed in when it lives. Closing the window asks, closes the facility, and only then goes away.
 *
 * <p>Threads: {@link #open} may be called on any thread but JavaFX's; everything else inside runs on the JavaFX thread.
 */
public final class ControlRoomWindow implements Actions, Choices {
    private static final Logger LOG = LoggerFactory.getLogger(ControlRoomWindow.class);
    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 560;

    /** Longest time the facility's end waits for the screen, s. */
    private static final long AWAY_SECONDS = 2;

    /** How often it is counted what waits for who sits here, s. */
    private static final double WAITING_SECONDS = 5;

    private final WindowOptions options;
    private final Words words = Words.in(Locale.ENGLISH);
    private final Executor screen;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Look look;
    private final Stage stage;
    private final MainView view;
    private final UiWatch watch;
    private final Find find;
    private @Nullable Trends trends;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile @Nullable ControlRoom room;
    private @Nullable Desk desk;
    private volatile @Nullable Pulse pulse;
    private @Nullable Conversation conversation;
    private @Nullable Attendance attendance;
    private final Ways ways = new Ways();
    private @Nullable Shell shell;
    private @Nullable Reread<Integer> waiting;
    private volatile @Nullable ChainCheck chains;
    private boolean living;
    private boolean stopWished;
    private Times times;

    private ControlRoomWindow(Stage stage, WindowOptions options, Executor screen) {
        this.stage = stage;
        this.options = options;
        this.screen = screen;
        this.times = new Times(words, ZoneOffset.UTC);
        this.view = new MainView(words, this, this, ways, ways);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        this.find = new Find(view, words, this::pressed, ways);
        this.look = new Look(scene, view::textSize, options.settings());
        this.watch = new UiWatch(screen, options.ticker());
        view.keys(scene, this::pressed);
        words.manner(options.manner().read());
        view.message(words.of("starting"));
        stage.setTitle(words.of("window.title"));
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setFullScreenExitHint(words.of("wall.leave"));
        // Esc ends it too, and asks nobody.
        stage.fullScreenProperty().subscribe(view::wall);
        stage.setOnCloseRequest(event -> {
            event.consume();
            askToClose();
        });
    }

    /**
     * Starts JavaFX if it is not running, shows the window, and attaches the facility when {@code room} completes. When
     * that fails, the window says why and what can be done; the caller still owns what it started.
     *
     * @return completes with the window as soon as it is on the screen
     */
    public static CompletableFuture<ControlRoomWindow> open(
            WindowOptions options, CompletionStage<? extends ControlRoom> room) {
        return open(options, room, CompletableFuture.completedFuture(null));
    }

    /**
     * As {@link #open(WindowOptions, CompletionStage)}, where the record can be proven from the window, too.
     *
     * @param proving completes no later than {@code room}
     */
    public static CompletableFuture<ControlRoomWindow> open(
            WindowOptions options,
            CompletionStage<? extends ControlRoom> room,
            CompletionStage<? extends @Nullable ChainCheck> proving) {
        CompletableFuture<ControlRoomWindow> shown = new CompletableFuture<>();
        onScreen(() -> {
            try {
                ControlRoomWindow window = new ControlRoomWindow(new Stage(), options, Platform::runLater);
                proving.thenAccept(check -> window.chains = check);
                window.stage.show();
                shown.complete(window);
                room.whenCompleteAsync(window::started, window.screen);
            } catch (RuntimeException | Error e) {
                shown.completeExceptionally(e);
            }
        });
        return shown;
    }

    private static void onScreen(Runnable task) {
        try {
            Platform.startup(task);
        } catch (IllegalStateException _) {
            // Says only that the toolkit runs already.
            Platform.runLater(task);
        }
    }

    /** Completes when the person has closed the window and the facility has stopped. */
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }

    /** The scene, for tests that look at it. */
    Scene scene() {
        return stage.getScene();
    }

    /**
     * Begins the same orderly close that the person can ask for, without asking: log-off, end of the process. Callable
     * from any thread, and does not need the screen: at the end of the process JavaFX takes its thread away first.
     */
    public void close() {
        if (leaving.compareAndSet(false, true)) {
            tell(() -> {
                view.noDialog();
                view.message(words.of("stopping"));
            });
            start(this::stop, "penstock-window-stopping");
        }
    }

    private void started(@Nullable ControlRoom found, @Nullable Throwable failure) {
        // From here on everything is told in the units of the person who sits here.
        @Nullable ControlRoom started = found == null ? null : new PersonsRoom(found, words);
        if (started == null || leaving.get()) {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                LOG.error("The facility did not start", cause);
                view.message(
                        words.of("start-failed", Objects.requireNonNullElse(cause.getMessage(), cause.toString())));
            }
            return;
        }
        room = started;
        Desk desk = new Desk(started, options.person());
        this.desk = desk;
        Belongings belongings = new Belongings(options, desk, words, screen);
        Attendance attending = new Attendance(
                started.persons(),
                desk,
                view,
                words,
                options,
                screen,
                look::lockMinutes,
                () -> {
                    if (conversation != null) {
                        conversation.locked();
                    }
                },
                () -> belongings.came(layout -> ways.with(s -> s.changeOver(layout))));
        attendance = attending;
        attending.watch(stage.getScene());
        Conversation carrying = new Conversation(
                desk,
                view,
                words,
                options,
                screen,
                () -> times,
                ask -> !ask.toSafety() && attending.nobody(),
                attending::open);
        conversation = carrying;
        Trends drawn = new Trends(started, desk, options.person(), words, screen);
        trends = drawn;
        drawn.found();
        PageMaker maker = new PageMaker(
                started, desk, view, words, options, screen, this, ways, this::ask, drawn, chains);
        DetachedWindows beside = new DetachedWindows(
                look,
                words,
                s -> {
                    view.keys(s, this::pressed);
                    view.guard(s.getRoot());
                    attending.watch(s);
                },
                s -> view.unguard(s.getRoot()));
        Shell pages = new Shell(view, maker, beside, belongings::keep);
        shell = pages;
        FacilitySnapshot snapshot = started.snapshot();
        times = new Times(words, snapshot.site().zone());
        stage.setTitle(words.of("window.title-site", snapshot.site().name()));
        look.sized(pages::textSize);
        Moment now = new Moment(options.wall().instant(), 0, true);
        Beat first = new Beat(snapshot, now, attending.look(), words, times);
        try {
            pages.restore(belongings.atTheStart(), first);
        } catch (RuntimeException e) {
            LOG.error("What was open before cannot be opened; the overview is shown", e);
            pages.restore(Layout.FIRST, first);
        }
        ways.to(pages);
        Reread<Integer> forMe = new Reread<>(
                desk,
                screen,
                "how much waits for a signature",
                () -> SignersHere.count(started, options.person().asker(), options.wall().instant()),
                n -> view.waiting(PageAddress.Kind.SIGNOFFS, n),
                _ -> view.waiting(PageAddress.Kind.SIGNOFFS, 0),
                WAITING_SECONDS);
        forMe.inSight(true);
        waiting = forMe;
        Pulse looking = new Pulse(started, options, words, screen, pages::inSight, attending::look, this::show);
        pulse = looking;
        attending.begin(snapshot.simulated());
        if (stopWished) {
            carrying.stopEverything();
        }
        // A close from another thread may have looked for the pulse just before it was there.
        if (leaving.get()) {
            looking.close();
        }
    }

    private void show(Beat beat, Frame frame) {
        view.show(frame);
        if (attendance != null) {
            attendance.show();
        }
        ways.with(s -> s.beat(beat));
        if (!living && frame.living()) {
            living = true;
            tellOfFirstValues();
        }
        if (conversation != null) {
            conversation.tick(beat);
        }
    }

    /** How long a person waited, in the log: counted from the start of the process to the values laid out on the screen. */
    private void tellOfFirstValues() {
        Scene scene = stage.getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                long started = ManagementFactory.getRuntimeMXBean().getStartTime();
                LOG.info(
                        "first living values on the screen {} ms after the start",
                        options.wall().instant().toEpochMilli() - started);
            }
        });
    }

    private void pressed(Key key) {
        switch (key) {
            case HELP -> showKeys();
            case ACKNOWLEDGE -> {
                AlertRow alert = view.alertShown();
                if (alert != null) {
                    acknowledge(alert);
                }
            }
            case ABOUT_ALERT -> {
                AlertRow alert = view.alertShown();
                if (alert != null) {
                    go(alert.leads());
                }
            }
            case STOP_EVERYTHING -> stopEverything();
            case THEME -> look.nextTheme();
            case TEXT_SIZE -> look.nextTextSize();
            case CLOSE -> askToClose();
            case DEVICES -> go(PageAddress.of(PageAddress.Kind.DEVICES));
            case SIGNOFFS -> go(PageAddress.of(PageAddress.Kind.SIGNOFFS));
            case RECORD -> go(PageAddress.of(PageAddress.Kind.RECORD));
            case RETENTION -> go(PageAddress.of(PageAddress.Kind.RETENTION));
            case LOTS -> go(PageAddress.of(PageAddress.Kind.LOTS));
            case RECIPES -> go(PageAddress.of(PageAddress.Kind.RECIPES));
            case DESTRUCTION -> go(PageAddress.of(PageAddress.Kind.DESTRUCTION));
            case HANDOVER -> go(PageAddress.of(PageAddress.Kind.HANDOVER));
            case FIND -> find();
            case WALL -> stage.setFullScreen(!stage.isFullScreen());
            case NAV -> view.toggleNav();
            case BACK -> ways.back();
            case FORWARD -> ways.forward();
            case NEXT_TAB -> ways.with(Shell::nextTab);
            case NEW_TAB -> ways.with(Shell::newTab);
            case CLOSE_TAB -> ways.with(Shell::closeTab);
            case DETACH -> ways.detach();
            case OVERVIEW -> {
                go(PageAddress.of(PageAddress.Kind.OVERVIEW));
                ways.with(Shell::focus);
            }
            case PEOPLE -> go(PageAddress.of(PageAddress.Kind.PEOPLE));
            case SIGN_IN -> signIn();
            case LOCK -> {
                if (attendance != null) {
                    attendance.lock();
                }
            }
            case PROGRAMS -> go(PageAddress.of(PageAddress.Kind.PROGRAMS));
            case INTERLOCKS -> go(PageAddress.of(PageAddress.Kind.SYSTEM));
            case OUTPUTS -> {
                go(PageAddress.of(PageAddress.Kind.PLACE));
                if (shell != null && shell.page() instanceof PlacePage place) {
                    place.focus(key);
                }
            }
            case ALERTS, STARTS, ANSWERS -> {
                if (!view.busy()) {
                    if (!view.listsShown()) {
                        go(PageAddress.of(PageAddress.Kind.OVERVIEW));
                    }
                    view.focusList(key);
                }
            }
        }
    }

    /** Goes to a page, unless a dialog is open, under which nothing may move. */
    private void go(PageAddress address) {
        if (!view.busy()) {
            ways.go(address);
        }
    }

    @Override
    public void ask(Ask ask) {
        if (conversation != null && free(() -> ask(ask))) {
            conversation.begin(ask);
        }
    }

    @Override
    public void askForOutput(OutputRow output) {
        if (free(() -> askForOutput(output))) {
            view.form(output, times, this::ask);
        }
    }

    @Override
    public void askForBypass(GateRow gate) {
        if (free(() -> askForBypass(gate))) {
            view.bypass(gate, times, this::ask);
        }
    }

    @Override
    public void acknowledge(AlertRow alert) {
        if (conversation != null && free(() -> acknowledge(alert))) {
            conversation.quick(Ask.acknowledge(alert, words));
        }
    }

    @Override
    public void askForShelf(List<AlertRow> alerts) {
        Conversation talk = conversation;
        if (talk != null && !alerts.isEmpty() && free(() -> askForShelf(alerts))) {
            view.shelf(alerts, times, talk::quick);
        }
    }

    @Override
    public void unshelve(long no, String text) {
        if (conversation != null && free(() -> unshelve(no, text))) {
            conversation.quick(Ask.unshelve(no, text, words));
        }
    }

    /** At a locked screen nothing is asked of the facility before its person is back. @param then asks it afterwards */
    private boolean free(Runnable then) {
        if (attendance != null && attendance.locked()) {
            attendance.open(then);
            return false;
        }
        return true;
    }

    @Override
    public void signIn() {
        if (attendance != null) {
            attendance.open(conversation == null ? () -> {} : conversation.putAside());
        }
    }

    @Override
    public int lockMinutes() {
        return look.lockMinutes();
    }

    @Override
    public void lockAfter(int minutes) {
        look.lockAfter(minutes);
    }

    @Override
    public void signInFirst() {
        if (conversation != null) {
            conversation.signInFirst();
        }
    }

    @Override
    public void stopEverything() {
        if (conversation != null) {
            conversation.stopEverything();
        } else if (room == null && !leaving.get()) {
            stopWished = true;
            view.message(words.of("starting-stop"));
        }
    }

    @Override
    public void find() {
        ControlRoom running = room;
        Desk asks = desk;
        if (running != null && asks != null) {
            leave();
            Asker asker = options.person().asker();
            List<FoundRow> more = new ArrayList<>(People.found(running.persons(), asker, words));
            Trends drawn = trends;
            if (drawn != null) {
                more.addAll(drawn.found());
            }
            ways.with(s -> more.addAll(Find.pages(s.kinds(), words)));
            find.open(
                    running.snapshot(),
                    more,
                    asks.work("the lots that a search finds", () -> Lots.found(running, asker, words)),
                    screen);
        }
    }

    @Override
    public void showKeys() {
        leave();
        view.keys();
    }

    @Override
    public void confirm() {
        if (conversation != null) {
            conversation.confirm();
        }
    }

    @Override
    public void askAgain() {
        if (conversation != null) {
            conversation.askAgain();
        }
    }

    @Override
    public void leave() {
        if (conversation != null) {
            conversation.leave();
        } else {
            view.noDialog();
        }
    }

    private void askToClose() {
        ControlRoom running = room;
        if (running == null) {
            close();
            return;
        }
        leave();
        CompletableFuture.supplyAsync(running::closing, task -> start(task, "penstock-window-closing"))
                .exceptionally(failure -> {
                    LOG.error("What a close would stop could not be found out", failure);
                    return List.of(words.of("close.unknown"));
                })
                .thenAcceptAsync(stopping -> view.closing(stopping, this::close), screen);
    }

    /** Stops the facility on a thread of its own; the screen is told, but never waited for. */
    private void stop() {
        Pulse looking = pulse;
        if (looking != null) {
            looking.close();
        }
        // What a page holds away from safe it gives back while there is a facility to give it back to.
        await(this::closePages);
        ControlRoom running = room;
        try {
            if (running != null) {
                running.close();
            }
        } catch (RuntimeException e) {
            LOG.error("The facility did not stop as it should", e);
        }
        watch.close();
        await(() -> {
            stage.setOnCloseRequest(null);
            stage.close();
        });
        closed.complete(null);
    }

    private void closePages() {
        ways.to(null);
        if (waiting != null) {
            waiting.close();
        }
        if (shell != null) {
            shell.close();
        }
    }

    /** Does something on the screen and waits for it, but never longer than {@link #AWAY_SECONDS}. */
    private void await(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tell(() -> {
            try {
                task.run();
            } finally {
                done.complete(null);
            }
        });
        done.completeOnTimeout(null, AWAY_SECONDS, TimeUnit.SECONDS).join();
    }


    private void tell(Runnable task) {
        try {
            screen.execute(task);
        } catch (IllegalStateException e) {
            LOG.debug("The screen is gone already", e);
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(false);
        thread.start();
    }
}
