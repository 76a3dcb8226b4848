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
        lotNo = Act.fit("number of a lot", lotNo, 80);
        origin = Act.fit("origin of a lot", origin, 300);
        if (lotNo.isBlank()) {
            throw new IllegalArgumentException("a lot has a number");
        }
    }
}
