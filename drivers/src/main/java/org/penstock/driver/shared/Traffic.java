package org.penstock.driver.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Exchange;

/** The last things that went over a line, for a person who watches it; the oldest give way. Callable from any thread. */
public final class Traffic {
    private static final int KEPT = 1_000;

    private final @Nullable Exchange[] ring = new Exchange[KEPT];
    private long last;

    /** Something went over the line; see {@link Exchange} for the words. */
    public synchronized void add(long wallMicros, String device, String what, String outcome, long tookMicros) {
        last++;
        ring[(int) (last % KEPT)] = new Exchange(last, wallMicros, device, what, outcome, tookMicros);
    }

    /** What is kept and came after number {@code no}, oldest first. */
    public synchronized List<Exchange> after(long no) {
        List<Exchange> found = new ArrayList<>();
        for (long n = Math.max(no, last - KEPT) + 1; n <= last; n++) {
            Exchange e = ring[(int) (n % KEPT)];
            if (e != null) {
                found.add(e);
            }
        }
        return found;
    }
}
