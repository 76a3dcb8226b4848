package org.penstock.app.window.view;

import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** The kinds of button beside a line. */
public final class Buttons {
    private Buttons() {}

    /** A quiet button that is as wide as its words. */
    public static Button small() {
        Button button = new Button();
        button.getStyleClass().add("row-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
