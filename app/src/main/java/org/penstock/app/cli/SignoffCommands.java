package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.SignoffDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for signatures: listed, shown, signed, refused; and the policies that say what does. */
final class SignoffCommands {
    private SignoffCommands() {}

    static void print(PrintWriter out, SignoffDocuments.One s) {
        out.println(s.id() + "  " + s.state());
        out.println("  " + s.summary());
        out.println("  asked by " + s.requester() + " at " + s.requested() + ", until " + s.expires()
                + (s.reason().isEmpty() ? "" : ": " + s.reason()));
        s.payload().forEach((name, value) -> out.println("  " + name + " = " + value));
        out.println("  content hash " + s.contentHash());
        s.signatures()
                .forEach(g -> out.println("  " + g.meaning() + " by " + g.name() + " (" + g.signer() + "), " + g.at()
                        + ", at " + g.workstation()));
        if (!s.open().isEmpty() && s.state().equals("pending")) {
            out.println("  still wanted: " + words(s.open()));
        }
        if (!s.endReason().isEmpty()) {
            out.println("  ended: " + s.endReason());
        }
    }

    private static String words(List<SignoffDocuments.Wanted> wanted) {
        return wanted.stream()
                .map(w -> w.meaning() + " by " + (w.roles().isEmpty() ? "anybody" : String.join(" or ", w.roles())))
                .collect(Collectors.joining(", "));
    }

    @Command(name = "signoffs", description = "What waits for signatures, or one of it whole.")
    static final class Look extends Question {
        @Parameters(paramLabel = "SIGNOFF", arity = "0..1", description = "Id of one; otherwise all that are open.")
        private @Nullable String id;

        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            if (id != null) {
                return show(Asked.get("/v1/signoffs/" + Verb.part(id)), SignoffDocuments.Single.class, s -> {
                    SignoffCommands.print(out, s.signoff());
                    s.changes().forEach(line -> out.println("  ~ " + line));
                });
            }
            return show(Asked.get("/v1/signoffs"), SignoffDocuments.Signoffs.class, all -> {
                all.open().forEach(s -> SignoffCommands.print(out, s));
                if (all.open().isEmpty()) {
                    out.println("Nothing waits for signatures.");
                }
                all.reviewsOwed()
                        .forEach(s -> out.println(
                                "To be reviewed until " + s.reviewDue() + ": " + s.id() + "  " + s.summary()));
            });
        }
    }

    /** What is done to one sign-off. */
    abstract static class Act extends Verb {
        @Parameters(paramLabel = "SIGNOFF", description = "Its id; penstock signoffs lists them.")
        String id = "";

        Act(Penstock penstock) {
            super(penstock);
        }

        ExitCode done(Talk talk, String verb, Map<String, ?> body) {
            SignoffDocuments.Single s = ask(
                    talk,
                    Asked.post("/v1/signoffs/" + Verb.part(id) + "/" + verb, mapper.writeValueAsString(body)),
                    SignoffDocuments.Single.class);
            if (json) {
                printJson(s);
            } else {
                SignoffCommands.print(terminal().out(), s.signoff());
                if (!s.outcome().isEmpty()) {
                    terminal().out().println(s.outcome());
                }
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "sign",
            description = "Sign what somebody else asked for, by your password or PIN typed unseen.",
            footer = {"", "What is shown is what is signed: its content hash goes with the signature."})
    static final class Sign extends Act {
        @Option(
                names = "--as",
                paramLabel = "MEANING",
                description = "approved (the default), reviewed, witnessed or authored.")
        private String meaning = "approved";

        @Option(
                names = "--login",
                paramLabel = "LOGIN",
                description = "Sign as somebody who is not signed in, by password.")
        private @Nullable String login;

        @Option(names = "--badge", description = "Sign by badge and PIN, whoever is signed in.")
        private boolean badge;

        @Option(names = "--reason", paramLabel = "TEXT", description = "In your words; kept in the record.")
        private String reason = "";

        Sign(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                SignoffDocuments.Single whole =
                        ask(talk, Asked.get("/v1/signoffs/" + Verb.part(id)), SignoffDocuments.Single.class);
                SignoffDocuments.One seen = whole.signoff();
                SignoffCommands.print(terminal().err(), seen);
                whole.changes().forEach(line -> terminal().err().println("  ~ " + line));
                Map<String, Object> body = body("hash", seen.contentHash(), "meaning", meaning, "reason", reason);
                if (badge) {
                    body.put("badge", typed("badge: "));
                    body.put("pin", typed("PIN: "));
                } else if (login == null) {
                    body.put("secret", typed("password or PIN: "));
                } else {
                    body.put("login", login);
                    body.put("password", typed("password of " + login + ": "));
                }
                return done(talk, "sign", body);
            }
        }

        private String typed(String question) {
            String secret = terminal().askHidden(question);
            if (secret == null || secret.isEmpty()) {
                throw new Refusal(ExitCode.REFUSED, "Nothing was signed.", "");
            }
            return secret;
        }
    }

    @Command
    static final class End extends Act implements Named {
        private final String verb;
        private final String description;

        @Mixin
        private Why why = new Why();

        End(Penstock penstock, String verb, String description) {
            super(penstock);
            this.verb = verb;
            this.description = description;
        }

        @Override
        public String name() {
            return verb;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                return done(talk, verb, body("reason", why.text()));
            }
        }
    }

    @Command(name = "policies", description = "What takes whose signatures.")
    static final class PoliciesCommand extends Question {
        PoliciesCommand(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/policies"), SignoffDocuments.Policies.class, all -> {
                Table table = new Table("", "ACTION", "VERSION", "SIGNATURES", "WORKSTATION", "OPEN FOR");
                all.policies()
                        .forEach(p -> table.row(
                                p.action(),
                                p.version() == 0 ? "as it comes" : Integer.toString(p.version()),
                                p.allowed() ? words(p.signatures()) : "nobody may",
                                p.workstation(),
                                Words.span((double) p.validSeconds())));
                table.print(terminal().out());
            });
        }
    }

    @Command(
            name = "set",
            description = "Ask that an action take other signatures: itself something others sign.",
            footer = {"", "configuration.apply, role.grant and the like take none until such a policy is in force."})
    static final class SetPolicy extends Verb {
        @Parameters(paramLabel = "ACTION", description = "Which; penstock policies lists them.")
        private String action = "";

        @Option(
                names = "--signature",
                paramLabel = "MEANING:ROLE+ROLE",
                description =
                        "One for each signature, such as approved:owner+supervisor. Without any, those as they are.")
        private List<String> signatures = List.of();

        @Option(names = "--workstation", paramLabel = "WHERE", description = "any, same or other than the asker's.")
        private @Nullable String workstation;

        @Mixin
        private Why why = new Why();

        @Option(
                names = "--alone",
                description = "Where you are the only one who could sign: sign it yourself; to be reviewed later.")
        private boolean alone;

        SetPolicy(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            List<SignoffDocuments.Wanted> wanted = new ArrayList<>();
            for (String written : signatures) {
                String[] parts = written.split(":", 2);
                Set<String> roles = parts.length < 2 || parts[1].isEmpty()
                        ? Set.of()
                        : new TreeSet<>(List.of(parts[1].split("\\+")));
                wanted.add(new SignoffDocuments.Wanted(parts[0], roles));
            }
            String secret = alone ? terminal().askHidden("password or PIN: ") : null;
            Map<String, Object> body = body(
                    "signatures",
                    wanted.isEmpty() ? null : wanted,
                    "workstation",
                    workstation,
                    "reason",
                    why.text(),
                    "alone",
                    alone,
                    "secret",
                    secret);
            try (Talk talk = penstock.talk()) {
                SignoffDocuments.Single s = ask(
                        talk,
                        Asked.post("/v1/policies/" + Verb.part(action), mapper.writeValueAsString(body)),
                        SignoffDocuments.Single.class);
                if (json) {
                    printJson(s);
                } else {
                    SignoffCommands.print(terminal().out(), s.signoff());
                    terminal().out().println(s.outcome().isEmpty() ? "It waits for signatures." : s.outcome());
                }
                return ExitCode.OK;
            }
        }
    }
}
