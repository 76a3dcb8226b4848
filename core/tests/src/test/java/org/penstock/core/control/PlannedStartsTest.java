package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.ProgramSpec.Fold;
import org.penstock.core.control.ProgramSpec.Gap;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.control.ProgramSpec.Schedule;

@DisplayName("Planned starts")
class PlannedStartsTest {
    private static final Set<Integer> EVERY_DAY = Set.of(1, 2, 3, 4, 5, 6, 7);
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @Test
    void aStartAtSixIsFiveUtcInWinterAndFourInSummer() {
        assertEquals(
                List.of("2026-03-28T05:00:00Z", "2026-03-29T04:00:00Z", "2026-03-30T04:00:00Z"),
                starts("06:00", AMSTERDAM, "2026-03-28T00:00:00Z", "2026-03-30T23:00:00Z"));
    }

    @Test
    void aTimeInTheSpringGapStartsAtTheFirstInstantAfterIt() {
        assertEquals(
                List.of("2026-03-29T01:00:00Z"),
                starts("02:30", AMSTERDAM, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void aTimeInTheSpringGapIsLeftOutUnderSkip() {
        Schedule skip = schedule(List.of("02:30"), EVERY_DAY, Gap.SKIP, Fold.FIRST);
        assertEquals(List.of(), starts(skip, AMSTERDAM, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void twoTimesInOneGapAreOneStart() {
        Schedule two = schedule(List.of("02:15", "02:45", "03:00"), EVERY_DAY, Gap.AFTER, Fold.FIRST);
        assertEquals(
                List.of("2026-03-29T01:00:00Z"),
                starts(two, AMSTERDAM, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void aTimeThatHappensTwiceFollowsThePolicy() {
        String from = "2026-10-24T22:00:00Z";
        String to = "2026-10-25T23:00:00Z";
        assertEquals(
                List.of("2026-10-25T00:30:00Z"),
                starts(schedule(List.of("02:30"), EVERY_DAY, Gap.AFTER, Fold.FIRST), AMSTERDAM, from, to));
        assertEquals(
                List.of("2026-10-25T01:30:00Z"),
                starts(schedule(List.of("02:30"), EVERY_DAY, Gap.AFTER, Fold.SECOND), AMSTERDAM, from, to));
        assertEquals(
                List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
                starts(schedule(List.of("02:30"), EVERY_DAY, Gap.AFTER, Fold.BOTH), AMSTERDAM, from, to));
    }

    @Test
    void lordHoweMovesByHalfAnHour() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        // 2026-10-04 02:00 +10:30 becomes 02:30 +11:00: 02:15 does not exist.
        assertEquals(
                List.of("2026-10-03T15:30:00Z"),
                starts("02:15", lordHowe, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"));
        // 2026-04-05 02:00 +11:00 becomes 01:30 +10:30: 01:45 exists twice.
        assertEquals(
                List.of("2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"),
                starts(
                        schedule(List.of("01:45"), EVERY_DAY, Gap.AFTER, Fold.BOTH),
                        lordHowe,
                        "2026-04-04T12:00:00Z",
                        "2026-04-05T12:00:00Z"));
    }

    @Test
    void midnightItselfCanBeMissing() {
        ZoneId asuncion = ZoneId.of("America/Asuncion");
        // 2023-10-01 00:00 -04:00 became 01:00 -03:00.
        assertEquals(
                List.of("2023-10-01T04:00:00Z"),
                starts("00:00", asuncion, "2023-10-01T00:00:00Z", "2023-10-01T23:00:00Z"));
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        // 2024-04-26 00:00 +02:00 became 01:00 +03:00.
        assertEquals(
                List.of("2024-04-25T22:00:00Z"),
                starts("00:30", cairo, "2024-04-25T12:00:00Z", "2024-04-26T12:00:00Z"));
    }

    @Test
    void aWholeDayCanBeMissing() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        // Samoa had no 2011-12-30: the start of that date comes at its end, which is the first instant of the 31st.
        assertEquals(
                List.of("2011-12-29T16:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T16:00:00Z"),
                starts("06:00", apia, "2011-12-28T20:00:00Z", "2011-12-30T20:00:00Z"));
    }

    @Test
    void aZoneWithoutSummerTimeHasEveryDayAlike() {
        List<String> found = starts("06:00", ZoneId.of("Asia/Kolkata"), "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z");
        assertEquals(365, found.size());
        assertTrue(found.stream().allMatch(s -> s.endsWith("T00:30:00Z")));
    }

    @Test
    void onlyTheWrittenDaysCount() {
        Schedule weekdays = schedule(List.of("06:00", "13:30"), Set.of(1, 3), Gap.AFTER, Fold.FIRST);
        assertEquals(
                List.of("2026-06-01T04:00:00Z", "2026-06-01T11:30:00Z", "2026-06-03T04:00:00Z", "2026-06-03T11:30:00Z"),
                starts(weekdays, AMSTERDAM, "2026-05-31T22:00:00Z", "2026-06-07T22:00:00Z"));
    }

    @Test
    void theIntervalIsOpenBelowAndClosedAbove() {
        long six = micros("2026-06-01T04:00:00Z");
        Schedule s = schedule(List.of("06:00"), EVERY_DAY, Gap.AFTER, Fold.FIRST);
        assertEquals(List.of(six), PlannedStarts.between(s, AMSTERDAM, six - 1, six));
        assertEquals(List.of(), PlannedStarts.between(s, AMSTERDAM, six, six + 1));
        assertEquals(List.of(), PlannedStarts.between(s, AMSTERDAM, six, six - 1));
    }

    @Test
    void theNextStartIsFoundAlsoWhenAWeekIsLeftOut() {
        Schedule sunday = schedule(List.of("02:30"), Set.of(7), Gap.SKIP, Fold.FIRST);
        assertEquals(
                OptionalLong.of(micros("2026-04-05T00:30:00Z")),
                PlannedStarts.next(sunday, AMSTERDAM, micros("2026-03-22T12:00:00Z")));
        assertEquals(
                OptionalLong.empty(),
                PlannedStarts.next(schedule(List.of(), EVERY_DAY, Gap.AFTER, Fold.FIRST), AMSTERDAM, 0));
    }

    @Property(tries = 60)
    void overTwentyYearsEveryPlannedTimeHappensExactlyAsThePolicySays(
            @ForAll("zones") String zoneName,
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll Gap gap,
            @ForAll Fold fold,
            @ForAll("daySets") Set<Integer> days) {
        ZoneId zone = ZoneId.of(zoneName);
        LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
        Schedule s = new Schedule(List.of(time), days, gap, fold, Missed.SKIP, 0);
        LocalDate first = LocalDate.of(2010, 1, 1);
        LocalDate end = first.plusYears(20);
        long from = micros(first.atStartOfDay(zone).toInstant()) - 1;
        long to = micros(end.atStartOfDay(zone).toInstant()) - 1;

        List<Long> found = PlannedStarts.between(s, zone, from, to);

        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i) > found.get(i - 1), "ascending, none twice");
        }
        // Judged from the other side: what a wall clock in that zone would have shown at each instant found.
        TreeMap<LocalDateTime, Integer> shown = new TreeMap<>();
        for (long at : found) {
            shown.merge(LocalDateTime.ofInstant(instant(at), zone), 1, Integer::sum);
        }
        List<Long> expected = new ArrayList<>();
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            if (!days.contains(day.getDayOfWeek().getValue())) {
                continue;
            }
            LocalDateTime local = day.atTime(time);
            ZonedDateTime earlier = local.atZone(zone).withEarlierOffsetAtOverlap();
            ZonedDateTime later = local.atZone(zone).withLaterOffsetAtOverlap();
            boolean exists = earlier.toLocalDateTime().equals(local);
            boolean twice = !earlier.getOffset().equals(later.getOffset());
            if (exists) {
                int times = shown.getOrDefault(local, 0);
                assertEquals(twice && fold == Fold.BOTH ? 2 : 1, times, () -> "happens by policy: " + local);
                if (!twice || fold != Fold.SECOND) {
                    expected.add(micros(earlier.toInstant()));
                }
                if (twice && fold != Fold.FIRST) {
                    expected.add(micros(later.toInstant()));
                }
            } else if (gap == Gap.AFTER) {
                long at = firstInstantShowingLater(local, zone, micros(earlier.toInstant()));
                assertTrue(found.contains(at), () -> "not lost: " + local);
                expected.add(at);
            }
        }
        assertEquals(expected.stream().sorted().distinct().toList(), found, "nothing else happens");
    }

    /** By bisection over the wall clock: {@code shows} is an instant at which it certainly shows later than {@code local}. */
    private static long firstInstantShowingLater(LocalDateTime local, ZoneId zone, long shows) {
        long low = shows - 30 * 3_600_000_000L;
        long high = shows;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (LocalDateTime.ofInstant(instant(middle), zone).isAfter(local)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    @Property(tries = 200)
    void anyCutOfTheTimeGivesTheSameStarts(
            @ForAll("zones") String zoneName,
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll @IntRange(min = 1, max = 20_000) int cutMinutes,
            @ForAll Fold fold) {
        ZoneId zone = ZoneId.of(zoneName);
        Schedule s = new Schedule(
                List.of(LocalTime.ofSecondOfDay(minute * 60L), LocalTime.of(2, 30)),
                EVERY_DAY,
                Gap.AFTER,
                fold,
                Missed.SKIP,
                0);
        long from = micros("2026-03-20T00:00:00Z");
        long to = from + 14 * 86_400_000_000L;
        long cut = from + cutMinutes * 60_000_000L;
        List<Long> pieces = new ArrayList<>(PlannedStarts.between(s, zone, from, cut));
        pieces.addAll(PlannedStarts.between(s, zone, cut, to));
        assertEquals(PlannedStarts.between(s, zone, from, to), pieces);

        List<Long> walked = new ArrayList<>();
        for (OptionalLong next = PlannedStarts.next(s, zone, from);
                next.isPresent() && next.getAsLong() <= to;
                next = PlannedStarts.next(s, zone, next.getAsLong())) {
            walked.add(next.getAsLong());
        }
        assertEquals(pieces, walked);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "Europe/Amsterdam",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Asuncion",
                "Africa/Cairo",
                "Asia/Kolkata",
                "Pacific/Apia",
                "America/St_Johns",
                "UTC");
    }

    @Provide
    Arbitrary<Set<Integer>> daySets() {
        return Arbitraries.of(1, 2, 3, 4, 5, 6, 7).set().ofMinSize(1);
    }

    private static List<String> starts(String time, ZoneId zone, String from, String to) {
        return starts(schedule(List.of(time), EVERY_DAY, Gap.AFTER, Fold.FIRST), zone, from, to);
    }

    private static List<String> starts(Schedule schedule, ZoneId zone, String from, String to) {
        return PlannedStarts.between(schedule, zone, micros(from), micros(to)).stream()
                .map(m -> instant(m).toString())
                .toList();
    }

    private static Schedule schedule(List<String> times, Set<Integer> days, Gap gap, Fold fold) {
        return new Schedule(times.stream().map(LocalTime::parse).toList(), days, gap, fold, Missed.SKIP, 0);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L)
                .atOffset(ZoneOffset.UTC)
                .toInstant();
    }

    private static long micros(String instant) {
        return micros(Instant.parse(instant));
    }

    private static long micros(Instant i) {
        return i.getEpochSecond() * 1_000_000L + i.getNano() / 1000;
    }
}
