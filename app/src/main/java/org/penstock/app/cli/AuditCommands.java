package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about the proof of the record. */
final class AuditCommands {
    private AuditCommands() {}

    static List<Question> all(Penstock penstock) {
        return List.of(
                new AuditVerifyCommand(penstock),
                new Head(penstock),
                new Export(penstock),
                new Unlock(penstock),
                new Protect(penstock));
    }

    @Command(
            name = "head",
            description =
                    "Say where every chain stands, what was signed last, and by which key. Keep it elsewhere: whoever"
                            + " has it can tell a record that was cut.")
    static final class Head extends Question {
        Head(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/audit/head"), AuditDocuments.Heads.class, this::print);
        }

        private void print(AuditDocuments.Heads heads) {
            var out = terminal().out();
            for (AuditDocuments.Chain c : heads.chains()) {
                out.println(c.name() + "  event " + c.seq());
                out.println("  hash    " + c.hash());
                AuditDocuments.Signed s = c.signed();
                out.println(
                        s == null
                                ? "  signed  not yet; a day is signed when it is over"
                                : "  signed  " + s.day() + ", event " + s.seq() + "  " + s.hash());
            }
            AuditDocuments.Key key = heads.key();
            out.println("key  " + (key.id().isEmpty() ? "none" : key.id()));
            out.println(
                    key.protection().equals("passphrase")
                            ? "  behind a passphrase"
                            : "  protected by the operating system");
            if (key.locked() != null) {
                out.println("  nothing can be signed: " + key.locked());
            }
            if (heads.unsigned().days() > 0) {
                out.println(heads.unsigned().days() + " days wait to be signed.");
            }
        }
    }

    @Command(
            name = "export",
            description =
                    "Hand the record out: every event as it lies there, the signed heads, the key, and a script of"
                            + " thirty lines that proves it on another machine, without Penstock (Python 3 and openssl 3).")
    static final class Export extends Question {
        private static final String PATH = "/v1/audit/export";

        @Parameters(
                paramLabel = "TARGET",
                description = "A directory that is empty or not there, or a .zip file that is not there.")
        private Path target = Path.of("");

        Export(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String to = mapper.writeValueAsString(
                    Map.of("to", target.toAbsolutePath().normalize().toString()));
            try (Talk talk = penstock.talk()) {
                Waiting waiting = new Waiting(terminal());
                AuditDocuments.Export export = ask(talk, Asked.post(PATH, to), AuditDocuments.Export.class);
                while (export.state().equals("running")) {
                    waiting.show(export.written() + " of " + export.of() + " events written");
                    waiting.pause("The command was interrupted; the export goes on.");
                    export = ask(talk, Asked.get(PATH), AuditDocuments.Export.class);
                }
                waiting.done();
                return tell(export);
            }
        }

        private ExitCode tell(AuditDocuments.Export export) {
            if (!export.state().equals("done")) {
                throw new Refusal(ExitCode.DISK, String.valueOf(export.why()), "");
            }
            if (json) {
                printJson(export);
                return ExitCode.OK;
            }
            var out = terminal().out();
            out.println(
                    export.written() + " events and " + export.heads() + " signed heads are in " + export.to() + ".");
            out.println(
                    export.keyId().isEmpty()
                            ? "The list of them is NOT signed: the key is locked, or there is none. See `penstock audit head`."
                            : "They are proven there by: python3 verify.py . " + export.keyId());
            return ExitCode.OK;
        }
    }

    /** A command that hands a passphrase over and prints the answer. */
    private abstract static class WithPassphrase extends Question {
        WithPassphrase(Penstock penstock) {
            super(penstock);
        }

        ExitCode hand(String path, String passphrase) {
            String body = mapper.writeValueAsString(Map.of("passphrase", passphrase));
            try (Talk talk = penstock.talk()) {
                Documents.Answer answer = ask(talk, Asked.post(path, body), Documents.Answer.class);
                if (json) {
                    printJson(answer);
                } else {
                    terminal().out().println(answer.text());
                }
                return answer.accepted() ? ExitCode.OK : ExitCode.REFUSED;
            }
        }

        String typed(String question) {
            @Nullable String typed = terminal().askHidden(question);
            if (typed == null || typed.isEmpty()) {
                throw new Refusal(ExitCode.USAGE, "No passphrase was given.", "Type it, or pipe it in.");
            }
            return typed;
        }
    }

    @Command(
            name = "unlock",
            description = {
                "Give the passphrase of the key, until the program ends; the days that waited are signed at once.",
                "It is typed unseen, or read as one line from standard input; it is never an argument."
            })
    static final class Unlock extends WithPassphrase {
        Unlock(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return hand("/v1/audit/unlock", typed("Passphrase of the record's key: "));
        }
    }

    @Command(
            name = "protect",
            description = {
                "Put the record's key behind a passphrase: after every start days wait to be signed until it is given.",
                "Without one, the operating system protects the key, and nothing waits."
            })
    static final class Protect extends WithPassphrase {
        @Option(names = "--none", description = "Take the passphrase away.")
        private boolean none;

        Protect(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            if (none) {
                return hand("/v1/audit/protect", "");
            }
            String passphrase = typed("New passphrase of the record's key: ");
            if (terminal().interactive() && !passphrase.equals(terminal().askHidden("Once more: "))) {
                throw new Refusal(ExitCode.REFUSED, "The two differ; nothing was changed.", "Try again.");
            }
            return hand("/v1/audit/protect", passphrase);
        }
    }
}
