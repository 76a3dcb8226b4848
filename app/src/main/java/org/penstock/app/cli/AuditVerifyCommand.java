package org.penstock.app.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Prove the record: read every event chain from its first event to its last, against every signed head."
                        + " Exit code 1 when it does not hold.")
final class AuditVerifyCommand extends Question {
    private static final String PATH = "/v1/audit/verify";

    @Option(
            names = "--readings",
            description = "Prove the readings of every closed hour, too; names stream and hour of what was changed.")
    private boolean readings;

    AuditVerifyCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        try (Talk talk = penstock.talk()) {
            Asked start = new Asked("POST", PATH, readings ? Map.of("readings", "true") : Map.of(), "");
            Waiting waiting = new Waiting(terminal());
            Documents.Audit audit = ask(talk, start, Documents.Audit.class);
            while (audit.state().equals("running")) {
                waiting.show(words(audit) + " checked");
                waiting.pause("The command was interrupted; the verification goes on.");
                audit = ask(talk, Asked.get(PATH), Documents.Audit.class);
            }
            waiting.done();
            return tell(audit);
        }
    }

    private static String words(Documents.Audit audit) {
        Documents.AuditedReadings r = audit.readings();
        String events = audit.checked() + " events";
        if (r == null) {
            return events;
        }
        return events + ", " + r.hours() + " hours of readings" + (r.checked() == 0 ? "" : " (" + r.checked() + ")");
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
            case OK ->
                terminal().out().println("The record holds: " + words(audit) + " checked." + until(audit.readings()));
            case REFUSED -> {
                terminal().out().println("THE RECORD DOES NOT HOLD. " + words(audit) + " checked:");
                List<String> findings = audit.findings();
                findings.forEach(f -> terminal().out().println("  " + f));
                terminal().out().println("Keep the data directory as it is, and a copy of it, before anything else.");
            }
            default -> throw new Refusal(code, String.join(" ", audit.findings()), "Try again.");
        }
        return code;
    }

    private static String until(Documents.@Nullable AuditedReadings r) {
        if (r == null) {
            return "";
        }
        return r.until() == null
                ? " No hour of readings is closed yet."
                : " Readings are proven until " + r.until() + "; later ones when their hour is closed.";
    }
}
