package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Say how the facility is: open alerts, interlocks, what runs, outputs, links, the record.")
final class StatusCommand extends Question {
    StatusCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        return show(
                Asked.get("/v1/status"),
                Documents.Status.class,
                s -> new StatusText(terminal().out(), s).print());
    }
}
