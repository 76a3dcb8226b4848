package org.penstock.app.window.view.trend;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Line;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.core.telemetry.Severity;

/**
 * The colours a canvas draws with, as the style sheets give them: shapes without extent that only carry a stroke. They must
 * be in the scene to have one.
 */
final class Ink {
    /** Something other than a line of a stream. */
    enum Of {
        GRID("ink-grid"),
        AXIS("ink-axis"),
        LIMIT("ink-limit"),
        BAD("ink-bad"),
        PRESENT("ink-present"),
        WITHIN("ink-within"),
        RUN("ink-run"),
        NOTE("ink-note"),
        SELECTION("ink-selection"),
        EMERGENCY("ink-emergency"),
        CRITICAL("ink-critical"),
        WARNING("ink-warning"),
        INFO("ink-info");

        private final String styleClass;

        Of(String styleClass) {
            this.styleClass = styleClass;
        }
    }

    private static final String[] PENS = {"pen-a", "pen-b", "pen-c", "pen-d", "pen-e", "pen-f", "pen-g", "pen-h"};

    private final Line[] pens = new Line[TrendModel.MOST];
    private final Line[] others = new Line[Of.values().length];
    private final Group node = new Group();

    /** @param changed told when the colours are others, as those of another theme */
    Ink(Runnable changed) {
        for (int i = 0; i < pens.length; i++) {
            pens[i] = line(PENS[i]);
        }
        for (Of of : Of.values()) {
            others[of.ordinal()] = line(of.styleClass);
        }
        node.setManaged(false);
        node.setOpacity(0);
        pens[0].strokeProperty().subscribe(_ -> changed.run());
    }

    private Line line(String styleClass) {
        Line line = new Line();
        line.getStyleClass().addAll("ink", styleClass);
        node.getChildren().add(line);
        return line;
    }

    /** To be put into the scene. */
    Node node() {
        return node;
    }

    Paint pen(int i) {
        return pens[i].getStroke();
    }

    /** Of an alert. */
    Paint of(Severity severity) {
        return of(
                switch (severity) {
                    case EMERGENCY -> Of.EMERGENCY;
                    case CRITICAL -> Of.CRITICAL;
                    case WARNING -> Of.WARNING;
                    case INFO -> Of.INFO;
                });
    }

    Paint of(Of what) {
        return others[what.ordinal()].getStroke();
    }
}
