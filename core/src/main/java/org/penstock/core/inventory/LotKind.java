package org.penstock.core.inventory;

import java.util.Locale;

/** What a lot is. */
public enum LotKind {
    MOTHER,
    CLONE_BATCH,
    PLANT_BATCH,
    HARVEST,
    PACKAGE,
    FLOCK,
    CULTURE,
    INGREDIENT,
    WIP,
    FINISHED,
    STOCK_SOLUTION,
    WASTE;

    /** The word in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LotKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
