package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.HandoverEndpoints;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The change of shifts from the command line. */
final class HandoverCommands {
    private HandoverCommands() {}

    private static void print(PrintWriter out, Map<String, String> content) {
        content.forEach((topic, lines) -> {
            out.println(topic + ":");
            lines.lines().forEach(line -> out.println("  " + line));
        });
    }

    @Command(name = "handover", description = "What the next shift must know: as it is now, and what was handed over.")
    static final class Look extends Question {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            return show(Asked.get("/v1/handovers"), HandoverEndpoints.Documents.class, all -> {
                if (all.draft().keySet().stream().allMatch("shift"::equals)) {
                    out.println("Nothing is open: no overrides, alerts, corrective actions, runs, silent"
                            + " devices, holds or sign-offs.");
                }
                HandoverCommands.print(out, all.draft());
                all.handovers()
                        .forEach(h -> out.println(h.givenAt() + "  " + h.givenBy() + " handed over"
                                + (h.takenBy() == null
                                        ? "; nobody has taken over yet"
                                        : ", " + h.takenBy() + " took over at " + h.takenAt())));
            });
        }
    }

    @Command(
            name = "give",
            description = "Hand the shift over: sign what the facility tells, by password or PIN typed unseen.")
    static final class Give extends Verb {
        @Option(names = "--note", paramLabel = "TEXT", description = "What the facility cannot know.")
        private String note = "";

        Give(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String secret = terminal().askHidden("password or PIN: ");
            try (Talk talk = penstock.talk()) {
                HandoverEndpoints.Document h = ask(
                        talk,
                        Asked.post(
                                "/v1/handovers",
                                mapper.writeValueAsString(body("note", note, "secret", secret == null ? "" : secret))),
                        HandoverEndpoints.Document.class);
                if (json) {
                    printJson(h);
                } else {
                    HandoverCommands.print(terminal().out(), h.content());
                    terminal()
                            .out()
                            .println("Handed over; it waits for the next shift. Content hash " + h.contentHash());
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "take", description = "Take the shift over: sign what was handed over.")
    static final class Take extends Verb {
        @Option(names = "--login", paramLabel = "LOGIN", description = "As somebody who is not signed in, by password.")
        private @Nullable String login;

        Take(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                HandoverEndpoints.Document waits =
                        ask(talk, Asked.get("/v1/handovers"), HandoverEndpoints.Documents.class).handovers().stream()
                                .filter(h -> h.takenBy() == null)
                                .findFirst()
                                .orElseThrow(
                                        () -> new Refusal(ExitCode.REFUSED, "Nothing waits to be taken over.", ""));
                HandoverCommands.print(terminal().err(), waits.content());
                String secret =
                        terminal().askHidden(login == null ? "password or PIN: " : "password of " + login + ": ");
                String given = secret == null ? "" : secret;
                HandoverEndpoints.Document h = ask(
                        talk,
                        Asked.post(
                                "/v1/handovers/" + waits.id() + "/take",
                                mapper.writeValueAsString(
                                        login == null
                                                ? body("hash", waits.contentHash(), "secret", given)
                                                : body(
                                                        "hash",
                                                        waits.contentHash(),
                                                        "login",
                                                        login,
                                                        "password",
                                                        given))),
                        HandoverEndpoints.Document.class);
                if (json) {
                    printJson(h);
                } else {
                    terminal().out().println(h.takenBy() + " has taken over from " + h.givenBy() + ".");
                }
                return ExitCode.OK;
            }
        }
    }
}
