package org.penstock.app.window.view;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows, written on one thread and shown on another: nothing is shown twice, and what was overtaken by
 * something newer is not shown at all.
 */
public final class Shown<M> {
    private final AtomicReference<@Nullable M> newest = new AtomicReference<>();
    private final Consumer<M> show;

    /** @param show puts it on the screen; called on the JavaFX thread */
    public Shown(Consumer<M> show) {
        this.show = show;
    }

    /** Shows {@code next} where it differs from what was written before. Any thread. @return see {@link Page#write} */
    public Runnable write(M next) {
        if (next.equals(newest.getAndSet(next))) {
            return Page.UNCHANGED;
        }
        return () -> {
            if (newest.get() == next) {
                show.accept(next);
            }
        };
    }
}
