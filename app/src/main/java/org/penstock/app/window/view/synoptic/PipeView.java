package org.penstock.app.window.view.synoptic;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.QuadCurveTo;
import org.penstock.app.window.model.synoptic.Flow;
import org.penstock.app.window.model.synoptic.Route;
import org.penstock.app.window.model.synoptic.Spot;

/** One pipe: level and plumb, its corners rounded, an arrow where it ends. */
final class PipeView extends Group {
    private static final double CORNER = 0.55;
    private static final double ARROW = 0.75;

    private final Path line = new Path();
    private final Path arrow = new Path();
    private String state = "";

    PipeView() {
        getStyleClass().add("pipe");
        line.getStyleClass().add("pipe-line");
        arrow.getStyleClass().add("pipe-arrow");
        setMouseTransparent(true);
        setManaged(false);
        getChildren().addAll(line, arrow);
    }

    void show(Flow flow) {
        if (!state.equals(flow.styleClass())) {
            getStyleClass().remove(state);
            state = flow.styleClass();
            getStyleClass().add(state);
            setViewOrder(flow == Flow.FLOWS ? -1 : 0);
        }
    }

    /** Runs as {@code route} says. @param letter height of a letter, px */
    void run(Route route, double letter) {
        List<Spot> points = route.points();
        line.getElements().clear();
        arrow.getElements().clear();
        if (points.size() < 2) {
            return;
        }
        line.getElements()
                .add(new MoveTo(
                        px(points.getFirst().x(), letter), px(points.getFirst().y(), letter)));
        for (int i = 1; i < points.size() - 1; i++) {
            corner(points.get(i - 1), points.get(i), points.get(i + 1), letter);
        }
        Spot end = points.getLast();
        double right = Math.signum(end.x() - points.get(points.size() - 2).x());
        double tip = px(end.x(), letter);
        double y = px(end.y(), letter);
        double back = tip - right * ARROW * letter;
        line.getElements().add(new LineTo(back, y));
        arrow.getElements()
                .addAll(
                        new MoveTo(tip - right, y),
                        new LineTo(back, y - ARROW * letter / 2),
                        new LineTo(back, y + ARROW * letter / 2),
                        new ClosePath());
    }

    private void corner(Spot before, Spot at, Spot after, double letter) {
        double radius = Math.min(CORNER, Math.min(far(before, at), far(at, after)) / 2) * letter;
        double x = px(at.x(), letter);
        double y = px(at.y(), letter);
        line.getElements()
                .add(new LineTo(
                        x + Math.signum(before.x() - at.x()) * radius, y + Math.signum(before.y() - at.y()) * radius));
        line.getElements()
                .add(new QuadCurveTo(
                        x,
                        y,
                        x + Math.signum(after.x() - at.x()) * radius,
                        y + Math.signum(after.y() - at.y()) * radius));
    }

    private static double far(Spot a, Spot b) {
        return Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }

    private static double px(double letters, double letter) {
        return Math.rint(letters * letter);
    }
}
