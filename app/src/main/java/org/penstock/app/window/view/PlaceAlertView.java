package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Words;

/** An open alert on the page of its place: what it is, since when, and the button that says a person saw it. */
final class PlaceAlertView implements RowView<AlertRow> {
    private final Glyph glyph = new Glyph();
    private final Label state = Texts.flexible("row-state");
    private final Button acknowledge = Buttons.small();
    private final Label text = Texts.sentence("row-why");
    private final Label about = Texts.sentence("row-detail");
    private final VBox all;
    private final Words words;
    private @Nullable AlertRow row;

    PlaceAlertView(Words words, Actions actions) {
        this.words = words;
        acknowledge.setText(words.of("alert.acknowledge"));
        Buttons.acting(words, acknowledge);
        acknowledge.setOnAction(_ -> {
            if (row != null) {
                actions.acknowledge(row);
            }
        });
        HBox line = new HBox(glyph, state, acknowledge);
        line.getStyleClass().add("row-line");
        HBox.setHgrow(state, Priority.ALWAYS);
        all = new VBox(line, text, about);
        all.getStyleClass().addAll("row", "state-row");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(AlertRow model) {
        row = model;
        glyph.show(model.style().styleClass(), model.style().number());
        glyph.dim(!model.blinkOn());
        state.setText(words.of("alert.severity-state", model.severity(), model.state()));
        text.setText(model.text());
        about.setText(words.of("alert.since", model.raised(), model.age()));
        Texts.present(acknowledge, model.unacknowledged());
    }
}
