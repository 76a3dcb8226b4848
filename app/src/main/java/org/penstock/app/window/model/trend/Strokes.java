package org.penstock.app.window.model.trend;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one line becomes in a picture, column by column of a {@link TimeGrid}: from which value to which it is drawn full, and
 * dotted where its source doubts itself; its dots; and the times without a value to believe. Nothing in it depends on where
 * the picture begins, how high it is or which values its axis shows, so a step through time reads only the columns that come
 * into sight, and a reading that comes only the last ones. Confined to one thread.
 */
public final class Strokes {
    private final Spans full = new Spans();
    private final Spans dotted = new Spans();
    private final Spans dots = new Spans();
    private boolean[] bad = new boolean[0];
    private TimeGrid grid = new TimeGrid(1, 0, 1);
    private @Nullable Readings readings;
    private int size;
    private long longest;
    private boolean steps;

    public Spans full() {
        return full;
    }

    public Spans dotted() {
        return dotted;
    }

    /** Lowest and highest dot in each column. */
    public Spans dots() {
        return dots;
    }

    /** Whether what was told in a column may not be believed. */
    public boolean bad(int column) {
        return bad[column];
    }

    /** The columns as they were asked for last. */
    public TimeGrid grid() {
        return grid;
    }

    /**
     * Shows a line in other columns, or what became of it.
     *
     * @param of its readings; what was in them before is as it was, or they are other ones
     * @param silence longest that does not break the line, ms
     * @param holds whether a value holds until the next one, as states do
     * @param scale columns a px
     */
    public void show(Readings of, long silence, boolean holds, TimeGrid next, double scale) {
        boolean same = of == readings && silence == longest && holds == steps && next.like(grid);
        long by = next.first() - grid.first();
        Columns columns = new Columns(new Joints(of, silence, holds, Joints.APART * scale * next.pitch()), next, scale);
        int known = size;
        readings = of;
        size = of.size();
        longest = silence;
        steps = holds;
        grid = next;
        if (!same || Math.abs(by) >= next.count()) {
            begin(next.count());
            columns.read(0, next.count());
            return;
        }
        move((int) by);
        int right = by > 0 ? next.count() - (int) by : next.count();
        if (size != known) {
            double changed = known == 0 ? 0 : next.column(of.at(known - 1));
            right = Math.min(right, (int) Math.floor(Math.clamp(changed, 0.0, next.count())));
        }
        columns.read(0, (int) Math.max(0, -by));
        columns.read(right, next.count());
    }

    private void begin(int count) {
        full.begin(count);
        dotted.begin(count);
        dots.begin(count);
        bad = new boolean[count];
    }

    private void move(int by) {
        if (by != 0) {
            full.move(by);
            dotted.move(by);
            dots.move(by);
            System.arraycopy(bad, Math.max(0, by), bad, Math.max(0, -by), bad.length - Math.abs(by));
        }
    }

    /** Reads some columns out of the readings. */
    private final class Columns {
        private final Joints joints;
        private final Readings r;
        private final TimeGrid to;
        private final double shortest;

        Columns(Joints joints, TimeGrid to, double scale) {
            this.joints = joints;
            this.r = joints.readings();
            this.to = to;
            this.shortest = Joints.SHORTEST_MARK * scale;
        }

        /** @param end exclusive */
        void read(int begin, int end) {
            if (begin >= end) {
                return;
            }
            full.clear(begin, end);
            dotted.clear(begin, end);
            dots.clear(begin, end);
            Arrays.fill(bad, begin, end, false);
            // The mark of a time that began just before still reaches into them.
            double before = begin - shortest - 2;
            int i = Math.max(0, r.floor(to.at(before)));
            int last = Math.min(r.size() - 1, r.floor(to.at(end + 2.0)) + 1);
            double x = i <= last ? to.column(r.at(i)) : 0;
            double left = x;
            for (; i <= last; i++) {
                x = to.column(r.at(i));
                if (r.is(Quality.BAD, i)) {
                    mark(i, x, begin, end);
                } else {
                    boolean joined = joints.joined(i);
                    if (joined) {
                        join(i, left, x, begin, end);
                    }
                    if (x >= begin && x < end && joints.marked(i, joined)) {
                        dots.touch((int) x, r.value(i), r.value(i));
                    }
                }
                left = x;
            }
        }

        private void join(int i, double left, double x, int begin, int end) {
            Spans spans = joints.doubted(i, true) ? dotted : full;
            if (joints.steps()) {
                spans.line(left, r.value(i - 1), x, r.value(i - 1), begin, end);
                spans.line(x, r.value(i - 1), x, r.value(i), begin, end);
            } else {
                spans.line(left, r.value(i - 1), x, r.value(i), begin, end);
            }
        }

        private void mark(int i, double x, int begin, int end) {
            double until = Math.max(x + shortest, joints.holds(i) ? to.column(r.at(i + 1)) : x);
            int from = (int) Math.floor(Math.clamp(x + 0.5, begin, end));
            int upTo = (int) Math.floor(Math.clamp(until + 0.5, begin, end));
            Arrays.fill(bad, from, Math.max(from, upTo), true);
        }
    }
}
