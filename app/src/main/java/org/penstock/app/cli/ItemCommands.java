package org.penstock.app.cli;

import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.StockDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What lots are lots of. */
final class ItemCommands {
    private ItemCommands() {}

    @Command(name = "items", description = "What lots are lots of, each with the unit of its quantities.")
    static final class Look extends Verb {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/items"), StockDocuments.AllItems.class, all -> {
                if (all.items().isEmpty()) {
                    terminal().out().println("No items yet. penstock items make KIND/CODE --unit UNIT makes one.");
                    return;
                }
                Table table = new Table("", "ITEM", "NAME", "UNIT");
                all.items().forEach(i -> table.row(i.kind() + "/" + i.code(), i.name(), i.unit()));
                table.print(terminal().out());
            });
        }
    }

    @Command(name = "make", description = "Make an item; its unit never changes.")
    static final class Make extends Verb {
        @Parameters(paramLabel = "KIND/CODE", description = "Such as strain/blue or nutrient/cal-mag.")
        private String item = "";

        @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "Such as kg, g, L or each.")
        private String unit = "";

        @Option(names = "--name", paramLabel = "NAME", description = "As shown; its code without it.")
        private @Nullable String name;

        Make(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String[] parts = named(item);
            return told(
                    "/v1/items",
                    body("kind", parts[0], "code", parts[1], "name", name, "unit", unit),
                    StockDocuments.OneItem.class,
                    done -> terminal()
                            .out()
                            .println(item + " is made; quantities of it are in "
                                    + done.item().unit() + "."));
        }
    }

    /** KIND and CODE. */
    static String[] named(String given) {
        String[] parts = given.split("/", 2);
        if (parts.length != 2) {
            throw new Refusal(
                    ExitCode.USAGE, "\"" + given + "\" names no item.", "Write KIND/CODE; penstock items lists them.");
        }
        return parts;
    }
}
