package org.penstock.core.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lot as it stands.
 *
 * @param item name of the item
 * @param unit of every quantity of it
 * @param closedAs consumed, shipped, destroyed or merged; null while it is open
 * @param quantity what there is, the sum of its movements
 * @param reserved how much of that is picked for something
 * @param held whether a hold on it, or on one that it came from, keeps it
 * @param version counted up when what it is changes
 */
public record Lot(
        UUID id,
        String lotNo,
        LotKind kind,
        UUID itemId,
        String item,
        String unit,
        String origin,
        LotState state,
        @Nullable String closedAs,
        @Nullable Instant expiresAt,
        Instant createdAt,
        BigDecimal quantity,
        BigDecimal reserved,
        boolean held,
        int version) {}
