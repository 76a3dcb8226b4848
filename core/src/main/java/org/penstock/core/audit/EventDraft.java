package org.penstock.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that happened, on its way into a chain. Texts may come from devices and files: what a database or a JSON text
 * cannot hold is replaced, what is too long is cut with a mark, because one odd text must not stop the record.
 *
 * @param at when; cut to the microsecond here, so that what is hashed is what a table can hold
 * @param actorId row of the actor
 * @param actor key of the actor, so that a printed event names somebody
 * @param kind {@code run.claimed}; letters, digits, dots and underscores, at most 80
 * @param subject what it is about, {@code run:12}; at most 300 characters
 * @param data names and values in name order; numbers as strings, so that no reader rounds them
 */
public record EventDraft(
        Instant at, UUID actorId, String actor, String kind, String subject, SortedMap<String, String> data) {
    private static final int SUBJECT = 300;
    private static final int VALUE = 20_000;

    public EventDraft {
        if (!kind.matches("[a-z0-9_.]{1,80}")) {
            throw new IllegalArgumentException("\"" + kind + "\" is not a kind of event");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        subject = shortened(clean(subject), SUBJECT);
        actor = shortened(clean(actor), SUBJECT);
        SortedMap<String, String> cleaned = new TreeMap<>();
        data.forEach((name, value) -> cleaned.put(shortened(clean(name), SUBJECT), shortened(clean(value), VALUE)));
        data = cleaned;
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String mark = "… (" + text.length() + " characters)";
        int end = most - mark.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + mark;
    }

    /** Half a surrogate pair has no UTF-8; PostgreSQL holds no U+0000. Both become U+FFFD. */
    public static String clean(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                out = out == null ? new StringBuilder(text) : out;
                out.setCharAt(i, '\uFFFD');
            }
        }
        return out == null ? text : out.toString();
    }
}
