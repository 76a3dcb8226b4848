package org.penstock.app.window.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.Shelf;
import org.penstock.core.runtime.DeviceCare;

/**
 * What a person wants, before it is proposed.
 *
 * @param verb word of the runtime, see {@link org.penstock.core.telemetry.Input.Request#kind}
 * @param subject key or number of what it is about
 * @param value wanted value, NaN where the verb has none
 * @param forSeconds how long, 0 where the verb has none
 * @param reason what the person wrote
 * @param action the words on the button that does it: {@code Open Valve bay 1 for 5 min}
 * @param calibration what was found and left, for the verb that records it; null for every other
 */
public record Ask(
        String verb,
        String subject,
        double value,
        double forSeconds,
        String reason,
        String action,
        DeviceCare.@Nullable Wish calibration) {
    /** The verb that stops everything. */
    public static final String STOP_ALL = "stop.all";

    /** The verb that opens a device's way into the facility. */
    public static final String ENROL = "enrolment.open";

    public Ask(String verb, String subject, double value, double forSeconds, String reason, String action) {
        this(verb, subject, value, forSeconds, reason, action, null);
    }

    /** A verb without value and time. */
    public static Ask plain(String verb, String subject, String action) {
        return new Ask(verb, subject, Double.NaN, 0, "", action);
    }

    /** Everything to safe, every run ended. */
    public static Ask stopAll(Words words) {
        return plain(STOP_ALL, "site", words.of("ask.stop-all"));
    }

    /** A person saw this alert. */
    public static Ask acknowledge(AlertRow alert, Words words) {
        return plain("alert.acknowledge", Long.toString(alert.no()), words.of("ask.acknowledge", alert.text()));
    }

    /** Some alerts do not draw the eye for so many seconds. @param action words on the button */
    public static Ask shelve(List<AlertRow> alerts, double forSeconds, String reason, String action) {
        return new Ask(Shelf.SHELVE, numbers(alerts), Double.NaN, forSeconds, reason, action);
    }

    /** They do again. */
    public static Ask unshelve(long no, String text, Words words) {
        return plain(Shelf.UNSHELVE, Long.toString(no), words.of("ask.unshelve", text));
    }

    private static String numbers(List<AlertRow> alerts) {
        return alerts.stream().map(a -> Long.toString(a.no())).collect(Collectors.joining(","));
    }

    /** A device shall come into the facility within an hour. */
    public static Ask pair(String device, String name, Words words) {
        return new Ask(ENROL, device, Double.NaN, 3_600, "", words.of("ask.pair", name));
    }

    /** It shall not, for now. */
    public static Ask endPairing(String device, String name, Words words) {
        return plain("enrolment.cancel", device, words.of("ask.end-pairing", name));
    }

    /** A device is taken out of service: outputs to safe, nobody believes its readings. */
    public static Ask disable(DeviceRow device, String reason, Words words) {
        return new Ask("device.disable", device.id(), Double.NaN, 0, reason, words.of("ask.disable", device.name()));
    }

    /** And back again. */
    public static Ask enable(DeviceRow device, Words words) {
        return plain("device.enable", device.id(), words.of("ask.enable", device.name()));
    }

    /** A calibration is recorded. @param name what a person calls the stream */
    public static Ask calibrate(DeviceCare.Wish wish, String name, Words words) {
        return new Ask(
                "calibration.record",
                wish.stream(),
                Double.NaN,
                0,
                wish.reason(),
                words.of("ask.calibrate", name),
                wish);
    }

    /** Whether it leads to safety and needs no guard against a quick hand. */
    public boolean toSafety() {
        return STOP_ALL.equals(verb);
    }

    /** A person says that the computer's clock is right. */
    public static Ask confirmClock(Words words) {
        return plain("clock.confirm", "site", words.of("ask.clock"));
    }
}
