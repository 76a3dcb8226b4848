package org.penstock.core.inventory;

import java.util.Locale;

/** Why a lot is held (model.md C3). */
public enum HoldReason {
    COA_FAILED,
    COA_PENDING,
    CONTAMINATION,
    QUALITY_ISSUE,
    REGULATORY,
    CUSTOMER_RETURN,
    INVESTIGATION,
    AUDIT_REVIEW,
    DAMAGED,
    EXPIRED,
    OTHER;

    /** The word in tables and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HoldReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
