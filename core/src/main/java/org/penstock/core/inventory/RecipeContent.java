package org.penstock.core.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.audit.CanonicalJson;
import tools.jackson.databind.json.JsonMapper;

/** What a version of a recipe says, as it is hashed, told and signed: names and values, all of them texts. */
public final class RecipeContent {
    /** Longest content: it has to fit into what a signature is over. */
    static final int MOST = 12_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private RecipeContent() {}

    static SortedMap<String, String> of(RecipeSpec spec, int version) {
        SortedMap<String, String> content = new TreeMap<>();
        content.put("recipe", spec.key());
        content.put("name", spec.name());
        content.put("kind", spec.kind().word());
        content.put("makes", spec.makesInWords());
        content.put("version", Integer.toString(version));
        content.put("batch", RecipeComponent.plain(spec.batch()) + " " + spec.batchUnit());
        spec.components()
                .forEach(c -> content.put(String.format(Locale.ROOT, "component_%03d", c.order()), c.inWords()));
        return content;
    }

    static SortedMap<String, String> of(Recipe recipe, RecipeVersion version) {
        return of(spec(recipe, version), version.no());
    }

    /** As it would be written again. */
    public static RecipeSpec spec(Recipe recipe, RecipeVersion version) {
        return new RecipeSpec(
                recipe.key(),
                recipe.name(),
                recipe.kind(),
                recipe.makes(),
                version.batch(),
                version.batchUnit(),
                version.components());
    }

    static String hash(SortedMap<String, String> content) {
        return CanonicalJson.sha256(CanonicalJson.of(JSON.valueToTree(content)));
    }

    /**
     * What {@code to} says otherwise than {@code from}, a sentence each; of a component that is named twice, by its place.
     *
     * @param from null = there was nothing
     */
    public static List<Change> changes(@org.jspecify.annotations.Nullable RecipeVersion from, RecipeVersion to) {
        List<Change> changes = new ArrayList<>();
        if (from == null || !from.batchInWords().equals(to.batchInWords())) {
            changes.add(new Change("batch", from == null ? "" : from.batchInWords(), to.batchInWords()));
        }
        List<RecipeComponent> left = new ArrayList<>(from == null ? List.of() : from.components());
        for (RecipeComponent now : to.components()) {
            RecipeComponent before = left.stream()
                    .filter(c -> c.item().id().equals(now.item().id()))
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                changes.add(new Change(now.item().ref(), "", amount(now)));
            } else {
                left.remove(before);
                if (!before.amount().equals(now.amount())) {
                    changes.add(new Change(now.item().ref(), amount(before), amount(now)));
                }
            }
        }
        left.forEach(gone -> changes.add(new Change(gone.item().ref(), amount(gone), "")));
        if (changes.isEmpty() && from != null && !order(from).equals(order(to))) {
            changes.add(new Change("order", String.join(", ", order(from)), String.join(", ", order(to))));
        }
        return changes;
    }

    /**
     * A difference between two versions.
     *
     * @param what {@code batch}, {@code order}, or the item {@code kind/code}
     * @param old "" = it was not there
     * @param now "" = it is not there any more
     */
    public record Change(String what, String old, String now) {
        /** A line for whoever signs. */
        public String inWords() {
            if (old.isEmpty()) {
                return what + ": " + now + " (new)";
            }
            return now.isEmpty() ? what + ": " + old + " → not in it any more" : what + ": " + old + " → " + now;
        }
    }

    private static String amount(RecipeComponent component) {
        return component.amount().isEmpty() ? "some" : component.amount();
    }

    private static List<String> order(RecipeVersion version) {
        return version.components().stream().map(c -> c.item().ref()).toList();
    }
}
