package org.penstock.core.alert;

import java.util.Locale;

/**
 * Where an alert stands: active → acknowledged → resolved; active → returned → resolved. Only {@link #RESOLVED} is
 * closed.
 */
public enum AlertState {
    /** The cause is there and nobody has acknowledged it. */
    ACTIVE,
    /** The cause is there and a person knows. */
    ACKNOWLEDGED,
    /** The cause is gone, but nobody has acknowledged it. */
    RETURNED,
    /** Over. */
    RESOLVED;

    /** The word in records and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
