package org.penstock.app.window.model.trend;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.FoundRow.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Finds streams to draw by some letters of name, key, place or unit; those with a word that begins with the letters first. */
public final class StreamFinder {
    /** Lines offered at most: who sees more than these types one more letter. */
    static final int MOST = 8;

    private StreamFinder() {}

    /** @param drawn keys that are not offered again */
    public static List<FoundRow> find(String text, FacilitySnapshot snapshot, Set<String> drawn, Words words) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(wanted.split("\\s+"));
        return snapshot.field().streams().stream()
                .filter(s -> !drawn.contains(s.key()) && matches(s, parts))
                .sorted(Comparator.comparing(s -> !begins(s, parts.getFirst())))
                .limit(MOST)
                .map(s -> new FoundRow(
                        s.key(),
                        Kind.STREAM,
                        s.key(),
                        s.unit(),
                        s.name(),
                        words.of("find.of", place(s, snapshot), s.key())))
                .toList();
    }

    private static String place(FieldSnapshot.Stream s, FacilitySnapshot snapshot) {
        return s.locationName().isEmpty() ? snapshot.site().name() : s.locationName();
    }

    private static boolean matches(FieldSnapshot.Stream s, List<String> parts) {
        String text = (s.name() + " " + s.key() + " " + s.locationName() + " " + s.unit()).toLowerCase(Locale.ROOT);
        return parts.stream().allMatch(text::contains);
    }

    private static boolean begins(FieldSnapshot.Stream s, String part) {
        return (" " + s.name().toLowerCase(Locale.ROOT) + " " + s.key()).contains(" " + part);
    }
}
