package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.RecipeComponents.RECIPE_COMPONENTS;
import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;
import static org.penstock.core.db.tables.tables.Recipes.RECIPES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penstock.core.db.tables.tables.records.RecipeVersionsRecord;
import org.penstock.core.db.tables.tables.records.RecipesRecord;
import org.penstock.core.identity.Actors;

/** Rows of recipes as values. */
final class RecipeRows {
    private RecipeRows() {}

    /** Recipes by key, each with its versions and their components: in four questions, however many there are. */
    static List<Recipe> list(DSLContext sql, Condition which) {
        List<RecipesRecord> recipes =
                sql.selectFrom(RECIPES).where(which).orderBy(RECIPES.RECIPE_KEY).fetch();
        List<RecipeVersionsRecord> versions = sql.select(RECIPE_VERSIONS.fields())
                .from(RECIPE_VERSIONS)
                .join(RECIPES)
                .on(RECIPES.ID.eq(RECIPE_VERSIONS.RECIPE_ID))
                .where(which)
                .orderBy(RECIPE_VERSIONS.VERSION_NO.desc())
                .fetchInto(RECIPE_VERSIONS);
        Map<UUID, List<RecipeComponent>> components = new HashMap<>();
        sql.select(RECIPE_COMPONENTS.fields())
                .select(ITEMS.ID, ITEMS.KIND, ITEMS.CODE, ITEMS.NAME, ITEMS.UNIT)
                .from(RECIPE_COMPONENTS)
                .join(RECIPE_VERSIONS)
                .on(RECIPE_VERSIONS.ID.eq(RECIPE_COMPONENTS.VERSION_ID))
                .join(RECIPES)
                .on(RECIPES.ID.eq(RECIPE_VERSIONS.RECIPE_ID))
                .join(ITEMS)
                .on(ITEMS.ID.eq(RECIPE_COMPONENTS.ITEM_ID))
                .where(which)
                .orderBy(RECIPE_COMPONENTS.COMPONENT_ORDER)
                .forEach(r -> components
                        .computeIfAbsent(r.get(RECIPE_COMPONENTS.VERSION_ID), _ -> new ArrayList<>())
                        .add(new RecipeComponent(
                                r.get(RECIPE_COMPONENTS.COMPONENT_ORDER),
                                new Items.Item(
                                        r.get(ITEMS.ID),
                                        r.get(ITEMS.KIND),
                                        r.get(ITEMS.CODE),
                                        r.get(ITEMS.NAME),
                                        r.get(ITEMS.UNIT)),
                                r.get(RECIPE_COMPONENTS.QUANTITY),
                                r.get(RECIPE_COMPONENTS.SHARE_PERCENT))));
        Map<UUID, Items.Item> made = new HashMap<>();
        sql.selectFrom(ITEMS)
                .where(ITEMS.ID.in(recipes.stream()
                        .map(RecipesRecord::getItemId)
                        .filter(Objects::nonNull)
                        .toList()))
                .forEach(i -> made.put(
                        i.getId(), new Items.Item(i.getId(), i.getKind(), i.getCode(), i.getName(), i.getUnit())));
        Map<UUID, String> people = Actors.keysOf(
                sql,
                versions.stream()
                        .map(RecipeVersionsRecord::getEndedBy)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        Map<UUID, List<RecipeVersionsRecord>> ofRecipe =
                versions.stream().collect(Collectors.groupingBy(RecipeVersionsRecord::getRecipeId));
        return recipes.stream()
                .map(r -> {
                    Recipe bare = new Recipe(
                            r.getId(),
                            r.getRecipeKey(),
                            r.getName(),
                            RecipeKind.of(r.getKind()).orElseThrow(),
                            r.getItemId() == null ? null : made.get(r.getItemId()),
                            List.of());
                    return with(
                            bare,
                            ofRecipe.getOrDefault(r.getId(), List.of()).stream()
                                    .map(v -> version(
                                            bare, v, components.getOrDefault(v.getId(), List.of()), people))
                                    .toList());
                })
                .toList();
    }

    private static Recipe with(Recipe bare, List<RecipeVersion> versions) {
        return new Recipe(bare.id(), bare.key(), bare.name(), bare.kind(), bare.makes(), versions);
    }

    private static RecipeVersion version(
            Recipe recipe, RecipeVersionsRecord v, List<RecipeComponent> components, Map<UUID, String> people) {
        RecipeSpec spec = new RecipeSpec(
                recipe.key(),
                recipe.name(),
                recipe.kind(),
                recipe.makes(),
                v.getBatchQuantity(),
                v.getBatchUnit(),
                components);
        String hash = RecipeContent.hash(RecipeContent.of(spec, v.getVersionNo()));
        return new RecipeVersion(
                v.getId(),
                v.getVersionNo(),
                RecipeState.of(v.getState()),
                v.getRevision(),
                v.getBatchQuantity(),
                v.getBatchUnit(),
                components,
                v.getContentHash(),
                hash.equals(v.getContentHash()),
                List.of(v.getAuthors().split(" ")),
                v.getDraftedAt(),
                v.getApprovedAt(),
                v.getApprovedSignoffId(),
                v.getEndedAt(),
                v.getEndedBy() == null ? null : people.get(v.getEndedBy()));
    }
}
