package org.penstock.app.window.model.trend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gets for a trend what it wants of the record, one fetch at a time: what is no longer looked at is not read to its end, what
 * failed is tried again. Confined to the thread of its {@link History}.
 */
public final class Feed {
    /** A fetch that takes longer says so, ms. */
    private static final long WORTH_SAYING = 400;

    private static final long AGAIN_AFTER = 15_000;

    private final TrendModel model;
    private final History history;
    private final Runnable changed;
    private final Map<String, Long> leftOut = new TreeMap<>();
    private History.@Nullable Fetch fetch;
    private Sought sought = new Sought(Set.of(), false, 0, 0);
    private Set<String> askedForBegin = Set.of();
    private String failure = "";
    private long tryAt = Long.MIN_VALUE;
    private long begun;
    private long now;
    private int done;
    private int of;
    private boolean closed;

    /** What is looked at; while it stays, a fetch goes on. */
    private record Sought(Set<String> keys, boolean live, long span, long from) {}

    /** @param changed told when something came */
    public Feed(TrendModel model, History history, Runnable changed) {
        this.model = model;
        this.history = history;
        this.changed = changed;
    }

    /** Begins, ends or leaves alone what is under way. @param millis now */
    public void update(long millis) {
        now = millis;
        TimeWindow w = model.window();
        Sought next = new Sought(model.keys(), w.live(), w.span(), w.live() ? 0 : w.from());
        if (closed || next.equals(sought) && (fetch != null || millis < tryAt)) {
            return;
        }
        if (!next.equals(sought)) {
            end();
            leftOut.clear();
            sought = next;
            tryAt = Long.MIN_VALUE;
            model.recall().tidy();
        }
        List<Wish> wishes = model.recall().wishes();
        if (wishes.isEmpty()) {
            askForBegin();
        } else {
            begun = millis;
            done = 0;
            of = wishes.size();
            Coming coming = new Coming();
            History.Fetch begunNow = history.fetch(wishes, coming);
            fetch = coming.ended ? null : begunNow;
        }
    }

    /** Nothing is known of the first part of what is looked at: was nobody there yet, or did nobody measure? */
    private void askForBegin() {
        Set<String> keys = model.keys();
        if (model.recall().mayBeginLater() && !keys.equals(askedForBegin)) {
            askedForBegin = keys;
            history.oldest(
                    model.streams(),
                    at -> {
                        if (!closed && keys.equals(model.keys())) {
                            model.recall().begins(at.orElse(Long.MAX_VALUE));
                            changed.run();
                        }
                    },
                    why -> failure = why);
        }
    }

    /** Finds the oldest reading and begins the window there. */
    public void oldest() {
        history.oldest(
                model.streams(),
                at -> {
                    if (!closed && at.isPresent()) {
                        model.travel().begin(at.getAsLong());
                        changed.run();
                    }
                },
                why -> failure = why);
    }

    /** Ends what is under way and begins nothing any more. */
    public void close() {
        closed = true;
        end();
    }

    /** Whether a fetch is under way. */
    public boolean busy() {
        return fetch != null;
    }

    /** Whether a fetch has been under way for so long that a person wants to know. */
    boolean loading() {
        return fetch != null && now - begun >= WORTH_SAYING;
    }

    int done() {
        return done;
    }

    int of() {
        return of;
    }

    /** Why the record could not be read, "" when it could. */
    String failure() {
        return failure;
    }

    /** By stream, before which moment something is left out, ms. */
    Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    private void end() {
        if (fetch != null) {
            fetch.end();
            fetch = null;
        }
    }

    private final class Coming implements History.Answer {
        private boolean ended;

        @Override
        public void came(Stretch part, int partsDone, int parts) {
            model.recall().told(part);
            done = partsDone;
            of = parts;
            changed.run();
        }

        @Override
        public void took(Wish wish) {
            model.recall().took(wish);
        }

        @Override
        public void leftOut(String stream, long millis) {
            leftOut.put(stream, millis);
        }

        @Override
        public void over() {
            over("");
        }

        @Override
        public void failed(String why) {
            tryAt = now + AGAIN_AFTER;
            over(why);
        }

        private void over(String why) {
            ended = true;
            fetch = null;
            failure = why;
            model.recall().away(!why.isEmpty());
            changed.run();
        }
    }
}
