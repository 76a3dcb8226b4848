package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A shape with, where it has one, a number inside. Shape and colours come from the style class; the number is there for
 * eyes that see the colours differently.
 */
public final class Glyph extends StackPane {
    private static final PseudoClass DIM = PseudoClass.getPseudoClass("dim");

    private final Label number = new Label();
    private String shape = "";

    public Glyph() {
        getStyleClass().add("glyph");
        number.getStyleClass().add("glyph-number");
        number.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(number);
        setFocusTraversable(false);
        setMouseTransparent(true);
    }

    /** Takes the shape of {@code styleClass}, with {@code text} inside. */
    public void show(String styleClass, String text) {
        if (!shape.equals(styleClass)) {
            getStyleClass().remove(shape);
            getStyleClass().add(styleClass);
            shape = styleClass;
        }
        number.setText(text);
    }

    /** The dark half of a blink. */
    void dim(boolean dim) {
        pseudoClassStateChanged(DIM, dim);
    }
}
