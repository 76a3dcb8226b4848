package org.penstock.app.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Parts;

/** Numbers and times as a person reads them, in the site's time. Locale-free, so that a text can be compared and searched. */
final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;
    private final Instant now;

    Words(Parts.Place site, Instant now) {
        this.zone = ZoneId.of(site.timezone());
        this.now = now;
    }

    ZoneId zone() {
        return zone;
    }

    /** The time of day, with the date when it is not today. */
    String time(@Nullable Instant at) {
        if (at == null) {
            return "-";
        }
        ZonedDateTime there = at.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        return there.toLocalDate().equals(today) ? TIME.format(there) : DAY.format(there) + " " + TIME.format(there);
    }

    /** The last day before an instant at which a day is over. */
    String lastDay(Instant end) {
        return DAY.format(end.minusNanos(1).atZone(zone));
    }

    /** Date and time to the millisecond. */
    String exact(Instant at) {
        return MILLIS.format(at.atZone(zone));
    }

    /** Date and time. */
    String dated(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        return DAY.format(there) + " " + TIME.format(there);
    }

    /** Date, time and zone. */
    String full(Instant at) {
        return dated(at) + " " + zone.getId();
    }

    static String value(@Nullable Double value, int decimals, String unit) {
        return value == null
                ? "no value"
                : String.format(Locale.ROOT, "%." + decimals + "f", value) + (unit.isEmpty() ? "" : " " + unit);
    }

    /** A difference with its sign, one digit finer than values are shown: an offset. */
    static String difference(double value, int decimals, String unit) {
        return (value > 0 ? "+" : "") + value(value, decimals + 1, unit);
    }

    /** A duration in the unit that says it best. */
    static String span(@Nullable Double seconds) {
        if (seconds == null) {
            return "never";
        }
        double s = Math.max(0, seconds);
        if (s < 120) {
            return Math.round(s) + " s";
        }
        if (s < 7_200) {
            return Math.round(s / 60) + " min";
        }
        return s < 172_800 ? Math.round(s / 3_600) + " h" : Math.round(s / 86_400) + " days";
    }

    /** What is left of something, to the second: 2 min 05 s. */
    static String left(@Nullable Double seconds) {
        if (seconds == null) {
            return "?";
        }
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return s + " s";
        }
        return s < 3_600
                ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d h %02d min", s / 3_600, s % 3_600 / 60);
    }
}
