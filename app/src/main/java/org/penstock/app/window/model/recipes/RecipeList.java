package org.penstock.app.window.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Shape.Column;
import org.penstock.app.window.model.register.Shape.Kind;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Recipe;

/** The recipes in a list. */
public final class RecipeList {
    /** Switch: only those with a draft. */
    public static final String DRAFTS = "drafts";

    private RecipeList() {}

    /** What never changes about the page. */
    public static Shape shape(Words words) {
        return new Shape(
                words.of("recipes.title"),
                List.of(
                        new Column(words.of("recipes.key"), 0.22, Kind.NAME),
                        new Column(words.of("recipes.name"), 0.28, Kind.TEXT),
                        new Column(words.of("recipes.kind"), 0.16, Kind.QUIET),
                        new Column(words.of("recipes.in-force"), 0.19, Kind.TEXT),
                        new Column(words.of("recipes.draft"), 0.15, Kind.TEXT)),
                words.of("recipes.letters"),
                List.of(new Shape.Switch(DRAFTS, words.of("recipes.only-drafts"))),
                words.of("recipes.reading"),
                words.of("recipes.choose"));
    }

    /**
     * @param chosen key of the recipe that {@code entry} is
     * @param why why who sits here may not do something, "" when he may
     */
    public static Register of(
            List<Recipe> recipes,
            String letters,
            Set<String> on,
            String chosen,
            @Nullable Entry entry,
            Function<Permission, String> why,
            Pen pen) {
        List<RegisterRow> rows = new ArrayList<>();
        for (Recipe recipe : recipes) {
            RegisterRow row = row(recipe, pen);
            if ((recipe.draft().isPresent() || !on.contains(DRAFTS))
                    && Pen.says(letters, row.cells().toArray(String[]::new))) {
                rows.add(row);
            }
        }
        long drafts = recipes.stream().filter(r -> r.draft().isPresent()).count();
        return new Register(
                rows,
                pen.of(
                        "recipes.summary",
                        Integer.toString(rows.size()),
                        Integer.toString(recipes.size()),
                        Long.toString(drafts)),
                pen.of(recipes.isEmpty() ? "recipes.none" : "recipes.none-fits"),
                chosen,
                entry,
                List.of(
                        RecipeDeed.WRITE.offer(why.apply(RecipeDeed.WRITE.permission()), pen),
                        RecipeDeed.FILE.offer(why.apply(RecipeDeed.FILE.permission()), pen)));
    }

    private static RegisterRow row(Recipe recipe, Pen pen) {
        boolean doubted = recipe.approved().isPresent() && recipe.inForce().isEmpty();
        return new RegisterRow(
                recipe.key(),
                List.of(
                        recipe.key(),
                        recipe.name(),
                        pen.word("recipes.kind.", recipe.kind().word()),
                        doubted
                                ? pen.of("recipes.doubted")
                                : recipe.inForce()
                                        .map(v -> pen.of("recipes.version", Integer.toString(v.no())))
                                        .orElseGet(() -> pen.of("recipes.no-version")),
                        recipe.draft()
                                .map(v -> pen.of("recipes.version", Integer.toString(v.no())))
                                .orElse("")),
                doubted ? Mark.TRIPPED : Mark.NONE);
    }
}
