package org.penstock.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.FacilityDocuments;
import org.penstock.app.api.RecipeDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What things should be made of: written in a file, put in force by two others. */
final class RecipeCommands {
    private static final String PATH = "/v1/recipes";

    private RecipeCommands() {}

    static List<Question> all(Penstock penstock) {
        return List.of(new Show(penstock), new Draft(penstock), new Ask(penstock), new Retire(penstock));
    }

    private static String number(@Nullable Integer version) {
        return version == null ? "none" : version.toString();
    }

    private static void print(PrintWriter out, RecipeDocuments.Whole w) {
        RecipeDocuments.One r = w.recipe();
        out.println(r.recipe() + "  " + r.name() + ", " + r.kind() + (r.makes() == null ? "" : ", makes " + r.makes()));
        if (!w.doubt().isEmpty()) {
            out.println("  " + w.doubt());
        }
        w.versions().forEach(v -> print(out, v));
        if (!w.changes().isEmpty() && r.inForce() != null) {
            out.println("  what the draft changes of version " + r.inForce());
            w.changes().forEach(c -> out.println("    " + c.text()));
        }
        RecipeDocuments.Asked asked = w.asked();
        if (asked != null) {
            out.println("  asked for: " + asked.signatures() + " signed, " + asked.wanted()
                    + " wanted; penstock signoffs sign " + asked.signoff());
        } else if (r.draft() != null) {
            out.println("  nobody has asked that the draft comes into force: penstock recipes ask " + r.recipe()
                    + " --reason …");
        }
    }

    private static void print(PrintWriter out, RecipeDocuments.Version v) {
        out.println("  version " + v.version() + "  "
                + (v.state().equals("approved") ? "IN FORCE since " + v.approved() : v.state()) + ", batch "
                + Verb.much(v.batchQuantity(), v.batchUnit()) + ", written by " + String.join(", ", v.authors())
                + (v.ended() == null ? "" : ", until " + v.ended()));
        Table table = new Table("    ");
        v.components()
                .forEach(c -> table.row(
                        Integer.toString(c.order()),
                        c.quantity() != null
                                ? Verb.much(c.quantity(), c.unit())
                                : c.sharePercent() == null ? "" : Verb.much(c.sharePercent(), "%"),
                        c.item(),
                        c.name()));
        table.print(out);
    }

    @Command(name = "recipes", description = "What things should be made of, and which version of each is in force.")
    static final class Look extends Verb {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get(PATH), RecipeDocuments.All.class, all -> {
                if (all.recipes().isEmpty()) {
                    terminal()
                            .out()
                            .println("No recipes yet. penstock recipes draft FILE writes one; penstock recipes draft"
                                    + " --help shows such a file.");
                    return;
                }
                Table table = new Table("", "RECIPE", "NAME", "KIND", "MAKES", "IN FORCE", "DRAFT");
                all.recipes()
                        .forEach(r -> table.row(
                                r.recipe(),
                                r.name(),
                                r.kind(),
                                r.makes() == null ? "" : r.makes(),
                                number(r.inForce()),
                                r.draft() == null ? "" : r.draft().toString()));
                table.print(terminal().out());
            });
        }
    }

    @Command(name = "show", description = "One recipe: its versions, their components, and which is in force.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "RECIPE", description = "Its key; penstock recipes lists them.")
        private String recipe = "";

        @Option(names = "--file", description = "As a file, to be changed and drafted again.")
        private boolean file;

        Show(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get(PATH + "/" + part(recipe)), RecipeDocuments.Whole.class, w -> {
                if (file) {
                    terminal().out().print(w.file());
                    terminal().out().flush();
                } else {
                    print(terminal().out(), w);
                }
            });
        }
    }

    @Command(
            name = "draft",
            description = "Write a draft of what a file says; over the draft there is, which voids what was signed of"
                    + " it. It holds for nobody until two others have signed.",
            footer = {
                "",
                "Such a file (YAML or JSON):",
                "  recipe: cal-mag-stock",
                "  name: Cal-Mag stock solution",
                "  kind: feed                        # or formulation, ration, media, cleaning, declared",
                "  makes: nutrient/cal-mag-stock     # may be left out",
                "  batch: 100 L",
                "  components:",
                "    - {item: nutrient/calcium-nitrate, quantity: 12.5 kg}",
                "    - {item: nutrient/water, share: 80 %%}"
            })
    static final class Draft extends Verb {
        @Parameters(paramLabel = "FILE", description = "The file.")
        private Path file = Path.of("");

        @Mixin
        private final Why why = new Why();

        Draft(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String name = String.valueOf(file.getFileName());
            RecipeDocuments.Draft draft;
            try (Talk talk = penstock.talk()) {
                draft = ask(
                        talk,
                        Asked.post(
                                PATH,
                                mapper.writeValueAsString(body("file", name, "text", text(), "reason", why.text()))),
                        RecipeDocuments.Draft.class);
            }
            if (json) {
                printJson(draft);
            } else {
                draft.problems().stream()
                        .map(FacilityDocuments.Fault::text)
                        .forEach(terminal().out()::println);
                RecipeDocuments.Whole recipe = draft.recipe();
                if (recipe != null) {
                    print(terminal().out(), recipe);
                } else {
                    terminal().out().println(file + " was not drafted.");
                }
            }
            return draft.accepted() ? ExitCode.OK : ExitCode.BAD_FACILITY;
        }

        private String text() {
            if (!Files.isRegularFile(file)) {
                throw Refusal.noFile(file);
            }
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                throw new Refusal(ExitCode.BAD_FACILITY, file + " is no UTF-8 text.", "Save it as UTF-8.");
            } catch (IOException e) {
                throw new Refusal(ExitCode.DISK, file + " cannot be read: " + e.getMessage(), "");
            }
        }
    }

    @Command(
            name = "ask",
            description = "Ask that the draft comes into force: two others sign, none of whom wrote it; the last"
                    + " signature does it.")
    static final class Ask extends Verb {
        @Parameters(paramLabel = "RECIPE", description = "Its key; penstock recipes lists them.")
        private String recipe = "";

        @Mixin
        private final Why why = new Why();

        Ask(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return sign(PATH + "/" + part(recipe) + "/ask", why.text(), false);
        }
    }

    @Command(
            name = "retire",
            description = "Take the version in force out of force, at once; nothing comes into its place until another"
                    + " one is approved.")
    static final class Retire extends Verb {
        @Parameters(paramLabel = "RECIPE", description = "Its key; penstock recipes lists them.")
        private String recipe = "";

        @Mixin
        private final Why why = new Why();

        Retire(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return told(
                    PATH + "/" + part(recipe) + "/retire",
                    body("reason", why.text()),
                    RecipeDocuments.Whole.class,
                    w -> print(terminal().out(), w));
        }
    }
}
