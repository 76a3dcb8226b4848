package org.penstock.core.consent;

import java.util.Locale;

/** Pending → approved → executed | failed; pending → refused | withdrawn | expired. */
public enum SignoffState {
    PENDING,
    APPROVED,
    EXECUTED,
    FAILED,
    REFUSED,
    WITHDRAWN,
    EXPIRED;

    /** The word in tables and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing can become of it any more. */
    public boolean over() {
        return switch (this) {
            case PENDING, APPROVED -> false;
            case EXECUTED, FAILED, REFUSED, WITHDRAWN, EXPIRED -> true;
        };
    }

    static SignoffState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
