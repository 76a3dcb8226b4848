package org.penstock.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.FacilityDocuments;
import org.penstock.app.api.FacilityDocuments.Difference;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands below {@code penstock facility} that ask a facility; those that change it are {@link FacilityApply}s. */
final class FacilityCommands {
    private static final String IN_FORCE = "current";

    private FacilityCommands() {}

    /** All of them, in the order of the help. */
    static List<Question> all(Penstock penstock) {
        return List.of(
                new Plan(penstock),
                new FacilityApply.Apply(penstock),
                new FacilityApply.Add(penstock),
                new Export(penstock),
                new Diff(penstock),
                new History(penstock),
                new FacilityApply.Restore(penstock));
    }

    @Command(
            name = "plan",
            description = "Say what applying a facility file would change, and what that does to what runs. Changes"
                    + " nothing.")
    static final class Plan extends Question {
        @Parameters(paramLabel = "FILE", description = "The facility file.")
        private Path file = Path.of("");

        @Option(names = "--rebase", description = "Merge it onto what was applied since it was exported.")
        private boolean rebase;

        Plan(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                FacilityDocuments.Plan plan = FacilityApply.plan(this, talk, FacilityApply.files(this, file), rebase);
                if (json) {
                    printJson(plan);
                } else {
                    new PlanText(terminal().out()).print(plan);
                }
                return FacilityApply.verdict(plan);
            }
        }
    }

    @Command(
            name = "export",
            description = "Write the facility file that is in force. Put back unchanged, it changes nothing.")
    static final class Export extends Question {
        @Option(
                names = "--to",
                paramLabel = "DIR",
                description = "Write the file and what it includes there; without it one file is printed.")
        private @Nullable Path to;

        @Option(names = "--overwrite", description = "Replace files that are there.")
        private boolean overwrite;

        Export(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                FacilityDocuments.Exported exported =
                        ask(talk, Asked.get("/v1/facility"), FacilityDocuments.Exported.class);
                if (json) {
                    printJson(exported);
                } else if (to != null) {
                    write(to, exported.files());
                } else if (exported.files().size() == 1) {
                    terminal().out().print(exported.files().getFirst().text());
                    terminal().out().flush();
                } else {
                    throw new Refusal(
                            ExitCode.USAGE,
                            "The facility file includes " + (exported.files().size() - 1) + " others.",
                            "Say where to write them: --to DIR.");
                }
                return ExitCode.OK;
            }
        }

        private void write(Path dir, List<FacilityDocuments.File> files) {
            try {
                for (FacilityDocuments.File file : files) {
                    if (!overwrite && Files.exists(dir.resolve(file.name()))) {
                        throw new Refusal(
                                ExitCode.REFUSED,
                                dir.resolve(file.name()) + " is there already. Nothing was written.",
                                "Give another directory, or --overwrite.");
                    }
                }
                for (FacilityDocuments.File file : files) {
                    Path path = dir.resolve(file.name());
                    Path parent = path.getParent();
                    if (parent != null) {
                        Files.createDirectories(parent);
                    }
                    Files.writeString(path, file.text());
                    terminal().out().println(path);
                }
            } catch (IOException e) {
                throw new Refusal(ExitCode.DISK, "The files cannot be written: " + e + ".", "");
            }
        }
    }

    @Command(
            name = "diff",
            description =
                    "Say what differs between two files or versions of the facility; the second is by default what"
                            + " is in force.")
    static final class Diff extends Question {
        @Parameters(index = "0", paramLabel = "FILE|NUMBER", description = "A file, or a number from facility history.")
        private String first = "";

        @Parameters(index = "1", paramLabel = "FILE|NUMBER", arity = "0..1", description = "Likewise.")
        private String second = IN_FORCE;

        Diff(Penstock penstock) {
            super(penstock);
        }

        /** What {@code --json} prints. */
        record Differences(String schema, String first, String second, List<Difference> differences) {}

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                List<Difference> differences = FacilityPlan.between(files(talk, first), files(talk, second)).stream()
                        .map(Difference::of)
                        .toList();
                if (json) {
                    printJson(new Differences("penstock.facility_diff.1", first, second, differences));
                } else if (differences.isEmpty()) {
                    terminal().out().println(first + " and " + second + " say the same.");
                } else {
                    new PlanText(terminal().out()).differences(differences);
                }
                return ExitCode.OK;
            }
        }

        private List<Configuration.File> files(Talk talk, String which) {
            if (which.equals(IN_FORCE)) {
                return FacilityApply.plain(ask(talk, Asked.get("/v1/facility"), FacilityDocuments.Exported.class)
                        .files());
            }
            return which.matches("\\d{1,9}")
                    ? FacilityApply.version(this, talk, which)
                    : FacilityApply.files(this, Path.of(which));
        }
    }

    @Command(name = "history", description = "List every version of the facility file that was in force.")
    static final class History extends Question {
        @Option(names = "--most", paramLabel = "N", description = "At most so many, newest first; by default 50.")
        private int most = 50;

        History(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/facility/versions?most=" + most), FacilityDocuments.Versions.class, this::print);
        }

        private void print(FacilityDocuments.Versions document) {
            Words words =
                    new Words(document.site(), penstock.surroundings().wall().instant());
            Table table = new Table("", "NO", "SINCE (" + words.zone().getId() + ")", "BY", "FILE", "REASON");
            for (FacilityDocuments.Version v : document.versions()) {
                table.row(Integer.toString(v.no()), words.dated(v.since()), v.actor(), v.file(), v.reason());
            }
            table.print(terminal().out());
        }
    }
}
