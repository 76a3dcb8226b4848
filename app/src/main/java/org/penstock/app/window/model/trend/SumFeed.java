package org.penstock.app.window.model.trend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the selection of a trend summed up, once it stays as it is; a sum that is not wanted any more is ended. Confined to the
 * thread of its {@link TrendDoor}.
 */
public final class SumFeed {
    private final TrendModel model;
    private final TrendDoor door;
    private final Runnable changed;
    private History.@Nullable Fetch fetch;
    private @Nullable Sought seen;
    private @Nullable Sought sought;
    private Map<String, Measured> sums = Map.of();
    private double part;
    private String failure = "";

    private record Sought(Span span, Set<String> keys) {}

    /** @param changed told when something came */
    public SumFeed(TrendModel model, TrendDoor door, Runnable changed) {
        this.model = model;
        this.door = door;
        this.changed = changed;
    }

    /** Begins or ends what is wanted or not wanted any more. */
    public void update() {
        Span s = model.pointer().selection();
        Sought next = s == null ? null : new Sought(s, model.keys());
        boolean rests = next != null && next.equals(seen);
        seen = next;
        if (next == null || !next.equals(sought)) {
            end();
            sums = Map.of();
            sought = null;
        }
        if (next != null && rests && sought == null) {
            sought = next;
            begin(next);
        }
    }

    private void begin(Sought wanted) {
        part = 0;
        failure = "";
        List<Measure.Asked> asked = model.traces().stream()
                .map(t -> t.asked(wanted.span()))
                .filter(a -> a.from() < a.to())
                .toList();
        Coming coming = new Coming(wanted);
        History.Fetch begun = door.measure(asked, coming);
        fetch = coming.ended ? null : begun;
    }

    /** Whether it is being summed up. */
    public boolean busy() {
        return fetch != null;
    }

    /** How much of it is done, 0 to 1. */
    double part() {
        return part;
    }

    String failure() {
        return failure;
    }

    /** By text of the line; empty while it is not known. */
    public Map<String, Measured> sums() {
        return sums;
    }

    /** Ends what is under way. */
    public void close() {
        end();
    }

    private void end() {
        if (fetch != null) {
            fetch.end();
            fetch = null;
        }
    }

    private final class Coming implements TrendDoor.Summing {
        private final Sought wanted;
        private boolean ended;

        Coming(Sought wanted) {
            this.wanted = wanted;
        }

        @Override
        public void done(double all) {
            part = all;
            changed.run();
        }

        @Override
        public void over(List<Measured> all) {
            ended = true;
            if (wanted.equals(sought)) {
                fetch = null;
                Map<String, Measured> next = new HashMap<>();
                all.forEach(m -> next.put(m.key(), m));
                sums = next;
                changed.run();
            }
        }

        @Override
        public void failed(String why) {
            ended = true;
            if (wanted.equals(sought)) {
                fetch = null;
                failure = why;
                changed.run();
            }
        }
    }
}
