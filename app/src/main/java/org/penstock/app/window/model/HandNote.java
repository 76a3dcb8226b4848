package org.penstock.app.window.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed who read an instrument.
 *
 * @param when "" for now, an hour of today (of yesterday where that is still to come), or a date with its hour; at the site
 * @param photo path of a picture, "" for none
 */
public record HandNote(String value, String when, String note, String photo) {
    /** Names that pictures have. */
    public static final List<String> PICTURES =
            List.of("*.jpg", "*.jpeg", "*.png", "*.webp", "*.JPG", "*.JPEG", "*.PNG");

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    /** When it was read. @param at null = now */
    public record When(@Nullable Instant at) {}

    /** When it was read; empty where that is no time. */
    public Optional<When> read(Instant now, ZoneId site) {
        String text = when.strip();
        if (text.isEmpty()) {
            return Optional.of(new When(null));
        }
        try {
            if (text.indexOf('-') < 0) {
                ZonedDateTime today = LocalDate.ofInstant(now, site)
                        .atTime(LocalTime.parse(text, HOUR))
                        .atZone(site);
                Instant at = today.toInstant();
                return Optional.of(new When(at.isAfter(now) ? today.minusDays(1).toInstant() : at));
            }
            return Optional.of(new When(LocalDateTime.parse(text.replace('T', ' '), DAY)
                    .atZone(site)
                    .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether there is nothing to write down. */
    public boolean empty() {
        return value.isBlank();
    }
}
