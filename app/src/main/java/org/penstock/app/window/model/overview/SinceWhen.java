package org.penstock.app.window.model.overview;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;

/**
 * Remembers since when a place has been in a condition that nothing in the facility dates: what was there when the window
 * opened may have been there for longer, and that is said. Thread-safe.
 */
public final class SinceWhen {
    private final Map<String, Entry> places = new HashMap<>();

    private record Entry(String word, Instant at, boolean begun) {}

    /** For how long {@code place} has been in the condition {@code word}, in words. */
    synchronized String span(Beat beat, String place, String word) {
        Instant now = beat.moment().now();
        @Nullable Entry before = places.get(place);
        Entry entry = before != null && before.word().equals(word) ? before : new Entry(word, now, before != null);
        places.put(place, entry);
        String span = beat.times().span(now.getEpochSecond() - entry.at().getEpochSecond());
        return beat.words().of(entry.begun() ? "tile.for" : "tile.for-at-least", span);
    }

    /** A condition that the facility dates itself; what comes after it begins then. */
    synchronized String dated(Beat beat, String place, String word, double seconds) {
        places.put(place, new Entry(word, beat.moment().now(), true));
        return beat.words().of("tile.for", beat.times().span(seconds));
    }
}
