package org.penstock.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penstock.app.api.FacilityDocuments;
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

    /** What {@code --json} prints. {@code usable}: there are only warnings, or nothing. */
    record Checked(String schema, String file, boolean usable, List<FacilityDocuments.Fault> problems) {}

    @Override
    ExitCode answer() {
        if (!Files.isRegularFile(file)) {
            throw Refusal.noFile(file);
        }
        List<Problems.Problem> problems = penstock.surroundings().facilities().check(file);
        long errors = problems.stream()
                .filter(p -> p.weight() == Problems.Weight.ERROR)
                .count();
        if (json) {
            printJson(new Checked(
                    "penstock.facility_check.1",
                    file.toString(),
                    errors == 0,
                    problems.stream().map(FacilityDocuments.Fault::of).toList()));
        } else {
            problems.forEach(terminal().out()::println);
            terminal().out().println(verdict(errors, problems.size() - errors));
        }
        return errors == 0 ? ExitCode.OK : ExitCode.BAD_FACILITY;
    }

    private String verdict(long errors, long warnings) {
        String looked = warnings == 0 ? "" : counted(warnings, "warning");
        if (errors == 0) {
            return file + (looked.isEmpty() ? " can be used as it is." : " can be used; look at " + looked + ".");
        }
        return file + " cannot be used: " + counted(errors, "fault") + (looked.isEmpty() ? "." : ", " + looked + ".");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
