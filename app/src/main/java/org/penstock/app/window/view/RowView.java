package org.penstock.app.window.view;

import javafx.scene.Node;

/** One line on the screen, made once and told what to show. */
public interface RowView<R> {
    /** The node, always the same. */
    Node node();

    /** Shows {@code row} instead of whatever was shown. */
    void show(R row);
}
