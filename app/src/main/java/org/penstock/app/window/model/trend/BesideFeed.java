package org.penstock.app.window.model.trend;

/**
 * Gets for a trend what stands beside its readings: somewhat more than is looked at, so that a step aside asks for nothing,
 * and again every few seconds where the present is in sight. Confined to the thread of its {@link TrendDoor}.
 */
public final class BesideFeed {
    private static final long EVERY = 5_000;
    private static final long AGAIN_AFTER = 15_000;

    private final TrendModel model;
    private final TrendDoor door;
    private final Runnable changed;
    private boolean asking;
    private boolean stale = true;
    private long readAt = Long.MIN_VALUE;
    private long tryAt = Long.MIN_VALUE;
    private boolean closed;

    /** @param changed told when something came */
    public BesideFeed(TrendModel model, TrendDoor door, Runnable changed) {
        this.model = model;
        this.door = door;
        this.changed = changed;
    }

    /** Asks when something is missing. @param now ms */
    public void update(long now) {
        if (closed || asking || now < tryAt || model.traces().isEmpty()) {
            return;
        }
        TimeWindow w = model.window();
        Beside have = model.beside();
        boolean covered = have.from() <= w.from() && have.to() >= Math.min(w.to(), now);
        boolean old = w.to() >= now - EVERY && now - readAt >= EVERY;
        if (!stale && covered && !old) {
            return;
        }
        asking = true;
        stale = false;
        readAt = now;
        door.beside(w.from() - w.span() / 2, w.to() + w.span() / 2 + EVERY, this::came, why -> failed(why, now));
    }

    /** Something was written: it is asked for again. */
    public void again() {
        stale = true;
    }

    /** Asks for nothing any more. */
    public void close() {
        closed = true;
    }

    private void came(Beside told) {
        asking = false;
        model.besideAway("");
        if (!closed && !told.equals(model.beside())) {
            model.beside(told);
            changed.run();
        }
    }

    private void failed(String why, long now) {
        asking = false;
        model.besideAway(why);
        tryAt = now + AGAIN_AFTER;
        if (!closed) {
            changed.run();
        }
    }
}
