package org.penstock.app.window.model.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Words;

/** What a person writes into a form is read exactly, or not at all. */
class FilledTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);

    private static Filled of(String text) {
        return new Filled(Map.of("x", text), Map.of());
    }

    @Test
    void aNumberKeepsEveryDigitAndOneThatCanBeReadInTwoWaysIsNone() {
        assertEquals(new BigDecimal("12.250"), of("12.250").number("x", WORDS));
        assertEquals(new BigDecimal("12.5"), of("12,5").number("x", WORDS));
        assertEquals(new BigDecimal("1000"), of("1 000").number("x", WORDS));
        assertEquals(new BigDecimal("1.25"), of("1,25").number("x", WORDS));
        String two = assertThrows(Filled.Unfit.class, () -> of("1,250").number("x", WORDS))
                .getMessage();
        assertTrue(String.valueOf(two).startsWith("“1,250” can be read in two ways."), two);
        for (String none : List.of("ten", "1e9", "1.2.3", "--1", "0x1F", "NaN")) {
            assertThrows(Filled.Unfit.class, () -> of(none).number("x", WORDS), none);
        }
        assertNull(of("").number("x", WORDS));
        assertThrows(Filled.Unfit.class, () -> of("").demanded("x", WORDS));
    }

    @Test
    void aMomentIsInTheZoneOfTheSite() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant now = Instant.parse("2026-11-21T04:00:00Z");
        assertEquals(Instant.parse("2026-11-21T12:30:00Z"), of("13:30").moment("x", zone, now, WORDS));
        assertEquals(
                Instant.parse("2026-07-01T11:30:00Z"), of("2026-07-01 13:30").moment("x", zone, now, WORDS));
        assertNull(of("").moment("x", zone, now, WORDS));
        assertThrows(Filled.Unfit.class, () -> of("noon").moment("x", zone, now, WORDS));
    }

    @Test
    void aReasonThatKeepsSeveralDeedsFromBeingDoneIsSaidOnce() {
        List<Offer> offers = List.of(
                new Offer("a", "A", "Move", "it is held."),
                new Offer("b", "B", "Hold", ""),
                new Offer("c", "C", "Use up", "it is held."),
                new Offer("d", "D", "Release", "nothing holds it."));
        assertEquals("Move, Use up: it is held.\nRelease: nothing holds it.", Offer.reasons(offers, WORDS));
    }
}
