package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.RecipeComponents.RECIPE_COMPONENTS;
import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;
import static org.penstock.core.db.tables.tables.Recipes.RECIPES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.db.tables.tables.records.RecipeComponentsRecord;
import org.penstock.core.db.tables.tables.records.RecipeVersionsRecord;
import org.penstock.core.db.tables.tables.records.RecipesRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/**
 * Writes recipes and takes them out of force; putting one in force takes signatures: {@link RecipeSigning}. Every method is one
 * change in the transaction of {@code sql}, and whatever throws {@link RecipeRefused} must roll back.
 */
public final class RecipeBook {
    private final ChainId chain;
    private final RecipeQuery query;

    public RecipeBook(ChainId chain) {
        this.chain = chain;
        this.query = new RecipeQuery(chain);
    }

    /**
     * Writes a draft: of a new recipe, of the next version of one, or anew over the draft there is, which voids what was signed
     * of it. Written as it stands already, it changes nothing.
     */
    public Recipe draft(DSLContext sql, RecipeSpec spec, Provenance by, String reason, Instant now) {
        demandReason(reason);
        RecipeLog log = new RecipeLog(sql, chain, by, reason, now);
        @Nullable Recipe before = query.find(sql, spec.key()).orElse(null);
        @Nullable RecipeVersion old = before == null ? null : before.draft().orElse(null);
        int no = old != null
                ? old.no()
                : before == null ? 1 : before.versions().getFirst().no() + 1;
        SortedMap<String, String> content = RecipeContent.of(spec, no);
        demandFit(content);
        if (before != null) {
            demandSame(before, spec);
            before.inForce().filter(v -> says(before, v, spec)).ifPresent(v -> {
                throw new RecipeRefused("That is what version " + v.no() + " of recipe " + spec.key()
                        + " says, which is in force. Nothing was written.");
            });
        }
        String hash = RecipeContent.hash(content);
        if (before != null && old != null && old.contentHash().equals(hash) && old.sound()) {
            return before;
        }
        UUID recipe = before == null ? insert(sql, spec, log) : before.id();
        if (spec.makes() != null) {
            RecipeLoops.refuse(sql, chain.organizationId(), recipe, spec.makes(), spec.components());
        }
        if (before != null) {
            rename(sql, before, spec, log);
        }
        RecipeVersionsRecord row = version(sql, recipe, old, no, spec, hash, by, log);
        log.row(RECIPE_VERSIONS, RECIPE_VERSIONS.ID, row.getId());
        components(sql, row.getId(), spec, log);
        log.data(content);
        log.data("content_hash", hash);
        log.data("revision", row.getRevision().toString());
        if (before != null && old != null) {
            old(content, RecipeContent.of(before, old), log);
            log.data("old_content_hash", old.contentHash());
            log.data("old_revision", Integer.toString(old.revision()));
        }
        log.event(old == null ? "recipe.drafted" : "recipe.redrafted", recipe);
        log.done();
        Recipe after = query.find(sql, recipe).orElseThrow();
        RecipeSigning.changed(sql, chain, after, by, now);
        return after;
    }

    /** Takes what is in force out of force; nothing comes into its place until another version is approved. */
    public Recipe retire(DSLContext sql, String key, Provenance by, String reason, Instant now) {
        demandReason(reason);
        RecipeLog log = new RecipeLog(sql, chain, by, reason, now);
        Recipe recipe = query.find(sql, key).orElseThrow(() -> RecipeRefused.unknown(key));
        RecipeVersion version =
                recipe.approved().orElseThrow(() -> new RecipeRefused("No version of recipe " + key + " is in force."));
        end(sql, recipe, version, RecipeState.RETIRED, log);
        log.done();
        Recipe after = query.find(sql, key).orElseThrow();
        RecipeSigning.changed(sql, chain, after, by, now);
        return after;
    }

    /** Ends a version that was in force. */
    static void end(DSLContext sql, Recipe recipe, RecipeVersion version, RecipeState as, RecipeLog log) {
        sql.update(RECIPE_VERSIONS)
                .set(RECIPE_VERSIONS.STATE, as.word())
                .set(RECIPE_VERSIONS.ENDED_AT, log.now())
                .set(RECIPE_VERSIONS.ENDED_BY, log.actor())
                .where(RECIPE_VERSIONS.ID.eq(version.id()))
                .execute();
        log.row(RECIPE_VERSIONS, RECIPE_VERSIONS.ID, version.id());
        log.data("recipe", recipe.key());
        log.data("version", Integer.toString(version.no()));
        log.data("old_state", version.state().word());
        log.data("state", as.word());
        log.event("recipe." + as.word(), recipe.id());
    }

    private UUID insert(DSLContext sql, RecipeSpec spec, RecipeLog log) {
        RecipesRecord row = sql.newRecord(RECIPES);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setOrganizationId(chain.organizationId());
        row.setSiteId(chain.id());
        row.setRecipeKey(spec.key());
        row.setName(spec.name());
        row.setKind(spec.kind().word());
        row.setItemId(spec.makes() == null ? null : spec.makes().id());
        row.setUnit(spec.makes() == null ? null : spec.makes().unit());
        row.setCreatedBy(log.actor());
        row.setCreatedAt(log.now());
        row.insert();
        log.row(RECIPES, RECIPES.ID, row.getId());
        return row.getId();
    }

    /** Before its first approval a recipe may become another one. */
    private static void rename(DSLContext sql, Recipe before, RecipeSpec spec, RecipeLog log) {
        RecipesRecord row = sql.fetchSingle(RECIPES, RECIPES.ID.eq(before.id()));
        row.setName(spec.name());
        row.setKind(spec.kind().word());
        row.setItemId(spec.makes() == null ? null : spec.makes().id());
        row.setUnit(spec.makes() == null ? null : spec.makes().unit());
        row.update();
        log.row(RECIPES, RECIPES.ID, row.getId());
    }

    private RecipeVersionsRecord version(
            DSLContext sql,
            UUID recipe,
            @Nullable RecipeVersion old,
            int no,
            RecipeSpec spec,
            String hash,
            Provenance by,
            RecipeLog log) {
        RecipeVersionsRecord row = old == null
                ? sql.newRecord(RECIPE_VERSIONS)
                : sql.fetchSingle(RECIPE_VERSIONS, RECIPE_VERSIONS.ID.eq(old.id()));
        TreeSet<String> authors = new TreeSet<>(old == null ? List.of() : old.authors());
        authors.add(Actors.keyFrom(by.actor()));
        String joined = String.join(" ", authors);
        if (joined.length() > 2000) {
            throw new RecipeRefused("Too many persons have written this draft: " + authors.size() + ".");
        }
        row.setBatchQuantity(spec.batch());
        row.setBatchUnit(spec.batchUnit());
        row.setContentHash(hash);
        row.setAuthors(joined);
        row.setDraftedAt(log.now());
        if (old == null) {
            row.setId(UuidCreator.getTimeOrderedEpoch());
            row.setSiteId(chain.id());
            row.setRecipeId(recipe);
            row.setVersionNo(no);
            row.setState(RecipeState.DRAFT.word());
            row.setRevision(1);
            row.insert();
        } else {
            row.setRevision(old.revision() + 1);
            row.update();
        }
        return row;
    }

    private void components(DSLContext sql, UUID version, RecipeSpec spec, RecipeLog log) {
        Map<Integer, RecipeComponentsRecord> rows = new TreeMap<>();
        sql.selectFrom(RECIPE_COMPONENTS)
                .where(RECIPE_COMPONENTS.VERSION_ID.eq(version))
                .forEach(r -> rows.put(r.getComponentOrder(), r));
        for (RecipeComponent component : spec.components()) {
            RecipeComponentsRecord there = rows.remove(component.order());
            RecipeComponentsRecord row = there == null ? sql.newRecord(RECIPE_COMPONENTS) : there;
            row.setItemId(component.item().id());
            row.setUnit(component.item().unit());
            row.setQuantity(component.quantity());
            row.setSharePercent(component.share());
            if (there == null) {
                row.setId(UuidCreator.getTimeOrderedEpoch());
                row.setOrganizationId(chain.organizationId());
                row.setSiteId(chain.id());
                row.setVersionId(version);
                row.setComponentOrder(component.order());
                row.insert();
            } else {
                row.update();
            }
            log.row(RECIPE_COMPONENTS, RECIPE_COMPONENTS.ID, row.getId());
        }
        List<Evidence.Row> gone = new ArrayList<>();
        rows.values().forEach(r -> {
            gone.add(StockEvidence.row(sql, RECIPE_COMPONENTS, RECIPE_COMPONENTS.ID, r.getId(), "", ""));
            r.delete();
        });
        gone.forEach(log::gone);
    }

    /** What was there before, under the same names. */
    private static void old(SortedMap<String, String> now, SortedMap<String, String> before, RecipeLog log) {
        before.forEach((name, value) -> {
            if (!value.equals(now.get(name))) {
                log.data("old_" + name, value);
            }
        });
    }

    private static void demandSame(Recipe before, RecipeSpec spec) {
        boolean approvedOnce = before.versions().stream().anyMatch(v -> v.state() != RecipeState.DRAFT);
        boolean same = before.name().equals(spec.name())
                && before.kind() == spec.kind()
                && before.makesInWords().equals(spec.makesInWords());
        if (approvedOnce && !same) {
            throw new RecipeRefused("Recipe " + before.key() + " is \"" + before.name() + "\" of kind "
                    + before.kind().word()
                    + (before.makes() == null ? " and makes no item" : " and makes " + before.makesInWords())
                    + ": people have signed that. Write it so, or write another recipe under a key of its own.");
        }
    }

    private static boolean says(Recipe recipe, RecipeVersion version, RecipeSpec spec) {
        return RecipeContent.of(recipe, version).equals(RecipeContent.of(spec, version.no()));
    }

    private static void demandFit(SortedMap<String, String> content) {
        int letters = content.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length() + 6)
                .sum();
        if (letters > RecipeContent.MOST) {
            throw new RecipeRefused("The recipe is longer than what can be signed at once (" + RecipeContent.MOST
                    + " characters). Make recipes of its parts, and one that contains what they make.");
        }
    }

    private static void demandReason(String reason) {
        if (reason.isBlank()) {
            throw new RecipeRefused("Say why, in a few words: a change of a recipe without a reason is not recorded.");
        }
    }
}
