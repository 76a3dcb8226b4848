package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Skin;

/**
 * A scroll pane that draws what it shows, each time only what has changed.
 *
 * <p>The toolkit's own keeps a picture of all that it shows, draws that picture anew when one word in it changes, and
 * leaves it in memory when the pane is gone, until the heap is nearly full. Here some word changes at every pulse.
 */
public class Scroll extends ScrollPane {
    public Scroll() {}

    public Scroll(Node content) {
        super(content);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        Skin<?> skin = super.createDefaultSkin();
        getChildrenUnmodifiable().forEach(part -> part.setCache(false));
        return skin;
    }
}
