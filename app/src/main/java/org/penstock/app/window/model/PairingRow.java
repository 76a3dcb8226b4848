package org.penstock.app.window.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.FieldSnapshot.Enrolment;

/**
 * A device's way into the facility, ready written.
 *
 * @param device key of the device, "" where none is offered
 * @param open whether one is under way: it can be cancelled; else one can be begun
 * @param code what the device must present, "" where it presents none
 * @param left how long it holds still, {@code 59:58}; "" when none is open
 * @param says what it waits for, what was heard, what went wrong, in sentences
 */
public record PairingRow(String device, String name, boolean open, String code, String left, List<String> says) {
    /** A device of which the facility tells nothing. */
    public static final PairingRow NONE = new PairingRow("", "", false, "", "", List.of());

    public PairingRow {
        says = List.copyOf(says);
    }

    /** Whether anything can be begun or ended. */
    public boolean offered() {
        return !device.isEmpty();
    }

    static PairingRow of(FieldSnapshot.@Nullable Device d, Instant now, Words words, Times times) {
        if (d == null) {
            return NONE;
        }
        Enrolment e = d.enrolment();
        List<String> says = new ArrayList<>();
        if (e == null) {
            if (d.state().equals("pending")) {
                says.add(words.of("pairing.pending"));
            }
            return new PairingRow(d.key(), d.name(), false, "", "", says);
        }
        Instant ended = e.ended();
        says.add(
                ended == null
                        ? words.of(waits(e.step()), times.moment(e.expires(), now), e.actor(), String.valueOf(e.code()))
                        : words.of(over(e.state()), times.moment(ended, now)));
        if (!e.presented().isEmpty()) {
            says.add(words.of("pairing.presented", e.presented()));
        }
        if (!e.error().isEmpty()) {
            says.add(words.of(ended == null ? "pairing.so-far" : "pairing.why", e.error()));
        }
        String code = e.code();
        String shown = ended == null && code != null && e.step().equals("code") ? code : "";
        return new PairingRow(
                d.key(), d.name(), ended == null, shown, ended == null ? left(e.expires(), now) : "", says);
    }

    /** The same for whoever may not let devices in: a code lets one in. */
    PairingRow withoutCode(Words words) {
        if (code.isEmpty()) {
            return this;
        }
        List<String> others = new ArrayList<>(says);
        others.set(0, words.of("pairing.waits.hidden"));
        return new PairingRow(device, name, open, "", left, others);
    }

    private static String waits(String step) {
        return switch (step) {
            case "code" -> "pairing.waits.code";
            case "join" -> "pairing.waits.join";
            default -> "pairing.waits.reading";
        };
    }

    private static String over(String state) {
        return switch (state) {
            case "completed" -> "pairing.over.completed";
            case "expired" -> "pairing.over.expired";
            default -> "pairing.over.failed";
        };
    }

    private static String left(Instant until, Instant now) {
        long s = Math.max(0, Duration.between(now, until).toSeconds());
        return String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }
}
