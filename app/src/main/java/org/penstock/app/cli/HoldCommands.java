package org.penstock.app.cli;

import java.util.List;
import org.penstock.app.api.Asked;
import org.penstock.app.api.StockDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What keeps lots where they are. */
final class HoldCommands {
    private HoldCommands() {}

    @Command(
            name = "holds",
            description = "Every open hold: a held lot is not moved, picked, packed, used or destroyed.")
    static final class Look extends Verb {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/holds"), StockDocuments.Holds.class, all -> {
                if (all.holds().isEmpty()) {
                    terminal().out().println("Nothing is held.");
                    return;
                }
                Table table = new Table("", "HOLD", "LOT", "REASON", "REACH", "BY", "SINCE", "NOTE");
                all.holds()
                        .forEach(h -> table.row(
                                h.id().toString(),
                                h.lot(),
                                h.reason(),
                                h.descendants() ? "and what comes from it" : "the lot",
                                h.placedBy(),
                                h.placed().toString(),
                                h.note()));
                table.print(terminal().out());
            });
        }
    }

    @Command(name = "place", description = "Hold lots, at once. Two others release them, neither of them you.")
    static final class Place extends Verb {
        @Parameters(arity = "1..*", paramLabel = "LOT", description = "Numbers; penstock lots lists them.")
        private List<String> lots = List.of();

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "REASON",
                description = "coa_failed, coa_pending, contamination, quality_issue, regulatory, customer_return,"
                        + " investigation, audit_review, damaged, expired or other.")
        private String reason = "";

        @Option(
                names = "--note",
                required = true,
                paramLabel = "TEXT",
                description = "What is known; kept in the record.")
        private String note = "";

        @Option(names = "--descendants", description = "Also whatever came, or will come, from them.")
        private boolean descendants;

        Place(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return told(
                    "/v1/holds",
                    body("lots", lots, "reason", reason, "note", note, "descendants", descendants),
                    StockDocuments.Held.class,
                    held -> {
                        terminal()
                                .out()
                                .println(String.join(", ", lots) + (lots.size() == 1 ? " is held." : " are held."));
                        held.holds().forEach(id -> terminal().out().println("hold " + id));
                        if (!held.offered().isEmpty()) {
                            terminal()
                                    .out()
                                    .println("NOT held are lots that came from "
                                            + (lots.size() == 1 ? "it" : "them") + ": "
                                            + String.join(", ", held.offered()) + ". To hold them too:");
                            terminal()
                                    .out()
                                    .println("  penstock holds place " + String.join(" ", held.offered()) + " --reason "
                                            + reason + " --note …");
                        }
                    });
        }
    }

    @Command(
            name = "release",
            description = "Ask that a hold be released: two others sign, neither of them who placed it; the last"
                    + " signature releases it.")
    static final class Release extends Verb {
        @Parameters(paramLabel = "HOLD", description = "Its id, or the lot where that has one hold; penstock holds.")
        private String hold = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it can be released.")
        private String reason = "";

        @Option(
                names = "--alone",
                description = "Where you are the only one who could sign: sign it yourself; to be reviewed later.")
        private boolean alone;

        Release(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return sign("/v1/holds/" + hold + "/release", reason, alone);
        }
    }
}
