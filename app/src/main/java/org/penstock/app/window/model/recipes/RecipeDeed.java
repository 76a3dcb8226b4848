package org.penstock.app.window.model.recipes;

import java.util.Optional;
import org.penstock.app.window.model.register.Doing;
import org.penstock.core.identity.Permission;

/** What can be done with recipes. */
public enum RecipeDeed implements Doing.Deed {
    WRITE("N", "recipes.write", Permission.RECIPE_DRAFT),
    FILE("F", "recipes.file", Permission.RECIPE_DRAFT),
    CHANGE("E", "recipes.change", Permission.RECIPE_DRAFT),
    ASK("A", "recipes.ask", Permission.RECIPE_DRAFT),
    RETIRE("T", "recipes.retire", Permission.RECIPE_RETIRE);

    private final Doing doing;

    RecipeDeed(String letter, String wordKey, Permission permission) {
        this.doing = new Doing(letter, wordKey, permission);
    }

    @Override
    public Doing doing() {
        return doing;
    }

    /** Whether it is done to no recipe that is there. */
    boolean begins() {
        return this == WRITE || this == FILE;
    }

    /** The one named so. */
    public static Optional<RecipeDeed> of(String key) {
        return Doing.named(RecipeDeed.class, key);
    }
}
