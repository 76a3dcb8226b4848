package org.penstock.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** Times and durations as a person types them. */
final class Moments {
    private static final Pattern PIECE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(s|sec|min|m|h|d)");

    private Moments() {}

    /** {@code 90s}, {@code 2min}, {@code 1h30min}, {@code 2d}. */
    static Duration duration(String text, String option) {
        return read(text)
                .orElseThrow(() -> new Refusal(
                        ExitCode.USAGE,
                        option + " is \"" + text + "\", which is not a duration.",
                        "Write for example 90s, 2min, 1h30min or 2d."));
    }

    private static Optional<Duration> read(String text) {
        Matcher piece = PIECE.matcher(text.strip());
        Duration sum = Duration.ZERO;
        int end = 0;
        while (piece.find() && piece.start() == end) {
            double number = Double.parseDouble(piece.group(1));
            double seconds = switch (piece.group(2)) {
                case "s", "sec" -> number;
                case "m", "min" -> number * 60;
                case "h" -> number * 3_600;
                default -> number * 86_400;
            };
            sum = sum.plusMillis(Math.round(seconds * 1_000));
            end = piece.end();
        }
        return end == text.strip().length() && sum.isPositive() ? Optional.of(sum) : Optional.empty();
    }

    /**
     * {@code 2026-11-21T05:00:00Z} or with another offset, {@code 2026-11-21T05:00} and {@code 2026-11-21} in the site's
     * time, {@code 05:00} today, or a duration: that long ago.
     */
    static Instant moment(String text, String option, ZoneId zone, Instant now) {
        String given = text.strip();
        Optional<Duration> ago = read(given);
        if (ago.isPresent()) {
            return now.minus(ago.get());
        }
        try {
            if (given.length() <= 8 && given.indexOf(':') > 0) {
                return LocalDate.ofInstant(now, zone)
                        .atTime(LocalTime.parse(given))
                        .atZone(zone)
                        .toInstant();
            }
            if (given.indexOf('T') < 0) {
                return LocalDate.parse(given).atStartOfDay(zone).toInstant();
            }
            boolean offset = given.endsWith("Z") || given.matches(".*[+-]\\d\\d:?\\d\\d$");
            return offset
                    ? OffsetDateTime.parse(given).toInstant()
                    : LocalDateTime.parse(given).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    ExitCode.USAGE,
                    option + " is \"" + text + "\", which is not a time.",
                    "Write for example 2026-11-21T05:00 or 05:00 in the site's time, 2026-11-21T05:00:00Z, or 2h for two"
                            + " hours ago.");
        }
    }
}
