package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.core.work.Handover;

/** Anna leaves, Bob comes: what the facility has to tell is signed by both, at one window, without anything being stopped. */
@ThirdWindow
class HandoverPageStoryTest {
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
    void oneSignsAsLeavingAndAnotherAsTakingOver() {
        at.room.shifts.content.put("overrides", "Fan 2 is held at on until 1 Mar 08:00: by anna, to dry the floor");
        at.room.shifts.content.put("devices", "Node 3 is silent: no telegram for 41 min\nNode 4 is out of service");
        at.sits("anna");
        at.open(Kind.HANDOVER);
        at.sight().seen("What the next shift must know now");
        at.sight().seen("Overrides");
        at.sight().seen("Node 3 is silent: no telegram for 41 min");
        at.sight().seen("3");

        at.onList(KeyCode.G);
        at.sight().seenPart("Anna Lee signs, by password or PIN.");
        at.write("look at bay 2 first");
        at.tab();
        at.write("wrong");
        at.key(KeyCode.ENTER);
        at.sight().seenPart("That is not right");
        assertTrue(at.secrets().stream().allMatch(String::isEmpty), "a secret does not stay in its field");
        at.write("right");
        at.key(KeyCode.ENTER);
        at.sight().seen("Anna Lee handed the shift over. It waits for whoever takes over.");
        at.sight().seen("look at bay 2 first");
        Handover given = at.room.shifts.handovers.getFirst();
        assertEquals("look at bay 2 first", given.content().get("note"));
        at.sight().seen("Take over as Anna Lee: you handed it over; somebody else takes it over.");
        assertFalse(at.sight().pressable("Take over as Anna Lee  T"));

        at.onList(KeyCode.N);
        at.write("bob");
        at.tab();
        at.write("right");
        at.key(KeyCode.ENTER);
        at.sight().seen("Bob Ng has taken over from Anna Lee.");
        assertEquals("bob", at.room.shifts.handovers.getFirst().takenBy());
        at.sight().seen("Anna Lee handed over, Bob Ng took over.");
        at.onList(KeyCode.T);
        at.sight().seen("Bob Ng took it over.");
    }

    @Test
    void whoeverLeavesSignsByNameBesideWhoSitsThereAndNothingOpenIsSaid() {
        at.open(Kind.HANDOVER);
        at.sight().seenPart("Only a signed-in person may read and verify the event record");
        assertFalse(at.sight().sees("Nothing is open"), "what is on record is not shown to whoever passes by");
        at.sits("bob");
        at.sight().seenPart("Nothing is open: no overrides, alerts");
        at.onList(KeyCode.N);
        at.tab();
        at.write("anna");
        at.go();
        at.sight().seen("Password is wanted.");
        at.write("right");
        at.go();
        at.sight().seenPart("Anna Lee handed the shift over.");

        at.sight().seen("Anna Lee handed over. Whoever takes over reads it and signs.");
        at.onList(KeyCode.HOME);
        at.sight().seenPart("what Anna Lee handed over waits to be taken over first.");
        at.onList(KeyCode.END);
        await("the offer").atMost(20, SECONDS).until(() -> at.sight().pressable("Take over as Bob Ng  T"));
        at.onList(KeyCode.T);
        at.write("right");
        at.key(KeyCode.ENTER);
        at.sight().seen("Bob Ng has taken over from Anna Lee.");
    }
}
