package org.penstock.core.inventory;

import java.util.Locale;

/** Pending → released | rejected → closed. Held is no state: a lot of any state can be held. */
public enum LotState {
    /** Nobody has judged it: it leaves the house for nobody. */
    PENDING,
    RELEASED,
    /** Judged unfit: it is used for nothing. */
    REJECTED,
    /** Nothing of it is left. */
    CLOSED;

    /** The word in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LotState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
