package org.penstock.app.window.view;

import javafx.scene.Node;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.Inventory;

/** One step on the way of a new device. */
interface AddStepView {
    /** The node, always the same. */
    Node node();

    /** Where the keyboard starts. */
    Node first();

    /** Shows the device as far as it is. */
    void show(AddModel model);

    /** Which links and places there are. */
    default void show(Inventory inventory) {}
}
