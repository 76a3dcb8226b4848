package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Signoff;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeBook;
import org.penstock.core.inventory.RecipeQuery;
import org.penstock.core.inventory.RecipeRefused;
import org.penstock.core.inventory.RecipeSigning;
import org.penstock.core.inventory.RecipeSpec;
import org.penstock.core.inventory.RecipeText;

/** Asks who may, reads what is written, and changes it in one transaction. Thread-safe. */
final class RecipeDesk implements Recipes {
    private final Database database;
    private final ChainId chain;
    private final RecipeBook book;
    private final RecipeQuery query;
    private final RecipeSigning signing;
    private final PeopleDesk people;
    private final ConsentDesk consents;
    private final InstantSource wall;

    RecipeDesk(Database database, ChainId chain, PeopleDesk people, ConsentDesk consents, InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.book = new RecipeBook(chain);
        this.query = new RecipeQuery(chain);
        this.signing = new RecipeSigning(chain);
        this.people = people;
        this.consents = consents;
        this.wall = wall;
    }

    @Override
    public List<Recipe> list(Asker asker) {
        people.admit(asker, Permission.RECIPE_READ);
        return database.read(query::list);
    }

    @Override
    public Optional<Whole> find(Asker asker, String key) {
        people.admit(asker, Permission.RECIPE_READ);
        return database.read(sql -> query.find(sql, key).map(r -> whole(sql, r)));
    }

    private Whole whole(DSLContext sql, Recipe recipe) {
        return new Whole(recipe, query.asked(sql, recipe).orElse(null), doubt(sql, recipe));
    }

    private String doubt(DSLContext sql, Recipe recipe) {
        try {
            query.inForce(sql, recipe.key());
            return "";
        } catch (RecipeRefused doubt) {
            return String.valueOf(doubt.getMessage());
        }
    }

    @Override
    public Drafted draft(Asker asker, String file, String text, String reason) {
        Provenance by = people.admit(asker, Permission.RECIPE_DRAFT);
        Problems problems = new Problems();
        List<Items.Item> items = database.read(sql -> Items.list(sql, chain));
        Optional<RecipeSpec> spec = RecipeText.read(file, text, items, problems);
        return spec.<Drafted>map(s -> new Drafted.Accepted(
                        database.transact(sql -> whole(sql, book.draft(sql, s, by, reason, wall.instant())))))
                .orElseGet(() -> new Drafted.Faulty(problems.all()));
    }

    @Override
    public Signoff ask(Asker asker, String key, String reason) {
        Provenance by = people.admit(asker, Permission.RECIPE_DRAFT);
        return consents.request(by, sql -> signing.wish(sql, key, reason));
    }

    @Override
    public Whole retire(Asker asker, String key, String reason) {
        Provenance by = people.admit(asker, Permission.RECIPE_RETIRE);
        return database.transact(sql -> whole(sql, book.retire(sql, key, by, reason, wall.instant())));
    }
}
