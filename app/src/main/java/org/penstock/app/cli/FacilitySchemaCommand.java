package org.penstock.app.cli;

import java.util.concurrent.Callable;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = {
            "Print what can be written in a facility file as JSON Schema 2020-12, for editors.",
            "An editor that knows YAML schemas then offers words, says what they mean and marks wrong ones;",
            "penstock facility check says the rest."
        })
final class FacilitySchemaCommand implements Callable<Integer> {
    private final Penstock penstock;

    FacilitySchemaCommand(Penstock penstock) {
        this.penstock = penstock;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = penstock.surroundings();
        surroundings.terminal().out().println(surroundings.facilities().schema());
        return ExitCode.OK.number();
    }
}
