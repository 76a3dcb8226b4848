package org.penstock.core.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold.
 *
 * @param lotNo number of the lot that it was placed on
 * @param descendants whether it also keeps whatever comes from that lot
 * @param placedBy key of who placed it
 * @param endedAs released or destroyed; null while it is open
 * @param endedSignoff the sign-off that ended it
 */
public record Hold(
        UUID id,
        UUID lotId,
        String lotNo,
        HoldReason reason,
        boolean descendants,
        String note,
        String placedBy,
        Instant placedAt,
        @Nullable Instant endedAt,
        @Nullable String endedAs,
        @Nullable UUID endedSignoff) {}
