package org.penstock.app.window.view.synoptic;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** An output inside or under a piece: its shape, its name, what it is now. */
final class OutputLine extends HBox {
    private final Glyph phase = new Glyph();
    private final Label name = Texts.whole("drawn-name");
    private final Label state = Texts.whole("drawn-state");

    /** @param called what it is called beside its piece */
    OutputLine(String called) {
        name.setText(called);
        getStyleClass().add("drawn-output");
        getChildren().addAll(phase, name, Texts.spring(), state);
    }

    void show(OutputRow row) {
        phase.show(row.phaseClass(), "");
        state.setText(row.state());
    }
}
