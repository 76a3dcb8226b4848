package org.penstock.app.window.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.Words;

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

    /** What these do in the facility nobody can do at a locked screen: there they say so instead. */
    public static void acting(Words words, Button... buttons) {
        for (Button button : buttons) {
            button.getStyleClass().add("acting");
            // The style sheet shows either the button's own words or these.
            button.setGraphic(new Label(words.of("locked.button")));
        }
    }
}
