package org.penstock.driver.modbus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
import org.penstock.driver.modbus.ModbusPlan.Point;

/** Neighbouring places of one unit that are read with one request. Used by the polling thread only. */
final class Block {
    /** After this many failed polls in a row a person is told. */
    static final int FAILURES_UNTIL_TOLD = 3;

    private static final long LONGEST_RETRY_MILLIS = 60_000;

    private final List<Point> points;
    private final int start;
    private final int count;
    private long dueNanos;
    private int failures;
    private String failure = "";
    private @Nullable Pdu asked;
    private @Nullable Batch kept;

    /** @param points sorted by address */
    Block(List<Point> points, long dueNanos) {
        this.points = List.copyOf(points);
        this.start = points.getFirst().at().address();
        this.count = points.stream().mapToInt(Point::end).max().orElseThrow() - start;
        this.dueNanos = dueNanos;
    }

    /** The request of the next poll; a late answer to it is recognised by {@link #asked}. */
    Pdu ask() {
        Pdu request = Pdu.read(points.getFirst().at().table(), start, count);
        asked = request;
        return request;
    }

    /** Whether this very request was the block's last one, and not answered since. */
    boolean asked(Pdu request) {
        return asked == request;
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
        return points.getFirst().device().device();
    }

    boolean high() {
        return points.getFirst().high();
    }

    long everyNanos() {
        return points.getFirst().everyMillis() * 1_000_000;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Plans the next poll one interval on; polls that were missed are not made up. */
    void planNext(long nowNanos) {
        long every = everyNanos();
        dueNanos = dueNanos + every - nowNanos > 0 ? dueNanos + every : nowNanos + every;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    void succeeded() {
        failures = 0;
        asked = null;
    }

    void failed(String why) {
        failures++;
        failure = why;
    }

    /** Its unit is silent: a person is told, whichever of its blocks was asked. */
    void unitSilent(String why) {
        failures = Math.max(failures, FAILURES_UNTIL_TOLD);
        failure = why;
    }

    /** It was refused and cannot be split: it is asked more and more seldom, but at least every minute or at its interval. */
    void refused(String why, long nowNanos) {
        failed(why);
        if (failures > FAILURES_UNTIL_TOLD) {
            long millis = Math.min(LONGEST_RETRY_MILLIS, 1_000L << Math.min(failures - FAILURES_UNTIL_TOLD, 10));
            dueNanos = nowNanos + Math.max(everyNanos(), millis * 1_000_000);
        }
    }

    boolean failing() {
        return failures > 0;
    }

    /** What a person must know about this block, or null while it is well. */
    @Nullable
    String trouble() {
        if (failures < FAILURES_UNTIL_TOLD) {
            return null;
        }
        Point p = points.getFirst();
        return "device " + device() + ": " + p.at() + (count > p.codec().width() ? " and following" : "") + ", "
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
