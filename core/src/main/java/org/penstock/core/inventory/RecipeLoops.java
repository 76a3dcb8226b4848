package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.RecipeComponents.RECIPE_COMPONENTS;
import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;
import static org.penstock.core.db.tables.tables.Recipes.RECIPES;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Finds an item that would contain itself, by the recipes in force of the whole organization: breadth first, by batches,
 * without a limit of depth, and safe should there be a loop already.
 */
final class RecipeLoops {
    private static final int BATCH = 500;

    private RecipeLoops() {}

    /**
     * @param recipe the recipe that is written, whose version in force does not count: this one comes into its place
     * @throws RecipeRefused naming the loop, the shortest there is
     */
    static void refuse(DSLContext sql, UUID organization, UUID recipe, Items.Item made, List<RecipeComponent> parts) {
        Map<UUID, UUID> containedIn = new HashMap<>();
        List<UUID> ring = new ArrayList<>();
        for (RecipeComponent part : parts) {
            if (containedIn.putIfAbsent(part.item().id(), made.id()) == null) {
                ring.add(part.item().id());
            }
        }
        while (!ring.isEmpty() && !containedIn.containsKey(made.id())) {
            List<UUID> next = new ArrayList<>();
            for (int i = 0; i < ring.size(); i += BATCH) {
                sql.selectDistinct(RECIPES.ITEM_ID, RECIPE_COMPONENTS.ITEM_ID)
                        .from(RECIPES)
                        .join(RECIPE_VERSIONS)
                        .on(RECIPE_VERSIONS.RECIPE_ID.eq(RECIPES.ID))
                        .join(RECIPE_COMPONENTS)
                        .on(RECIPE_COMPONENTS.VERSION_ID.eq(RECIPE_VERSIONS.ID))
                        .where(RECIPES.ORGANIZATION_ID.eq(organization))
                        .and(RECIPES.ITEM_ID.in(ring.subList(i, Math.min(i + BATCH, ring.size()))))
                        .and(RECIPES.ID.ne(recipe))
                        .and(RECIPE_VERSIONS.STATE.eq(RecipeState.APPROVED.word()))
                        .orderBy(RECIPES.ITEM_ID, RECIPE_COMPONENTS.ITEM_ID)
                        .forEach(r -> {
                            if (containedIn.putIfAbsent(r.value2(), r.value1()) == null) {
                                next.add(r.value2());
                            }
                        });
            }
            ring = next;
        }
        if (containedIn.containsKey(made.id())) {
            throw new RecipeRefused("An item cannot contain itself: " + inWords(sql, made.id(), containedIn)
                    + ". Take one of them out, or let this recipe make another item.");
        }
    }

    private static String inWords(DSLContext sql, UUID made, Map<UUID, UUID> containedIn) {
        List<UUID> way = new ArrayList<>(List.of(made));
        UUID at = made;
        do {
            at = containedIn.get(at);
            way.add(at);
        } while (at != null && !at.equals(made));
        Collections.reverse(way);
        Map<UUID, String> names = sql.select(ITEMS.ID, ITEMS.KIND, ITEMS.CODE)
                .from(ITEMS)
                .where(ITEMS.ID.in(way))
                .fetchMap(ITEMS.ID, r -> r.value2() + "/" + r.value3());
        return way.stream().map(id -> names.getOrDefault(id, id.toString())).collect(Collectors.joining(" contains "));
    }
}
