package org.penstock.core.alert;

import org.penstock.core.telemetry.Severity;

/**
 * That one cause of alerts does not draw the eye for a limited time, because a person said so. Its alerts are recorded and
 * keep their states meanwhile. It belongs to the cause and not to one instance: a contact that chatters would otherwise come
 * back as a new alert a minute later.
 *
 * @param no the alert a person looked at when he shelved it
 * @param source what it is about
 * @param key with the source the identity of the open alert
 * @param severity the highest it covers: what is worse ends it
 * @param text of the alert when it was shelved
 * @param actor who shelved it
 * @param reason why, in his words
 * @param sinceMicros wall time since when, µs UTC
 * @param leftMicros how much longer, µs of engine time; never lengthened
 */
public record Shelf(
        long no,
        String source,
        String key,
        Severity severity,
        String text,
        String actor,
        String reason,
        long sinceMicros,
        long leftMicros) {
    /** The verb that shelves; its subject is the numbers of alerts, separated by commas: all of them or none. */
    public static final String SHELVE = "alert.shelve";
    /** The verb that ends it before its time. */
    public static final String UNSHELVE = "alert.unshelve";

    /** The longest time, µs: one long shift. Whoever comes next finds it in the hand-over and decides anew. */
    public static final long LONGEST_MICROS = 12 * 3_600_000_000L;
    /** The shortest time, µs. */
    public static final long SHORTEST_MICROS = 60_000_000L;
    /** How long when nobody says, µs. */
    public static final long USUAL_MICROS = 3_600_000_000L;
    /** Most alerts in one request. */
    public static final int MOST = 100;
}
