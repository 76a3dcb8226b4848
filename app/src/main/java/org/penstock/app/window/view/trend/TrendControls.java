package org.penstock.app.window.view.trend;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.SpanChoice;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Texts;

/** Which time is looked at, and whether it goes along: the strip above the picture. It looks different while it stands still. */
final class TrendControls extends FlowPane {
    private static final PseudoClass PAUSED = PseudoClass.getPseudoClass("paused");

    private final Map<SpanChoice, ToggleButton> spans = new EnumMap<>(SpanChoice.class);
    private final Label mode = Texts.whole("trend-mode");
    private final Label range = Texts.whole("trend-range");
    private final Button live;
    private final Words words;

    /** What the buttons do. */
    interface Moves {
        void move(double spans);

        void live();

        void pause();

        void zoom(int by);

        /** Shows the time that was looked at before. */
        void undo();
    }

    TrendControls(Words words, LongConsumer span, Moves moves) {
        this.words = words;
        getStyleClass().add("trend-controls");
        HBox choices = new HBox();
        choices.getStyleClass().add("presets");
        for (SpanChoice c : SpanChoice.values()) {
            ToggleButton button = new ToggleButton(words.of(c.wordKey()));
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(_ -> span.accept(c.millis()));
            spans.put(c, button);
            choices.getChildren().add(button);
        }
        Button closer = FormLines.button(words.of("trend.closer"), () -> moves.zoom(-1));
        Button wider = FormLines.button(words.of("trend.wider"), () -> moves.zoom(1));
        Button older = FormLines.button(words.of("trend.older"), () -> moves.move(-1));
        Button newer = FormLines.button(words.of("trend.newer"), () -> moves.move(1));
        Button undo = FormLines.button(words.of("trend.undo"), moves::undo);
        live = FormLines.button(words.of("trend.to-live"), moves::live);
        mode.setOnMouseClicked(_ -> moves.pause());
        HBox zooms = new HBox(closer, wider, undo);
        zooms.getStyleClass().add("presets");
        HBox pages = new HBox(older, newer, live);
        pages.getStyleClass().add("presets");
        HBox where = new HBox(mode, range);
        where.getStyleClass().add("trend-where");
        getChildren().addAll(choices, zooms, pages, where);
    }

    /** Puts something before all else. */
    void first(Node node) {
        getChildren().addFirst(node);
    }

    void show(TimeWindow w, String rangeText) {
        spans.forEach((c, b) -> b.setSelected(c.millis() == w.span()));
        pseudoClassStateChanged(PAUSED, !w.live());
        mode.pseudoClassStateChanged(PAUSED, !w.live());
        mode.setText(words.of(w.live() ? "trend.live" : "trend.paused"));
        range.setText(rangeText);
        live.setDisable(w.live());
    }
}
