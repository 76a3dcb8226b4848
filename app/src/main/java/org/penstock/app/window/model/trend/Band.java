package org.penstock.app.window.model.trend;

import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Severity;

/**
 * A time at which something else was going on: an alert was open, or a program ran.
 *
 * @param about key of the stream an alert is about, "" where it is about none
 * @param from ms UTC
 * @param to ms UTC; {@link Long#MAX_VALUE} while it goes on
 * @param severity of the alert; null for a run
 */
public record Band(
        String about,
        long from,
        long to,
        String text,
        @Nullable Severity severity) {
    /** Whether any of it is within a window. */
    boolean touches(TimeWindow w) {
        return from <= w.to() && to >= w.from();
    }
}
