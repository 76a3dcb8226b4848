package org.penstock.app.window.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes moments in the site's zone and spans of time in the largest units a person needs. Thread-safe. */
public final class Times {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLI = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND_12 = DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ROOT);
    private static final DateTimeFormatter MILLI_12 = DateTimeFormatter.ofPattern("h:mm:ss.SSS a", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_12 = DateTimeFormatter.ofPattern("h:mm a", Locale.ROOT);

    private final Words words;
    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter date;
    private final DateTimeFormatter zoneName;

    public Times(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
        this.day = DateTimeFormatter.ofPattern(words.of("time.day"), Locale.ENGLISH);
        this.date = DateTimeFormatter.ofPattern(words.of("time.date"), Locale.ENGLISH);
        this.zoneName = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    }

    private boolean twelve() {
        return words.manner().twelveHours();
    }

    /** {@code 05:52:07}, or {@code 5:52:07 AM} for whoever reads it so; and so everywhere below. */
    public String clock(Instant at) {
        return (twelve() ? SECOND_12 : SECOND).format(at.atZone(zone));
    }

    /** {@code 05:52:07.318}. */
    public String millis(Instant at) {
        return (twelve() ? MILLI_12 : MILLI).format(at.atZone(zone));
    }

    /** {@code 05:52}. */
    public String minute(Instant at) {
        return (twelve() ? MINUTE_12 : MINUTE).format(at.atZone(zone));
    }

    /** {@code Sat 21 Nov 2026}. */
    public String date(Instant at) {
        return date.format(at.atZone(zone));
    }

    /** {@code CET}: which zone the times on the screen are in. */
    public String zone(Instant at) {
        return zoneName.format(at.atZone(zone));
    }

    /** {@code today 13:30}, {@code tomorrow 06:00}, {@code Tue 24 Nov 06:00}; in the doubled hour of autumn with its zone. */
    public String moment(Instant at, Instant now) {
        ZonedDateTime then = at.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        String minute = minute(at);
        if (zone.getRules().getValidOffsets(then.toLocalDateTime()).size() > 1) {
            minute = minute + " " + zoneName.format(then);
        }
        return words.of("time.day-minute", dayWord(then.toLocalDate(), today, then), minute);
    }

    /** {@code today}, {@code tomorrow}, {@code Tue 24 Nov}. */
    public String day(Instant at, Instant now) {
        ZonedDateTime then = at.atZone(zone);
        return dayWord(then.toLocalDate(), now.atZone(zone).toLocalDate(), then);
    }

    private String dayWord(LocalDate then, LocalDate today, ZonedDateTime at) {
        return switch ((int) ChronoUnit.DAYS.between(today, then)) {
            case -1 -> words.of("time.yesterday");
            case 0 -> words.of("time.today");
            case 1 -> words.of("time.tomorrow");
            default -> day.format(at);
        };
    }

    /** {@code 12 s}, {@code 3 min}, {@code 2 h 05 min}, {@code 3 d 4 h}: how long, roughly. Negative counts as nothing. */
    public String span(double seconds) {
        long s = whole(seconds);
        if (s < 100) {
            return words.of("time.s", Long.toString(s));
        }
        if (s < 3_600) {
            return words.of("time.min", Long.toString(s / 60));
        }
        if (s < 86_400) {
            return words.of("time.h-min", Long.toString(s / 3_600), two(s / 60 % 60));
        }
        return words.of("time.d-h", Long.toString(s / 86_400), Long.toString(s / 3_600 % 24));
    }

    /** {@code 45 s}, {@code 3 min 07 s}: how long exactly, for what counts down. */
    public String countdown(double seconds) {
        long s = whole(Math.ceil(seconds - 1e-6));
        if (s < 60) {
            return words.of("time.s", Long.toString(s));
        }
        if (s < 3_600) {
            return words.of("time.min-s", Long.toString(s / 60), two(s % 60));
        }
        return words.of("time.h-min", Long.toString(s / 3_600), two(s / 60 % 60));
    }

    /** {@code 45 s}, {@code 5 min}, {@code 8 min 06 s}: how long exactly, without parts that are nothing. */
    public String exactly(double seconds) {
        long s = whole(Math.round(seconds));
        if (s >= 3_600 && s % 3_600 == 0) {
            return words.of("time.h", Long.toString(s / 3_600));
        }
        return s >= 60 && s % 60 == 0 && s < 3_600 ? words.of("time.min", Long.toString(s / 60)) : countdown(s);
    }

    private static long whole(double seconds) {
        return Double.isFinite(seconds) ? Math.max(0, (long) seconds) : 0;
    }

    private static String two(long n) {
        return n < 10 ? "0" + n : Long.toString(n);
    }
}
