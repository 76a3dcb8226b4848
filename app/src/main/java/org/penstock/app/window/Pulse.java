package org.penstock.app.window;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Page;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat of the window: takes the newest snapshot, writes the frame and the pages in sight on a thread of its own, and
 * hands them to the screen. Faster than {@link #SHORTEST_NANOS} nobody reads; at least twice a second it looks by itself, so that the
 * clock moves, ages grow, and a facility that has gone silent is noticed. One hand-over is under way at a time: a busy
 * screen gets the newest next, never a queue.
 */
final class Pulse implements AutoCloseable {
    /** Shortest time between two beats, ns. */
    static final long SHORTEST_NANOS = 200_000_000;

    /** One half of a blink, and the longest time between two looks, ns. */
    static final long BLINK_NANOS = 500_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final WindowOptions options;
    private final Words words;
    private final Executor screen;
    private final Supplier<List<Page>> pages;
    private final Supplier<Here> here;
    private final BiConsumer<Beat, Frame> show;
    private final AtomicReference<@Nullable Arrival> newest = new AtomicReference<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Thread thread;
    private final ControlRoom.Subscription subscription;
    /** Addresses of pages whose failure is in the log already. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private record Arrival(FacilitySnapshot snapshot, long nanos) {}

    /** What one page shows of a beat. */
    private record Writing(Page page, Runnable show) {}

    /**
     * @param pages the pages in sight; asked on any thread
     * @param here who is at the window now; asked on the pulse's thread
     * @param show takes beat and frame, on the JavaFX thread
     */
    Pulse(
            ControlRoom room,
            WindowOptions options,
            Words words,
            Executor screen,
            Supplier<List<Page>> pages,
            Supplier<Here> here,
            BiConsumer<Beat, Frame> show) {
        this.options = options;
        this.pages = pages;
        this.here = here;
        this.words = words;
        this.screen = screen;
        this.show = show;
        this.thread = new Thread(this::run, "penstock-window-pulse");
        this.thread.setDaemon(true);
        arrived(room.snapshot());
        this.subscription = room.subscribe(this::arrived);
        this.thread.start();
    }

    private void arrived(FacilitySnapshot snapshot) {
        boolean first = newest.getAndSet(new Arrival(snapshot, options.ticker().nanos())) == null;
        if (first) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        @Nullable Frame last = null;
        long next = options.ticker().nanos();
        while (!closed) {
            try {
                Arrival arrival = newest.get();
                if (arrival != null && !underWay.get()) {
                    last = look(arrival, last);
                }
            } catch (RuntimeException e) {
                LOG.error("The pages could not be written; the screen keeps what it shows", e);
            }
            next += SHORTEST_NANOS;
            long now = options.ticker().nanos();
            if (next < now) {
                next = now;
            }
            LockSupport.parkNanos(Math.clamp(next - now, TimeUnit.MILLISECONDS.toNanos(10), BLINK_NANOS));
        }
    }

    /** A page that fails must not take header, alerts and the other pages with it. */
    private Runnable guarded(Page page, Supplier<Runnable> what) {
        try {
            return what.get();
        } catch (RuntimeException e) {
            if (failed.add(page.address().text())) {
                LOG.error(
                        "The page {} could not be written; it keeps what it shows",
                        page.address().text(),
                        e);
            }
            return Page.UNCHANGED;
        }
    }

    private Frame look(Arrival arrival, @Nullable Frame last) {
        long now = options.ticker().nanos();
        double silent = Math.max(0, now - arrival.nanos()) / 1e9;
        FacilitySnapshot snapshot = arrival.snapshot();
        Beat beat = new Beat(
                snapshot,
                new Moment(options.wall().instant(), silent, now / BLINK_NANOS % 2 == 0),
                here.get(),
                words,
                new Times(words, snapshot.site().zone()));
        Frame frame = Frame.of(beat);
        List<Writing> writings = pages.get().stream()
                .map(p -> new Writing(p, guarded(p, () -> p.write(beat))))
                .filter(w -> w.show() != Page.UNCHANGED)
                .toList();
        if (!frame.equals(last) || !writings.isEmpty()) {
            underWay.set(true);
            screen.execute(() -> {
                try {
                    if (!closed) {
                        show.accept(beat, frame);
                        writings.stream()
                                .filter(w -> pages.get().contains(w.page()))
                                .forEach(w -> guarded(w.page(), () -> {
                                    w.show().run();
                                    return Page.UNCHANGED;
                                }));
                    }
                } finally {
                    underWay.set(false);
                }
            });
        }
        return frame;
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
        LockSupport.unpark(thread);
    }
}
