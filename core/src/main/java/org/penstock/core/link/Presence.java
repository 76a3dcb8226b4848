package org.penstock.core.link;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is there, and why it is said to be so. The one place where that is decided; a function of nothing but
 * what is handed in.
 *
 * @param why one sentence for a person, "" when the device is online
 */
public record Presence(State state, String why) {
    private static final long SECOND = 1_000_000;

    /** Age of a device that was never heard. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What a device can be. */
    public enum State {
        /** Heard as often as expected. */
        ONLINE,
        /** Heard less often than expected, but its newest value still counts. */
        LATE,
        /** Not heard for so long that its values no longer count, or its link is down. */
        OFFLINE,
        /** Taken out of service by a person: whether it is heard does not matter. */
        MAINTENANCE;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Decides.
     *
     * @param maintenance why a person took it out of service, null while it is in service
     * @param link what its link is doing; {@link LinkState#STOPPED} when nothing runs
     * @param linkReason what the link says about it
     * @param ageMicros since it was heard last, µs; {@link #NEVER}
     * @param intervalMicros how often the most frequent of its streams is expected, µs; 0 when it has none
     * @param maxAgeMicros older than this that stream's value no longer counts, µs
     */
    public static Presence of(
            @Nullable String maintenance,
            LinkState link,
            String linkReason,
            long ageMicros,
            long intervalMicros,
            long maxAgeMicros) {
        if (maintenance != null) {
            return new Presence(State.MAINTENANCE, maintenance);
        }
        switch (link) {
            case STOPPED, CONNECTING, OFFLINE -> {
                return new Presence(State.OFFLINE, linkReason.isEmpty() ? "its link is not connected" : linkReason);
            }
            case ONLINE, DEGRADED -> {}
        }
        if (intervalMicros == 0) {
            return new Presence(State.ONLINE, "");
        }
        String expected = "expected every " + time(intervalMicros);
        if (ageMicros == NEVER) {
            return new Presence(State.OFFLINE, "never heard since it is in the facility file, " + expected);
        }
        String heard = "last heard " + time(ageMicros) + " ago, " + expected;
        if (ageMicros > maxAgeMicros) {
            return new Presence(State.OFFLINE, heard);
        }
        // A second for the way: a device that sends every second is not late at 2.1.
        return ageMicros > 2 * intervalMicros + SECOND
                ? new Presence(State.LATE, heard)
                : new Presence(State.ONLINE, "");
    }

    private static String time(long micros) {
        long s = Math.round(micros / 1e6);
        if (micros < 10 * SECOND) {
            return Math.round(micros / 1e5) / 10.0 + " s";
        }
        if (s < 120) {
            return s + " s";
        }
        return s < 7_200 ? s / 60 + " min" : s < 172_800 ? s / 3_600 + " h" : s / 86_400 + " days";
    }
}
