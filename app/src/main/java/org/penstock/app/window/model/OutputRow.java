package org.penstock.app.window.model;

import java.util.Locale;
import java.util.Set;
import org.penstock.core.runtime.ControlSnapshot;

/**
 * One output.
 *
 * @param id key of the output in the facility file
 * @param state what it is now: open, closed, running, 40 …
 * @param phaseClass style class of its shape
 * @param detail phase, since when, who wants it, what closes it
 * @param shut the gate that would refuse an opening, "" when none would
 * @param startVerb word of the button that asks for a value: Open …
 * @param release what gives it back
 * @param releasable whether something holds it away from safe
 * @param away value offered first: what is on when safe is turned off
 * @param analog whether a person may ask for a number
 * @param away the value offered first: what is safe when it is on is turned off
 */
public record OutputRow(
        String key,
        String id,
        String name,
        String place,
        String kind,
        String state,
        String phaseClass,
        String detail,
        String shut,
        String startVerb,
        Ask release,
        boolean releasable,
        boolean analog,
        double away)
        implements Keyed {
    private static final Set<String> TWO_STATES = Set.of("valve", "pump");

    /** An output as it is shown. */
    public static OutputRow of(ControlSnapshot.Output output, Words words, Times times) {
        String kind = output.kind().toLowerCase(Locale.ROOT);
        String phase = output.phase().toLowerCase(Locale.ROOT);
        String since = times.span(output.sinceSeconds());
        String told = output.why().isEmpty()
                ? words.of("output.phase-since", words.orElse("phase." + phase, phase), since)
                : words.of("output.phase-since-why", words.orElse("phase." + phase, phase), since, output.why());
        String release = words.of("ask.release", output.name());
        return new OutputRow(
                "output:" + output.key(),
                output.key(),
                output.name(),
                output.location(),
                kind,
                valueWord(kind, output.value(), words),
                phaseClass(phase),
                output.guard().isEmpty() ? told : words.of("output.guarded", told, output.guard()),
                output.shut() == null ? "" : words.of("output.shut", output.shut()),
                words.of(word(kind, output.safe() == 1 ? "end" : "start")),
                Ask.plain("output.release", output.key(), release),
                !phase.equals("safe") && !phase.equals("closing"),
                !TWO_STATES.contains(kind),
                output.safe() == 1 ? 0 : 1);
    }

    /** The request for a value, for a time. */
    public Ask set(double value, double seconds, String reason, Words words, Times times) {
        String action = words.of("ask.set-for", actionVerb(value, words), name, times.exactly(seconds));
        return new Ask("output.set", id, value, seconds, reason, action);
    }

    /** What a value of it is called: open, off, 40 … */
    public String valueWord(double of, Words words) {
        return valueWord(kind, of, words);
    }

    private String actionVerb(double value, Words words) {
        if (value == 1) {
            return words.of(word(kind, "start"));
        }
        return value == 0 ? words.of(word(kind, "end")) : words.of("ask.set-to", words.plain(value));
    }

    private static String valueWord(String kind, double value, Words words) {
        if (Double.isNaN(value)) {
            return words.of("value.unknown");
        }
        if (value == 0) {
            return words.of(word(kind, "zero"));
        }
        return value == 1 ? words.of(word(kind, "one")) : words.plain(value);
    }

    private static String word(String kind, String which) {
        return "kind." + (TWO_STATES.contains(kind) ? kind : "other") + "." + which;
    }

    private static String phaseClass(String phase) {
        return switch (phase) {
            case "safe" -> "phase-safe";
            case "held" -> "phase-held";
            case "opening", "closing" -> "phase-moving";
            default -> "phase-unknown";
        };
    }
}
