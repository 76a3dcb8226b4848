package org.penstock.core.inventory;

import java.util.Locale;

/** Draft → approved → superseded | retired. That signatures are asked for is the sign-off's state, not the version's. */
public enum RecipeState {
    /** Being written; holds for nobody. */
    DRAFT,
    /** In force: one version of a recipe at a time. */
    APPROVED,
    /** Another version came into its place. */
    SUPERSEDED,
    /** Taken out of force, and nothing came into its place. */
    RETIRED;

    /** The word in tables and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecipeState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
