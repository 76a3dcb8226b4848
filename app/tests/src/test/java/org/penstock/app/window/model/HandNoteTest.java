package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandNoteTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:30:00Z");

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "'', null",
        "10:15, 2026-11-26T09:15:00Z",
        "9:05:30, 2026-11-26T08:05:30Z",
        // Later than now: of the night before.
        "23:50, 2026-11-25T22:50:00Z",
        "2026-11-20 08:00, 2026-11-20T07:00:00Z",
        "2026-11-20T08:00, 2026-11-20T07:00:00Z",
        "yesterday, none",
        "25:00, none",
        "2026-02-30 10:00, none",
    })
    void whenItWasReadIsTypedInTheSitesTime(String typed, String expected) {
        String read = new HandNote("4", typed, "", "")
                .read(NOW, ZoneId.of("Europe/Amsterdam"))
                .map(w -> String.valueOf(w.at()))
                .orElse("none");
        assertEquals(expected, read);
        assertTrue(new HandNote(" ", typed, "", "").empty());
    }
}
