package org.penstock.app.window.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.record.EventData;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Slot;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeComponent;
import org.penstock.core.inventory.RecipeContent;
import org.penstock.core.inventory.RecipeVersion;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.Recipes;

/** One recipe whole: what is in force, and what its draft says otherwise. */
public final class RecipeEntry {
    private RecipeEntry() {}

    /**
     * @param events what was done to it, newest first; null where who sits here may not read the record
     * @param why why who sits here may not do something, "" when he may
     */
    public static Entry of(
            Recipes.Whole whole,
            @Nullable List<FacilityRecord.Event> events,
            Function<Permission, String> why,
            Pen pen) {
        Recipe recipe = whole.recipe();
        List<Section> sections = new ArrayList<>();
        recipe.draft().ifPresent(draft -> {
            sections.add(draft(recipe, draft, pen));
            sections.add(new Section(
                    pen.of("recipes.signatures"), signatures(whole.asked(), pen), pen.of("recipes.not-asked")));
        });
        recipe.approved()
                .ifPresent(v -> sections.add(new Section(
                        pen.of("recipes.in-force-version", Integer.toString(v.no())), content(recipe, v, pen))));
        sections.add(new Section(
                pen.of("recipes.versions"),
                recipe.versions().stream().map(v -> version(v, pen)).toList()));
        sections.add(new Section(
                pen.of("recipes.history"),
                events == null
                        ? List.of()
                        : events.stream().map(e -> event(e, pen)).toList(),
                events == null ? why.apply(Permission.RECORD_READ) : pen.of("recipes.history-none")));
        return new Entry(
                pen.of("recipes.entry", recipe.key(), recipe.name()),
                sentence(whole, pen),
                sections,
                offers(whole, why, pen));
    }

    private static String sentence(Recipes.Whole whole, Pen pen) {
        Recipe recipe = whole.recipe();
        String stands = whole.doubt().isEmpty()
                ? recipe.inForce()
                        .map(v -> pen.of("recipes.stands", Integer.toString(v.no())))
                        .orElseGet(() -> pen.of("recipes.stands-none"))
                : whole.doubt();
        return recipe.makes() == null
                ? stands
                : pen.of("recipes.stands-makes", stands, recipe.makes().name(), recipe.makesInWords());
    }

    /** Everything that a version says. */
    private static List<Fact> content(Recipe recipe, RecipeVersion version, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                pen.of("recipes.kind"), pen.word("recipes.kind.", recipe.kind().word())));
        facts.add(new Fact(pen.of("recipes.batch"), pen.amount(version.batch(), version.batchUnit())));
        version.components().forEach(c -> facts.add(new Fact(c.item().name(), amount(c, pen))));
        return facts;
    }

    /** Everything that the draft says, with what was there before where that is something else. */
    private static Section draft(Recipe recipe, RecipeVersion draft, Pen pen) {
        RecipeVersion before = recipe.approved().orElse(null);
        String title = pen.of(
                "recipes.draft-version",
                Integer.toString(draft.no()),
                draft.authors().stream().map(pen::name).collect(Collectors.joining(pen.of("register.comma"))),
                pen.moment(draft.draftedAt()));
        if (before == null) {
            return new Section(title, content(recipe, draft, pen));
        }
        List<RecipeContent.Change> changes = new ArrayList<>(RecipeContent.changes(before, draft));
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(pen.of("recipes.batch"), "batch", pen.amount(draft.batch(), draft.batchUnit()), changes, pen));
        draft.components().forEach(c -> facts.add(fact(c.item().name(), c.item().ref(), amount(c, pen), changes, pen)));
        // What is left is not in it any more, or all of it in another order.
        changes.forEach(c -> facts.add(new Fact(
                c.what().equals("order") ? pen.of("recipes.order") : name(before, c.what()),
                c.now().isEmpty()
                        ? pen.of("recipes.gone", styled(c.old(), pen))
                        : pen.of("recipes.changed", c.old(), c.now()))));
        return new Section(title, facts);
    }

    private static Fact fact(String name, String what, String now, List<RecipeContent.Change> changes, Pen pen) {
        RecipeContent.Change change = changes.stream()
                .filter(c -> c.what().equals(what) && !c.now().isEmpty())
                .findFirst()
                .orElse(null);
        if (change == null) {
            return new Fact(name, now);
        }
        changes.remove(change);
        return new Fact(
                name,
                change.old().isEmpty()
                        ? pen.of("recipes.new", now)
                        : pen.of("recipes.changed", styled(change.old(), pen), now));
    }

    private static String name(RecipeVersion version, String ref) {
        return version.components().stream()
                .filter(c -> c.item().ref().equals(ref))
                .map(c -> c.item().name())
                .findFirst()
                .orElse(ref);
    }

    private static String amount(RecipeComponent c, Pen pen) {
        if (c.quantity() != null) {
            return pen.amount(c.quantity(), c.item().unit());
        }
        return c.share() == null ? pen.of("recipes.some") : pen.amount(c.share(), "%");
    }

    private static String styled(String text, Pen pen) {
        return pen.words().styled(text);
    }

    private static List<Fact> signatures(@Nullable Signoff asked, Pen pen) {
        if (asked == null) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                pen.of("recipes.asked-by"),
                pen.of(
                        "recipes.asked",
                        pen.name(asked.requester().actor()),
                        pen.moment(asked.requestedAt()),
                        asked.reason())));
        for (Signature s : asked.signatures()) {
            facts.add(new Fact(
                    pen.word("signoff.meaning.", s.meaning().word()),
                    pen.of("recipes.signed", s.printedName(), pen.moment(s.at()))));
        }
        for (Slot slot : asked.open()) {
            facts.add(new Fact(pen.of("recipes.wanted"), slot.inWords()));
        }
        return facts;
    }

    private static Fact version(RecipeVersion v, Pen pen) {
        String authors = v.authors().stream().map(pen::name).collect(Collectors.joining(pen.of("register.comma")));
        String text = v.approvedAt() == null
                ? pen.of("recipes.is-draft", authors)
                : v.endedAt() == null
                        ? pen.of("recipes.is-approved", pen.moment(v.approvedAt()), authors)
                        : pen.of(
                                "recipes.is-over",
                                pen.word("recipes.state.", v.state().word()),
                                pen.moment(v.approvedAt()),
                                pen.moment(v.endedAt()),
                                authors);
        return new Fact(pen.of("recipes.version", Integer.toString(v.no())), text);
    }

    private static Fact event(FacilityRecord.Event e, Pen pen) {
        EventData data = EventData.of(e.data());
        String what = pen.of(
                "recipes.happened",
                pen.word("recipes.event.", e.kind()),
                data.values().getOrDefault("version", ""));
        return new Fact(
                pen.of("lots.when-who", pen.moment(e.at()), pen.name(e.actor())),
                data.reason().isEmpty() ? what : pen.of("lots.because", what, data.reason()));
    }

    private static List<Offer> offers(Recipes.Whole whole, Function<Permission, String> why, Pen pen) {
        List<Offer> offers = new ArrayList<>();
        for (RecipeDeed deed : RecipeDeed.values()) {
            if (!deed.begins()) {
                String may = why.apply(deed.permission());
                offers.add(deed.offer(may.isEmpty() ? now(deed, whole, pen) : may, pen));
            }
        }
        return offers;
    }

    /** Why a recipe that stands so keeps from it what he may do. */
    private static String now(RecipeDeed deed, Recipes.Whole whole, Pen pen) {
        Recipe recipe = whole.recipe();
        return switch (deed) {
            case WRITE, FILE, CHANGE -> "";
            case ASK ->
                recipe.draft().isEmpty()
                        ? pen.of("recipes.no-draft")
                        : whole.asked() != null ? pen.of("recipes.asked-already") : "";
            case RETIRE -> recipe.approved().isEmpty() ? pen.of("recipes.none-to-retire") : "";
        };
    }
}
