package org.penstock.app.bring;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as loggers and spreadsheets write them: ISO 8601, day-month-year or month-day-year with points, strokes or
 * slashes, twelve hours, seconds or milliseconds since 1970, serial days of a spreadsheet.
 *
 * @param order which of two numbers is the day where the text does not say
 * @param serial from which day a spreadsheet counts
 * @param numbers how the file writes numbers
 */
public record TimeText(Order order, Serial serial, Numbers numbers) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})([-./])(\\d{1,2})\\2(\\d{1,4})\\.?"
            + "(?:[T ,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?"
            + "\\s*([AaPp]\\.?[Mm]\\.?)?\\s*(Z|z|UTC|GMT|[+-]\\d{2}:?(?:\\d{2})?)?)?");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}|\\d{16}");
    private static final double FIRST_SERIAL = 20_000;
    private static final double LAST_SERIAL = 100_000;
    private static final int MONTHS = 12;

    /** Which comes first. */
    public enum Order {
        /** 28/03/2026. */
        DAY_MONTH,
        /** 03/28/2026. */
        MONTH_DAY,
        /** Nobody knows: 03/04/2026. */
        UNKNOWN
    }

    /** Day 0 of a spreadsheet. */
    public enum Serial {
        /** Excel on Windows: day 1 is the first of January 1900, and there was a 29 February 1900. */
        FROM_1900(LocalDate.of(1899, 12, 30)),
        /** Excel on old Macs: day 0 is the first of January 1904. */
        FROM_1904(LocalDate.of(1904, 1, 1));

        private final LocalDate zero;

        Serial(LocalDate zero) {
            this.zero = zero;
        }

        LocalDateTime at(double days) {
            // A day in a double is good to a microsecond or so; what was typed was whole milliseconds.
            long millis = Math.round(days * 86_400_000.0);
            return zero.atStartOfDay()
                    .plusNanos(millis % 86_400_000 * 1_000_000)
                    .plusDays(millis / 86_400_000);
        }
    }

    /**
     * A time that was read: with its zone an instant, else the wall clock of wherever the logger hung.
     *
     * @param instant null where the text names no zone
     */
    public record Read(LocalDateTime local, @Nullable Instant instant) {}

    /** The time, or nothing where it is none. */
    Optional<Read> read(String text) {
        String t = text.strip();
        Matcher m = TEXT.matcher(t);
        if (m.matches()) {
            return dated(m);
        }
        if (EPOCH.matcher(t).matches()) {
            long n = Long.parseLong(t);
            long micros = t.length() == 10 ? n * 1_000_000 : t.length() == 13 ? n * 1_000 : n;
            Instant at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
            return Optional.of(new Read(LocalDateTime.ofInstant(at, ZoneOffset.UTC), at));
        }
        OptionalDouble days = numbers.read(t);
        return days.isPresent() && days.getAsDouble() >= FIRST_SERIAL && days.getAsDouble() < LAST_SERIAL
                ? Optional.of(new Read(serial.at(days.getAsDouble()), null))
                : Optional.empty();
    }

    /** Whether a text is a date, with or without a time; numbers are not taken for one. */
    static boolean dated(String text) {
        return TEXT.matcher(text.strip()).matches();
    }

    /** Whether a text is a date without a time. */
    static boolean dateOnly(String text) {
        Matcher m = TEXT.matcher(text.strip());
        return m.matches() && m.group(5) == null;
    }

    /** Whether a text is a time without a date. */
    static boolean timeOnly(String text) {
        return text.strip().matches("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?\\s*([AaPp]\\.?[Mm]\\.?)?");
    }

    private Optional<Read> dated(Matcher m) {
        try {
            LocalDate day = day(m);
            LocalTime time = m.group(5) == null ? LocalTime.MIDNIGHT : time(m);
            // 24:00 is the end of the day.
            LocalDateTime local = "24".equals(m.group(5)) ? day.plusDays(1).atStartOfDay() : day.atTime(time);
            String zone = m.group(10);
            return Optional.of(new Read(local, zone == null ? null : local.toInstant(offset(zone))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private LocalDate day(Matcher m) {
        int first = Integer.parseInt(m.group(1));
        int second = Integer.parseInt(m.group(3));
        int third = Integer.parseInt(m.group(4));
        if (m.group(1).length() > 2) {
            return LocalDate.of(first, second, third);
        }
        int year = m.group(4).length() <= 2 ? 2000 + third : third;
        boolean dayFirst = m.group(2).equals(".") || order != Order.MONTH_DAY;
        return LocalDate.of(year, dayFirst ? second : first, dayFirst ? first : second);
    }

    private static LocalTime time(Matcher m) {
        int hour = Integer.parseInt(m.group(5));
        int minute = Integer.parseInt(m.group(6));
        int second = m.group(7) == null ? 0 : Integer.parseInt(m.group(7));
        String fraction = m.group(8) == null ? "" : m.group(8);
        int nanos = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        String half = m.group(9);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("no hour of twelve");
            }
            hour = hour % 12 + (Character.toLowerCase(half.charAt(0)) == 'p' ? 12 : 0);
        }
        if (hour == 24 && minute == 0 && second == 0) {
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.of(hour, minute, second, nanos / 1_000 * 1_000);
    }

    private static ZoneOffset offset(String zone) {
        return switch (zone) {
            case "Z", "z", "UTC", "GMT" -> ZoneOffset.UTC;
            default -> ZoneOffset.of(zone);
        };
    }

    /** What the dates of a file tell about which number is the day. One thread. */
    static final class Evidence {
        private long open;
        private long dayFirst;
        private long monthFirst;

        void see(String text) {
            Matcher m = TEXT.matcher(text.strip());
            if (m.matches() && m.group(1).length() <= 2 && !m.group(2).equals(".")) {
                open++;
                if (Integer.parseInt(m.group(1)) > MONTHS) {
                    dayFirst++;
                } else if (Integer.parseInt(m.group(3)) > MONTHS) {
                    monthFirst++;
                }
            }
        }

        Order judge() {
            if (open == 0) {
                return Order.DAY_MONTH;
            }
            if (dayFirst == 0 && monthFirst == 0) {
                return Order.UNKNOWN;
            }
            return dayFirst >= monthFirst ? Order.DAY_MONTH : Order.MONTH_DAY;
        }
    }
}
