package org.penstock.app.window.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.DeviceRow.DeviceValue;
import org.penstock.core.runtime.DeviceCare;

/** Reads what a person wrote into the form of a calibration. */
public final class CalibrationRequest {
    private CalibrationRequest() {}

    /**
     * What was written.
     *
     * @param stream {@link #label} of the chosen stream, "" when none is
     * @param reference what the reference shows
     * @param found what the sensor shows, "" for the mean of its last good minute
     * @param due the last day on which it is good, "" for none
     */
    public record Written(
            String stream, String reference, String found, String certificate, String due, String reason) {}

    /** @param ask null while something must still be mended @param problem what, "" when nothing */
    public record Checked(@Nullable Ask ask, String problem) {}

    /** How a stream is offered: two on one device may have the same name, as the air of two bays. */
    public static String label(DeviceValue stream, Words words) {
        return words.of("device.title", stream.name(), stream.id());
    }

    /** The request as written, or what to mend. A decimal comma counts as a point. @param streams of the device */
    public static Checked check(Written w, List<DeviceValue> streams, Words words) {
        DeviceValue stream = streams.stream()
                .filter(s -> label(s, words).equals(w.stream()))
                .findFirst()
                .orElse(null);
        if (stream == null) {
            return mend("calibration.no-stream", words);
        }
        Double reference = number(w.reference());
        if (reference == null) {
            return mend("calibration.no-reference", words);
        }
        Double found = number(w.found());
        if (found == null && !w.found().isBlank()) {
            return mend("calibration.no-found", words);
        }
        if (!w.due().isBlank() && !date(w.due().strip())) {
            return mend("calibration.no-date", words);
        }
        if (w.reason().isBlank()) {
            return mend("calibration.no-reason", words);
        }
        DeviceCare.Wish wish = new DeviceCare.Wish(
                stream.id(),
                reference,
                found,
                null,
                "",
                w.certificate().strip(),
                w.due().strip(),
                w.reason().strip());
        return new Checked(Ask.calibrate(wish, stream.name(), words), "");
    }

    private static Checked mend(String key, Words words) {
        return new Checked(null, words.of(key));
    }

    private static @Nullable Double number(String text) {
        try {
            double number = Double.parseDouble(text.strip().replace(',', '.'));
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean date(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
