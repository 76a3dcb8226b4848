package org.penstock.app.cli;

import java.time.Instant;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "events", description = "List the events of the site's chain, newest first.")
final class EventsCommand extends Question {
    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "50",
            description = "Not more than N of the record, 1 to 10000; default ${DEFAULT-VALUE}.")
    private int most;

    EventsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        Instant now = penstock.surroundings().wall().instant();
        return show(
                Asked.get("/v1/events?most=" + most),
                Documents.Events.class,
                d -> ListTexts.events(terminal().out(), d, now));
    }
}
