package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "devices", description = "List links, streams with their newest values, and outputs, with their keys.")
final class DevicesCommand extends Question {
    DevicesCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        return show(
                Asked.get("/v1/devices"),
                Documents.Devices.class,
                d -> ListTexts.devices(terminal().out(), d));
    }
}
