package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Signoff;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.identity.Asker;
import org.penstock.core.inventory.Recipe;

/**
 * What things should be made of, by the keys people use. What cannot be done is told by
 * {@link org.penstock.core.inventory.RecipeRefused}, what somebody may not do by {@link org.penstock.core.identity.NotAllowed};
 * nothing was changed then. Every method blocks on the database and may be called from any thread.
 */
public interface Recipes {
    /** Every recipe of the site with its versions, by key. */
    List<Recipe> list(Asker asker);

    /** One with its surroundings. */
    Optional<Whole> find(Asker asker, String key);

    /**
     * A recipe with what is going on about it.
     *
     * @param asked the sign-off that would put its draft in force; null = nobody has asked
     * @param doubt why nobody should work by what is in force; "" = it is what was signed, or nothing is
     */
    record Whole(Recipe recipe, @Nullable Signoff asked, String doubt) {}

    /** What became of a text that should be a recipe. */
    sealed interface Drafted {
        /** It is a draft. */
        record Accepted(Whole whole) implements Drafted {}

        /** It has faults; nothing was changed. */
        record Faulty(List<Problem> problems) implements Drafted {
            public Faulty {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Writes a draft of what stands in a text; over the draft there is, which voids what was signed of that.
     *
     * @param file what the text is called in reports
     * @param text see {@link org.penstock.core.inventory.RecipeText}
     * @param reason why; kept in the record
     */
    Drafted draft(Asker asker, String file, String text, String reason);

    /** Asks that the draft comes into force: the last of the signatures that it takes does it. */
    Signoff ask(Asker asker, String key, String reason);

    /** Takes what is in force out of force. */
    Whole retire(Asker asker, String key, String reason);
}
