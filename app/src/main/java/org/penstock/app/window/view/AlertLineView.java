package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Words;

/** One open alert. */
final class AlertLineView implements RowView<AlertRow> {
    private static final PseudoClass UNSEEN = PseudoClass.getPseudoClass("unseen");
    private static final PseudoClass SHELVED = PseudoClass.getPseudoClass("shelved");

    private final Glyph glyph = new Glyph();
    private final Label severity = Texts.whole("alert-severity");
    private final Label text = Texts.flexible("alert-text");
    private final Label measured = Texts.whole("alert-measured");
    private final Label state = Texts.whole("alert-state");
    private final Label raised = Texts.whole("alert-raised");
    private final Label age = Texts.whole("alert-age");
    private final Button acknowledge = Buttons.small();
    private final HBox line = new HBox(glyph, severity, text, measured, state, raised, age, acknowledge);
    private @Nullable AlertRow row;

    AlertLineView(Words words, Actions actions) {
        line.getStyleClass().add("alert-line");
        HBox.setHgrow(text, Priority.ALWAYS);
        acknowledge.setText(words.of("alerts.acknowledge"));
        Buttons.acting(words, acknowledge);
        acknowledge.setOnAction(_ -> {
            if (row != null) {
                actions.acknowledge(row);
            }
        });
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(AlertRow next) {
        row = next;
        glyph.show(next.style().styleClass(), next.style().number());
        glyph.dim(next.shelved() || !next.blinkOn());
        severity.setText(next.severity());
        text.setText(next.text());
        measured.setText(next.measured());
        state.setText(next.state());
        raised.setText(next.raised());
        age.setText(next.age());
        acknowledge.setVisible(next.unacknowledged());
        line.pseudoClassStateChanged(UNSEEN, next.unacknowledged());
        line.pseudoClassStateChanged(SHELVED, next.shelved());
    }
}
