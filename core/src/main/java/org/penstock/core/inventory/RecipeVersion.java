package org.penstock.core.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a recipe.
 *
 * @param no from 1
 * @param revision how often the draft was written
 * @param batch how much one batch is
 * @param contentHash SHA-256 over what it says: what is signed
 * @param sound whether what the rows say is what {@code contentHash} is the hash of
 * @param authors keys of everybody who wrote it
 * @param signoff by which it came into force; null = it is a draft
 * @param endedAt when another one came into its place, or it was retired; null = neither
 */
public record RecipeVersion(
        UUID id,
        int no,
        RecipeState state,
        int revision,
        BigDecimal batch,
        String batchUnit,
        List<RecipeComponent> components,
        String contentHash,
        boolean sound,
        List<String> authors,
        Instant draftedAt,
        @Nullable Instant approvedAt,
        @Nullable UUID signoff,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    public RecipeVersion {
        components = List.copyOf(components);
        authors = List.copyOf(authors);
    }

    /** {@code 100 L}. */
    public String batchInWords() {
        return RecipeComponent.plain(batch) + " " + batchUnit;
    }
}
