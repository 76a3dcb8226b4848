package org.penstock.app.window.model.trend;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ticks of a time axis where a clock on the wall of the site shows a round time. On the days on which that clock is changed
 * they stay round: an hour that comes twice has two ticks, told apart by the name of the zone, and one that never is has none.
 */
public final class TimeTicks {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7));
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND_12 = DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_12 = DateTimeFormatter.ofPattern("h:mm a", Locale.ROOT);
    private static final DateTimeFormatter TWICE_12 = DateTimeFormatter.ofPattern("h:mm a zzz", Locale.ENGLISH);
    private static final DateTimeFormatter TWICE = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);

    /**
     * A tick.
     *
     * @param at ms UTC
     * @param day whether a day begins there
     */
    public record Tick(long at, String text, boolean day) {}

    private TimeTicks() {}

    /**
     * @param from ms UTC, inclusive
     * @param to ms UTC, inclusive
     * @param most how many have room, above 0
     * @param dayPattern how the begin of a day is written, such as {@code EEE d MMM}
     * @param twelveHours whether the clock has twelve hours
     */
    public static List<Tick> of(long from, long to, ZoneId zone, int most, String dayPattern, boolean twelveHours) {
        long least = (to - from) / Math.max(1, most);
        Duration step =
                STEPS.stream().filter(s -> s.toMillis() >= least).findFirst().orElse(STEPS.getLast());
        DateTimeFormatter day = DateTimeFormatter.ofPattern(dayPattern, Locale.ENGLISH);
        Instant begin = Instant.ofEpochMilli(from);
        List<Instant> found =
                step.compareTo(Duration.ofHours(1)) <= 0 ? even(begin, to, zone, step) : byClock(begin, to, zone, step);
        return found.stream()
                .filter(i -> i.toEpochMilli() >= from && i.toEpochMilli() <= to)
                .map(i -> tick(i, zone, step, day, twelveHours))
                .toList();
    }

    /** Steps of up to an hour are steps of true time, put right where the clock was changed by less than a step. */
    private static List<Instant> even(Instant begin, long to, ZoneId zone, Duration step) {
        List<Instant> found = new ArrayList<>();
        Instant at = down(begin, zone, step);
        while (at.toEpochMilli() <= to) {
            found.add(at);
            Instant next = down(at.plus(step), zone, step);
            // Where the clock went back by half an hour, the next round time is not a step but a step and a half away.
            boolean round = next.isAfter(at) && next.equals(down(next, zone, step));
            at = round ? next : down(at.plus(step.multipliedBy(2)), zone, step);
        }
        return found;
    }

    private static Instant down(Instant at, ZoneId zone, Duration step) {
        Instant whole = at.truncatedTo(ChronoUnit.SECONDS);
        long over = whole.atZone(zone).toLocalTime().toSecondOfDay() % step.toSeconds();
        return whole.minusSeconds(over);
    }

    private static List<Instant> byClock(Instant begin, long to, ZoneId zone, Duration step) {
        List<Instant> found = new ArrayList<>();
        LocalDateTime local = begin.atZone(zone).toLocalDate().atStartOfDay();
        if (step.toDays() > 1) {
            // The same days whatever the window, so that ticks do not jump as it moves.
            local = local.minusDays(Math.floorMod(local.toLocalDate().toEpochDay(), step.toDays()));
        }
        for (; local.atZone(zone).toInstant().toEpochMilli() <= to; local = local.plus(step)) {
            ZonedDateTime at = local.atZone(zone);
            // A day may begin at 01:00 where midnight never was; another hour that never was is left out.
            if (at.toLocalDateTime().equals(local) || local.toLocalTime().toSecondOfDay() == 0) {
                found.add(at.toInstant());
            }
        }
        return found;
    }

    private static Tick tick(Instant at, ZoneId zone, Duration step, DateTimeFormatter day, boolean twelveHours) {
        ZonedDateTime then = at.atZone(zone);
        boolean begins = then.toLocalDate().atStartOfDay(zone).toInstant().equals(at);
        boolean twice = zone.getRules().getValidOffsets(then.toLocalDateTime()).size() > 1;
        String text;
        if (begins) {
            text = day.format(then);
        } else if (twice && step.compareTo(Duration.ofMinutes(1)) >= 0) {
            text = (twelveHours ? TWICE_12 : TWICE).format(then);
        } else {
            boolean fine = step.compareTo(Duration.ofMinutes(1)) < 0;
            DateTimeFormatter clock = twelveHours ? fine ? SECOND_12 : MINUTE_12 : fine ? SECOND : MINUTE;
            text = clock.format(then);
        }
        return new Tick(at.toEpochMilli(), text, begins);
    }
}
