package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.Words;

/** One output: shape, name, what it is now, why, and what a person may ask of it. */
final class OutputRowView implements RowView<OutputRow> {
    private final Glyph phase = new Glyph();
    private final Label name = Texts.flexible("row-name");
    private final Label state = Texts.whole("output-state");
    private final Button set = Buttons.small();
    private final Button release = Buttons.small();
    private final Label detail = Texts.sentence("row-detail");
    private final Label shut = Texts.sentence("row-shut");
    private final VBox all;
    private final Words words;
    private @Nullable OutputRow row;

    OutputRowView(Words words, Actions actions) {
        this.words = words;
        Buttons.acting(words, set, release);
        HBox line = new HBox(phase, name, state, set, release);
        line.getStyleClass().add("row-line");
        HBox.setHgrow(name, Priority.ALWAYS);
        set.getStyleClass().add("output-set");
        release.setText(words.of("output.release"));
        release.setMinWidth(Region.USE_PREF_SIZE);
        all = new VBox(line, detail, shut);
        all.getStyleClass().add("row");
        set.setOnAction(_ -> {
            if (row != null) {
                actions.askForOutput(row);
            }
        });
        release.setOnAction(_ -> {
            if (row != null) {
                actions.ask(row.release());
            }
        });
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(OutputRow next) {
        row = next;
        phase.show(next.phaseClass(), "");
        name.setText(next.name());
        state.setText(next.state());
        set.setText(words.of("output.set", next.startVerb()));
        release.setVisible(next.releasable());
        detail.setText(next.detail());
        shut.setText(next.shut());
    }
}
