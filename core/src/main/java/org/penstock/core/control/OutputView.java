package org.penstock.core.control;

/**
 * An output at a moment.
 *
 * @param value last value read back, NaN while nobody knows
 * @param wanted the value arbitration wants
 * @param phase where it stands between the two
 * @param sinceMicros engine time since the phase holds
 * @param why who wants it, or what holds it
 * @param endsMicros engine time at which it must be back at safe at the latest; {@link Long#MAX_VALUE} while nothing wants
 *     it away from safe
 */
public record OutputView(
        int no, double value, double wanted, Phase phase, long sinceMicros, String why, long endsMicros) {
    /** How far wish and reality agree. */
    public enum Phase {
        /** Nothing is known since the start, or since its link or device went away; accepts no opening. */
        UNKNOWN,
        /** At its safe value, read back. */
        SAFE,
        /** A command is on its way to a value other than safe. */
        OPENING,
        /** At a wanted value other than safe, read back or acknowledged. */
        HELD,
        /** A command is on its way to safe, repeated until read back; accepts no opening. */
        CLOSING
    }

    /** Read back at a value other than safe, as wanted. */
    public boolean held() {
        return phase == Phase.HELD;
    }

    /** Read back at safe. */
    public boolean safe() {
        return phase == Phase.SAFE;
    }
}
