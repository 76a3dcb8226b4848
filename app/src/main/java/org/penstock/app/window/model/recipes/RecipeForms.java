package org.penstock.app.window.model.recipes;

import java.util.List;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeContent;
import org.penstock.core.inventory.RecipeText;

/** What a person is asked for when he writes a recipe, asks for its approval or takes it out of force. */
public final class RecipeForms {
    /** What stands in a new one at first. */
    private static final String EXAMPLE = """
            recipe: cal-mag-stock
            name: Cal-Mag stock solution
            kind: feed
            makes: nutrient/cal-mag-stock
            batch: 100 L
            components:
              - {item: nutrient/calcium-nitrate, quantity: 12.5 kg}
              - {item: nutrient/water, share: 80 %}
            """;

    private RecipeForms() {}

    /** A new one, written here. */
    public static Form write(Pen pen) {
        return new Form(
                RecipeDeed.WRITE.name(),
                "",
                pen.of("recipes.write"),
                pen.of("recipes.write-text"),
                List.of(text(EXAMPLE, pen), reason(pen)),
                pen.of("recipes.go-draft"));
    }

    /** A draft out of a file. */
    public static Form file(Pen pen) {
        return new Form(
                RecipeDeed.FILE.name(),
                "",
                pen.of("recipes.file"),
                pen.of("recipes.file-text"),
                List.of(Field.file("file", pen.of("recipes.file-name"), false).needed(), reason(pen)),
                pen.of("recipes.go-draft"));
    }

    /** What is done with a recipe that is there. */
    public static Form of(RecipeDeed deed, Recipe recipe, Pen pen) {
        return switch (deed) {
            case WRITE, FILE -> throw new IllegalArgumentException(deed + " is done to no recipe");
            case CHANGE ->
                new Form(
                        deed.name(),
                        recipe.key(),
                        pen.of("recipes.deed-of", deed.inWords(pen), recipe.key()),
                        pen.of(recipe.draft().isPresent() ? "recipes.change-draft" : "recipes.change-next"),
                        List.of(
                                text(
                                        RecipeText.write(RecipeContent.spec(
                                                recipe,
                                                recipe.draft()
                                                        .or(recipe::approved)
                                                        .orElseGet(() -> recipe.versions()
                                                                .getFirst()))),
                                        pen),
                                reason(pen)),
                        pen.of("recipes.go-draft"));
            case ASK ->
                new Form(
                        deed.name(),
                        recipe.key(),
                        pen.of("recipes.deed-of", deed.inWords(pen), recipe.key()),
                        pen.of("recipes.ask-text"),
                        List.of(reason(pen)),
                        deed.inWords(pen));
            case RETIRE ->
                new Form(
                        deed.name(),
                        recipe.key(),
                        pen.of("recipes.deed-of", deed.inWords(pen), recipe.key()),
                        pen.of("recipes.retire-text"),
                        List.of(reason(pen)),
                        deed.inWords(pen));
        };
    }

    private static Field text(String at, Pen pen) {
        return Field.lines("text", pen.of("recipes.text"), "").with(at).needed();
    }

    private static Field reason(Pen pen) {
        return Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                .needed();
    }
}
