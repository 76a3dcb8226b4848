package org.penstock.core.inventory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recipe of a site with its versions.
 *
 * @param key by which it is named; never changes
 * @param makes what comes of it; null where that is no item
 * @param versions the newest first
 */
public record Recipe(
        UUID id, String key, String name, RecipeKind kind, Items.@Nullable Item makes, List<RecipeVersion> versions) {
    public Recipe {
        versions = List.copyOf(versions);
    }

    /** What is in force. A draft is not, and neither is a version of which the rows are not what was signed. */
    public Optional<RecipeVersion> inForce() {
        return approved().filter(RecipeVersion::sound);
    }

    /** What was approved and not ended, also when somebody wrote into its rows. */
    public Optional<RecipeVersion> approved() {
        return first(RecipeState.APPROVED);
    }

    /** What is being written. */
    public Optional<RecipeVersion> draft() {
        return first(RecipeState.DRAFT);
    }

    /** A version by its number. */
    public Optional<RecipeVersion> version(int no) {
        return versions.stream().filter(v -> v.no() == no).findFirst();
    }

    /** {@code product/bread}; "" where it makes no item. */
    public String makesInWords() {
        return makes == null ? "" : makes.ref();
    }

    private Optional<RecipeVersion> first(RecipeState state) {
        return versions.stream().filter(v -> v.state() == state).findFirst();
    }
}
