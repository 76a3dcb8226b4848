package org.penstock.core.place;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something is kept.
 *
 * @param period above zero; of days, or of months and years
 */
public record Keep(Period period) {
    /** How it is written: {@code 90 days}, {@code 24 months}, {@code 10 years}. */
    public static final String PATTERN = "[1-9]\\d{0,4} ?(days?|months?|years?)";

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,4}) ?(day|month|year)s?");

    /** So many months. */
    public static Keep months(int n) {
        return new Keep(Period.ofMonths(n));
    }

    /** So many years. */
    public static Keep years(int n) {
        return new Keep(Period.ofYears(n));
    }

    /** So many days. */
    public static Keep days(int n) {
        return new Keep(Period.ofDays(n));
    }

    /** Reads what a person wrote; empty when it is nothing of that form. */
    public static Optional<Keep> read(String written) {
        Matcher m = WRITTEN.matcher(written.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        int n = Integer.parseInt(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "day" -> days(n);
                    case "month" -> months(n);
                    default -> years(n);
                });
    }

    /** What ends before this day or on the day before it is over. @param today UTC */
    public LocalDate before(LocalDate today) {
        return today.minus(period);
    }

    /** Whether it ends before {@code other}, whatever the length of the months: counted from a fixed day. */
    public boolean shorterThan(Keep other) {
        LocalDate day = LocalDate.of(2400, 3, 1);
        return before(day).isAfter(other.before(day));
    }

    /** The longer of the two. */
    public Keep orLonger(Keep other) {
        return shorterThan(other) ? other : this;
    }

    /** {@code 24 months}. */
    public String inWords() {
        if (period.getDays() > 0) {
            return words(period.getDays(), "day");
        }
        return period.getYears() > 0 ? words(period.getYears(), "year") : words(period.getMonths(), "month");
    }

    private static String words(int n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }
}
