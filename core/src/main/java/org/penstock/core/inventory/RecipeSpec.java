package org.penstock.core.inventory;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as somebody writes it.
 *
 * @param makes what comes of it; null where that is no item
 * @param batch how much one batch is; in the item's unit where it makes one
 */
public record RecipeSpec(
        String key,
        String name,
        RecipeKind kind,
        Items.@Nullable Item makes,
        BigDecimal batch,
        String batchUnit,
        List<RecipeComponent> components) {
    public RecipeSpec {
        components = List.copyOf(components);
    }

    String makesInWords() {
        return makes == null ? "" : makes.ref();
    }
}
