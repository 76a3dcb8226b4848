package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.SimulationDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands below {@code penstock simulate}. */
final class SimulateCommands {
    private SimulateCommands() {}

    /** All of them, in the order of the help. */
    static List<Question> all(Penstock penstock) {
        return List.of(new Begin(penstock), new ListFaults(penstock), new Clear(penstock));
    }

    @Command(
            name = "fault",
            description = "Let something simulated go wrong, now. The link then says so on every screen, and it is on"
                    + " record. What is real cannot be made to go wrong.",
            footer = {
                "",
                "A stream can be stuck, silent; drift --by 0.5°C/h, noise --by 2°C (to either side), spike --by",
                "20°C (about one reading in twenty), wrong_unit --by °F (the unit it speaks instead).",
                "An output can be stuck_open, stuck_closed, no_effect (it reads back as told and moves nothing:",
                "a pump without flow), no_read_back.",
                "A device can be silent, or slow --by 3s. A link can be down."
            })
    static final class Begin extends Question {
        @Parameters(
                index = "0",
                paramLabel = "KEY",
                description = "Key of a stream, an output, a device or a link; penstock devices lists them.")
        private String key = "";

        @Parameters(index = "1", paramLabel = "KIND", description = "What goes wrong; see below.")
        private String kind = "";

        @Option(names = "--by", paramLabel = "SIZE", description = "How much, with its unit.")
        private @Nullable String by;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "How long, for example 90s, 10min; without it until it is cleared.")
        private @Nullable String time;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
        private @Nullable String reason;

        Begin(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("subject", key);
            body.put("kind", kind);
            if (by != null) {
                body.put("by", by);
            }
            if (time != null) {
                body.put("for_seconds", Moments.duration(time, "--for").toMillis() / 1_000.0);
            }
            if (reason != null) {
                body.put("reason", reason);
            }
            return tell(this, "/v1/simulation/faults", body);
        }
    }

    @Command(name = "faults", description = "List what was made to go wrong, and what the facility file still will.")
    static final class ListFaults extends Question {
        ListFaults(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                mustBeLive(talk);
                SimulationDocuments.Faults document =
                        ask(talk, Asked.get("/v1/simulation/faults"), SimulationDocuments.Faults.class);
                if (json) {
                    printJson(document);
                } else {
                    print(document);
                }
                return ExitCode.OK;
            }
        }

        private void print(SimulationDocuments.Faults document) {
            if (document.links().isEmpty()) {
                terminal().out().println("Nothing here is simulated.");
            } else if (document.faults().isEmpty()) {
                terminal().out().println("Nothing was made to go wrong.");
            } else {
                Words words = new Words(
                        document.site(), penstock.surroundings().wall().instant());
                Table table = new Table("", "KEY", "KIND", "NOW", "FROM", "UNTIL", "WHAT IS WRONG");
                document.faults()
                        .forEach(f -> table.row(
                                f.subject(),
                                f.kind(),
                                f.active() ? "yes" : "to come",
                                words.time(f.from()),
                                f.until() == null ? "cleared" : words.time(f.until()),
                                f.text()));
                table.print(terminal().out());
            }
        }
    }

    @Command(
            name = "clear",
            description =
                    "End what was made to go wrong: everything, or what has this key. A fault of the facility file"
                            + " comes back when its link is opened again.")
    static final class Clear extends Question {
        @Parameters(
                paramLabel = "KEY",
                arity = "0..1",
                description = "Key of the stream, output, device or link; penstock simulate faults lists them.")
        private String key = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
        private @Nullable String reason;

        Clear(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell(this, "/v1/simulation/clear", Map.of("subject", key, "reason", reason == null ? "" : reason));
        }
    }

    private static ExitCode tell(Question asker, String path, Map<String, Object> body) {
        try (Talk talk = asker.penstock.talk()) {
            asker.mustBeLive(talk);
            Documents.Answer answer =
                    asker.ask(talk, Asked.post(path, asker.mapper.writeValueAsString(body)), Documents.Answer.class);
            if (asker.json) {
                asker.printJson(answer);
            } else {
                (answer.accepted() ? asker.terminal().out() : asker.terminal().err()).println(answer.text());
            }
            return answer.accepted() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }
}
