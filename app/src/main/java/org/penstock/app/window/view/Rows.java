package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;

/** Finds the controls in a part of the window that a key can go to. */
final class Rows {
    private Rows() {}

    /** Puts the keyboard on the first button in {@code part} that can be pressed. */
    static boolean focusFirst(Node part) {
        if (part instanceof ButtonBase button
                && button.isFocusTraversable()
                && button.isVisible()
                && !button.isDisabled()) {
            button.requestFocus();
            return true;
        }
        if (part instanceof Parent parent && part.isVisible()) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                if (focusFirst(child)) {
                    return true;
                }
            }
        }
        return false;
    }
}
