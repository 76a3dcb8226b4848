package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.ControlRoom.Significance;

class ConfirmationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final long READABLE = 1_000;

    private final Words words = Words.in(Locale.ENGLISH);
    private final Times times = new Times(words, ZoneOffset.UTC);
    private final Ask ask = Ask.plain("program.run", "morning", "Run Morning watering now");

    @Test
    void anOpenProposalCanBeConfirmedByItsOwnWordsWhileItLasts() {
        Confirmation open = open(Significance.NORMAL);
        Confirmation.View view = open.view(ask, NOW.plusSeconds(3), words, times);
        assertEquals("Run Morning watering now", view.confirm());
        assertEquals("Can be confirmed for 27 s.", view.foot());
        assertTrue(view.confirmable());
        assertNotNull(open.confirmable(NOW.plusSeconds(3), READABLE));
    }

    @Test
    void aPressThatCameBeforeAnybodyCouldReadIsNoConfirmation() {
        assertNull(open(Significance.NORMAL).confirmable(NOW, READABLE - 1));
    }

    @Test
    void whenItIsTooOldItCanOnlyBeAskedAgain() {
        Confirmation open = open(Significance.HIGH);
        Confirmation.View view = open.view(ask, NOW.plusSeconds(30), words, times);
        assertFalse(view.confirmable());
        assertTrue(view.askableAgain());
        assertNull(open.confirmable(NOW.plusSeconds(30), READABLE));
    }

    @Test
    void aShutGateIsNamedAndNothingCanBeConfirmed() {
        Confirmation open = open(Significance.NORMAL, "Tank low is tripped.");
        Confirmation.View view = open.view(ask, NOW, words, times);
        assertEquals(List.of("Tank low is tripped."), view.gates());
        assertFalse(view.confirmable());
        assertTrue(view.askableAgain());
        assertNull(open.confirmable(NOW, READABLE));
    }

    @Test
    void onceSentItCannotBeSentAgain() {
        Confirmation sent = new Confirmation.Sent(proposal(Significance.NORMAL));
        assertNull(sent.confirmable(NOW, READABLE));
        assertFalse(sent.view(ask, NOW, words, times).confirmable());
    }

    @Test
    void aRefusalSaysWhatWasRefusedAndWhy() {
        Confirmation.View view = new Confirmation.Refused("The tank is low.").view(ask, NOW, words, times);
        assertEquals("Refused: Run Morning watering now", view.title());
        assertEquals("The tank is low.", view.text());
        assertTrue(view.askableAgain());
    }

    private static Confirmation open(Significance significance, String... gates) {
        return new Confirmation.Open(proposal(significance, gates), READABLE);
    }

    private static Proposal proposal(Significance significance, String... gates) {
        return new Proposal("p", "It runs now.", List.of(gates), significance, NOW.plusSeconds(30));
    }
}
