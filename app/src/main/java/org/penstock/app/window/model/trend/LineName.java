package org.penstock.app.window.model.trend;

import java.time.Instant;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FieldSnapshot;

/** What a person calls a line: the stream, where it is, and how it differs from what it is now. */
record LineName(Words words, Present present) {
    private static final long DAY = 86_400_000;

    String of(Trace t) {
        FieldSnapshot.Stream s = t.stream();
        Line line = t.line();
        String name = s == null || s.locationName().isEmpty()
                ? words.of("trend.name", t.name(), line.stream())
                : words.of("trend.name-place", t.name(), s.locationName(), line.stream());
        String lot = line.lot().isEmpty() ? name : words.of("trend.name-lot", name, line.lot());
        return line.back() == 0 ? lot : words.of("trend.name-earlier", lot, earlier(line.back()));
    }

    private String earlier(long back) {
        if (back % DAY == 0) {
            return words.of("trend.days", Long.toString(back / DAY));
        }
        // Yesterday is an hour nearer or farther where the clocks were changed.
        return present.times().span(back / 1_000.0);
    }

    /** When a moment of a line was read, in words. @param at as it is drawn, ms */
    String read(Trace t, long at) {
        return present.times().moment(Instant.ofEpochMilli(at - t.line().back()), present.now());
    }
}
