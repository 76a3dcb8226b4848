package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Holds.HOLDS;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.LotRelationships.LOT_RELATIONSHIPS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;
import static org.penstock.core.db.tables.tables.RecipeComponents.RECIPE_COMPONENTS;
import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;
import static org.penstock.core.db.tables.tables.Recipes.RECIPES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.identity.AdoptedRows;

/** Lots, what moved of them, whence they came, what keeps them and what they should be made of, as rows of evidence. */
final class StockEvidence {
    /** What rows of stock are adopted as. */
    static final String WHAT = "stock";

    static final Set<Table<?>> TABLES = Set.of(
            ITEMS, LOTS, INVENTORY_MOVEMENTS, LOT_RELATIONSHIPS, HOLDS, RECIPES, RECIPE_VERSIONS, RECIPE_COMPONENTS);

    private StockEvidence() {}

    /** A row as the database has it now. */
    static <R extends Record> Row row(
            DSLContext sql, Table<R> table, TableField<R, UUID> id, UUID value, String subject, String label) {
        return row(sql.fetchSingle(table, id.eq(value)), table, id, subject, label);
    }

    private static <R extends Record> Row row(
            R record, Table<R> table, TableField<R, UUID> id, String subject, String label) {
        return new Row(new Key(table.getName(), record.get(id)), subject, label, Evidence.digest(record, Set.of(id)));
    }

    /** Everything of a site, and the items of its organization. */
    static List<Row> all(DSLContext sql, ChainId chain) {
        List<Row> rows = new ArrayList<>();
        Map<UUID, String> numbers = new HashMap<>();
        UUID site = chain.id();
        sql.selectFrom(LOTS).where(LOTS.SITE_ID.eq(site)).fetch().forEach(r -> {
            numbers.put(r.getId(), "lot " + r.getLotNo());
            rows.add(row(r, LOTS, LOTS.ID, lot(r.getId()), "lot " + r.getLotNo()));
        });
        sql.selectFrom(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> rows.add(row(
                        r,
                        INVENTORY_MOVEMENTS,
                        INVENTORY_MOVEMENTS.ID,
                        lot(r.getLotId()),
                        r.getMovementType() + " of " + numbers.getOrDefault(r.getLotId(), "?"))));
        sql.selectFrom(LOT_RELATIONSHIPS)
                .where(LOT_RELATIONSHIPS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> rows.add(row(
                        r,
                        LOT_RELATIONSHIPS,
                        LOT_RELATIONSHIPS.ID,
                        lot(r.getChildId()),
                        "whence " + numbers.getOrDefault(r.getChildId(), "?"))));
        sql.selectFrom(HOLDS)
                .where(HOLDS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> rows.add(row(
                        r,
                        HOLDS,
                        HOLDS.ID,
                        lot(r.getLotId()),
                        "a hold on " + numbers.getOrDefault(r.getLotId(), "?"))));
        sql.selectFrom(ITEMS)
                .where(ITEMS.ORGANIZATION_ID.eq(chain.organizationId()))
                .fetch()
                .forEach(r -> rows.add(row(r, ITEMS, ITEMS.ID, "item:" + r.getId(), "item " + r.getCode())));
        recipes(sql, site, rows);
        return rows;
    }

    private static void recipes(DSLContext sql, UUID site, List<Row> rows) {
        Map<UUID, String> keys = new HashMap<>();
        Map<UUID, UUID> recipes = new HashMap<>();
        Map<UUID, String> versions = new HashMap<>();
        sql.selectFrom(RECIPES).where(RECIPES.SITE_ID.eq(site)).fetch().forEach(r -> {
            keys.put(r.getId(), "recipe " + r.getRecipeKey());
            rows.add(row(r, RECIPES, RECIPES.ID, RecipeSigning.SUBJECT + r.getId(), "recipe " + r.getRecipeKey()));
        });
        sql.selectFrom(RECIPE_VERSIONS)
                .where(RECIPE_VERSIONS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> {
                    String label = "version " + r.getVersionNo() + " of " + keys.getOrDefault(r.getRecipeId(), "?");
                    recipes.put(r.getId(), r.getRecipeId());
                    versions.put(r.getId(), label);
                    rows.add(row(
                            r, RECIPE_VERSIONS, RECIPE_VERSIONS.ID, RecipeSigning.SUBJECT + r.getRecipeId(), label));
                });
        sql.selectFrom(RECIPE_COMPONENTS)
                .where(RECIPE_COMPONENTS.SITE_ID.eq(site))
                .fetch()
                .forEach(r -> rows.add(row(
                        r,
                        RECIPE_COMPONENTS,
                        RECIPE_COMPONENTS.ID,
                        RecipeSigning.SUBJECT + recipes.get(r.getVersionId()),
                        "component " + r.getComponentOrder() + ", "
                                + versions.getOrDefault(r.getVersionId(), "of no version"))));
    }

    static String lot(UUID id) {
        return "lot:" + id;
    }

    /** Takes what was there before events told of rows into the record, once. Before anything else is appended. */
    static void adopt(DSLContext sql, ChainId chain, Instant now) {
        AdoptedRows.take(sql, chain, WHAT, chain.id(), () -> all(sql, chain), now);
    }
}
