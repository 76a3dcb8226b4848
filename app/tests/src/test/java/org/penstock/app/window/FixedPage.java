package org.penstock.app.window;

import javafx.scene.Node;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Page;

/** A node that a test fills itself, where a page stands. */
record FixedPage(PageAddress address, String title, Node node) implements Page {
    @Override
    public Runnable write(Beat beat) {
        return UNCHANGED;
    }

    @Override
    public void focus() {
        node.requestFocus();
    }

    @Override
    public void close() {}
}
