package org.penstock.app.testsupport;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Signoff;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeRefused;
import org.penstock.core.inventory.RecipeSpec;
import org.penstock.core.inventory.RecipeState;
import org.penstock.core.inventory.RecipeText;
import org.penstock.core.inventory.RecipeVersion;
import org.penstock.core.runtime.Recipes;

/** Recipes that a test fills. Texts are read and rights asked for as in the real one; nothing is signed or kept. */
public final class FakeRecipes implements Recipes {
    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
    private final Map<String, Signoff> asked = new LinkedHashMap<>();
    private final FakeStock stock;
    private final FakePersons persons;
    private final InstantSource wall;

    FakeRecipes(FakeStock stock, FakePersons persons, InstantSource wall) {
        this.stock = stock;
        this.persons = persons;
        this.wall = wall;
    }

    /** A recipe of which this is in force. */
    public synchronized FakeRecipes inForce(String text) {
        Problems problems = new Problems();
        RecipeSpec spec = RecipeText.read("in-force", text, stock.all(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        Recipe bare = bare(spec, List.of());
        recipes.put(spec.key(), bare(spec, List.of(version(bare, spec, 1, RecipeState.APPROVED, "sven"))));
        return this;
    }

    // The checker does not read from the compiled record that what is made may be nothing.
    @SuppressWarnings("NullAway")
    private static Recipe bare(RecipeSpec spec, List<RecipeVersion> versions) {
        return new Recipe(
                UUID.nameUUIDFromBytes(spec.key().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                spec.key(),
                spec.name(),
                spec.kind(),
                spec.makes(),
                versions);
    }

    private RecipeVersion version(Recipe recipe, RecipeSpec spec, int no, RecipeState state, String author) {
        boolean draft = state == RecipeState.DRAFT;
        return new RecipeVersion(
                new UUID(recipe.id().getMostSignificantBits(), no),
                no,
                state,
                1,
                spec.batch(),
                spec.batchUnit(),
                spec.components(),
                "a1".repeat(32),
                true,
                List.of(author),
                wall.instant(),
                draft ? null : wall.instant(),
                draft ? null : new UUID(9, 1),
                null,
                null);
    }

    @Override
    public synchronized List<Recipe> list(Asker asker) {
        persons.admit(asker, Permission.RECIPE_READ);
        return List.copyOf(recipes.values());
    }

    @Override
    public synchronized Optional<Whole> find(Asker asker, String key) {
        persons.admit(asker, Permission.RECIPE_READ);
        return Optional.ofNullable(recipes.get(key)).map(r -> new Whole(r, asked.get(key), ""));
    }

    @Override
    public synchronized Drafted draft(Asker asker, String file, String text, String reason) {
        Provenance by = persons.admit(asker, Permission.RECIPE_DRAFT);
        Problems problems = new Problems();
        RecipeSpec spec = RecipeText.read(file, text, stock.all(), problems).orElse(null);
        if (spec == null) {
            return new Drafted.Faulty(problems.all());
        }
        @Nullable Recipe before = recipes.get(spec.key());
        List<RecipeVersion> versions = new ArrayList<>(before == null ? List.of() : before.versions());
        versions.removeIf(v -> v.state() == RecipeState.DRAFT);
        Recipe bare = bare(spec, List.of());
        versions.addFirst(version(bare, spec, versions.size() + 1, RecipeState.DRAFT, by.actor()));
        recipes.put(spec.key(), bare(spec, versions));
        asked.remove(spec.key());
        stock.done.add(by.actor() + " drafts " + spec.key() + ": " + reason);
        return new Drafted.Accepted(new Whole(bare(spec, versions), null, ""));
    }

    @Override
    public synchronized Signoff ask(Asker asker, String key, String reason) {
        Provenance by = persons.admit(asker, Permission.RECIPE_DRAFT);
        Recipe recipe = Optional.ofNullable(recipes.get(key)).orElseThrow(() -> new RecipeRefused("no recipe " + key));
        RecipeVersion draft = recipe.draft().orElseThrow(() -> new RecipeRefused("no draft of " + key));
        TreeMap<String, String> payload = new TreeMap<>(Map.of("recipe", key));
        draft.components().forEach(c -> payload.put("component_00" + c.order(), c.inWords()));
        Signoff signoff = stock.signoff(
                Action.RECIPE_APPROVAL,
                "recipe:" + recipe.id(),
                "Put version " + draft.no() + " of recipe " + key + " in force",
                payload,
                by,
                reason);
        asked.put(key, signoff);
        return signoff;
    }

    @Override
    public synchronized Whole retire(Asker asker, String key, String reason) {
        Provenance by = persons.admit(asker, Permission.RECIPE_RETIRE);
        stock.done.add(by.actor() + " retires " + key + ": " + reason);
        return find(asker, key).orElseThrow();
    }

    /** For tests that make items: quantities of them are in this unit. */
    static Items.Item item(int no, String ref, String name, String unit) {
        String[] parts = ref.split("/", 2);
        return new Items.Item(new UUID(BigDecimal.ONE.longValue(), no), parts[0], parts[1], name, unit);
    }
}
