package org.penstock.app.window.model.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FacilityRecord;

/**
 * One event in a line.
 *
 * @param change the first of what it says, short
 */
public record EventRow(
        long seq, String when, String who, String what, String about, String change, FacilityRecord.Event event)
        implements Keyed {
    /** Letters of a change that fit into a line at the largest text. */
    private static final int SHORT = 32;

    private static final int SHORT_WHO = 14;
    private static final int SHORT_SUBJECT = 20;

    @Override
    public String key() {
        return Long.toString(seq);
    }

    /** @param names printed name of a key */
    public static EventRow of(
            FacilityRecord.Event e, UnaryOperator<String> names, Instant now, Words words, Times times) {
        return new EventRow(
                e.seq(),
                words.of("time.day-minute", times.day(e.at(), now), times.clock(e.at())),
                cut(names.apply(e.actor()), SHORT_WHO),
                e.kind(),
                subject(e.subject()),
                cut(summary(EventData.of(e.data()), words), SHORT),
                e);
    }

    private static String summary(EventData data, Words words) {
        List<String> parts = new ArrayList<>();
        data.changes().forEach(c -> parts.add(text(c, words)));
        if (!data.reason().isEmpty()) {
            parts.add(words.of("record.quoted", data.reason()));
        }
        return String.join("; ", parts);
    }

    /** {@code state: safe → held}. */
    static String text(EventData.Change c, Words words) {
        return c.old() == null
                ? words.of("record.value", c.name(), c.now())
                : words.of("record.change", c.name(), c.old(), c.now());
    }

    /** Ids of one hour begin alike: of a long one the end is kept. */
    private static String subject(String subject) {
        if (subject.length() <= SHORT_SUBJECT) {
            return subject;
        }
        String kind = subject.substring(0, Math.min(SHORT_SUBJECT / 2, subject.indexOf(':') + 1));
        return kind + "…" + subject.substring(subject.length() - (SHORT_SUBJECT - 1 - kind.length()));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    /** Whether some letters stand anywhere in it. */
    static boolean says(FacilityRecord.Event e, String letters) {
        String small = letters.toLowerCase(Locale.ROOT);
        return e.kind().toLowerCase(Locale.ROOT).contains(small)
                || e.subject().toLowerCase(Locale.ROOT).contains(small)
                || e.actor().toLowerCase(Locale.ROOT).contains(small)
                || e.data().toLowerCase(Locale.ROOT).contains(small);
    }
}
