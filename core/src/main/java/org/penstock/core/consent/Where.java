package org.penstock.core.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which workstations signatures may come from. */
public enum Where {
    /** Whichever. */
    ANY,
    /** All from the one where it was asked for: the signers stand there together. */
    SAME,
    /** Each from another one, and none from where it was asked for: nobody signs for two at one screen. */
    OTHER;

    /** The word in policies. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The place for a word. */
    public static Optional<Where> of(String word) {
        return Arrays.stream(values()).filter(w -> w.word().equals(word)).findFirst();
    }
}
