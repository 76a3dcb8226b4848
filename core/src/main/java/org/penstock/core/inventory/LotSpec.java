package org.penstock.core.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lot to be made.
 *
 * @param lotNo unique at its site for ever, at most 80 characters
 * @param origin where it comes from, in words; may be empty
 * @param judged false: pending, and leaves the house for nobody until it is released
 * @param expiresAt null = does not expire
 */
public record LotSpec(
        UUID itemId,
        String lotNo,
        LotKind kind,
        String origin,
        boolean judged,
        @Nullable Instant expiresAt) {
    public LotSpec {
        if (lotNo.isBlank() || lotNo.length() > 80 || origin.length() > 300) {
            throw new IllegalArgumentException("a lot has a number of 1 to 80 characters and an origin of at most 300");
        }
    }
}
