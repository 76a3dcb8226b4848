package org.penstock.driver.modbus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given up and may still come on a line whose frames carry no transaction id. Kept across connections:
 * a gateway that passes bytes on passes them to whoever is connected when they come. At most one answer of a unit and
 * function is owed at a time. Callable from any thread.
 */
final class OwedAnswers {
    /** The function that repeats a number: return query data. */
    static final int ECHO = 8;

    /** A unit that takes longer than this is taken to have dropped the request. */
    private static final long OWED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Place(int unit, int function) {}

    /**
     * @param request what was asked; null for the echo that settles what is owed
     */
    record Owed(@Nullable Pdu request, long sentNanos) {}

    private final Map<Place, Owed> owed = new HashMap<>();
    private final Set<Integer> withoutEcho = new HashSet<>();
    private int lastEcho;

    synchronized void add(int unit, int function, @Nullable Pdu request, long sentNanos) {
        owed.put(new Place(unit, function), new Owed(request, sentNanos));
    }

    /** Whether an answer of this unit and function may still come, so that the next could be taken for it or it for the next. */
    synchronized boolean may(int unit, int function, long nowNanos) {
        Owed o = owed.get(new Place(unit, function));
        return o != null && nowNanos - o.sentNanos() < OWED_NANOS;
    }

    /** Takes what an answer of this unit and function (exceptions too) was owed for, or null when none was. */
    synchronized @Nullable Owed take(int unit, int function) {
        return owed.remove(new Place(unit, function & 0x7F));
    }

    /** The unit has answered something that was asked later: nothing older can come, save echoes, which harm nobody. */
    synchronized void settle(int unit) {
        owed.keySet().removeIf(p -> p.unit() == unit && p.function() != ECHO);
    }

    /** A number for the next echo that differs from the last ones. */
    synchronized int nextEcho() {
        lastEcho = (lastEcho + 1) & 0xFFFF;
        return lastEcho;
    }

    /** Remembers whether a unit answers requests to repeat a number. */
    synchronized void echoes(int unit, boolean does) {
        if (does) {
            withoutEcho.remove(unit);
        } else {
            withoutEcho.add(unit);
        }
    }

    synchronized boolean echoes(int unit) {
        return !withoutEcho.contains(unit);
    }
}
