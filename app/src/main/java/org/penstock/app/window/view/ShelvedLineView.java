package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ShelvedRow;
import org.penstock.app.window.model.Words;

/** One shelved alert: its shape stays dim, its time left is said. */
final class ShelvedLineView implements RowView<ShelvedRow> {
    private final Glyph glyph = new Glyph();
    private final Label severity = Texts.whole("alert-severity");
    private final Label text = Texts.flexible("alert-text");
    private final Label why = Texts.flexible("alert-shelf-why");
    private final Label now = Texts.whole("alert-shelf-now");
    private final Label state = Texts.whole("alert-shelf");
    private final Label back = Texts.whole("alert-age");
    private final Button unshelve = Buttons.small();
    private final VBox lines;
    private @Nullable ShelvedRow row;

    ShelvedLineView(Words words, Actions actions) {
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(glyph, severity, text, now, state, back, unshelve);
        line.getStyleClass().add("alert-line");
        lines = new VBox(line, why);
        unshelve.setText(words.of("shelf.unshelve"));
        Buttons.acting(words, unshelve);
        unshelve.setOnAction(_ -> {
            if (row != null) {
                actions.unshelve(row.no(), row.text());
            }
        });
    }

    @Override
    public Node node() {
        return lines;
    }

    @Override
    public void show(ShelvedRow next) {
        row = next;
        glyph.show(next.style().styleClass(), next.style().number());
        glyph.dim(true);
        severity.setText(next.severity());
        text.setText(next.text());
        why.setText(next.why());
        now.setText(next.now());
        state.setText(next.state());
        back.setText(next.back());
    }
}
