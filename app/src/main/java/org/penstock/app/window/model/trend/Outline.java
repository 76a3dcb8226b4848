package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one line becomes on paper, in points from the upper left corner of its strip: full lines, dotted lines where the source
 * doubts itself, dots where a reading has no neighbour to be joined with, and the times without a value to believe.
 * Of several readings in one column of points the first, lowest, highest and last are drawn.
 */
public record Outline(List<Path> full, List<Path> dotted, List<Point> dots, List<Stretch> bad) {
    /** A line through points. */
    public record Path(double[] x, double[] y) {}

    /** One point. */
    public record Point(double x, double y) {}

    /** From left to right. */
    public record Stretch(double from, double to) {}

    public Outline {
        full = List.copyOf(full);
        dotted = List.copyOf(dotted);
        dots = List.copyOf(dots);
        bad = List.copyOf(bad);
    }

    /**
     * @param longest silence that does not break the line, ms
     * @param steps whether a value holds until the next one, as states do
     * @param width of the picture, px
     */
    public static Outline of(
            Readings readings,
            long longest,
            long from,
            long to,
            ValueScale scale,
            boolean steps,
            double width,
            double height) {
        Drawing drawing = new Drawing(readings, longest, from, to, scale, steps, width, height);
        drawing.draw();
        return new Outline(drawing.full, drawing.dotted, drawing.dots, drawing.bad);
    }

    private static final class Drawing {
        private final Readings r;
        private final Joints joints;
        private final long from;
        private final long to;
        private final ValueScale scale;
        private final boolean steps;
        private final double width;
        private final double height;
        private final double perMilli;
        private final double perUnit;
        private final List<Path> full = new ArrayList<>();
        private final List<Path> dotted = new ArrayList<>();
        private final List<Point> dots = new ArrayList<>();
        private final List<Stretch> bad = new ArrayList<>();
        private final Pen pen = new Pen();

        Drawing(
                Readings r,
                long longest,
                long from,
                long to,
                ValueScale scale,
                boolean steps,
                double width,
                double height) {
            this.r = r;
            this.from = from;
            this.to = to;
            this.scale = scale;
            this.steps = steps;
            this.width = width;
            this.height = height;
            this.perMilli = width / (to - from);
            this.perUnit = height / (scale.high() - scale.low());
            this.joints = new Joints(r, longest, steps, Joints.APART / perMilli);
        }

        void draw() {
            int first = Math.max(0, r.floor(from));
            int last = Math.min(r.size() - 1, r.floor(to) + 1);
            boolean dottedNow = false;
            for (int i = first; i <= last; i++) {
                boolean joined = i > first && joints.joined(i);
                if (r.quality(i) == Quality.BAD) {
                    pen.lift(dottedNow);
                    mark(i);
                    continue;
                }
                boolean doubt = joints.doubted(i, joined);
                if (!joined) {
                    pen.lift(dottedNow);
                } else if (doubt != dottedNow) {
                    pen.lift(dottedNow);
                    pen.to(x(i - 1), y(i - 1));
                }
                dottedNow = doubt;
                if (joined && steps) {
                    pen.to(x(i), y(i - 1));
                }
                double x = x(i);
                double y = y(i);
                pen.to(x, y);
                if (inside(i) && joints.marked(i, joined)) {
                    dots.add(new Point(x, y));
                }
            }
            pen.lift(dottedNow);
        }

        private boolean inside(int i) {
            return r.at(i) >= from && r.at(i) <= to;
        }

        private void mark(int i) {
            double end = joints.holds(i) ? x(i + 1) : x(i) + Joints.SHORTEST_MARK;
            double left = Math.max(0, x(i));
            double right = Math.min(width, Math.max(end, left + Joints.SHORTEST_MARK));
            if (right <= left) {
                return;
            }
            if (!bad.isEmpty() && bad.getLast().to() >= left - 1) {
                left = bad.removeLast().from();
            }
            bad.add(new Stretch(left, right));
        }

        private double x(int i) {
            return (r.at(i) - from) * perMilli;
        }

        private double y(int i) {
            return height - (r.value(i) - scale.low()) * perUnit;
        }

        /** Draws with at most four places in a column of points. */
        private final class Pen {
            private double[] xs = new double[256];
            private double[] ys = new double[256];
            private int size;
            private int column = Integer.MIN_VALUE;
            private double firstX;
            private double lastX;
            private double firstY;
            private double lowest;
            private double highest;
            private double lastY;

            void to(double x, double y) {
                int at = (int) Math.floor(x);
                if (at != column) {
                    column();
                    column = at;
                    firstX = x;
                    firstY = y;
                    lowest = y;
                    highest = y;
                }
                lowest = Math.min(lowest, y);
                highest = Math.max(highest, y);
                lastX = x;
                lastY = y;
            }

            private void column() {
                if (column == Integer.MIN_VALUE) {
                    return;
                }
                point(firstX, firstY);
                if (lowest < Math.min(firstY, lastY)) {
                    point((firstX + lastX) / 2, lowest);
                }
                if (highest > Math.max(firstY, lastY)) {
                    point((firstX + lastX) / 2, highest);
                }
                if (lastX != firstX || lastY != firstY) {
                    point(lastX, lastY);
                }
            }

            private void point(double x, double y) {
                if (size == xs.length) {
                    xs = Arrays.copyOf(xs, size * 2);
                    ys = Arrays.copyOf(ys, size * 2);
                }
                xs[size] = x;
                ys[size] = y;
                size++;
            }

            void lift(boolean dots) {
                column();
                column = Integer.MIN_VALUE;
                if (size > 1) {
                    (dots ? dotted : full).add(new Path(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size)));
                }
                size = 0;
            }
        }
    }
}
