package org.penstock.core.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a recipe is for. */
public enum RecipeKind {
    /** What is fed to plants. */
    FEED,
    /** What a product is made of. */
    FORMULATION,
    /** What is fed to animals. */
    RATION,
    /** What cultures grow on. */
    MEDIA,
    /** What is cleaned with. */
    CLEANING,
    /** What a supplier says that something is made of; amounts may be unknown. */
    DECLARED;

    /** The word in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind for a word. */
    public static Optional<RecipeKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RecipeKind::word).toList();
    }
}
