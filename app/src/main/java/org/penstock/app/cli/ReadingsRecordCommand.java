package org.penstock.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.IntakeDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "record",
        description = "Write down what you read off an instrument; on a stream with `driver: person`.",
        footer = {
            "",
            "It counts as any other reading: a rule or an alert looks at it, unless it was read too long ago.",
            "The same again changes nothing."
        })
final class ReadingsRecordCommand extends Verb {
    @Parameters(index = "0", paramLabel = "KEY", description = "Key of the stream.")
    private String stream = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "A number, or a word such as open.")
    private String value = "";

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit of the number; else the stream's.")
    private @Nullable String unit;

    @Option(names = "--at", paramLabel = "TIME", description = "When you read it, if not now: 05:00, 20min ago: 20min.")
    private @Nullable String at;

    @Option(names = "--photo", paramLabel = "FILE", description = "A picture of the instrument: JPEG, PNG or WebP.")
    private @Nullable Path photo;

    @Option(names = "--note", paramLabel = "TEXT", description = "What else is to be said; kept in the record.")
    private @Nullable String note;

    ReadingsRecordCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        return told(
                "/v1/readings",
                body(
                        "stream",
                        stream,
                        "value",
                        value,
                        "unit",
                        unit,
                        "at",
                        moment(at, "--at"),
                        "note",
                        note,
                        "photo",
                        photo == null ? null : base64(photo)),
                IntakeDocuments.Written.class,
                w -> terminal()
                        .out()
                        .println(w.stream() + "  "
                                + String.format(Locale.ROOT, "%." + w.decimals() + "f", w.value()) + " " + w.unit()
                                + "  " + w.at()
                                + (w.photo().isEmpty() ? "" : "  with a picture")
                                + (w.again() ? "  was written down already" : "  written down")));
    }

    private static String base64(Path picture) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(picture));
        } catch (IOException e) {
            throw new Refusal(ExitCode.DISK, picture + " could not be read: " + e.getMessage() + ".", "");
        }
    }
}
