package org.penstock.app.cli;

import java.time.Instant;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "List planned starts and the runs of programs, newest first.")
final class RunsCommand extends Question {
    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "50",
            description = "Not more than N of the record, 1 to 10000; default ${DEFAULT-VALUE}.")
    private int most;

    RunsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        Instant now = penstock.surroundings().wall().instant();
        return show(
                Asked.get("/v1/runs?most=" + most),
                Documents.Runs.class,
                d -> ListTexts.runs(terminal().out(), d, now));
    }
}
