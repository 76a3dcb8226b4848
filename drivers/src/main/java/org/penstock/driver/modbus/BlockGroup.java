package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penstock.driver.modbus.ModbusPlan.Point;

/**
 * Places that are read with one request as long as the device lets them. When it refuses, the request is halved until the
 * refused places stand alone: one bad register spoils only itself. When everything is answered again, or after a while, the
 * whole is tried once more. Used by the polling thread only.
 */
final class BlockGroup {
    private static final long FIRST_JOIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_JOIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final List<Point> points;
    private List<Block> pieces;
    private long joinNanos;
    private long joinAfter = FIRST_JOIN_NANOS;

    private BlockGroup(List<Point> points, long dueNanos) {
        this.points = List.copyOf(points);
        this.pieces = List.of(new Block(points, dueNanos));
    }

    /** Groups what touches, overlaps or lies within its device's {@code gap}, of the same unit, table, interval and priority. */
    static List<BlockGroup> of(List<Point> points, long dueNanos) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingInt(Point::unit)
                .thenComparing(p -> p.at().table())
                .thenComparing(Point::high)
                .thenComparingLong(Point::everyMillis)
                .thenComparing(p -> p.device().device())
                .thenComparingInt(p -> p.at().address()));
        List<BlockGroup> groups = new ArrayList<>();
        List<Point> open = new ArrayList<>();
        int end = 0;
        for (Point p : sorted) {
            if (!open.isEmpty() && !joins(open.getFirst(), end, p)) {
                groups.add(new BlockGroup(open, dueNanos));
                open = new ArrayList<>();
                end = 0;
            }
            open.add(p);
            end = Math.max(end, p.end());
        }
        if (!open.isEmpty()) {
            groups.add(new BlockGroup(open, dueNanos));
        }
        return groups;
    }

    private static boolean joins(Point first, int end, Point next) {
        int most = first.at().table().bits()
                ? first.at().table().most()
                : first.device().most();
        return first.device().equals(next.device())
                && first.at().table() == next.at().table()
                && first.high() == next.high()
                && first.everyMillis() == next.everyMillis()
                && next.at().address() <= end + first.device().gap()
                && next.end() - first.at().address() <= most;
    }

    /** What is read, each with one request. */
    List<Block> pieces() {
        return pieces;
    }

    /** A piece was refused because of its place or size: halves it, or marks it when it is a single place. */
    void refused(Block piece, String why, long nowNanos) {
        List<Point> all = piece.points();
        if (all.size() == 1) {
            piece.refused(why, nowNanos);
            return;
        }
        if (pieces.size() == 1) {
            joinNanos = nowNanos + joinAfter;
            joinAfter = Math.min(LONGEST_JOIN_NANOS, 2 * joinAfter);
        }
        int cut = cut(all);
        List<Block> now = new ArrayList<>(pieces);
        now.remove(piece);
        now.add(new Block(all.subList(0, cut), nowNanos));
        now.add(new Block(all.subList(cut, all.size()), nowNanos));
        pieces = List.copyOf(now);
    }

    /** Before the first place after a gap, for what lies in the gap may be what is refused; else in the middle. */
    private static int cut(List<Point> all) {
        int end = all.getFirst().end();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).at().address() > end) {
                return i;
            }
            end = Math.max(end, all.get(i).end());
        }
        return all.size() / 2;
    }

    /** A piece was answered. @param before whether it had failed before */
    void answered(boolean before, long nowNanos) {
        if (before && pieces.size() > 1) {
            joinNanos = nowNanos;
        }
    }

    /** Tries the whole again when every piece is well and it is time. */
    void join(long nowNanos) {
        if (pieces.size() == 1 || nowNanos - joinNanos < 0 || pieces.stream().anyMatch(Block::failing)) {
            return;
        }
        long due = pieces.getFirst().dueNanos();
        for (Block b : pieces) {
            if (b.kept() != null) {
                return;
            }
            due = due - b.dueNanos() < 0 ? due : b.dueNanos();
        }
        pieces = List.of(new Block(points, due));
    }
}
