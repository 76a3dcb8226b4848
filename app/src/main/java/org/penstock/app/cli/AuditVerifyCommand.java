package org.penstock.app.cli;

import java.time.Duration;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        description =
                "Prove the record: read every event chain from its first event to its last. Exit code 1 when it does"
                        + " not hold.")
final class AuditVerifyCommand extends Question {
    private static final Duration BETWEEN = Duration.ofMillis(100);

    AuditVerifyCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        try (Talk talk = penstock.talk()) {
            Documents.Audit audit = ask(talk, Asked.post("/v1/audit/verify", ""), Documents.Audit.class);
            while (audit.state().equals("running")) {
                progress(audit);
                pause();
                audit = ask(talk, Asked.get("/v1/audit/verify"), Documents.Audit.class);
            }
            if (terminal().interactive()) {
                terminal().err().print("\r\033[K");
                terminal().err().flush();
            }
            return tell(audit);
        }
    }

    private void progress(Documents.Audit audit) {
        if (terminal().interactive()) {
            terminal().err().print("\r" + audit.checked() + " events checked");
            terminal().err().flush();
        }
    }

    private ExitCode tell(Documents.Audit audit) {
        ExitCode code = switch (audit.state()) {
            case "intact" -> ExitCode.OK;
            case "broken" -> ExitCode.REFUSED;
            default -> ExitCode.TRY_AGAIN;
        };
        if (json) {
            printJson(audit);
            return code;
        }
        switch (code) {
            case OK -> terminal().out().println("The record holds: " + audit.checked() + " events checked.");
            case REFUSED -> {
                terminal().out().println("THE RECORD DOES NOT HOLD. " + audit.checked() + " events checked:");
                audit.findings().forEach(f -> terminal().out().println("  " + f));
                terminal().out().println("Keep the data directory as it is, and a copy of it, before anything else.");
            }
            default -> throw new Refusal(code, String.join(" ", audit.findings()), "Try again.");
        }
        return code;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.TRY_AGAIN, "The command was interrupted; the verification goes on.", "");
        }
    }
}
