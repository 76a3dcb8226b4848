package org.penstock.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.place.ShiftPlan.On;
import org.penstock.core.place.ShiftPlan.Shift;

/** Which shift is on, by the clock on the wall. */
class ShiftPlanTest {
    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
    private static final Shift DAY = shift("Day", "06:00", "18:00", DAILY);
    private static final Shift NIGHT = shift("Night", "18:00", "06:00", DAILY);

    private static Shift shift(String name, String from, String to, Set<DayOfWeek> days) {
        return new Shift(name, LocalTime.parse(from), LocalTime.parse(to), days);
    }

    private static Optional<On> on(ShiftPlan plan, String at) {
        return plan.at(LocalDateTime.parse(at));
    }

    @Test
    void theNightShiftIsOnOverMidnightAndEndsInTheMorning() {
        ShiftPlan plan = new ShiftPlan(List.of(DAY, NIGHT));
        Optional<On> night = Optional.of(new On("Night", LocalDateTime.parse("2026-11-22T06:00")));
        assertEquals(night, on(plan, "2026-11-21T18:00"));
        assertEquals(night, on(plan, "2026-11-22T00:00"));
        assertEquals(night, on(plan, "2026-11-22T05:59:59"));
        assertEquals(Optional.of(new On("Day", LocalDateTime.parse("2026-11-22T18:00"))), on(plan, "2026-11-22T06:00"));
    }

    @Test
    void aShiftIsOnAllNightThatBeganOnOneOfItsDays() {
        // 2026-11-21 is a Saturday.
        ShiftPlan plan = new ShiftPlan(List.of(shift("Weekend", "22:00", "07:00", EnumSet.of(DayOfWeek.SATURDAY))));
        assertEquals(Optional.empty(), on(plan, "2026-11-21T06:00"));
        assertEquals("Weekend", on(plan, "2026-11-21T23:00").orElseThrow().name());
        assertEquals("Weekend", on(plan, "2026-11-22T06:59").orElseThrow().name());
        assertEquals(Optional.empty(), on(plan, "2026-11-22T23:00"));
    }

    @Test
    void fromAnHourToTheSameHourIsADay() {
        ShiftPlan plan = new ShiftPlan(List.of(shift("Duty", "08:00", "08:00", DAILY)));
        assertEquals(
                Optional.of(new On("Duty", LocalDateTime.parse("2026-11-22T08:00"))), on(plan, "2026-11-22T07:59"));
        assertEquals(Optional.empty(), plan.overlap());
    }

    @Test
    void shiftsThatMeetDoNotOverlapAndThoseThatShareAMinuteDo() {
        assertEquals(Optional.empty(), new ShiftPlan(List.of(DAY, NIGHT)).overlap());
        Shift late = shift("Late", "17:59", "22:00", EnumSet.of(DayOfWeek.SUNDAY));
        assertEquals(
                Optional.of(new ShiftPlan.Overlap(DAY, late, DayOfWeek.SUNDAY, LocalTime.of(17, 59))),
                new ShiftPlan(List.of(DAY, late)).overlap());
        Shift sunday = shift("Sunday night", "22:00", "06:01", EnumSet.of(DayOfWeek.SUNDAY));
        assertEquals(
                DayOfWeek.MONDAY,
                new ShiftPlan(List.of(DAY, sunday)).overlap().orElseThrow().day());
    }
}
