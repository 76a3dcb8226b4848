package org.penstock.app.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Recipes;

/** What things should be made of. */
final class RecipeEndpoints {
    static final String PATH = "/v1/recipes";

    private final ControlRoom room;
    private final String account;

    RecipeEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** A draft to be written. @param file what the text is called in reports */
    record Drafting(
            @Nullable String file,
            @Nullable String text,
            @Nullable String reason) {}

    static boolean takes(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    Object look(Asked asked) {
        asked.only(Set.of());
        Asker asker = asked.asker(account);
        Recipes recipes = room.stock().recipes();
        String path = asked.path();
        if (asked.method().equals("GET")) {
            return path.equals(PATH)
                    ? RecipeDocuments.All.of(recipes.list(asker))
                    : one(recipes, asker, path.substring(PATH.length() + 1));
        }
        Endpoints.must(asked, "POST", Set.of());
        if (path.equals(PATH)) {
            Drafting d = Bodies.read(asked.body(), Drafting.class);
            String file = Bodies.text(d.file());
            return RecipeDocuments.Draft.of(recipes.draft(
                    asker, file.isEmpty() ? "recipe" : file, Bodies.must(d.text(), "text"), Bodies.text(d.reason())));
        }
        int slash = path.lastIndexOf('/');
        if (slash <= PATH.length()) {
            throw Bodies.unknown(path);
        }
        String key = path.substring(PATH.length() + 1, slash);
        String reason =
                Bodies.text(Bodies.read(asked.body(), Bodies.Signing.class).reason());
        return switch (path.substring(slash + 1)) {
            case "ask" -> Bodies.asked(recipes.ask(asker, key, reason));
            case "retire" -> RecipeDocuments.Whole.of(recipes.retire(asker, key, reason));
            default -> throw Bodies.unknown(path);
        };
    }

    private static RecipeDocuments.Whole one(Recipes recipes, Asker asker, String key) {
        return RecipeDocuments.Whole.of(recipes.find(asker, key)
                .orElseThrow(() -> new ApiProblem(
                        404, "unknown_recipe", "There is no recipe " + key + ".", "GET " + PATH + " lists them.")));
    }
}
