package org.penstock.app.window.view.synoptic;

import org.penstock.app.window.view.trend.ShowsStream;
import org.penstock.app.window.view.trend.StreamDrag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.synoptic.Box;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.model.synoptic.Flow;
import org.penstock.app.window.model.synoptic.Layout;
import org.penstock.app.window.model.synoptic.NodeLine;
import org.penstock.app.window.model.synoptic.Pipe;
import org.penstock.app.window.model.synoptic.Plan;
import org.penstock.app.window.model.synoptic.Route;
import org.penstock.app.window.model.synoptic.SynopticModel;
import org.penstock.app.window.model.synoptic.Wire;

/** The drawing: wires and pipes below, pieces above. One stop for the keyboard; which piece is chosen is said from outside. */
final class DrawingPane extends Region {
    /** Room around the drawing, in letter heights. */
    static final double MARGIN = 1;

    private final Label ruler = new Label();
    private final Map<String, PieceView> pieces = new LinkedHashMap<>();
    private final Map<Pipe, PipeView> pipes = new LinkedHashMap<>();
    private final Map<Wire, Line> wires = new LinkedHashMap<>();
    private final SynopticActions actions;
    private final IntFunction<String> moreText;
    private Layout layout = Layout.NONE;
    private List<NodeLine> shown = List.of();
    private boolean arranging;
    private boolean powers;
    private @Nullable Drag drag;

    /** A piece on its way. @param x where it was taken hold of, px from its left */
    private record Drag(String id, double x, double y) {}

    /** @param moreText says how many lines are not shown */
    DrawingPane(SynopticActions actions, IntFunction<String> moreText) {
        this.actions = actions;
        this.moreText = moreText;
        getStyleClass().add("drawing");
        ruler.setVisible(false);
        getChildren().add(ruler);
        ruler.fontProperty().subscribe(_ -> resized());
        setFocusTraversable(true);
        setOnMousePressed(event -> {
            requestFocus();
            actions.choose("");
            event.consume();
        });
    }

    /** Height of a letter, px. */
    double letter() {
        return ruler.getFont().getSize();
    }

    /** Makes the pieces and pipes of a plan, in place of those of another. */
    void plan(Plan plan) {
        pieces.clear();
        pipes.clear();
        shown = List.of();
        wires.clear();
        for (Wire wire : plan.plumbing().wires()) {
            Line line = new Line();
            line.getStyleClass().add("wire");
            line.setManaged(false);
            line.setMouseTransparent(true);
            line.setVisible(powers);
            wires.put(wire, line);
        }
        for (Pipe pipe : plan.plumbing().pipes()) {
            pipes.put(pipe, new PipeView());
        }
        for (Face face : plan.faces()) {
            String more = face.more() == 0 ? "" : moreText.apply(face.more());
            PieceView view = face.piece().symbol().box() ? new BoxView(face, more) : new FigureView(face, more);
            handle(view, face.id());
            pieces.put(face.id(), view);
        }
        getChildren().setAll(ruler);
        getChildren().addAll(wires.values());
        getChildren().addAll(pipes.values());
        getChildren().addAll(pieces.values());
        arranging(arranging);
    }

    /** Puts everything where {@code next} says. */
    void layout(Layout next) {
        layout = next;
        resized();
    }

    /** Shows what everything is now. */
    void show(SynopticModel model) {
        List<NodeLine> before = shown;
        shown = model.nodes();
        for (int i = 0; i < shown.size(); i++) {
            NodeLine line = shown.get(i);
            PieceView view = pieces.get(line.id());
            if (view != null && (before.size() != shown.size() || !line.equals(before.get(i)))) {
                view.show(line);
            }
        }
        pipes.forEach((pipe, view) -> view.show(model.flows().getOrDefault(pipe.id(), Flow.UNTOLD)));
    }

    /** Shows the wires, or takes them away. */
    void powers(boolean on) {
        powers = on;
        wires.values().forEach(line -> line.setVisible(on));
    }

    /** Marks the chosen piece, "" for none. */
    void chosen(String id) {
        pieces.forEach((key, view) -> view.chosen(key.equals(id)));
    }

    /** Whether pieces can be moved. */
    void arranging(boolean on) {
        arranging = on;
        drag = null;
        pieces.values().forEach(view -> view.loose(on));
    }

    /** Where a piece is in this pane, px; null when there is none. */
    @Nullable
    Rectangle2D place(String id) {
        Box box = layout.boxes().get(id);
        double letter = letter();
        return box == null
                ? null
                : new Rectangle2D(
                        (box.x() + MARGIN) * letter,
                        (box.y() + MARGIN) * letter,
                        box.width() * letter,
                        box.height() * letter);
    }

    private void handle(PieceView view, String id) {
        view.setOnMousePressed(event -> {
            requestFocus();
            actions.choose(id);
            drag = arranging && event.getButton() == MouseButton.PRIMARY
                    ? new Drag(id, event.getX(), event.getY())
                    : null;
            event.consume();
        });
        StreamDrag.from(
                view, event -> arranging ? "" : ShowsStream.at(view, event.getSceneX(), event.getSceneY()));
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseReleased(_ -> drag = null);
        view.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !arranging) {
                actions.open(id, event.isControlDown());
            }
            event.consume();
        });
    }

    private void dragged(MouseEvent event) {
        Drag now = drag;
        PieceView view = now == null ? null : pieces.get(now.id);
        if (now != null && view != null) {
            double letter = letter();
            actions.put(
                    now.id,
                    (view.getLayoutX() + event.getX() - now.x) / letter - MARGIN,
                    (view.getLayoutY() + event.getY() - now.y) / letter - MARGIN);
            event.consume();
        }
    }

    private void resized() {
        double letter = letter();
        pieces.values().forEach(view -> view.letter(letter));
        layout.routes().forEach((pipe, route) -> run(pipe, route, letter));
        requestLayout();
        if (getParent() != null) {
            getParent().requestLayout();
        }
    }

    private void run(Pipe pipe, Route route, double letter) {
        PipeView view = pipes.get(pipe);
        if (view != null) {
            view.run(route, letter);
            view.relocate(0, 0);
            view.setLayoutX(Math.rint(MARGIN * letter));
            view.setLayoutY(Math.rint(MARGIN * letter));
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil((layout.width() + 2 * MARGIN) * letter());
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil((layout.height() + 2 * MARGIN) * letter());
    }

    @Override
    protected void layoutChildren() {
        double letter = letter();
        layout.boxes().forEach((id, box) -> {
            PieceView view = pieces.get(id);
            if (view != null) {
                view.resizeRelocate(
                        Math.rint((box.x() + MARGIN) * letter),
                        Math.rint((box.y() + MARGIN) * letter),
                        Math.rint(box.width() * letter),
                        Math.rint(box.height() * letter));
            }
        });
        wires.forEach((wire, line) -> {
            Rectangle2D from = place(wire.from());
            Rectangle2D to = place(wire.to());
            if (from != null && to != null) {
                line.setStartX(from.getMinX() + from.getWidth() / 2);
                line.setStartY(from.getMinY() + from.getHeight() / 2);
                line.setEndX(to.getMinX() + to.getWidth() / 2);
                line.setEndY(to.getMinY() + to.getHeight() / 2);
            }
        });
    }
}
