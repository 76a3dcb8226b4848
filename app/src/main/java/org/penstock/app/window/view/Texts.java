package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.transform.Shear;

/** The few kinds of label this window is made of. */
public final class Texts {
    private Texts() {}

    /** A label that never gets narrower than its words. */
    public static Label whole(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** A label that takes the room that is left and says the rest in a tip when even that is too narrow. */
    public static Label flexible(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        label.setMaxWidth(Double.MAX_VALUE);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(label.textProperty());
        label.setTooltip(tip);
        return label;
    }

    /** A label that breaks its lines and is not there at all without words. */
    public static Label sentence(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
        return label;
    }

    /** Slants the words of a label, or sets them upright: the letters of this window have no italic of their own. */
    public static void slant(Label label, boolean slanted) {
        if (slanted) {
            label.getTransforms().setAll(new Shear(-0.2, 0, 0, 10));
        } else {
            label.getTransforms().clear();
        }
    }

    /** Room that pushes what follows to the right. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Shows a node, or takes it out of the layout. */
    public static void present(Node node, boolean present) {
        node.setManaged(present);
        node.setVisible(present);
    }
}
