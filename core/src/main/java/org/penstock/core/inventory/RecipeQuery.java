package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Recipes.RECIPES;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.consent.SignoffState;

/** Looks recipes up. Reads only. */
public final class RecipeQuery {
    private final ChainId chain;

    public RecipeQuery(ChainId chain) {
        this.chain = chain;
    }

    /** Every recipe of the site, by key. */
    public List<Recipe> list(DSLContext sql) {
        return RecipeRows.list(sql, RECIPES.SITE_ID.eq(chain.id()));
    }

    /** One by its key. */
    public Optional<Recipe> find(DSLContext sql, String key) {
        return RecipeRows.list(sql, RECIPES.SITE_ID.eq(chain.id()).and(RECIPES.RECIPE_KEY.eq(key))).stream()
                .findFirst();
    }

    /** One by its id. */
    public Optional<Recipe> find(DSLContext sql, UUID id) {
        return RecipeRows.list(sql, RECIPES.SITE_ID.eq(chain.id()).and(RECIPES.ID.eq(id))).stream()
                .findFirst();
    }

    /** The sign-off about it that is not over yet. */
    public Optional<Signoff> asked(DSLContext sql, Recipe recipe) {
        return new SignoffQuery(chain)
                .about(sql, RecipeSigning.subject(recipe)).stream()
                        .filter(s -> !s.state().over())
                        .findFirst();
    }

    /**
     * The version to work by: approved, not ended, and proven: its rows hash to what the sign-off that put it in force was
     * about. Whatever weighs, mixes or feeds by a recipe asks here.
     *
     * @throws RecipeRefused when its rows are not what was signed
     */
    public Optional<RecipeVersion> inForce(DSLContext sql, String key) {
        Recipe recipe = find(sql, key).orElseThrow(() -> RecipeRefused.unknown(key));
        Optional<RecipeVersion> approved = recipe.approved();
        approved.ifPresent(v -> {
            boolean signed = v.sound()
                    && v.signoff() != null
                    && new SignoffQuery(chain)
                            .find(sql, v.signoff())
                            .filter(s -> s.state() == SignoffState.EXECUTED)
                            .map(s -> s.payload().get(RecipeSigning.HASH))
                            .filter(v.contentHash()::equals)
                            .isPresent();
            if (!signed) {
                throw new RecipeRefused("Version " + v.no() + " of recipe " + key
                        + " is not what was signed: somebody wrote into its rows. Do not work by it; penstock audit"
                        + " verify names the rows.");
            }
        });
        return approved;
    }
}
