package org.penstock.core.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody says with his signature (21 CFR 11.50). It is part of what is signed, shown and printed. */
public enum Meaning {
    /** It is mine. */
    AUTHORED,
    /** I have looked at it. */
    REVIEWED,
    /** It may be done. */
    APPROVED,
    /** I was there. */
    WITNESSED;

    /** The word in tables, events and on paper. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The meaning for a word. */
    public static Optional<Meaning> of(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }
}
