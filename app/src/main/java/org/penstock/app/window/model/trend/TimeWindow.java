package org.penstock.app.window.model.trend;

import java.util.List;

/**
 * The part of time that is looked at.
 *
 * @param from left edge, ms UTC
 * @param span how much is asked for, ms; more than {@code to - from} never is
 * @param live whether it goes along with the present
 */
public record TimeWindow(long from, long to, long span, boolean live) {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** The shortest time a picture can show, ms. */
    public static final long SHORTEST = 1_000;

    /** The longest time a picture can show, ms: five years. */
    public static final long LONGEST = 5 * 366 * DAY;

    /** A live picture is zoomed into where a person points unless that is so near its end. */
    private static final double NEAR_NOW = 0.1;

    /** Spans a person can zoom to, ms. */
    public static final List<Long> LADDER = List.of(
            MINUTE,
            2 * MINUTE,
            5 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            6 * HOUR,
            12 * HOUR,
            DAY,
            2 * DAY,
            7 * DAY,
            30 * DAY,
            90 * DAY,
            366 * DAY);

    /** Parts a picture of a span is cut into before readings are left out; more than any screen here has pixels. */
    private static final int PIECES = 2_000;

    /** What is live at {@code now}. */
    public static TimeWindow live(long now, long span) {
        return new TimeWindow(now - span, now, span, true);
    }

    /** What stays as it is. */
    public static TimeWindow fixed(long from, long span) {
        return new TimeWindow(from, from + span, span, false);
    }

    /**
     * A live window that does not begin long before the first reading there is: it then begins with it and lasts for as many
     * minutes as it takes to reach the present, so that the first minute fills the picture and not its last pixels.
     *
     * @param first when the first reading was true
     */
    TimeWindow beginning(long first) {
        if (!live || first <= from) {
            return this;
        }
        long shown = LADDER.stream().filter(l -> first + l >= to).findFirst().orElse(span);
        return shown >= span ? this : new TimeWindow(first, first + shown, span, true);
    }

    /**
     * The next longer (1) or shorter (-1) span, around {@code around}. What is live stays live, unless a person zooms into
     * something that is not near the present.
     */
    TimeWindow zoomed(int by, long around, long now) {
        long next = span;
        for (long l : LADDER) {
            if (by > 0 ? l > span : l < span) {
                next = l;
                if (by > 0) {
                    break;
                }
            }
        }
        if (live && (by > 0 || to - around <= (to - from) * NEAR_NOW)) {
            return live(now, next);
        }
        double part = Math.clamp((double) (around - from) / Math.max(1, to - from), 0, 1);
        return fixed(around - Math.round(part * next), next).notAfter(now);
    }

    /** Moved by a part of its span; back at the present it is live again only when a person says so. */
    TimeWindow moved(double spans, long now) {
        return fixed(to - span + Math.round(spans * span), span).notAfter(now);
    }

    /** What lies in a part of time. */
    static TimeWindow of(Span s, long now) {
        long span = Math.clamp(s.millis(), SHORTEST, LONGEST);
        return fixed(s.from(), span).notAfter(now);
    }

    private TimeWindow notAfter(long now) {
        return to <= now ? this : fixed(now - span, span);
    }

    /** Whether the moment is in it. */
    boolean holds(long millis) {
        return millis >= from && millis <= to;
    }

    /** Length of the pieces of which a picture of this span shows first, lowest, highest and last, ms. */
    public long piece() {
        return Math.max(1, span / PIECES);
    }
}
