package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "calibrate",
        description =
                "Record what a sensor showed against a reference; the difference is added to its readings from now on.",
        footer = {
            "",
            "What is stored is never changed. A calibration is undone by another one: --offset 0, or the offset before.",
            "penstock calibrations lists them, penstock readings STREAM --raw shows what the device said."
        })
final class CalibrateCommand extends Telling {
    @Parameters(paramLabel = "STREAM", description = "Key of the stream; penstock devices lists them.")
    private String stream = "";

    @Option(names = "--reference", paramLabel = "VALUE", description = "What the reference shows, for example 25.0.")
    private @Nullable Double reference;

    @Option(
            names = "--found",
            paramLabel = "VALUE",
            description = "What the sensor shows; without it the mean of its last good minute.")
    private @Nullable Double found;

    @Option(
            names = "--offset",
            paramLabel = "VALUE",
            description = "Instead of --reference: what is added from now on, whatever was found.")
    private @Nullable Double offset;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Unit of these; without it the one values are shown in.")
    private @Nullable String unit;

    @Option(names = "--certificate", paramLabel = "TEXT", description = "Number of the reference's certificate.")
    private @Nullable String certificate;

    @Option(
            names = "--due",
            paramLabel = "DATE",
            description = "The last day on which it is good, for example 2027-05-01; after it an alert is raised.")
    private @Nullable String due;

    CalibrateCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    Wish wish() {
        if ((reference == null) == (offset == null)) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "A calibration needs what the reference shows, or an offset.",
                    "Give either --reference VALUE or --offset VALUE.");
        }
        Map<String, String> data = new LinkedHashMap<>();
        put(data, "reference", reference);
        put(data, "found", found);
        put(data, "offset", offset);
        put(data, "unit", unit);
        put(data, "certificate", certificate);
        put(data, "due", due);
        return new Wish("calibration.record", stream, null, null, data);
    }

    private static void put(Map<String, String> data, String word, @Nullable Object value) {
        if (value != null) {
            data.put(word, value.toString());
        }
    }
}
