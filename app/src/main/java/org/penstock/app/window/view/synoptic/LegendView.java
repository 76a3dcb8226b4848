package org.penstock.app.window.view.synoptic;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.synoptic.Flow;
import org.penstock.app.window.view.Texts;

/** What the kinds of line mean. */
final class LegendView extends FlowPane {
    private static final double LENGTH = 28;

    LegendView(Words words) {
        getStyleClass().add("legend");
        for (Flow flow : List.of(Flow.FLOWS, Flow.STILL, Flow.UNKNOWN)) {
            Line line = new Line(0, 0, LENGTH, 0);
            line.getStyleClass().add("pipe-line");
            HBox sample = new HBox(line);
            sample.getStyleClass().addAll("legend-sample", "pipe", flow.styleClass());
            sample.setMinWidth(Region.USE_PREF_SIZE);
            Label word = Texts.whole("quiet");
            word.setText(words.of(flow.wordKey()));
            HBox pair = new HBox(sample, word);
            pair.getStyleClass().add("legend-pair");
            getChildren().add(pair);
        }
        Label keys = Texts.whole("quiet");
        keys.setText(words.of("synoptic.keys"));
        getChildren().add(keys);
    }
}
