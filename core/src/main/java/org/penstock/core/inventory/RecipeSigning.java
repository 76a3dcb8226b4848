package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.RecipeVersions.RECIPE_VERSIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.identity.Provenance;

/** Puts a draft in force by signatures: of two others, none of whom wrote it. What comes into force is what was signed. */
public final class RecipeSigning {
    static final String SUBJECT = "recipe:";
    static final String HASH = "content_hash";

    private final ChainId chain;
    private final RecipeQuery query;

    public RecipeSigning(ChainId chain) {
        this.chain = chain;
        this.query = new RecipeQuery(chain);
    }

    static String subject(Recipe recipe) {
        return SUBJECT + recipe.id();
    }

    /** What is to be asked for so that the draft comes into force. @param reason why it should */
    public Wish wish(DSLContext sql, String key, String reason) {
        if (reason.isBlank()) {
            throw new RecipeRefused("Say why recipe " + key + " should come into force, in a few words.");
        }
        Recipe recipe = query.find(sql, key).orElseThrow(() -> RecipeRefused.unknown(key));
        RecipeVersion draft = draft(recipe);
        demandNoLoop(sql, recipe, draft);
        SortedMap<String, String> excluded = new TreeMap<>();
        draft.authors().forEach(a -> excluded.put(a, "drafted the recipe"));
        return new Wish(
                Action.RECIPE_APPROVAL,
                subject(recipe),
                version(recipe),
                "Put version " + draft.no() + " of recipe " + recipe.key() + ", \"" + recipe.name() + "\", in force"
                        + recipe.approved()
                                .map(v -> ", in place of version " + v.no())
                                .orElse(""),
                payload(recipe, draft),
                excluded,
                reason);
    }

    /** The draft and what is in force are what the signers must have seen. */
    private static String version(Recipe recipe) {
        return recipe.draft()
                        .map(d -> "version " + d.no() + ", revision " + d.revision() + ", "
                                + d.contentHash().substring(0, 16))
                        .orElse("no draft")
                + recipe.approved().map(v -> ", in force version " + v.no()).orElse(", none in force");
    }

    private static SortedMap<String, String> payload(Recipe recipe, RecipeVersion draft) {
        SortedMap<String, String> payload = new TreeMap<>(RecipeContent.of(recipe, draft));
        payload.put(HASH, draft.contentHash());
        payload.put("replaces", recipe.approved().map(v -> "version " + v.no()).orElse("nothing"));
        payload.put("recipe_id", recipe.id().toString());
        return payload;
    }

    /** Whatever was signed or asked about the recipe as it was is void. */
    static void changed(DSLContext sql, ChainId chain, Recipe recipe, Provenance by, Instant now) {
        new Signoffs(chain).changed(sql, subject(recipe), version(recipe), by, now);
    }

    /**
     * Puts the draft in force by an approved sign-off, and ends what was.
     *
     * @return with the recipe as it is then; commit it, also when refused
     * @throws RecipeRefused when there is no draft any more, or an item would contain itself by now
     */
    public Execution<Recipe> approve(DSLContext sql, Signoff signoff, Provenance by, Instant now) {
        EventChain.append(sql, chain, List.of());
        Recipe recipe = found(sql, signoff);
        RecipeVersion draft = draft(recipe);
        return new Signoffs(chain)
                .execute(sql, signoff.id(), payload(recipe, draft), version(recipe), by, now, approved -> {
                    approved.demand(Action.RECIPE_APPROVAL);
                    demandNoLoop(sql, recipe, draft);
                    RecipeLog log =
                            new RecipeLog(sql, chain, by, approved.signoff().reason(), now);
                    recipe.approved().ifPresent(v -> RecipeBook.end(sql, recipe, v, RecipeState.SUPERSEDED, log));
                    sql.update(RECIPE_VERSIONS)
                            .set(RECIPE_VERSIONS.STATE, RecipeState.APPROVED.word())
                            .set(RECIPE_VERSIONS.APPROVED_AT, log.now())
                            .set(RECIPE_VERSIONS.APPROVED_SIGNOFF_ID, approved.id())
                            .where(RECIPE_VERSIONS.ID.eq(draft.id()))
                            .execute();
                    log.row(RECIPE_VERSIONS, RECIPE_VERSIONS.ID, draft.id());
                    log.data("recipe", recipe.key());
                    log.data("version", Integer.toString(draft.no()));
                    log.data(HASH, draft.contentHash());
                    log.data("signoff", approved.id().toString());
                    log.data("old_state", RecipeState.DRAFT.word());
                    log.data("state", RecipeState.APPROVED.word());
                    log.data("in_force", "version " + draft.no());
                    log.data("old_in_force", approved.signed("replaces"));
                    log.event("recipe.approved", recipe.id());
                    log.done();
                    return query.find(sql, recipe.id()).orElseThrow();
                });
    }

    /** What a sign-off would put in force, against what is: a line each. Empty when the draft is not there any more. */
    public List<String> inWords(DSLContext sql, Signoff signoff) {
        return query.find(sql, id(signoff))
                .map(recipe -> {
                    List<String> lines = new ArrayList<>();
                    RecipeVersion signed = recipe.version(number(signoff)).orElse(null);
                    if (signed == null
                            || !signed.contentHash().equals(signoff.payload().get(HASH))) {
                        return List.of("The draft has changed since this was asked for.");
                    }
                    RecipeVersion before = recipe.versions().stream()
                            .filter(v -> ("version " + v.no())
                                    .equals(signoff.payload().get("replaces")))
                            .findFirst()
                            .orElse(null);
                    lines.add(
                            before == null
                                    ? "No version is in force; this would be the first of what holds:"
                                    : "Against version " + before.no() + ":");
                    RecipeContent.changes(before, signed).forEach(c -> lines.add("  " + c.inWords()));
                    return lines;
                })
                .orElse(List.of());
    }

    private static int number(Signoff signoff) {
        String no = signoff.payload().getOrDefault("version", "");
        return no.matches("\\d{1,9}") ? Integer.parseInt(no) : 0;
    }

    private static UUID id(Signoff signoff) {
        return UUID.fromString(String.valueOf(signoff.payload().get("recipe_id")));
    }

    private Recipe found(DSLContext sql, Signoff signoff) {
        return query.find(sql, id(signoff))
                .orElseThrow(() ->
                        RecipeRefused.unknown(String.valueOf(signoff.payload().get("recipe"))));
    }

    private static RecipeVersion draft(Recipe recipe) {
        return recipe.draft()
                .orElseThrow(() -> new RecipeRefused("Recipe " + recipe.key()
                        + " has no draft. Write what it should say: penstock recipes draft FILE."));
    }

    private void demandNoLoop(DSLContext sql, Recipe recipe, RecipeVersion draft) {
        Items.Item makes = recipe.makes();
        if (makes != null) {
            RecipeLoops.refuse(sql, chain.organizationId(), recipe.id(), makes, draft.components());
        }
    }
}
