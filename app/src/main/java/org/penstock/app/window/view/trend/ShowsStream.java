package org.penstock.app.window.view.trend;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;

/** A part of a tile or of a drawing that shows one stream, which can be dragged from it. */
public interface ShowsStream {
    /** Key of the stream shown now, "" while it shows none. */
    String stream();

    /** The stream shown at a point of the scene by {@code part} or what is in it; "" where none is. */
    static String at(Node part, double sceneX, double sceneY) {
        Point2D here = part.sceneToLocal(sceneX, sceneY);
        if (!part.isVisible() || here == null || !part.getLayoutBounds().contains(here)) {
            return "";
        }
        if (part instanceof ShowsStream shows) {
            return shows.stream();
        }
        if (part instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                String stream = at(child, sceneX, sceneY);
                if (!stream.isEmpty()) {
                    return stream;
                }
            }
        }
        return "";
    }
}
