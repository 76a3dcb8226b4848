package org.penstock.app.window.model;

import java.time.Instant;

/**
 * When a snapshot is being looked at.
 *
 * @param now wall time
 * @param silentSeconds since the last snapshot came, ≥ 0; a runtime tells every 0.1 s
 * @param blinkOn phase of the one blink of the whole window
 */
public record Moment(Instant now, double silentSeconds, boolean blinkOn) {
    /** Longer without a snapshot, and nothing on the screen is called living any more. */
    public static final double LOST_AFTER_SECONDS = 3;

    /** Whether the facility stopped telling. */
    public boolean lost() {
        return silentSeconds > LOST_AFTER_SECONDS;
    }
}
