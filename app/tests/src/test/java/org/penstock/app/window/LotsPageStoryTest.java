package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penstock.app.testsupport.FakePersons;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.runtime.FacilityRecord;

/** A lot is held with what came from it, its release is asked for, and others move on, all from the keyboard. */
@SecondWindow
class LotsPageStoryTest {
    private final RegisterSight at = new RegisterSight();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void lots() {
        at.room
                .stock
                .with("H 26/7", "Blue Dream", "kg", Map.of("Bay 1", "8.5", "Bay 2", "2"))
                .with("H 26/7-A", "Blue Dream", "kg", Map.of("Bay 2", "2"))
                .with("H 26/8", "Northern Lights", "kg", Map.of("Bay 1", "12.25"))
                .with("N-1", "Cal-Mag", "L", Map.of())
                .from("H 26/7", "H 26/7-A", "2");
        at.room.chain = List.of(new FacilityRecord.Event(
                41,
                Facilities.NOW.minusSeconds(900),
                "anna",
                "inventory.receive",
                "lot:00000000-0000-0006-0000-000000000000",
                "{\"quantity\":\"10.5\",\"unit\":\"kg\",\"to\":\"" + FakePersons.ID + "\",\"reason\":\"second cut\"}"));
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void aLotIsHeldWithItsPartAndItsReleaseWaitsForSignatures() {
        at.sits("anna");
        at.open(Kind.LOTS);
        at.sight().seen("H 26/7, Blue Dream");
        at.sight().seenPart("Anna Lee");
        at.sight().seenPart("received 10.5 kg, at ");
        at.sight().seenPart("2 kg of Blue Dream, released; got 2 kg");
        assertFalse(at.sight().pressable("Release  R"));
        at.sight().seenPart("Release: nothing holds it.");
        assertFalse(at.sight().sees("N-1"), "what is closed is not in sight unless it is asked for");

        at.onList(KeyCode.H);
        at.sight().seenPart("Others than you release it.");
        at.go();
        at.sight().seen("Held for is wanted.");
        at.choose("contamination");
        at.tab();
        at.go();
        at.sight().seen("What is known is wanted.");
        at.write("grey mould seen");
        at.tab();
        at.tab();
        assertTrue(at.onCheck());
        at.key(KeyCode.SPACE);
        at.go();
        at.sight().seen("Held: H 26/7, H 26/7-A.");
        assertEquals(List.of("anna holds [H 26/7, H 26/7-A] for contamination"), at.room.stock.done);
        at.sight().seenPart("HELD: it moves only by its release or its destruction.");
        at.sight().seenPart("grey mould seen");
        assertFalse(at.sight().pressable("Move  M"));

        at.onList(KeyCode.R);
        at.sight().seenPart("Until then it is held.");
        at.write("second sample is clean");
        at.go();
        at.sight().seenPart("Asked for: Release lot H 26/7, held for contamination. Still wanted: ");
        assertEquals("anna asks to release H 26/7: second sample is clean", at.room.stock.done.getLast());
        assertEquals(1, at.room.consents.waiting.size());

        at.onList(KeyCode.R);
        at.write("nobody else is here");
        at.tab();
        assertTrue(at.onCheck());
        at.key(KeyCode.SPACE);
        at.tab();
        at.write("wrong");
        at.go();
        at.sight().seenPart("That is not right: check the password or PIN.");
        at.key(KeyCode.ESCAPE);

        at.onList(KeyCode.R);
        at.write("once more");
        at.go();
        at.sight().seenPart(" is over already.");
        at.key(KeyCode.ESCAPE);
    }

    @Test
    void whatIsNotHeldMovesAndWhatCannotBeIsSaidWhereItWasAsked() {
        at.sits("anna");
        at.open(Kind.LOTS);
        at.sight().seen("H 26/7, Blue Dream");
        at.onList(KeyCode.SLASH);
        at.write("northern");
        at.sight().seenPart("1 of 3");
        at.key(KeyCode.ENTER);
        at.sight().seen("H 26/8, Northern Lights");

        at.onList(KeyCode.M);
        at.write("1,250");
        at.tab();
        at.tab();
        at.choose("Bay 2");
        at.go();
        at.sight().seenPart("“1,250” can be read in two ways.");
        at.write("20");
        at.go();
        at.sight().seenPart("Of lot H 26/8 12.25 kg is there, not 20 kg.");
        at.write("1.25");
        at.go();
        at.sight().seen("Lot H 26/8: 12.25 kg.");
        at.sight().seenPart("11 kg");
        assertEquals("anna moves 1.25 of H 26/8 from Bay 1 to Bay 2", at.room.stock.done.getLast());

        at.onList(KeyCode.D);
        at.write("us-wa");
        at.tab();
        at.write("out of date");
        at.go();
        at.sight().seen("Lot H 26/8 is scheduled for destruction and held.");
        assertEquals("destruction:00000000-0000-0003-0000-000000000001", at.ways.getLast());
    }

    @Test
    void whoMayOnlyLookIsToldWhyAndWhoMayNotSeesNothing() {
        at.room.stock.held("H 26/8", HoldReason.EXPIRED, "past its date", "bob");
        at.sits("vera");
        at.open(Kind.LOTS);
        at.sight()
                .seenPart(
                        "Ship, Waste, Count, Take back, Judge: Vera Hill may not make, move, split and use lots here.");
        at.sight().seenPart("Vera Hill may not read and verify the event record here.");
        assertFalse(at.sight().pressable("Hold  H"));
        at.onList(KeyCode.H);
        at.sight().seen("Vera Hill may not place a hold on a lot here.");
        at.sight().press("Only held");
        at.sight().seenPart("1 of 3, 1 held");

        at.present.left();
        at.sight().press("Also closed");
        at.sight().seenPart("Only a signed-in person may see lots, holds and destructions.");
        at.sight().gone("H 26/8");
    }

    /** A page that is left open must not keep its person's session open. */
    @Test
    void aPageThatNobodyTouchesReadsNothingUntilAKeyIsPressed() {
        at.sits("anna");
        at.open(Kind.LOTS);
        at.sight().seen("H 26/7, Blue Dream");
        at.now = Facilities.NOW.plus(RegisterPage.UNTOUCHED).plusSeconds(1);
        at.sight().beat(at.room.snapshot());
        at.sight().seenPart("Not read anew since 06:02, for nobody touched this page.");
        at.room.stock.with("H 26/9", "Blue Dream", "kg", Map.of("Bay 1", "1"));
        at.onList(KeyCode.DOWN);
        at.sight().seen("H 26/9");
        at.sight().gone("Not read anew");
    }

    @Test
    void anEmptyStoreSaysWhatToDoNext() {
        try (RegisterSight empty = new RegisterSight()) {
            empty.sits("anna");
            empty.open(Kind.LOTS);
            empty.sight().seen("There is no lot yet. N receives one; I makes what it is a lot of.");
            empty.onList(KeyCode.I);
            empty.choose("nutrient");
            empty.tab();
            empty.write("cal-mag");
            empty.tab();
            empty.write("Cal-Mag");
            empty.tab();
            empty.write("L");
            empty.go();
            empty.sight().seen("Cal-Mag (cal-mag) is made.");
        }
    }
}
