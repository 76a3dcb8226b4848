package org.penstock.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.FacilityDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Addition;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes the facility: says what it would do, asks, and does it. */
abstract class FacilityApply extends Question {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
    private @Nullable String reason;

    FacilityApply(Penstock penstock) {
        super(penstock);
    }

    @Command(name = "apply", description = "Bring a facility file into force, while everything runs.")
    static final class Apply extends FacilityApply {
        @Parameters(paramLabel = "FILE", description = "The facility file.")
        private Path file = Path.of("");

        @Option(names = "--rebase", description = "Merge it onto what was applied since it was exported.")
        private boolean rebase;

        Apply(Penstock penstock) {
            super(penstock);
        }

        @Override
        FacilityDocuments.Plan plan(Talk talk) {
            return plan(this, talk, files(this, file), rebase);
        }
    }

    @Command(name = "restore", description = "Bring an earlier version of the facility file into force again.")
    static final class Restore extends FacilityApply {
        @Parameters(paramLabel = "NUMBER", description = "Number of the version; penstock facility history lists them.")
        private int number;

        Restore(Penstock penstock) {
            super(penstock);
        }

        @Override
        FacilityDocuments.Plan plan(Talk talk) {
            return plan(this, talk, version(this, talk, Integer.toString(number)), false);
        }
    }

    @Command(
            name = "add",
            description =
                    "Add what a file describes, devices for instance, to the facility in force: the file needs only"
                            + " the words that are new.")
    static final class Add extends FacilityApply {
        @Parameters(paramLabel = "FILE", description = "The file with what is added.")
        private Path file = Path.of("");

        Add(Penstock penstock) {
            super(penstock);
        }

        @Override
        FacilityDocuments.Plan plan(Talk talk) {
            List<Configuration.File> parts = files(this, file);
            if (parts.size() > 1) {
                throw new Refusal(
                        ExitCode.BAD_FACILITY,
                        file + " includes other files.",
                        "Write what is added into one file; it becomes a part of the facility file.");
            }
            List<Configuration.File> inForce =
                    plain(ask(talk, Asked.get("/v1/facility"), FacilityDocuments.Exported.class)
                            .files());
            return plan(this, talk, Addition.of(inForce, parts.getFirst()), false);
        }
    }

    /** Why, as written; "" when nothing was. */
    final String reason() {
        return reason == null ? "" : reason;
    }

    /** What would be done. */
    abstract FacilityDocuments.Plan plan(Talk talk);

    @Override
    final ExitCode answer() {
        try (Talk talk = penstock.talk()) {
            FacilityDocuments.Plan plan = plan(talk);
            // With --json the standard output is for the one document.
            new PlanText(json ? terminal().err() : terminal().out()).print(plan);
            if (plan.id() == null) {
                if (json) {
                    printJson(plan);
                }
                if (!plan.movedOn().isEmpty()) {
                    terminal()
                            .err()
                            .println(
                                    plan.conflicts().isEmpty()
                                            ? "Nothing was applied. --rebase merges your changes onto what is in force."
                                            : "Nothing was applied. Export what is in force, put your changes into it, and apply that.");
                }
                return verdict(plan);
            }
            if (!yes && !agreed()) {
                return tell(false, "Nothing was applied: it was not confirmed.");
            }
            Documents.Answer answer = ask(
                    talk,
                    Asked.post(
                            "/v1/facility/plans/" + plan.id() + "/apply",
                            mapper.writeValueAsString(Map.of("reason", reason()))),
                    Documents.Answer.class);
            return tell(answer.accepted(), answer.text());
        }
    }

    private boolean agreed() {
        String typed = terminal().ask("Apply it? [y/N] ");
        return typed != null && List.of("y", "yes").contains(typed.strip().toLowerCase(Locale.ROOT));
    }

    private ExitCode tell(boolean accepted, String text) {
        if (json) {
            printJson(new Documents.Answer("penstock.answer.1", accepted, text));
        } else {
            (accepted ? terminal().out() : terminal().err()).println(text);
        }
        return accepted ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Has a plan made. */
    static FacilityDocuments.Plan plan(Question asker, Talk talk, List<Configuration.File> files, boolean rebase) {
        Map<String, Object> body = Map.of("files", files, "rebase", rebase);
        return asker.ask(
                talk,
                Asked.post("/v1/facility/plans", asker.mapper.writeValueAsString(body)),
                FacilityDocuments.Plan.class);
    }

    /** How a command ends that only planned. */
    static ExitCode verdict(FacilityDocuments.Plan plan) {
        if (plan.problems().stream().anyMatch(p -> p.weight().equals("error"))) {
            return ExitCode.BAD_FACILITY;
        }
        return plan.movedOn().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** A facility file and what it includes, from disk. */
    static List<Configuration.File> files(Question asker, Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.noFile(file);
        }
        try {
            FacilityFile.Gathered gathered = FacilityFile.gather(file);
            if (!gathered.problems().isEmpty()) {
                gathered.problems().forEach(p -> asker.terminal().err().println(p));
                throw new Refusal(ExitCode.BAD_FACILITY, file + " cannot be read whole.", "");
            }
            return gathered.files();
        } catch (IOException e) {
            throw new Refusal(ExitCode.NOTHING_THERE, file + " cannot be read: " + e.getMessage() + ".", "");
        }
    }

    /** The files of a version that was in force. */
    static List<Configuration.File> version(Question asker, Talk talk, String number) {
        return plain(asker.ask(talk, Asked.get("/v1/facility/versions/" + number), FacilityDocuments.Stored.class)
                .files());
    }

    /** Files as the facility room takes them. */
    static List<Configuration.File> plain(List<FacilityDocuments.File> files) {
        return files.stream()
                .map(f -> new Configuration.File(f.name(), f.text()))
                .toList();
    }
}
