package org.penstock.app.window;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.recipes.RecipeDeed;
import org.penstock.app.window.model.recipes.RecipeEntry;
import org.penstock.app.window.model.recipes.RecipeForms;
import org.penstock.app.window.model.recipes.RecipeList;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.view.Going;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Recipes;

/** The page of the recipes. */
final class RecipeBook extends RegisterPage {
    /** Events shown of a recipe. */
    private static final int EVENTS = 100;

    private volatile Recipes.@Nullable Whole whole;

    RecipeBook(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Going going) {
        super(Kind.RECIPES, RecipeList.shape(words), room, desk, options, words, screen, going);
    }

    @Override
    Told read(String chosen, Set<String> on, Asker asker, Pen pen) {
        String shut = why(asker, Permission.RECIPE_READ);
        if (!shut.isEmpty()) {
            whole = null;
            return (_, _) -> new Register(List.of(), "", shut, chosen, null, List.of());
        }
        Recipes recipes = room.stock().recipes();
        List<Recipe> read = recipes.list(asker);
        Recipes.Whole one = chosen.isEmpty() ? null : recipes.find(asker, chosen).orElse(null);
        whole = one;
        Map<Permission, String> why = LotRights.of(p -> why(asker, p));
        List<FacilityRecord.Event> events = one != null && why.getOrDefault(Permission.RECORD_READ, "").isEmpty()
                ? room.record().events(FacilityRecord.Wanted.about("recipe:" + one.recipe().id(), EVENTS))
                : null;
        Entry entry = one == null ? null : RecipeEntry.of(one, events, p -> why.getOrDefault(p, ""), pen);
        return (letters, now) ->
                RecipeList.of(read, letters, on, chosen, entry, p -> why.getOrDefault(p, ""), now);
    }

    @Override
    public void press(String offer) {
        RecipeDeed deed = RecipeDeed.of(offer).orElseThrow();
        Recipes.Whole one = whole;
        switch (deed) {
            case WRITE -> ask(RecipeForms.write(pen()));
            case FILE -> ask(RecipeForms.file(pen()));
            case CHANGE, ASK, RETIRE -> {
                if (one != null && one.recipe().key().equals(chosen())) {
                    ask(RecipeForms.of(deed, one.recipe(), pen()));
                }
            }
        }
    }

    @Override
    Done does(Form form, Filled filled, Asker asker, Pen pen) throws IOException {
        Recipes recipes = room.stock().recipes();
        String reason = filled.text("reason");
        return switch (RecipeDeed.of(form.deed()).orElseThrow()) {
            case WRITE, CHANGE ->
                drafted(recipes.draft(asker, pen.of("recipes.here"), filled.text("text"), reason), pen);
            case FILE -> {
                Path file = Path.of(filled.text("file"));
                yield drafted(recipes.draft(asker, String.valueOf(file.getFileName()), text(file), reason), pen);
            }
            case ASK -> new Done(Lots.asked(recipes.ask(asker, form.about(), reason), pen));
            case RETIRE -> {
                recipes.retire(asker, form.about(), reason);
                yield new Done(pen.of("recipes.is-retired", form.about()));
            }
        };
    }

    private String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Filled.Unfit(words.of("register.no-file", file));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Filled.Unfit(words.of("recipes.no-text", file));
        }
    }

    private Done drafted(Recipes.Drafted drafted, Pen pen) {
        return switch (drafted) {
            case Recipes.Drafted.Accepted(Recipes.Whole now) -> {
                Recipe recipe = now.recipe();
                yield new Done(
                        pen.of(
                                "recipes.is-drafted",
                                recipe.key(),
                                recipe.draft()
                                        .map(v -> Integer.toString(v.no()))
                                        .orElse("")),
                        recipe.key(),
                        null);
            }
            case Recipes.Drafted.Faulty(var problems) ->
                throw new Filled.Unfit(problems.stream()
                        .map(p -> pen.of("recipes.fault", Integer.toString(p.line()), p.what(), p.remedy()))
                        .collect(Collectors.joining("\n")));
        };
    }
}
