package org.penstock.core.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.RecipeComponents.RECIPE_COMPONENTS;
import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;
import static org.penstock.core.db.tables.tables.Recipes.RECIPES;
import static org.penstock.core.testsupport.StoryStore.OTTO;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** What things should be made of: written by one, put in force by two others, never changed after, on record in every column. */
class RecipesTest {
    private static final Provenance GITA = StoryPeople.by("gita", Role.GROWER);
    private static final Provenance SVEN = StoryPeople.by("sven", Role.SUPERVISOR);
    private static final Provenance CARA = StoryPeople.by("cara", Role.COMPLIANCE);
    private static final Provenance ADAM = StoryPeople.by("adam", Role.ADMIN);

    private static final String DOUGH = """
            recipe: dough
            name: Wheat dough
            kind: formulation
            makes: ingredient/dough
            batch: 10 kg
            components:
              - {item: ingredient/flour, quantity: 6200 g}
              - {item: ingredient/water, share: 36 %}
              - {item: ingredient/salt, quantity: 0.12 kg}
            """;

    private static final String UNSALTED =
            DOUGH.replace("6200 g", "6.3 kg").replace("  - {item: ingredient/salt, quantity: 0.12 kg}\n", "");

    private static String told(RecipeRefused refused) {
        return String.valueOf(refused.getMessage());
    }

    private static void items(StoryStore store, String... codes) {
        for (String code : codes) {
            store.in(sql -> Items.make(sql, store.chain, "ingredient", code, "Some " + code, "kg", OTTO, store.now));
        }
    }

    private static RecipeSpec spec(StoryStore store, String text) {
        Problems problems = new Problems();
        return RecipeText.read("dough.yaml", text, store.database.read(sql -> Items.list(sql, store.chain)), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private static Recipe drafted(StoryStore store, String text, Provenance by) {
        RecipeSpec spec = spec(store, text);
        store.passes(Duration.ofMinutes(1));
        return store.in(sql -> new RecipeBook(store.chain).draft(sql, spec, by, "spring", store.now));
    }

    private static Signoff asked(StoryStore store, String key) {
        return store.asked(store.in(sql -> new RecipeSigning(store.chain).wish(sql, key, "tried in bay 1")));
    }

    private static Execution<Recipe> approved(StoryStore store, Signoff signoff) {
        return store.in(sql -> new RecipeSigning(store.chain).approve(sql, signoff, OTTO, store.now));
    }

    private static Execution<Recipe> inForce(StoryStore store, String text) {
        Signoff asked = asked(store, drafted(store, text, GITA).key());
        store.signs(asked, SVEN, Meaning.APPROVED);
        return approved(store, store.signs(asked, CARA, Meaning.APPROVED));
    }

    private static Class<?> refusal(StoryStore store, Signoff signoff, Provenance by) {
        return assertThrows(SignoffRefused.class, () -> store.signs(signoff, by, Meaning.APPROVED))
                .refusal()
                .getClass();
    }

    private static SignoffState state(StoryStore store, Signoff signoff) {
        return store.database
                .read(sql -> new SignoffQuery(store.chain).find(sql, signoff.id()))
                .orElseThrow()
                .state();
    }

    @BothDatabases
    void whatIsInForceIsWhatTwoOthersSigned(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        RecipeQuery query = new RecipeQuery(store.chain);
        items(store, "dough", "flour", "water", "salt");
        Recipe first = drafted(store, DOUGH, GITA);
        RecipeVersion draft = first.draft().orElseThrow();
        assertEquals(
                List.of("6.2 kg ingredient/flour", "36 % ingredient/water", "0.12 kg ingredient/salt"),
                draft.components().stream().map(RecipeComponent::inWords).toList());
        assertEquals("10 kg", draft.batchInWords());
        assertEquals(Optional.empty(), store.in(sql -> query.inForce(sql, "dough")), "a draft holds for nobody");
        assertEquals(first, drafted(store, DOUGH, SVEN), "written as it stands it stays, and Sven did not write it");

        // The authors and who asks are kept out, and nobody signs twice.
        Signoff asked = asked(store, "dough");
        assertEquals(2, asked.policy().slots().size());
        assertEquals("0.12 kg ingredient/salt", asked.payload().get("component_003"));
        assertEquals(draft.contentHash(), asked.payload().get("content_hash"));
        assertEquals(Refusal.OwnRequest.class, refusal(store, asked, OTTO));
        assertEquals(Refusal.Concerned.class, refusal(store, asked, StoryPeople.by("gita", Role.ADMIN)));
        store.signs(asked, SVEN, Meaning.APPROVED);
        assertEquals(Refusal.SignedAlready.class, refusal(store, asked, SVEN));

        // A change voids the signature, and whoever made it is an author too.
        Recipe changed = drafted(store, UNSALTED, ADAM);
        assertEquals(SignoffState.WITHDRAWN, state(store, asked));
        assertEquals(Refusal.Over.class, refusal(store, asked, CARA));
        assertEquals(List.of("adam", "gita"), changed.draft().orElseThrow().authors());
        Signoff again = asked(store, "dough");
        assertEquals(Refusal.Concerned.class, refusal(store, again, ADAM));
        store.signs(again, SVEN, Meaning.APPROVED);
        assertInstanceOf(Execution.Refused.class, approved(store, again), "one signature puts nothing in force");
        Signoff whole = store.signs(again, CARA, Meaning.APPROVED);
        assertInstanceOf(Execution.Done.class, approved(store, whole));
        assertThrows(RecipeRefused.class, () -> approved(store, whole), "carried out once");
        RecipeVersion one = store.in(sql -> query.inForce(sql, "dough")).orElseThrow();
        assertEquals(whole.payload().get("content_hash"), one.contentHash());
        assertEquals(2, one.components().size());

        // The next version: what the signers see is old and new; it takes the place of the first.
        assertTrue(told(assertThrows(RecipeRefused.class, () -> drafted(store, UNSALTED, GITA)))
                .startsWith("That is what version 1 of recipe dough says"));
        assertThrows(RecipeRefused.class, () -> drafted(store, DOUGH.replace("Wheat", "Rye"), GITA), "signed as wheat");
        drafted(store, DOUGH.replace("36 %", "35 %"), GITA);
        Signoff next = asked(store, "dough");
        assertEquals(
                List.of(
                        "Against version 1:",
                        "  ingredient/flour: 6.3 kg → 6.2 kg",
                        "  ingredient/water: 36 % → 35 %",
                        "  ingredient/salt: 0.12 kg (new)"),
                store.in(sql -> new RecipeSigning(store.chain).inWords(sql, next)));
        store.signs(next, SVEN, Meaning.APPROVED);
        Execution<Recipe> done = approved(store, store.signs(next, CARA, Meaning.APPROVED));
        Recipe second = ((Execution.Done<Recipe>) done).result();
        assertEquals(
                List.of(RecipeState.APPROVED, RecipeState.SUPERSEDED),
                second.versions().stream().map(RecipeVersion::state).toList());
        assertEquals(one.components(), second.version(1).orElseThrow().components(), "the first stays as it was");

        // What is asked for and not signed in time expires; who may say no does.
        drafted(store, DOUGH, GITA);
        Signoff late = asked(store, "dough");
        store.passes(Duration.ofDays(31));
        store.in(sql -> new Signoffs(store.chain).expire(sql, store.now));
        assertEquals(SignoffState.EXPIRED, state(store, late));
        Signoff unwanted = asked(store, "dough");
        store.in(sql -> new Signoffs(store.chain).refuse(sql, unwanted.id(), CARA, "too salty", store.now));
        assertEquals(SignoffState.REFUSED, state(store, unwanted));
        assertEquals(
                2, store.in(sql -> query.inForce(sql, "dough")).orElseThrow().no());

        // Who has all rights on the database changes nothing unseen: not one column, and nobody works by what he wrote.
        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new StockVerifier());
        assertEquals(List.of(), tables.findings());
        tables.unguard("recipes", "recipe_versions", "recipe_components");
        // The second cannot be called the third, for there is one; the third is tried with every column.
        Set<String> made = Set.of("open_draft", "open_in_force");
        Set<String> taken = Set.of("open_draft", "open_in_force", "version_no");
        UUID inForce = second.versions().getFirst().id();
        int tried = tables.everyColumn(RECIPES, "id", RECIPES.ID.isNotNull(), Set.of())
                + tables.everyColumn(RECIPE_VERSIONS, "id", RECIPE_VERSIONS.VERSION_NO.eq(2), taken)
                + tables.everyColumn(RECIPE_VERSIONS, "id", RECIPE_VERSIONS.VERSION_NO.eq(3), made)
                + tables.everyColumn(
                        RECIPE_COMPONENTS,
                        "id",
                        RECIPE_COMPONENTS.VERSION_ID.eq(inForce).and(RECIPE_COMPONENTS.COMPONENT_ORDER.eq(3)),
                        Set.of())
                + tables.everyColumn(
                        RECIPE_COMPONENTS,
                        "id",
                        RECIPE_COMPONENTS.VERSION_ID.eq(inForce).and(RECIPE_COMPONENTS.COMPONENT_ORDER.eq(2)),
                        Set.of("component_order"));
        assertTrue(tried > 50, tried + " changes");
        store.database.run(sql -> sql.update(RECIPE_COMPONENTS)
                .set(RECIPE_COMPONENTS.QUANTITY, new BigDecimal("0.3"))
                .where(RECIPE_COMPONENTS.VERSION_ID.eq(inForce))
                .and(RECIPE_COMPONENTS.COMPONENT_ORDER.eq(3))
                .execute());
        assertTrue(told(assertThrows(RecipeRefused.class, () -> store.in(sql -> query.inForce(sql, "dough"))))
                .contains("is not what was signed"));
        assertEquals(1, tables.findings().size());
        Recipe retired = store.in(
                sql -> new RecipeBook(store.chain).retire(sql, "dough", SVEN, "somebody wrote into it", store.now));
        assertEquals(Optional.empty(), retired.approved());
        assertEquals(Optional.empty(), store.in(sql -> query.inForce(sql, "dough")));
    }

    @BothDatabases
    void noItemContainsItselfHoweverDeep(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        items(store, "dough", "flour", "water", "salt", "starter", "crumb", "bread");
        String starter = DOUGH.replace("dough", "starter").replace("flour", "crumb");
        String crumb = DOUGH.replace("dough", "crumb").replace("flour", "bread");
        assertInstanceOf(Execution.Done.class, inForce(store, DOUGH.replace("flour", "starter")));
        assertInstanceOf(Execution.Done.class, inForce(store, starter));
        // Two drafts that make a loop only together: the one that is approved first wins.
        drafted(store, crumb, GITA);
        Signoff open = asked(store, "crumb");
        store.signs(open, SVEN, Meaning.APPROVED);
        Signoff whole = store.signs(open, CARA, Meaning.APPROVED);
        assertInstanceOf(
                Execution.Done.class,
                inForce(store, DOUGH.replace("dough", "bread").replace("flour", "dough")));
        RecipeRefused now = assertThrows(RecipeRefused.class, () -> approved(store, whole));
        assertTrue(
                String.valueOf(now.getMessage())
                        .contains("ingredient/crumb contains ingredient/bread contains ingredient/dough contains"
                                + " ingredient/starter contains ingredient/crumb"),
                now.getMessage());
        assertEquals(
                String.valueOf(now.getMessage()),
                assertThrows(RecipeRefused.class, () -> drafted(store, crumb.replace("0.12", "0.13"), GITA))
                        .getMessage(),
                "and it is not written either");
    }

    @Test
    void aFileSaysWhereItIsWrongAndWhatToWrite() {
        List<Items.Item> items = List.of(
                new Items.Item(new UUID(0, 1), "nutrient", "calcium-nitrate", "Calcium nitrate", "kg"),
                new Items.Item(new UUID(0, 2), "nutrient", "water", "Water", "L"));
        Problems problems = new Problems();
        assertEquals(Optional.empty(), RecipeText.read("cal.yaml", """
                        recipe: Cal
                        name: Stock solution
                        kind: fed
                        batch: much
                        components:
                          - {item: nutrient/calcium-nitrat, quantity: 12.5 kg}
                          - {item: nutrient/water, quantity: 80 kg}
                          - {item: nutrient/water, quantity: 1 L, share: 80 %}
                          - {item: nutrient/water, share: 120 %}
                          - {item: nutrient/water}
                        """, items, problems));
        List<String> told = problems.all().stream().map(Object::toString).toList();
        assertEquals(8, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("cal.yaml:1: `recipe: Cal` cannot be a key"), told::toString);
        assertTrue(told.get(3).contains("did you mean `nutrient/calcium-nitrate`?"), told::toString);
        assertTrue(told.get(4).contains("write it in L: `quantity: 80 L`"), told::toString);
        assertTrue(told.get(5).startsWith("cal.yaml:8: an amount is a quantity or a share"), told::toString);

        // What is written is read again as the same; a supplier's list may not know how much.
        Problems none = new Problems();
        RecipeSpec spec =
                RecipeText.read("cal.yaml", """
                        {"recipe": "cal", "name": "Cal: \\"A\\"", "kind": "declared", "batch": "1 m³", "components": [
                          {"item": "nutrient/water", "quantity": "0.2 m3"},
                          {"item": "nutrient/calcium-nitrate"}]}
                        """, items, none).orElseThrow(() -> new AssertionError(none.all()));
        assertEquals("200 L nutrient/water", spec.components().getFirst().inWords());
        assertEquals(
                Optional.of(spec), RecipeText.read("again.yaml", RecipeText.write(spec), items, none), none::toString);
    }
}
