package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private final Times times = new Times(Words.in(Locale.ENGLISH), ZoneId.of("Europe/Amsterdam"));

    @ParameterizedTest
    @CsvSource({
        "-5,     0 s",
        "0,      0 s",
        "12.9,   12 s",
        "99,     99 s",
        "100,    1 min",
        "3599,   59 min",
        "7500,   2 h 05 min",
        "86399,  23 h 59 min",
        "90000,  1 d 1 h",
    })
    void aSpanUsesTheUnitsAPersonNeeds(double seconds, String written) {
        assertEquals(written, times.span(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1 s", "29.0, 29 s", "60, 1 min 00 s", "187, 3 min 07 s", "3600, 1 h 00 min"})
    void aCountdownReachesZeroOnlyAtTheEnd(double seconds, String written) {
        assertEquals(written, times.countdown(seconds));
    }

    @ParameterizedTest
    @CsvSource({"45, 45 s", "60, 1 min", "300, 5 min", "486, 8 min 06 s", "3600, 1 h", "5400, 1 h 30 min"})
    void aDurationLeavesOutWhatIsNothing(double seconds, String written) {
        assertEquals(written, times.exactly(seconds));
    }

    @Test
    void aMomentIsToldInTheSitesZone() {
        Instant now = Instant.parse("2026-11-21T22:30:00Z");
        assertEquals("today 23:45", times.moment(Instant.parse("2026-11-21T22:45:00Z"), now));
        assertEquals("tomorrow 00:15", times.moment(Instant.parse("2026-11-21T23:15:00Z"), now));
        assertEquals("Tue 24 Nov 06:00", times.moment(Instant.parse("2026-11-24T05:00:00Z"), now));
    }

    @Test
    void theDoubledHourOfAutumnSaysWhichOfTheTwoItIs() {
        Instant now = Instant.parse("2026-10-24T12:00:00Z");
        assertEquals("tomorrow 02:30 CEST", times.moment(Instant.parse("2026-10-25T00:30:00Z"), now));
        assertEquals("tomorrow 02:30 CET", times.moment(Instant.parse("2026-10-25T01:30:00Z"), now));
        assertEquals("tomorrow 03:30", times.moment(Instant.parse("2026-10-25T02:30:00Z"), now));
    }
}
