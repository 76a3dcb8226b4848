package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress.Kind;

/** A recipe is written, asked for, changed and taken out of force, all from the keyboard. */
@SecondWindow
class RecipesPageStoryTest {
    private final RegisterSight at = new RegisterSight();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void aRecipeIsWrittenAskedForAndChanged() {
        at.room.stock.item("nutrient/calcium-nitrate", "Calcium nitrate", "kg").item("nutrient/water", "Water", "L");
        at.sits("anna");
        at.open(Kind.RECIPES);
        at.sight().seenPart("There is no recipe yet. N writes one here");

        // What stands there at first is an example, and says where it does not fit.
        at.onList(KeyCode.N);
        at.sight().seenPart("holds for nobody until two others have signed");
        at.tab();
        at.write("first trial");
        at.go();
        at.sight().seenPart("Line 4: there is no item `nutrient/cal-mag-stock`");
        at.key(KeyCode.ESCAPE);

        at.room.stock.item("nutrient/cal-mag-stock", "Cal-Mag stock solution", "L");
        at.onList(KeyCode.N);
        at.sight().seenPart("holds for nobody until two others have signed");
        at.tab();
        at.write("first trial");
        at.go();
        at.sight().seen("Version 1 of cal-mag-stock is a draft. A asks that it comes into force.");
        assertEquals("anna drafts cal-mag-stock: first trial", at.room.stock.done.getLast());
        at.sight().seenPart("No version is in force: nobody should work by it yet.");
        at.sight().seenPart("12.5 kg");
        assertFalse(at.sight().pressable("Retire  T"));

        at.onList(KeyCode.A);
        at.sight().seenPart("Two others sign, none of whom wrote it.");
        at.write("it keeps in the tank");
        at.go();
        at.sight().seenPart("Asked for: Put version 1 of recipe cal-mag-stock in force. Still wanted: ");
        assertEquals(
                "12.5 kg nutrient/calcium-nitrate",
                at.room.consents.waiting.getFirst().payload().get("component_001"));
        at.sight().seenPart("Ask for approval: it waits for signatures already");

        // Against what is in force the draft shows old and new.
        at.room.stock.recipes.inForce("""
                {recipe: cal-mag-stock, name: Cal-Mag stock solution, kind: feed, makes: nutrient/cal-mag-stock, batch: 100 L,
                 components: [{item: nutrient/calcium-nitrate, quantity: 11 kg}]}
                """);
        at.sight().seenPart("Version 1 is in force.");
        at.onList(KeyCode.E);
        at.sight().seenPart("It becomes the draft of the next version.");
        at.write(
                "{recipe: cal-mag-stock, name: Cal-Mag stock solution, kind: feed, makes: nutrient/cal-mag-stock, batch: 100 L,"
                        + " components: [{item: nutrient/calcium-nitrate, quantity: 12 kg}, {item: nutrient/water, share: 80 %}]}");
        at.tab();
        at.write("leaves turn yellow");
        at.go();
        at.sight().seen("Version 2 of cal-mag-stock is a draft. A asks that it comes into force.");
        at.sight().seenPart("11 kg → 12 kg");
        at.sight().seenPart("80 %, new");
        at.onList(KeyCode.T);
        at.sight().seenPart("At once nobody should work by it any more");
        at.write("spoilt");
        at.go();
        at.sight().seen("cal-mag-stock is retired: no version of it is in force.");
    }
}
