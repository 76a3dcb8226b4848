package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;

@Command(
        name = "shadows",
        description =
                "Rules that only look on (mode: shadow in the facility file): for how long, and what they would have"
                        + " done meanwhile.")
final class ShadowsCommand extends Question {
    ShadowsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        return show(Asked.get("/v1/shadows"), Documents.Shadows.class, this::print);
    }

    private void print(Documents.Shadows all) {
        if (all.shadows().isEmpty()) {
            terminal().out().println("No rule only looks on.");
            return;
        }
        Words words = new Words(all.site(), all.at());
        Table table = new Table("", "RULE", "NAME", "WOULD DRIVE", "SINCE", "RAN", "OPENINGS", "ON", "LAST");
        for (Parts.Shadow s : all.shadows()) {
            table.row(
                    s.rule(),
                    s.name(),
                    s.outputName(),
                    words.time(s.since()),
                    Words.span(s.ranSeconds()),
                    Long.toString(s.openings()),
                    Words.left(s.onSeconds()),
                    s.last() == null
                            ? "-"
                            : words.time(s.last()) + " for " + Words.left(s.lastSeconds())
                                    + (s.on() ? " until now" : ""));
        }
        table.print(terminal().out());
    }
}
