package org.penstock.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.commission.Chosen;
import org.penstock.app.commission.Commissioner;
import org.penstock.app.commission.SheetFile;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.ProgramVersion;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock commission}: outputs one after the other, inputs one after the other, and a sheet to sign. */
@Command(
        name = "commission",
        description = "Test valves and other outputs one by one: open, read back, close, read back; show what the"
                + " streams around them did; write a commissioning sheet.",
        footer = {
            "",
            "Asks before each output, goes past no gate, and releases the output at once when something",
            "fails or Ctrl-C is pressed. Answers to \"as expected?\": y, n, either with a remark behind it,",
            "or a remark alone. Ends with 0 when everything passed, with 1 otherwise."
        })
final class CommissionCommand extends Question {
    @Parameters(
            paramLabel = "OUTPUT",
            arity = "0..*",
            description = "Keys of outputs; without one all of the device, or of the facility.")
    private List<String> outputs = List.of();

    @Option(names = "--device", paramLabel = "KEY", description = "The device whose outputs are tested.")
    private @Nullable String device;

    @Option(names = "--inputs", description = "Also go through the streams of the devices.")
    private boolean inputs;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long each output stays away from safe. Default: 5s.")
    private String time = "5s";

    @Option(
            names = "--value",
            paramLabel = "NUMBER",
            description = "What it is driven to. Default: 1, or 0 where safe is 1.")
    private @Nullable Double value;

    @Option(
            names = "--watch",
            paramLabel = "STREAM",
            split = ",",
            description = "Streams to look at meanwhile. Default: those that the relationships of the facility file"
                    + " bind to the output, and those of its device.")
    private List<String> watch = List.of();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Where the sheet is written, as PDF; never over what is there. Default: a new file here,"
                    + " with --json none.")
    private @Nullable Path to;

    @Option(names = "--by", paramLabel = "NAME", description = "Who tests; printed. Default: the account's name.")
    private @Nullable String by;

    @Option(
            names = {"-y", "--yes"},
            description = "Ask once for all outputs instead of before each, and for no remarks.")
    private boolean yes;

    CommissionCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        long holdMillis = Moments.duration(time, "--for").toMillis();
        if (value != null && !Double.isFinite(value)) {
            throw new Refusal(ExitCode.USAGE, "--value is " + value + ".", "Write a number.");
        }
        SheetFile file = SheetFile.at(to);
        try (Talk talk = penstock.talk()) {
            mustBeLive(talk);
            TerminalCompanion companion = new TerminalCompanion(terminal(), say(), !yes);
            Commissioner commissioner = new Commissioner(
                    new FieldTalk(this, talk),
                    penstock.surroundings().wall(),
                    companion,
                    new Commissioner.Visit(
                            person(), penstock.surroundings().user(), ProgramVersion.words(), holdMillis));
            Documents.Devices seen = commissioner.seen();
            Chosen chosen = Chosen.of(seen, commissioner.wiring(), outputs, device, watch);
            List<StepTest.Subject> subjects = chosen.outputs().stream()
                    .map(o -> StepTest.Subject.of(seen, o, value, watch, holdMillis, person()))
                    .toList();
            if (subjects.isEmpty() && !inputs) {
                throw new Refusal(
                        ExitCode.NOTHING_THERE,
                        "There is no output to test.",
                        "Name another device; --inputs goes through the streams.");
            }
            if (yes && !subjects.isEmpty() && !companion.agreedToAll(subjects.size())) {
                say().println("Nothing was done: it was not confirmed.");
                return ExitCode.REFUSED;
            }
            commissioner.outputs(subjects, end -> {
                if (inputs && !end) {
                    commissioner.inputs(chosen.streams());
                }
                tell(commissioner.sheet(chosen.devices()), file);
            });
            return commissioner.allWell() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private void tell(CommissioningSheet sheet, SheetFile file) {
        if (json) {
            printJson(sheet);
        }
        CommissionText.summary(say(), sheet);
        if (to != null || !json) {
            say().println("The sheet is in " + file.write(sheet) + ".");
        }
    }

    private String person() {
        return by == null ? penstock.surroundings().user() : by.strip();
    }

    /** With --json the standard output is for the one document. */
    private PrintWriter say() {
        return json ? terminal().err() : terminal().out();
    }
}
