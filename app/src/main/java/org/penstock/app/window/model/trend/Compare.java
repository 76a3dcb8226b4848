package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** What a line is compared with: itself at another time, or its like at another place. */
public final class Compare {
    private Compare() {}

    /** What a person can compare with, by the key that chooses it. */
    public enum With {
        YESTERDAY("trend.with.yesterday"),
        LAST_WEEK("trend.with.week"),
        START("trend.with.start"),
        PLACE("trend.with.place"),
        LOT("trend.with.lot");

        private final String wordKey;

        With(String wordKey) {
            this.wordKey = wordKey;
        }

        /** Bundle key of what it is called. */
        public String wordKey() {
            return wordKey;
        }
    }

    /**
     * How much earlier the same time of the clock was. Days are those of the clock: where it was changed between, an hour
     * more or less.
     *
     * @param to right edge of what is shown, ms
     * @return ms
     */
    public static long days(int days, long to, ZoneId zone) {
        Instant end = Instant.ofEpochMilli(to);
        return to - end.atZone(zone).minus(Period.ofDays(days)).toInstant().toEpochMilli();
    }

    /** How much earlier a picture began that begins at {@code start}; empty where that is not earlier. */
    public static Optional<Long> start(Instant start, long from) {
        long back = from - start.toEpochMilli();
        return back > 0 ? Optional.of(back) : Optional.empty();
    }

    /** Streams at a place that measure the same, the one with the same name first. */
    public static List<String> at(String place, FieldSnapshot.Stream like, FacilitySnapshot snapshot) {
        return snapshot.field().streams().stream()
                .filter(s -> s.location().equals(place) && s.metric().equals(like.metric()))
                .sorted(Comparator.comparing(
                        (FieldSnapshot.Stream s) -> !s.name().equals(like.name())))
                .map(FieldSnapshot.Stream::key)
                .toList();
    }
}
