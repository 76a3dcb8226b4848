package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.Map;

/**
 * The frame counters of LoRaWAN devices: how many uplinks never came. A counter has 32 bits and begins again at 0 with each
 * session, which is no gap. Callable from
 * any thread.
 */
final class FrameCounts {
    private record Last(String session, long count, long arrivedMicros) {}

    private final Map<String, Last> last = new HashMap<>();

    /**
     * Takes note of an uplink.
     *
     * @param session names the session, "" when the network does not say: then a smaller number that arrived later begins one
     * @param count the frame counter
     * @param arrivedMicros when the network had it, µs UTC
     * @return how many uplinks are missing right before it; 0 for one that was heard before
     */
    synchronized long missingBefore(String identity, String session, long count, long arrivedMicros) {
        Last known = last.get(identity);
        Last now = new Last(session, count, arrivedMicros);
        if (known == null
                || !known.session().equals(session)
                || (session.isEmpty() && count < known.count() && arrivedMicros > known.arrivedMicros())) {
            last.put(identity, now);
            return 0;
        }
        if (count <= known.count()) {
            return 0;
        }
        last.put(identity, now);
        return count - known.count() - 1;
    }

    /** The device has joined: what comes next begins a session. */
    synchronized void joined(String identity) {
        last.remove(identity);
    }
}
