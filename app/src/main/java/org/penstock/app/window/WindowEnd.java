package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.MainView;
import org.penstock.core.runtime.ControlRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a window: it asks, closes the facility, and only then goes away. {@link #close} may be called on any thread,
 * everything else on the JavaFX thread.
 */
final class WindowEnd {
    private static final Logger LOG = LoggerFactory.getLogger(WindowEnd.class);

    /** Longest time the facility's end waits for the screen, s. */
    private static final long AWAY_SECONDS = 2;

    private final Stage stage;
    private final MainView view;
    private final Words words;
    private final UiWatch watch;
    private final Executor screen;
    private final Runnable closePages;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile @Nullable ControlRoom room;
    private volatile @Nullable Pulse pulse;

    /** @param closePages has pages give back what they hold */
    WindowEnd(Stage stage, MainView view, Words words, UiWatch watch, Executor screen, Runnable closePages) {
        this.stage = stage;
        this.view = view;
        this.words = words;
        this.watch = watch;
        this.screen = screen;
        this.closePages = closePages;
    }

    /** Whether it was begun. */
    boolean begun() {
        return leaving.get();
    }

    /** There is a facility to close. */
    void closes(ControlRoom started) {
        room = started;
    }

    /** There is a pulse to stop. */
    void stops(Pulse looking) {
        pulse = looking;
        // A close from another thread may have looked for it just before it was there.
        if (leaving.get()) {
            looking.close();
        }
    }

    /** Completes when the window is gone. */
    CompletableFuture<Void> closed() {
        return closed.copy();
    }

    /** Ends without asking. Needs no screen: at the end of the process JavaFX takes its thread away first. */
    void close() {
        if (leaving.compareAndSet(false, true)) {
            tell(() -> {
                view.noDialog();
                view.message(words.of("stopping"));
            });
            start(this::stop, "penstock-window-stopping");
        }
    }

    /** Asks the person, saying what a close would stop. @param leave turns away from what is asked now */
    void ask(Runnable leave) {
        ControlRoom running = room;
        if (running == null) {
            close();
            return;
        }
        leave.run();
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
        await(closePages);
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
