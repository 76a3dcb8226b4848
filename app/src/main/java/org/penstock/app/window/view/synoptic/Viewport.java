package org.penstock.app.window.view.synoptic;

import org.penstock.app.window.view.Scroll;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.transform.Scale;

/**
 * Shows as much of the drawing as fits. Fits the whole as long as a person can still read it; what is larger is scrolled. Once a
 * person chose a size it stays.
 */
final class Viewport extends Scroll {
    private static final double STEP = 1.2;
    private static final double LEAST = 0.25;
    private static final double MOST = 3;

    /** Letters are not drawn smaller than this by themselves, px; nor than {@link #LARGE_TEXT} of the chosen text size. */
    private static final double READABLE = 10.4;

    private static final double LARGE_TEXT = 0.7;

    /** Nothing is drawn larger than this by itself. */
    private static final double LARGE = 1.3;

    private final DrawingPane drawing;
    private final Scale scale = new Scale(1, 1);
    private final StackPane middle;
    private boolean chosen;

    Viewport(DrawingPane drawing) {
        this.drawing = drawing;
        drawing.getTransforms().add(scale);
        middle = new StackPane(new Group(drawing));
        setContent(middle);
        setFitToWidth(true);
        setFitToHeight(true);
        setPannable(true);
        setFocusTraversable(false);
        getStyleClass().addAll("column-scroll", "drawing-scroll");
        viewportBoundsProperty().subscribe(_ -> refit());
        addEventFilter(ScrollEvent.SCROLL, event -> {
            if (event.isControlDown() && event.getDeltaY() != 0) {
                zoom(event.getDeltaY() > 0);
                event.consume();
            }
        });
    }

    /** Larger or smaller. */
    void zoom(boolean in) {
        chosen = true;
        set(scale.getX() * (in ? STEP : 1 / STEP));
    }

    /** The whole drawing, however small. */
    void whole() {
        chosen = true;
        set(Math.min(fitting(), LARGE));
    }

    /** As it was opened. */
    void byItself() {
        chosen = false;
        refit();
    }

    /** The drawing changed its size. */
    void refit() {
        if (!chosen) {
            double letter = drawing.letter();
            set(Math.clamp(fitting(), Math.max(READABLE / letter, LARGE_TEXT), LARGE));
        }
    }

    double size() {
        return scale.getX();
    }

    private double fitting() {
        Bounds view = getViewportBounds();
        double width = drawing.prefWidth(-1);
        double height = drawing.prefHeight(-1);
        return width <= 0 || height <= 0 || view.getWidth() <= 0
                ? 1
                : Math.min((view.getWidth() - 2) / width, (view.getHeight() - 2) / height);
    }

    private void set(double size) {
        double next = Math.clamp(size, LEAST, MOST);
        scale.setX(next);
        scale.setY(next);
    }

    /** Scrolls until a part of the drawing can be seen. */
    void reveal(Rectangle2D part) {
        layout();
        Bounds view = getViewportBounds();
        double wide = middle.getWidth() - view.getWidth();
        double high = middle.getHeight() - view.getHeight();
        Bounds at = middle.sceneToLocal(drawing.localToScene(
                new javafx.geometry.BoundingBox(part.getMinX(), part.getMinY(), part.getWidth(), part.getHeight())));
        if (wide > 0) {
            setHvalue(near(getHvalue() * wide, at.getMinX(), at.getMaxX(), view.getWidth()) / wide);
        }
        if (high > 0) {
            setVvalue(near(getVvalue() * high, at.getMinY(), at.getMaxY(), view.getHeight()) / high);
        }
    }

    private static double near(double now, double from, double to, double room) {
        double margin = Math.min(20, Math.max(0, (room - (to - from)) / 2));
        return from - margin < now ? from - margin : Math.max(now, to + margin - room);
    }
}
