package org.penstock.core.control;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A planned start that waits for a gate which opens by itself within moments, and the wake it asked for. */
final class StartWait {
    private static final long NONE = Long.MIN_VALUE;

    private long planned = NONE;
    private long until;
    private String gate = "";
    /** Engine time of the wake asked for the next planned instant. */
    private long asked = NONE;

    boolean waiting() {
        return planned != NONE;
    }

    long planned() {
        return planned;
    }

    long until() {
        return until;
    }

    void wait(long instant, long untilMicros, String why) {
        planned = instant;
        until = untilMicros;
        gate = why;
    }

    void still(String why) {
        gate = why;
    }

    void done() {
        planned = NONE;
        gate = "";
    }

    String words() {
        return planned == NONE ? "" : "the start planned for " + RunRecord.time(planned) + " waits: " + gate;
    }

    /**
     * Whether a wake at {@code target} is still to be asked for. Wall and monotonic clock drift against each other by
     * microseconds with every frame; asking anew for each would fill the engine's list of wakes.
     */
    boolean ask(long target, long now, long tolerance) {
        if (asked > now && target >= asked - tolerance) {
            return false;
        }
        asked = target;
        return true;
    }

    void save(ObjectNode state) {
        state.put("wait_planned", planned)
                .put("wait_until", until)
                .put("wait_gate", gate)
                .put("asked", asked);
    }

    void load(JsonNode state) {
        planned = state.required("wait_planned").asLong();
        until = state.required("wait_until").asLong();
        gate = state.required("wait_gate").asString();
        asked = state.required("asked").asLong();
    }
}
