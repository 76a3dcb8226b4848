package org.penstock.core.facility;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times of day and days of the week as the facility file writes them: {@code "06:30"}, {@code mon}. */
public final class ClockTime {
    /** How a time of day is written. */
    public static final String PATTERN = "\\d{2}:\\d{2}";

    /** The days of the week, Monday first. */
    public static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final Pattern TIME = Pattern.compile(PATTERN);
    private static final DateTimeFormatter HH_MM = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            // Else 24:00 would quietly be 00:00, a day earlier than meant.
            .withResolverStyle(ResolverStyle.STRICT);

    private ClockTime() {}

    /** A time of day; empty, and reported, when it is none. */
    public static Optional<LocalTime> read(Node at, Problems problems) {
        try {
            if (TIME.matcher(at.text()).matches()) {
                return Optional.of(LocalTime.parse(at.text(), HH_MM));
            }
        } catch (DateTimeParseException e) {
            // 25:00 has the form of a time and is none; it is reported with those that have not even the form.
        }
        problems.add(
                at,
                "`" + at.text() + "` is not a time of day",
                "write hours and minutes with two digits each, 00:00 to 23:59: \"06:30\"");
        return Optional.empty();
    }

    /** A day of the week, Monday = 1; empty, and reported, when it is none. */
    public static Optional<Integer> day(Node day, Problems problems) {
        int index = DAYS.indexOf(day.text());
        if (index < 0) {
            problems.add(day, "`" + day.text() + "` is not a day", "write " + String.join(", ", DAYS));
            return Optional.empty();
        }
        return Optional.of(index + 1);
    }
}
