package org.penstock.app.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "calibrations",
        description =
                "List recorded calibrations, newest first: what was found and left, the offset, by whom, when due.")
final class CalibrationsCommand extends Question {
    @Parameters(
            arity = "0..1",
            paramLabel = "STREAM",
            description = "Only of this stream, also of one that left the facility file.")
    private @Nullable String stream;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "50",
            description = "Not more than N, 1 to 10000; default ${DEFAULT-VALUE}.")
    private int most;

    CalibrationsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        Map<String, String> query = new HashMap<>();
        query.put("most", Integer.toString(most));
        if (stream != null) {
            query.put("stream", stream);
        }
        return show(
                new Asked("GET", "/v1/calibrations", query, ""),
                DeviceDocuments.Calibrations.class,
                c -> ListTexts.calibrations(
                        terminal().out(), c, penstock.surroundings().wall().instant()));
    }
}
