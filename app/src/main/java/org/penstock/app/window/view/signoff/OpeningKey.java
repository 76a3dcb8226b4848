package org.penstock.app.window.view.signoff;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;

/**
 * The key that opens a pane is pressed on a list, but its letter is typed where the keyboard is by then: into the pane, as
 * the first letter of a secret. A letter whose key was not pressed in the pane is not meant for it.
 */
public final class OpeningKey {
    private boolean pressedHere;

    private OpeningKey(Node pane) {
        pane.addEventFilter(KeyEvent.KEY_PRESSED, _ -> pressedHere = true);
        pane.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (!pressedHere) {
                event.consume();
            }
        });
    }

    /** Keeps the letter of the key that opens {@code pane} out of it. */
    public static void keepOut(Node pane) {
        new OpeningKey(pane);
    }
}
