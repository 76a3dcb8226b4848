package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Somebody who has only read the README finds out, in four actions at most, what a night shift wants to know. */
class NewcomerTest extends AtTheWindow {
    private static final int MOST = 4;

    private int actions;

    @Test
    void whatIsWrongNowIsThereWithoutAnAction() {
        seen("Critical");
        seen("Tank low: pump 1 is held at safe");
        assertTrue(texts().contains("1 open, 3 in doubt"), "and where");
        key(KeyCode.SHIFT, KeyCode.F9);
        seen("Tank level 38.4 L is below 50 L.");
        within();
    }

    @Test
    void whyAValveIsShut() {
        find("pump 1");
        seen("Shut: Tank low is tripped: tank level 38.4 L is below 50 L. Fill the tank, then reset.");
        within();
    }

    @Test
    void whatRanLastNight() {
        key(KeyCode.F5);
        seen("planned start; valve bay 1 did not open: closed, read back 0");
        seen("FAULTED");
        seen("yesterday");
        within();
    }

    @Test
    void howToWaterABayForTwoMinutes() {
        find("valve bay 2");
        press("Open…");
        actions++;
        seen("Open Valve bay 2");
        Sight.on(() -> {
            ((TextField) inSight(".dialog .text-field")).setText("2");
            return 0;
        });
        key(KeyCode.ENTER);
        seen("Open Valve bay 2 for 2 min");
        int before = room.confirmed().size();
        await().atMost(15, SECONDS).until(() -> {
            type(KeyCode.ENTER);
            return room.confirmed().size() > before;
        });
        actions++;
        assertEquals("output.set", room.confirmed().getLast().kind());
        assertEquals("valve-2", room.confirmed().getLast().subject());
        assertEquals(120, room.confirmed().getLast().forSeconds());
        within();
    }

    /** Ctrl+K, some letters, Enter: looking something up is one action. */
    private void find(String letters) {
        type(KeyCode.CONTROL, KeyCode.K);
        seen("Do");
        fill(".find-field", 0, letters);
        seen("Output");
        key(KeyCode.ENTER);
    }

    private void key(KeyCode... keys) {
        type(keys);
        actions++;
    }

    private void within() {
        assertTrue(actions <= MOST, () -> actions + " actions");
    }
}
