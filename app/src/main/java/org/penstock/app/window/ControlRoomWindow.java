package org.penstock.app.window;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Choices;
import org.penstock.app.window.view.MainView;
import org.penstock.core.runtime.ControlRoom;
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

    private final WindowOptions options;
    private final Words words = Words.in(Locale.ENGLISH);
    private final Executor screen;
    private final Look look;
    private final Stage stage;
    private final MainView view;
    private final WindowEnd end;
    private final Find find;
    private final Ways ways = new Ways();
    private final PressedKeys keys;
    private @Nullable Sitting here;
    private volatile @Nullable ChainCheck chains;
    private boolean living;
    private boolean stopWished;

    private ControlRoomWindow(Stage stage, WindowOptions options, Executor screen) {
        this.stage = stage;
        this.options = options;
        this.screen = screen;
        this.view = new MainView(words, this, this, ways, ways);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        this.look = new Look(scene, view::textSize, options.settings());
        this.keys = new PressedKeys(
                this,
                view,
                ways,
                look,
                this::lock,
                () -> stage.setFullScreen(!stage.isFullScreen()),
                this::askToClose);
        this.find = new Find(view, words, keys::pressed, ways);
        this.end = new WindowEnd(
                stage, view, words, new UiWatch(screen, options.ticker()), screen, this::closePages);
        view.keys(scene, keys::pressed);
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
        return end.closed();
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
        end.close();
    }

    private void started(@Nullable ControlRoom found, @Nullable Throwable failure) {
        // From here on everything is told in the units of the person who sits here.
        @Nullable ControlRoom started = found == null ? null : new PersonsRoom(found, words);
        if (started == null || end.begun()) {
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
        end.closes(started);
        Sitting sitting = new Sitting(
                started,
                options,
                stage.getScene(),
                view,
                look,
                words,
                screen,
                ways,
                keys::pressed,
                this,
                chains);
        here = sitting;
        stage.setTitle(words.of("window.title-site", sitting.first().site().name()));
        look.sized(sitting.shell()::textSize);
        sitting.restore();
        ways.to(sitting.shell());
        sitting.countWaiting();
        Attendance attending = sitting.attendance();
        Pulse looking =
                new Pulse(started, options, words, screen, sitting.shell()::inSight, attending::look, this::show);
        end.stops(looking);
        attending.begin(sitting.first().simulated());
        if (stopWished) {
            sitting.conversation().stopEverything();
        }
    }

    private void show(Beat beat, Frame frame) {
        view.show(frame);
        if (here != null) {
            here.attendance().show();
        }
        ways.with(s -> s.beat(beat));
        if (!living && frame.living()) {
            living = true;
            tellOfFirstValues();
        }
        if (here != null) {
            here.conversation().tick(beat);
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

    @Override
    public void ask(Ask ask) {
        if (here != null && free(() -> ask(ask))) {
            here.conversation().begin(ask);
        }
    }

    @Override
    public void askForOutput(OutputRow output) {
        if (here != null && free(() -> askForOutput(output))) {
            view.form(output, here.times(), this::ask);
        }
    }

    @Override
    public void askForBypass(GateRow gate) {
        if (here != null && free(() -> askForBypass(gate))) {
            view.bypass(gate, here.times(), this::ask);
        }
    }

    @Override
    public void acknowledge(AlertRow alert) {
        if (here != null && free(() -> acknowledge(alert))) {
            here.conversation().quick(Ask.acknowledge(alert, words));
        }
    }

    @Override
    public void askForShelf(List<AlertRow> alerts) {
        Sitting sitting = here;
        if (sitting != null && !alerts.isEmpty() && free(() -> askForShelf(alerts))) {
            view.shelf(alerts, sitting.times(), sitting.conversation()::quick);
        }
    }

    @Override
    public void unshelve(long no, String text) {
        if (here != null && free(() -> unshelve(no, text))) {
            here.conversation().quick(Ask.unshelve(no, text, words));
        }
    }

    /** At a locked screen nothing is asked of the facility before its person is back. @param then asks it afterwards */
    private boolean free(Runnable then) {
        if (here != null && here.attendance().locked()) {
            here.attendance().open(then);
            return false;
        }
        return true;
    }

    @Override
    public void signIn() {
        if (here != null) {
            here.attendance().open(here.conversation().putAside());
        }
    }

    private void lock() {
        if (here != null) {
            here.attendance().lock();
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
        if (here != null) {
            here.conversation().signInFirst();
        }
    }

    @Override
    public void stopEverything() {
        if (here != null) {
            here.conversation().stopEverything();
        } else if (!end.begun()) {
            stopWished = true;
            view.message(words.of("starting-stop"));
        }
    }

    @Override
    public void find() {
        if (here != null) {
            leave();
            here.find(find, ways);
        }
    }

    @Override
    public void showKeys() {
        leave();
        view.keys();
    }

    @Override
    public void confirm() {
        if (here != null) {
            here.conversation().confirm();
        }
    }

    @Override
    public void askAgain() {
        if (here != null) {
            here.conversation().askAgain();
        }
    }

    @Override
    public void leave() {
        if (here != null) {
            here.conversation().leave();
        } else {
            view.noDialog();
        }
    }

    private void askToClose() {
        end.ask(this::leave);
    }

    private void closePages() {
        ways.to(null);
        if (here != null) {
            here.close();
        }
    }
}
