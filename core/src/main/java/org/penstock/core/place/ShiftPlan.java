package org.penstock.core.place;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When which shift is on, by the clock on the site's wall: a shift that begins at 22:00 begins at 22:00 also in the night
 * the clocks change. No two shifts are on at once. Immutable.
 *
 * @param shifts in the order of the facility file; none when the site names none
 */
public record ShiftPlan(List<Shift> shifts) {
    /** A site that names no shifts. */
    public static final ShiftPlan NONE = new ShiftPlan(List.of());

    public ShiftPlan {
        shifts = List.copyOf(shifts);
    }

    /**
     * One shift.
     *
     * @param from when it begins
     * @param to when it ends; not after {@code from} = on the next day
     * @param days days it begins on
     */
    public record Shift(String name, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
        public Shift {
            days = Set.copyOf(days);
        }

        private LocalDateTime end(LocalDate day) {
            return day.plusDays(to.isAfter(from) ? 0 : 1).atTime(to);
        }

        private boolean on(LocalDateTime at, LocalDate day) {
            return days.contains(day.getDayOfWeek()) && !at.isBefore(day.atTime(from)) && at.isBefore(end(day));
        }
    }

    /**
     * The shift that is on.
     *
     * @param until when it ends, by the clock on the wall
     */
    public record On(String name, LocalDateTime until) {}

    /** The shift that is on at {@code at}, site time; empty between shifts. */
    public Optional<On> at(LocalDateTime at) {
        for (Shift shift : shifts) {
            for (LocalDate day : List.of(at.toLocalDate(), at.toLocalDate().minusDays(1))) {
                if (shift.on(at, day)) {
                    return Optional.of(new On(shift.name(), shift.end(day)));
                }
            }
        }
        return Optional.empty();
    }

    /** The first begin of a shift in the week, from Monday on, at which another one is on, too. */
    public Optional<Overlap> overlap() {
        // A Monday; the week is closed to a ring, for Sunday's night shift ends on Monday.
        LocalDate monday = LocalDate.EPOCH.with(DayOfWeek.MONDAY);
        return shifts.stream()
                .flatMap(s -> s.days().stream()
                        .map(day ->
                                monday.with(TemporalAdjusters.nextOrSame(day)).atTime(s.from())))
                .sorted()
                .flatMap(at -> {
                    List<Shift> on = shifts.stream()
                            .filter(s -> s.on(at, at.toLocalDate())
                                    || s.on(at, at.toLocalDate().minusDays(1)))
                            .toList();
                    return on.size() < 2
                            ? Stream.empty()
                            : Stream.of(new Overlap(on.get(0), on.get(1), at.getDayOfWeek(), at.toLocalTime()));
                })
                .findFirst();
    }

    /** Two shifts at once, from {@code at} on {@code day}. */
    public record Overlap(Shift first, Shift second, DayOfWeek day, LocalTime at) {}
}
