package org.penstock.core.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Link} to a simulated plant can besides: go wrong on request, so that a person can see what the facility
 * does then. A link to anything real does not implement it. Every method may be called from any thread; none waits.
 *
 * <p>While a fault is in force {@link Link#status} is not ONLINE and names it.
 */
public interface Simulated {
    /** Faults in force and to come, in the order they were asked for. */
    List<Fault> faults();

    /** Prepares a fault, without effect yet: whoever asks records it first. */
    Prepared prepare(Wish wish);

    /**
     * Ends faults at once, also those of the facility file, until the link is opened again.
     *
     * @param subject key of what they are about, or "" for every one
     * @return how many ended
     */
    int clear(String subject);

    /**
     * A fault somebody asks for.
     *
     * @param subject key of a stream, an output, a device or the link
     * @param kind word for the fault, as in the facility file
     * @param by how much, with its unit; "" where the kind has none
     * @param forMicros how long, µs; 0 = until it is cleared
     * @param reason what the person wrote, "" when nothing
     */
    record Wish(String subject, String kind, String by, long forMicros, String reason) {}

    /** What becomes of a {@link Wish}. */
    sealed interface Prepared {
        /** @param text what will be wrong, in one sentence @param begin begins it */
        record Ready(String text, Runnable begin) implements Prepared {}

        /** @param why what is wrong with the wish, and what to ask for instead */
        record Refused(String why) implements Prepared {}
    }

    /**
     * One fault.
     *
     * @param link key of the link
     * @param what stream, output, device or link
     * @param subject its key
     * @param kind word for the fault
     * @param text what is wrong, in words
     * @param active whether it is in force now; otherwise it is to come
     * @param fromMicros wall time of its beginning, µs UTC
     * @param untilMicros wall time of its end, µs UTC; null = until it is cleared
     */
    record Fault(
            String link,
            String what,
            String subject,
            String kind,
            String text,
            boolean active,
            long fromMicros,
            @Nullable Long untilMicros) {}
}
