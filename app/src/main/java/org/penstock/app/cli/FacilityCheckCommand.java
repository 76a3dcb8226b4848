package org.penstock.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Say everything that is wrong with a facility file, with line and remedy. Changes nothing.")
final class FacilityCheckCommand extends Question {
    @Parameters(paramLabel = "FILE", description = "The facility file.")
    private Path file = Path.of("");

    FacilityCheckCommand(Penstock penstock) {
        super(penstock);
    }

    /** What {@code --json} prints. */
    record Checked(String schema, String file, boolean usable, List<Problems.Problem> problems) {}

    @Override
    ExitCode answer() {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(ExitCode.NOTHING_THERE, "There is no file " + file + ".", "");
        }
        List<Problems.Problem> problems = penstock.surroundings().facilities().check(file);
        if (json) {
            printJson(new Checked("penstock.facility_check.1", file.toString(), problems.isEmpty(), problems));
        } else if (problems.isEmpty()) {
            terminal().out().println(file + " can be used as it is.");
        } else {
            problems.forEach(terminal().out()::println);
            terminal().out().println(problems.size() == 1 ? "1 fault." : problems.size() + " faults.");
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.BAD_FACILITY;
    }
}
