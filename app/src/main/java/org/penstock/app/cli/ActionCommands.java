package org.penstock.app.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.CorrectiveEndpoints;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was done about alerts, and who else saw that it helped. */
final class ActionCommands {
    private static final String PATH = "/v1/corrective-actions";

    private ActionCommands() {}

    private static Table table() {
        return new Table("", "ACTION", "ALERT", "AT", "BY", "VERIFIED", "PROBLEM", "WHAT WAS DONE");
    }

    private static void row(Table table, CorrectiveEndpoints.Document a) {
        table.row(
                "#" + a.no(),
                "#" + a.alert(),
                a.at().toString(),
                a.actor(),
                a.verifiedBy() == null
                        ? "waits for somebody else"
                        : "by " + a.verifiedBy() + " at " + a.verifiedAt()
                                + (a.note().isEmpty() ? "" : ": " + a.note()),
                a.problem(),
                a.action());
    }

    @Command(name = "actions", description = "Corrective actions for alerts, the newest first, and who verified them.")
    static final class Look extends Question {
        @Option(names = "--alert", paramLabel = "ALERT", description = "Only those for this alert.")
        private @Nullable String alert;

        @Option(
                names = "--most",
                paramLabel = "N",
                defaultValue = "50",
                description = "Not more than N, 1 to 10000; default ${DEFAULT-VALUE}.")
        private int most;

        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            Map<String, String> query = new TreeMap<>(Map.of("most", Integer.toString(most)));
            String given = alert;
            if (given != null) {
                query.put("alert", TellingCommands.numbered(given, "--alert", "an alert"));
            }
            return show(new Asked("GET", PATH, query, ""), CorrectiveEndpoints.Documents.class, all -> {
                if (all.actions().isEmpty()) {
                    terminal()
                            .out()
                            .println("No corrective action was written yet. penstock actions write ALERT writes one.");
                    return;
                }
                Table table = table();
                all.actions().forEach(a -> row(table, a));
                table.print(terminal().out());
            });
        }
    }

    /** What becomes of one action is printed as it then is. */
    private abstract static class ActionVerb extends Verb {
        ActionVerb(Penstock penstock) {
            super(penstock);
        }

        ExitCode becomes(String path, Map<String, ?> body) {
            return told(path, body, CorrectiveEndpoints.Single.class, one -> {
                Table table = table();
                row(table, one.action());
                table.print(terminal().out());
            });
        }
    }

    @Command(
            name = "write",
            description =
                    "Write down what was wrong, and what was done or is to be done. Open until somebody else verified"
                            + " it; the hand-over tells it until then.")
    static final class Write extends ActionVerb {
        @Parameters(paramLabel = "ALERT", description = "Number of the alert; penstock alerts lists them.")
        private String alert = "";

        @Option(names = "--problem", required = true, paramLabel = "TEXT", description = "What was wrong.")
        private String problem = "";

        @Option(
                names = "--action",
                required = true,
                paramLabel = "TEXT",
                description = "What was done or is to be done.")
        private String action = "";

        Write(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return becomes(
                    PATH,
                    body(
                            "alert",
                            Long.valueOf(TellingCommands.numbered(alert, "ALERT", "an alert")),
                            "problem",
                            problem,
                            "action",
                            action));
        }
    }

    @Command(name = "verify", description = "Say that what somebody else did about an alert was done and helped.")
    static final class Verify extends ActionVerb {
        @Parameters(paramLabel = "ACTION", description = "Its number; penstock actions lists them.")
        private String action = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "What was seen.")
        private String note = "";

        Verify(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String no = TellingCommands.numbered(action, "ACTION", "a corrective action");
            return becomes(PATH + "/" + no + "/verify", body("note", note));
        }
    }
}
