package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
import org.penstock.driver.modbus.ModbusPlan.Point;

/** Neighbouring places of one unit that are read with one request. Used by the polling thread only. */
final class Block {
    /** After this many failed polls in a row a person is told. */
    static final int FAILURES_UNTIL_TOLD = 3;

    private final List<Point> points;
    private final int start;
    private final int count;
    private long dueNanos;
    private int failures;
    private String failure = "";
    private @Nullable Batch kept;

    private Block(List<Point> points, long dueNanos) {
        this.points = List.copyOf(points);
        this.start = points.getFirst().at().address();
        this.count = points.stream().mapToInt(Point::end).max().orElseThrow() - start;
        this.dueNanos = dueNanos;
    }

    /** Joins what touches or overlaps, of the same unit, table and interval; never reads a register nobody asked for. */
    static List<Block> join(List<Point> points, long dueNanos) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingInt(Point::unit)
                .thenComparing(p -> p.at().table())
                .thenComparingLong(Point::everyMillis)
                .thenComparing(Point::device)
                .thenComparingInt(p -> p.at().address()));
        List<Block> blocks = new ArrayList<>();
        List<Point> open = new ArrayList<>();
        int end = 0;
        for (Point p : sorted) {
            if (!open.isEmpty() && !joins(open.getFirst(), end, p)) {
                blocks.add(new Block(open, dueNanos));
                open = new ArrayList<>();
                end = 0;
            }
            open.add(p);
            end = Math.max(end, p.end());
        }
        if (!open.isEmpty()) {
            blocks.add(new Block(open, dueNanos));
        }
        return blocks;
    }

    private static boolean joins(Point first, int end, Point next) {
        int most = first.at().table().bits() ? first.at().table().most() : first.most();
        return first.unit() == next.unit()
                && first.at().table() == next.at().table()
                && first.everyMillis() == next.everyMillis()
                && first.device().equals(next.device())
                && next.at().address() <= end
                && next.end() - first.at().address() <= most;
    }

    /** One block for each point: what is left when a joined read was refused, so that one bad register spoils only itself. */
    List<Block> split() {
        return points.stream().map(p -> new Block(List.of(p), dueNanos)).toList();
    }

    Pdu request() {
        return Pdu.read(points.getFirst().at().table(), start, count);
    }

    List<Point> points() {
        return points;
    }

    int start() {
        return start;
    }

    int unit() {
        return points.getFirst().unit();
    }

    String device() {
        return points.getFirst().device();
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Plans the next poll one interval on; polls that were missed are not made up. */
    void planNext(long nowNanos) {
        long every = points.getFirst().everyMillis() * 1_000_000;
        dueNanos = dueNanos + every - nowNanos > 0 ? dueNanos + every : nowNanos + every;
    }

    void postpone(long untilNanos) {
        dueNanos = untilNanos;
    }

    /** Its unit is silent: a person is told, and it is not polled before {@code probeNanos}. */
    void spare(String why, long probeNanos) {
        failures = Math.max(failures, FAILURES_UNTIL_TOLD);
        failure = why;
        if (dueNanos - probeNanos < 0) {
            dueNanos = probeNanos;
        }
    }

    void succeeded() {
        failures = 0;
    }

    void failed(String why) {
        failures++;
        failure = why;
    }

    /** What a person must know about this block, or null while it is well. */
    @Nullable
    String trouble() {
        if (failures < FAILURES_UNTIL_TOLD) {
            return null;
        }
        Point p = points.getFirst();
        return "device " + p.device() + ": " + p.at() + (count > p.codec().width() ? " and following" : "") + ", "
                + failure;
    }

    /** A batch the telemetry lane had no room for. */
    @Nullable
    Batch kept() {
        return kept;
    }

    void keep(@Nullable Batch batch) {
        kept = batch;
    }
}
