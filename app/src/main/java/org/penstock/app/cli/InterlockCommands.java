package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.start.ExitCode;
import org.penstock.core.control.Bypass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What holds outputs at safe, and letting one of them pass for a while. */
final class InterlockCommands {
    private InterlockCommands() {}

    @Command(
            name = "interlocks",
            description = "Every interlock: whether it holds its outputs, and which pass it for now.")
    static final class Look extends Question {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(Asked.get("/v1/interlocks"), Documents.Interlocks.class, this::print);
        }

        private void print(Documents.Interlocks all) {
            if (all.interlocks().isEmpty()) {
                terminal().out().println("There are no interlocks in the facility file.");
                return;
            }
            Table table = new Table("", "KEY", "NAME", "NOW", "WHY", "CAN BE BYPASSED");
            for (Parts.Interlock i : all.interlocks()) {
                table.row(
                        i.key(),
                        i.name(),
                        i.tripped() ? "tripped" : i.latched() ? "waits for a reset" : "clear",
                        i.why(),
                        i.never().isEmpty() ? "yes, two others sign" : "never: " + i.never());
            }
            table.print(terminal().out());
            all.interlocks()
                    .forEach(i -> i.bypasses().forEach(b -> terminal().out().println(StatusText.bypassed(i, b))));
        }
    }

    @Command(
            name = "bypass",
            description = "Ask that an interlock does not hold one output for a while: two others sign, and the last"
                    + " signature begins it. It ends by itself, and anybody who may reset it ends it at once.")
    static final class Pass extends Telling {
        @Parameters(index = "0", paramLabel = "INTERLOCK", description = "Its key; penstock interlocks lists them.")
        private String interlock = "";

        @Parameters(index = "1", paramLabel = "OUTPUT", description = "Key of the output that is to pass it.")
        private String output = "";

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = "30min",
                description = "How long, from the last signature on: 1min to 4h; default ${DEFAULT-VALUE}.")
        private String time = "";

        Pass(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            double seconds = Moments.duration(time, "--for").toMillis() / 1_000.0;
            return new Wish(Bypass.BEGIN, Bypass.subject(interlock, output), null, seconds);
        }
    }

    @Command(name = "end", description = "End a bypass at once: the interlock holds the output again.")
    static final class End extends Telling {
        @Parameters(index = "0", paramLabel = "INTERLOCK", description = "Its key; penstock interlocks lists them.")
        private String interlock = "";

        @Parameters(index = "1", paramLabel = "OUTPUT", description = "Key of the output that passes it.")
        private String output = "";

        End(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish(Bypass.END, Bypass.subject(interlock, output), null, null);
        }
    }
}
