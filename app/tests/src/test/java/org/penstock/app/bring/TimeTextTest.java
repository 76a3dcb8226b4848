package org.penstock.app.bring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TimeTextTest {
    private static TimeText with(TimeText.Order order, TimeText.Serial serial, boolean comma) {
        return new TimeText(order, serial, new Numbers(comma));
    }

    @ParameterizedTest(name = "{0} is {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    2026-03-28T02:15:30Z          | 2026-03-28T02:15:30     | 2026-03-28T02:15:30Z
                    2026-03-28 02:15:30.123456789 | 2026-03-28T02:15:30.123456 |
                    2026-03-28T02:15+0100         | 2026-03-28T02:15        | 2026-03-28T01:15:00Z
                    2026-03-28T02:15:00+05:30     | 2026-03-28T02:15        | 2026-03-27T20:45:00Z
                    2026-03-28 02:15 UTC          | 2026-03-28T02:15        | 2026-03-28T02:15:00Z
                    2026/03/28 2:15               | 2026-03-28T02:15        |
                    2026-03-28                    | 2026-03-28T00:00        |
                    28.03.2026 02:15              | 2026-03-28T02:15        |
                    28.03.26 02:15:09,5           | 2026-03-28T02:15:09.500 |
                    28/3/2026 2:15 PM             | 2026-03-28T14:15        |
                    28/03/2026 12:15 a.m.         | 2026-03-28T00:15        |
                    28-03-2026 12:15 PM           | 2026-03-28T12:15        |
                    28.03.2026 24:00              | 2026-03-29T00:00        |
                    1774664100                    | 2026-03-28T02:15        | 2026-03-28T02:15:00Z
                    1774664100500                 | 2026-03-28T02:15:00.500 | 2026-03-28T02:15:00.500Z
                    46109.09375                   | 2026-03-28T02:15        |
                    """)
    void timesAreReadAsTheyAreWritten(String text, String local, String instant) {
        TimeText.Read read = with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1900, false)
                .read(text)
                .orElseThrow();
        assertEquals(LocalDateTime.parse(local), read.local());
        assertEquals(instant, read.instant() == null ? null : String.valueOf(read.instant()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "21.5",
                "28.13.2026 01:00",
                "31.02.2026",
                "28.03.2026 25:00",
                "2026-03-28 02:60",
                "yesterday",
                "123456"
            })
    void whatIsNoTimeIsNone(String text) {
        assertTrue(with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1900, false)
                .read(text)
                .isEmpty());
    }

    @Test
    void serialDaysCountFrom1900Or1904AndMayHaveAComma() {
        assertEquals(
                LocalDateTime.parse("2026-03-28T02:15"),
                with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1904, true)
                        .read("44647,09375")
                        .orElseThrow()
                        .local());
        // A second is 1/86400 of a day, which no double is: it comes back as the second it was.
        assertEquals(
                LocalDateTime.parse("2026-03-28T02:15:01"),
                with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1900, false)
                        .read("46109.0937615741")
                        .orElseThrow()
                        .local());
    }

    @Test
    void whichNumberIsTheDayIsToldByTheDaysAfterThe12th() {
        assertEquals(TimeText.Order.MONTH_DAY, order("03/04/2026", "03/13/2026"));
        assertEquals(TimeText.Order.DAY_MONTH, order("03-04-2026", "13-03-2026"));
        assertEquals(TimeText.Order.UNKNOWN, order("03/04/2026", "05/06/2026"));
        assertEquals(TimeText.Order.DAY_MONTH, order("03.04.2026"));
        assertEquals(
                LocalDateTime.parse("2026-03-04T00:00"),
                with(TimeText.Order.MONTH_DAY, TimeText.Serial.FROM_1900, false)
                        .read("03/04/2026")
                        .orElseThrow()
                        .local());
    }

    private static TimeText.Order order(String... texts) {
        TimeText.Evidence evidence = new TimeText.Evidence();
        List.of(texts).forEach(evidence::see);
        return evidence.judge();
    }

    @ParameterizedTest(name = "{0} in {1}, {2}: {3}")
    @CsvSource({
        "2026-03-29 01:59, Europe/Amsterdam, REFUSE, 2026-03-29T00:59:00Z",
        "2026-03-29 02:00, Europe/Amsterdam, REFUSE, did not exist",
        "2026-03-29 03:00, Europe/Amsterdam, REFUSE, 2026-03-29T01:00:00Z",
        "2026-03-29 02:00, +01:00, REFUSE, 2026-03-29T01:00:00Z",
        "2026-10-25 01:59, Europe/Amsterdam, REFUSE, 2026-10-24T23:59:00Z",
        "2026-10-25 02:00, Europe/Amsterdam, REFUSE, happened twice",
        "2026-10-25 02:59, Europe/Amsterdam, FIRST, 2026-10-25T00:59:00Z",
        "2026-10-25 02:59, Europe/Amsterdam, SECOND, 2026-10-25T01:59:00Z",
        "2026-10-25 03:00, Europe/Amsterdam, FIRST, 2026-10-25T02:00:00Z",
        "2026-10-25T02:30:00+01:00, Europe/Amsterdam, REFUSE, 2026-10-25T01:30:00Z",
    })
    void theTwoNightsOfTheYearAreNamed(String text, String zone, Clock.Twice twice, String expected) {
        TimeText.Read read = with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1900, false)
                .read(text)
                .orElseThrow();
        Clock.At at = new Clock(ZoneId.of(zone), twice).at(read);
        String told = at.instant() == null ? at.why() : at.instant().toString();
        assertTrue(told.contains(expected), told);
    }

    @Test
    void aTimeWithoutAZoneAmongOthersThatHaveOneIsRefused() {
        TimeText.Read read = with(TimeText.Order.DAY_MONTH, TimeText.Serial.FROM_1900, false)
                .read("2026-10-25 12:00")
                .orElseThrow();
        assertTrue(new Clock(null, Clock.Twice.REFUSE).at(read).why().contains("names no zone"));
    }

    @ParameterizedTest(name = "{0}, comma {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    21.5      | false | 21.5
                    -21.5     | false | -21.5
                    −3        | false | -3
                    1,234.5   | false | 1234.5
                    1'234.5   | false | 1234.5
                    .5        | false | 0.5
                    5.        | false | 5
                    1.2e-3    | false | 0.0012
                    21,5      | true  | 21.5
                    1.234,5   | true  | 1234.5
                    1 234,5   | true  | 1234.5
                    21,5      | false |
                    21.5      | true  |
                    12abc     | false |
                    NaN       | false |
                    -         | false |
                    e5        | false |
                    """)
    void numbersAreReadWithOneDecimalSign(String text, boolean comma, Double expected) {
        var read = new Numbers(comma).read(text);
        assertEquals(expected, read.isPresent() ? (Double) read.getAsDouble() : null);
    }
}
