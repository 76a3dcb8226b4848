package org.penstock.app.window;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads something from the record as soon as it is in sight and again every few seconds, one question at a time, and not at
 * all while it is out of sight. Lives on the JavaFX thread.
 */
final class Reread<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reread.class);

    private final Desk desk;
    private final Executor screen;
    private final String what;
    private final Callable<T> ask;
    private final Consumer<T> show;
    private final Consumer<String> refused;
    private final Timeline beat;
    private boolean inSight;
    private boolean asking;
    private boolean again;

    /**
     * @param what names it in the log
     * @param ask reads; on a thread of the desk
     * @param refused told why it could not be read; what is shown stays
     * @param seconds between two readings
     */
    Reread(
            Desk desk,
            Executor screen,
            String what,
            Callable<T> ask,
            Consumer<T> show,
            Consumer<String> refused,
            double seconds) {
        this.desk = desk;
        this.screen = screen;
        this.what = what;
        this.ask = ask;
        this.show = show;
        this.refused = refused;
        this.beat = new Timeline(new KeyFrame(Duration.seconds(seconds), _ -> beat()));
        beat.setCycleCount(Animation.INDEFINITE);
    }

    /** Begins to read, or ends it. */
    void inSight(boolean next) {
        inSight = next;
        if (next) {
            beat.play();
            read();
        } else {
            beat.stop();
        }
    }

    /** Reads now: something was asked for that others may have changed. What is under way is of before, and read again. */
    void read() {
        again = asking;
        beat();
    }

    private void beat() {
        if (!asking && inSight) {
            asking = true;
            desk.work(what, ask).whenCompleteAsync(this::read, screen);
        }
    }

    private void read(@Nullable T answer, @Nullable Throwable failure) {
        asking = false;
        if (!inSight) {
            return;
        }
        if (answer != null) {
            show.accept(answer);
        } else {
            LOG.debug("{} could not be read; the screen keeps what it shows", what, failure);
            refused.accept(Devices.reason(failure));
        }
        if (again) {
            again = false;
            beat();
        }
    }

    @Override
    public void close() {
        inSight(false);
    }
}
