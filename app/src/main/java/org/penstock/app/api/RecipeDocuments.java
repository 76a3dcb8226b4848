package org.penstock.app.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Signoff;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeComponent;
import org.penstock.core.inventory.RecipeContent;
import org.penstock.core.inventory.RecipeText;
import org.penstock.core.inventory.RecipeVersion;
import org.penstock.core.runtime.Recipes;

/** Documents about recipes; described in API.md. Quantities are exact numbers in the unit beside them. */
public final class RecipeDocuments {
    private RecipeDocuments() {}

    /** {@code penstock.recipes.1}. */
    public record All(String schema, List<One> recipes) {
        static All of(List<Recipe> recipes) {
            return new All("penstock.recipes.1", recipes.stream().map(One::of).toList());
        }
    }

    /** A recipe. @param inForce number of the version in force, null = none @param draft of the draft, null = none */
    public record One(
            String recipe,
            String name,
            String kind,
            @Nullable String makes,
            @Nullable Integer inForce,
            @Nullable Integer draft) {
        static One of(Recipe r) {
            return new One(
                    r.key(),
                    r.name(),
                    r.kind().word(),
                    r.makes() == null ? null : r.makes().ref(),
                    r.inForce().map(RecipeVersion::no).orElse(null),
                    r.draft().map(RecipeVersion::no).orElse(null));
        }
    }

    /**
     * {@code penstock.recipe.1}.
     *
     * @param versions the newest first
     * @param changes what the draft says otherwise than the version in force
     * @param asked the sign-off that would put the draft in force, null = nobody has asked
     * @param doubt why nobody should work by the version that was approved, "" = it is what was signed
     * @param file the draft as it would be written, else the version in force, else the newest
     */
    public record Whole(
            String schema,
            One recipe,
            List<Version> versions,
            List<Change> changes,
            @Nullable Asked asked,
            String doubt,
            String file) {
        static Whole of(Recipes.Whole w) {
            Recipe r = w.recipe();
            RecipeVersion draft = r.draft().orElse(null);
            Signoff asked = w.asked();
            return new Whole(
                    "penstock.recipe.1",
                    One.of(r),
                    r.versions().stream().map(Version::of).toList(),
                    draft == null
                            ? List.of()
                            : RecipeContent.changes(r.approved().orElse(null), draft).stream()
                                    .map(c -> new Change(c.what(), c.old(), c.now(), c.inWords()))
                                    .toList(),
                    asked == null
                            ? null
                            : new Asked(
                                    asked.id().toString(),
                                    asked.state().word(),
                                    asked.signatures().size(),
                                    asked.open().size()),
                    w.doubt(),
                    RecipeText.write(RecipeContent.spec(
                            r,
                            r.draft()
                                    .or(r::approved)
                                    .orElseGet(() -> r.versions().getFirst()))));
        }
    }

    /** What waits for signatures. */
    public record Asked(String signoff, String state, int signatures, int wanted) {}

    /** A difference. @param what batch, order, or an item @param old "" = it is new @param now "" = it is gone */
    public record Change(String what, String old, String now, String text) {}

    /** A version. @param signoff by which it came into force; null = it is a draft */
    public record Version(
            int version,
            String state,
            int revision,
            BigDecimal batchQuantity,
            String batchUnit,
            List<Component> components,
            String contentHash,
            List<String> authors,
            Instant drafted,
            @Nullable Instant approved,
            @Nullable UUID signoff,
            @Nullable Instant ended,
            @Nullable String endedBy) {
        static Version of(RecipeVersion v) {
            return new Version(
                    v.no(),
                    v.state().word(),
                    v.revision(),
                    StockDocuments.exact(v.batch()),
                    v.batchUnit(),
                    v.components().stream().map(Component::of).toList(),
                    v.contentHash(),
                    v.authors(),
                    v.draftedAt(),
                    v.approvedAt(),
                    v.signoff(),
                    v.endedAt(),
                    v.endedBy());
        }
    }

    /** A component. @param quantity in {@code unit} @param sharePercent of the batch; both null = not declared */
    public record Component(
            int order,
            String item,
            String name,
            @Nullable BigDecimal quantity,
            String unit,
            @Nullable BigDecimal sharePercent) {
        static Component of(RecipeComponent c) {
            return new Component(
                    c.order(),
                    c.item().ref(),
                    c.item().name(),
                    c.quantity() == null ? null : StockDocuments.exact(c.quantity()),
                    c.item().unit(),
                    c.share() == null ? null : StockDocuments.exact(c.share()));
        }
    }

    /** {@code penstock.recipe_draft.1}. @param recipe as it is then; null where there are problems */
    public record Draft(
            String schema,
            boolean accepted,
            List<FacilityDocuments.Fault> problems,
            @Nullable Whole recipe) {
        static Draft of(Recipes.Drafted drafted) {
            return switch (drafted) {
                case Recipes.Drafted.Accepted a ->
                    new Draft("penstock.recipe_draft.1", true, List.of(), Whole.of(a.whole()));
                case Recipes.Drafted.Faulty f ->
                    new Draft(
                            "penstock.recipe_draft.1",
                            false,
                            f.problems().stream()
                                    .map(FacilityDocuments.Fault::of)
                                    .toList(),
                            null);
            };
        }
    }
}
