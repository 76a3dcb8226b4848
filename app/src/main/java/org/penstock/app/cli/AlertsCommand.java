package org.penstock.app.cli;

import java.time.Instant;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "alerts", description = "List alerts, open and resolved, newest first.")
final class AlertsCommand extends Question {
    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "50",
            description = "Not more than N of the record, 1 to 10000; default ${DEFAULT-VALUE}.")
    private int most;

    AlertsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        Instant now = penstock.surroundings().wall().instant();
        return show(
                Asked.get("/v1/alerts?most=" + most),
                Documents.Alerts.class,
                d -> ListTexts.alerts(terminal().out(), d, now));
    }
}
