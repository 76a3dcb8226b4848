package org.penstock.app.window;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.synoptic.Arrangement;
import org.penstock.app.window.model.synoptic.Arranging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a person arranged one drawing: read when it is opened, changed step by step, kept when they are done. On the JavaFX
 * thread; the file is read and written through the {@link Desk}.
 */
final class KeptArrangement {
    private static final Logger LOG = LoggerFactory.getLogger(KeptArrangement.class);

    private final SynopticFile file;
    private final String location;
    private final Desk desk;
    private final Executor screen;
    private final Runnable changed;
    private final Consumer<String> problem;
    private Arrangement arrangement = Arrangement.NONE;
    private @Nullable Arranging arranging;
    private boolean closed;

    /**
     * @param location key of what is drawn, "" for the whole site
     * @param changed called whenever something stands elsewhere
     * @param problem told why the arrangement could not be kept, "" when it was
     */
    KeptArrangement(
            Path file, String location, Desk desk, Executor screen, Runnable changed, Consumer<String> problem) {
        this.file = new SynopticFile(file);
        this.location = location;
        this.desk = desk;
        this.screen = screen;
        this.changed = changed;
        this.problem = problem;
    }

    Path file() {
        return file.file();
    }

    /** Who stands where now. */
    Arrangement now() {
        Arranging steps = arranging;
        return steps == null ? arrangement : steps.now();
    }

    /** The steps of the person who arranges, null while nobody does. */
    @Nullable
    Arranging arranging() {
        return arranging;
    }

    /** Reads what was kept for a site; what is there meanwhile stays until it comes. */
    void read(String site) {
        desk.work("the arrangement of the drawing", () -> file.read(site, location))
                .whenCompleteAsync(this::read, screen);
    }

    private void read(@Nullable Arrangement read, @Nullable Throwable failure) {
        if (read == null) {
            LOG.debug("The arrangement could not be read; everything stands by itself", failure);
        } else if (!closed && arranging == null) {
            arrangement = read;
            changed.run();
        }
    }

    void begin() {
        if (arranging == null) {
            arranging = new Arranging(arrangement);
        }
    }

    /** The person is done: keeps what they did. */
    void end(String site) {
        Arranging steps = arranging;
        if (steps == null) {
            return;
        }
        arrangement = steps.now();
        arranging = null;
        Arrangement done = arrangement;
        desk.work("keeping the arrangement of the drawing", () -> {
                    file.write(site, location, done);
                    return done;
                })
                .whenCompleteAsync(
                        (_, failure) -> problem.accept(failure == null ? "" : Devices.reason(failure)), screen);
    }

    /** One step, when somebody arranges. */
    void step(Function<Arranging, Arrangement> next) {
        Arranging steps = arranging;
        if (steps != null) {
            steps.step(next.apply(steps));
            changed.run();
        }
    }

    void undo() {
        Arranging steps = arranging;
        if (steps != null) {
            steps.undo();
            changed.run();
        }
    }

    void redo() {
        Arranging steps = arranging;
        if (steps != null) {
            steps.redo();
            changed.run();
        }
    }

    /** Keeps what is not kept yet; nothing that comes later is shown. */
    void close(String site) {
        end(site);
        closed = true;
    }
}
