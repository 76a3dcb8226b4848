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
        description =
                "Print the recorded readings of one stream, oldest first; by default those of the last hour. Or the one"
                        + " that stood at a moment. Also import and export files, and record what was read by hand.",
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
            names = {"--limit", "--most"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "Not more than N readings, 1 to 100000; default ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where an answer ended, which says how; in place of --from and --to.")
    private @Nullable String cursor;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "Only the newest reading that is not after TIME, whatever its quality: what a screen showed then.")
    private @Nullable String asOf;

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
            Map<String, String> query = new HashMap<>();
            query.put("stream", key);
            if (asOf != null) {
                alone("--as-of", from, to, cursor);
                query.put("as_of", Moments.moment(asOf, "--as-of", zone, now).toString());
                print(talk.ask(new Asked("GET", "/v1/readings", query, "")));
                return ExitCode.OK;
            }
            query.put("most", Integer.toString(most));
            if (cursor != null) {
                alone("--cursor", from, to);
                query.put("cursor", cursor);
                print(talk.ask(new Asked("GET", "/v1/readings", query, "")));
                return ExitCode.OK;
            }
            Instant end = to == null ? now : Moments.moment(to, "--to", zone, now);
            Instant start = from == null ? end.minus(Duration.ofHours(1)) : Moments.moment(from, "--from", zone, now);
            query.put("from", start.toString());
            query.put("to", end.toString());
            print(talk.ask(new Asked("GET", "/v1/readings", query, "")));
            return ExitCode.OK;
        }
    }

    private void alone(String option, @Nullable String... others) {
        for (String other : others) {
            if (other != null) {
                throw new ParameterException(
                        spec.commandLine(), option + " says it all; leave --from, --to and --cursor out.");
            }
        }
    }

    private void print(JsonNode document) {
        if (json) {
            printJson(document);
        } else if (asOf != null) {
            ListTexts.reading(terminal().out(), mapper.treeToValue(document, Documents.ReadingAsOf.class), raw);
        } else {
            Documents.Readings readings = mapper.treeToValue(document, Documents.Readings.class);
            ListTexts.readings(terminal().out(), readings, raw);
            readings.forgotten().forEach(f -> terminal().err().println(ListTexts.forgotten(readings.stream(), f)));
        }
    }
}
