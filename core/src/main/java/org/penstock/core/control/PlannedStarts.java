package org.penstock.core.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The instants at which a schedule starts its program, in the site's zone. Pure arithmetic over the zone's rules; all
 * instants are µs since 1970 UTC.
 *
 * <p>A day has the starts that its written local date has: a time that does not exist on that date ({@link
 * ProgramSpec.Gap}) or exists twice ({@link ProgramSpec.Fold}) follows the policy of the schedule. Two times that fall
 * onto the same instant (02:15 and 02:45 of a spring gap, both {@code AFTER}) are one start.
 */
public final class PlannedStarts {
    /** A zone has moved over a whole day (Apia 2011), so the date of an instant can be off by one more than an offset. */
    private static final int MARGIN_DAYS = 2;

    /** A weekly start may fall into a gap and wait a week more; three weeks cover it. */
    private static final int HORIZON_DAYS = 22;

    private PlannedStarts() {}

    /**
     * All planned instants later than {@code afterMicros} and not later than {@code untilMicros}, ascending, none twice.
     */
    public static List<Long> between(ProgramSpec.Schedule schedule, ZoneId zone, long afterMicros, long untilMicros) {
        if (untilMicros <= afterMicros
                || schedule.times().isEmpty()
                || schedule.days().isEmpty()) {
            return List.of();
        }
        LocalDate last = date(untilMicros, zone).plusDays(MARGIN_DAYS);
        TreeSet<Long> found = new TreeSet<>();
        for (LocalDate day = date(afterMicros, zone).minusDays(MARGIN_DAYS);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (schedule.days().contains(day.getDayOfWeek().getValue())) {
                for (LocalTime time : schedule.times()) {
                    addInstants(schedule, zone, day.atTime(time), found);
                }
            }
        }
        return List.copyOf(found.subSet(afterMicros, false, untilMicros, true));
    }

    /** The first planned instant later than {@code afterMicros}; empty when the schedule never starts by itself. */
    public static OptionalLong next(ProgramSpec.Schedule schedule, ZoneId zone, long afterMicros) {
        // Most schedules start within a day; asking day by day first keeps the usual answer cheap.
        for (int days = 1; days <= HORIZON_DAYS; days += 7) {
            List<Long> found = between(schedule, zone, afterMicros, afterMicros + days * 86_400_000_000L);
            if (!found.isEmpty()) {
                return OptionalLong.of(found.getFirst());
            }
        }
        return OptionalLong.empty();
    }

    private static void addInstants(
            ProgramSpec.Schedule schedule, ZoneId zone, LocalDateTime local, TreeSet<Long> found) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        switch (offsets.size()) {
            case 0 -> {
                if (schedule.gap() == ProgramSpec.Gap.AFTER) {
                    ZoneOffsetTransition gap = zone.getRules().getTransition(local);
                    found.add(micros(gap.getInstant()));
                }
            }
            case 1 -> found.add(micros(local.toInstant(offsets.getFirst())));
            default -> {
                // getValidOffsets lists the offset before the change first: that is the earlier of the two instants.
                if (schedule.fold() != ProgramSpec.Fold.SECOND) {
                    found.add(micros(local.toInstant(offsets.getFirst())));
                }
                if (schedule.fold() != ProgramSpec.Fold.FIRST) {
                    found.add(micros(local.toInstant(offsets.getLast())));
                }
            }
        }
    }

    private static LocalDate date(long micros, ZoneId zone) {
        return LocalDate.ofInstant(instant(micros), zone);
    }

    /** The instant of µs since 1970 UTC. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
