package org.penstock.core.inventory;

import java.io.Serial;

/** A recipe stays as it is, and the transaction with it. The message says what, why and what to do. */
public final class RecipeRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public RecipeRefused(String message) {
        super(message);
    }

    static RecipeRefused unknown(String key) {
        return new RecipeRefused("There is no recipe \"" + key + "\" at this site.");
    }
}
