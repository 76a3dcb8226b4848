package org.penstock.app.window;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.penstock.app.window.model.Manner;
import org.penstock.app.window.model.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person finds again at this workstation: how values read, and which pages were open. Whoever signs in finds theirs;
 * whoever leaves leaves the screen as it is. Lives on the JavaFX thread; what a person left is read on the {@link Desk}.
 */
final class Belongings {
    private static final Logger LOG = LoggerFactory.getLogger(Belongings.class);

    private final WindowOptions options;
    private final Desk desk;
    private final Words words;
    private final Executor screen;
    private LayoutFile layout;
    private String owner;

    private record Found(Manner manner, Optional<Layout> layout) {}

    Belongings(WindowOptions options, Desk desk, Words words, Executor screen) {
        this.options = options;
        this.desk = desk;
        this.words = words;
        this.screen = screen;
        this.owner = options.person().key();
        this.layout = options.layout();
    }

    /** What was open when the window was closed. */
    Layout atTheStart() {
        return layout.read();
    }

    /** Keeps what is open now, unless it is still what somebody else had opened. */
    void keep(Layout now) {
        if (owner.equals(options.person().key())) {
            layout.keep(now);
        }
    }

    /** Somebody else is here. @param pages opens what they had open, where they had anything */
    void came(Consumer<Layout> pages) {
        String who = options.person().key();
        if (who.equals(owner)) {
            return;
        }
        MannerFile manner = options.manner();
        LayoutFile theirs = options.layout();
        desk.work("what a person left at this workstation", () -> new Found(manner.read(), theirs.readIfThere()))
                .whenCompleteAsync(
                        (found, failure) -> {
                            if (!who.equals(options.person().key())) {
                                return;
                            }
                            if (found == null) {
                                LOG.warn(
                                        "What {} left here could not be read; everything stays as it is", who, failure);
                            } else {
                                words.manner(found.manner());
                                found.layout().ifPresent(pages);
                            }
                            owner = who;
                            layout = theirs;
                        },
                        screen);
    }
}
