package org.penstock.core.link;

import java.nio.charset.StandardCharsets;

/**
 * A message whose content is more than values: whose animal, which feed, which picture. Handed on as it came, durable and
 * once, to the room that reads its kind; the engine never sees it.
 *
 * @param device key of the device
 * @param kind what it says, in the device's own word: {@code weighvision.weight.recorded}
 * @param subject what it is about where only its address says so, the session of a topic; "" otherwise
 * @param messageId what the device calls the message: what comes under it again is the same one
 * @param eventMicros device time, µs since 1970 UTC, or {@link Sample#NO_TIME} when the device gave none
 * @param body the message as it came, JSON; at most {@link #MOST_BYTES} in UTF-8, or it is dropped and counted
 */
public record Handed(String device, String kind, String subject, String messageId, long eventMicros, String body) {
    /** The largest body, bytes. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int BYTES_OF_A_CHAR = 3;

    /** Whether the body is larger than what is kept. */
    public boolean tooLarge() {
        int n = body.length();
        return n > MOST_BYTES
                || (n > MOST_BYTES / BYTES_OF_A_CHAR && body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES);
    }
}
