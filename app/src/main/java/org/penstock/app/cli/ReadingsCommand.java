package org.penstock.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "readings",
        description = "Print the recorded readings of one stream, oldest first; by default those of the last hour. Also"
                + " import and export files, and record what was read by hand.",
        footer = {
            "",
            "A TIME is 2026-11-21T05:00, 2026-11-21 or 05:00 in the site's time, 2026-11-21T05:00:00Z,",
            "or a duration such as 90min, 2h or 3d: that long ago."
        })
final class ReadingsCommand extends Question {
    @Parameters(arity = "0..1", paramLabel = "STREAM", description = "Key of the stream; penstock devices lists them.")
    private @Nullable String stream;

    @Option(names = "--from", paramLabel = "TIME", description = "From here on; default one hour before --to.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Up to here, not included; default now.")
    private @Nullable String to;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Not more than N readings, 1 to 100000; default ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--raw", description = "Also print what the device said, without what calibration added.")
    private boolean raw;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ReadingsCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        String key = stream;
        if (key == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'STREAM'");
        }
        Instant now = penstock.surroundings().wall().instant();
        try (Talk talk = penstock.talk()) {
            ZoneId zone = ZoneId.of(ask(talk, Asked.get("/v1/streams"), Documents.Streams.class)
                    .site()
                    .timezone());
            Instant end = to == null ? now : Moments.moment(to, "--to", zone, now);
            Instant start = from == null ? end.minus(Duration.ofHours(1)) : Moments.moment(from, "--from", zone, now);
            Map<String, String> query = new HashMap<>();
            query.put("stream", key);
            query.put("from", start.toString());
            query.put("to", end.toString());
            query.put("most", Integer.toString(most));
            JsonNode document = talk.ask(new Asked("GET", "/v1/readings", query, ""));
            if (json) {
                printJson(document);
            } else {
                Documents.Readings readings = mapper.treeToValue(document, Documents.Readings.class);
                ListTexts.readings(terminal().out(), readings, raw);
                readings.forgotten().forEach(f -> terminal().err().println(ListTexts.forgotten(key, f)));
            }
            return ExitCode.OK;
        }
    }
}
