package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ticks are where a person expects them, also on the two days on which the clocks are changed. */
class AxesTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @Test
    void theHourThatComesTwiceInAutumnHasTwoTicks() {
        List<TimeTicks.Tick> ticks = ticks("2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z", 8);
        assertEquals(
                List.of("Sun 25 Oct", "01:00", "02:00 CEST", "02:00 CET", "03:00", "04:00", "05:00"), texts(ticks));
        assertEquals(
                Instant.parse("2026-10-25T00:00:00Z").toEpochMilli(),
                ticks.get(2).at());
        assertEquals(
                Instant.parse("2026-10-25T01:00:00Z").toEpochMilli(),
                ticks.get(3).at());
        assertTrue(ticks.getFirst().day());
    }

    @Test
    void theHourThatNeverIsInSpringHasNone() {
        assertEquals(
                List.of("Sun 29 Mar", "01:00", "03:00", "04:00"),
                texts(ticks("2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z", 4)));
    }

    @Test
    void threeHoursAreThreeHoursOnTheClockOfThatDay() {
        List<TimeTicks.Tick> ticks = ticks("2026-10-24T20:00:00Z", "2026-10-25T20:00:00Z", 8);
        assertEquals(
                List.of("Sun 25 Oct", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"), texts(ticks));
        assertEquals(4 * 3_600_000, ticks.get(1).at() - ticks.get(0).at());
    }

    @Test
    void aWeekOverTheChangeHasOneTickADayAtMidnight() {
        List<TimeTicks.Tick> ticks = ticks("2026-10-21T22:00:00Z", "2026-10-28T23:00:00Z", 9);
        assertEquals(8, ticks.size());
        assertTrue(ticks.stream().allMatch(TimeTicks.Tick::day));
        assertEquals("Mon 26 Oct", ticks.get(4).text());
        assertEquals(25 * 3_600_000, ticks.get(4).at() - ticks.get(3).at());
    }

    @Test
    void secondsAreToldWhereTheyMatterAndTicksStayWhereTheyAreWhileTimeGoesOn() {
        assertEquals(
                List.of("05:50:00", "05:50:30", "05:51:00"),
                texts(ticks("2026-11-21T04:49:51Z", "2026-11-21T04:51:02Z", 4)));
        assertEquals(
                List.of("05:50:00", "05:50:30", "05:51:00"),
                texts(ticks("2026-11-21T04:49:59Z", "2026-11-21T04:51:10Z", 4)));
        assertEquals(
                List.of("05:40", "05:45", "05:50"), texts(ticks("2026-11-21T04:37:07Z", "2026-11-21T04:52:07Z", 5)));
    }

    @Test
    void zonesOfHalfHoursAndHalfHourChangesHaveRoundTicks() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        long from = Instant.parse("2026-04-04T12:00:00Z").toEpochMilli();
        List<TimeTicks.Tick> ticks = TimeTicks.of(from, from + 6 * 3_600_000, lordHowe, 6, "d MMM", false);
        assertTrue(
                ticks.stream()
                        .allMatch(t ->
                                Instant.ofEpochMilli(t.at()).atZone(lordHowe).getMinute() == 0),
                ticks.toString());
    }

    @Test
    void anAxisGoesFromRoundToRound() {
        ValueScale s = ValueScale.of(20.87, 23.42, 2, 5);
        assertEquals(20, s.low(), 1e-9);
        assertEquals(24, s.high(), 1e-9);
        assertEquals(
                List.of("20", "21", "22", "23", "24"),
                s.ticks().stream().map(ValueScale.Tick::text).toList());
        assertEquals("0.05", ValueScale.of(0.02, 0.11, 2, 4).ticks().get(1).text());
    }

    @Test
    void aValueThatNeverMovesStandsInTheMiddleAndNotOnTheEdge() {
        ValueScale s = ValueScale.of(812, 812, 0, 4);
        assertTrue(s.low() < 812 && s.high() > 812, s.toString());
        ValueScale zero = ValueScale.of(0, 0, 2, 4);
        assertTrue(zero.low() < 0 && zero.high() > 0, zero.toString());
    }

    private static List<TimeTicks.Tick> ticks(String from, String to, int most) {
        return TimeTicks.of(
                Instant.parse(from).toEpochMilli(),
                Instant.parse(to).toEpochMilli(),
                AMSTERDAM,
                most,
                "EEE d MMM",
                false);
    }

    private static List<String> texts(List<TimeTicks.Tick> ticks) {
        return ticks.stream().map(TimeTicks.Tick::text).toList();
    }
}
