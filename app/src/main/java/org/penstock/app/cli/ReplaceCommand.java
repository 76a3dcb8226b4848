package org.penstock.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.FacilityDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamReplacement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replace",
        description = "Put a new sensor in the place of another: a stream with a key of its own, to which every rule,"
                + " interlock, alert and relationship refers from then on.",
        footer = {
            "",
            "The old stream leaves the facility file and keeps its history: penstock readings OLD-STREAM shows it.",
            "Its calibration does not carry over to the new sensor."
        })
final class ReplaceCommand extends FacilityApply {
    @Parameters(paramLabel = "OLD-STREAM", description = "Key of the stream whose sensor is taken out.")
    private String old = "";

    @Option(names = "--as", required = true, paramLabel = "NEW-KEY", description = "Key of the new stream.")
    private String key = "";

    @Option(
            names = "--address",
            paramLabel = "YAML",
            description = "Where the new one is on its device, as in the facility file: '{register: 12}'; without it the"
                    + " same.")
    private @Nullable String address;

    @Option(names = "--name", paramLabel = "TEXT", description = "What it is called; without it the same.")
    private @Nullable String name;

    ReplaceCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    FacilityDocuments.Plan plan(Talk talk) {
        if (reason().isBlank()) {
            throw new Refusal(ExitCode.USAGE, "Why is the sensor replaced?", "Give --reason TEXT; it is kept in the record.");
        }
        List<Configuration.File> files =
                plain(ask(talk, Asked.get("/v1/facility"), FacilityDocuments.Exported.class)
                        .files());
        return switch (StreamReplacement.of(files, old, key, name, address)) {
            case StreamReplacement.Outcome.Refused(String why) ->
                throw new Refusal(ExitCode.REFUSED, "Nothing was replaced: " + why + (why.endsWith("?") ? "" : "."), "");
            case StreamReplacement.Outcome.Replaced(List<Configuration.File> changed, int references) -> {
                (json ? terminal().err() : terminal().out())
                        .println(key + " takes the place of " + old + "; "
                                + (references == 1 ? "1 place refers" : references + " places refer") + " to it now.");
                yield plan(this, talk, changed, false);
            }
        };
    }
}
