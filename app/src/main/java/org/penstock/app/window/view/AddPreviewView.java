package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;

/** What the streams of a new device would say, before anything is stored. */
final class AddPreviewView extends VBox implements AddStepView {
    private final Button start;
    private final Button stop;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label progress = Texts.flexible("quiet");
    private final Label problem = Texts.sentence("dialog-problem");
    private final ListTable<FindingRow> values;

    AddPreviewView(Words words, AddActions actions) {
        getStyleClass().add("step-body");
        Label hint = Texts.sentence("quiet");
        hint.setText(words.of("preview.hint"));
        start = FormLines.button(words.of("preview.start"), actions::preview);
        stop = FormLines.button(words.of("look.stop"), actions::endPreview);
        values = new ListTable<>(
                List.of(
                        LookView.column(words.of("preview.stream"), 0.25, "cell-name", FindingRow.Column.PLACE),
                        LookView.column(words.of("look.value"), 0.25, "cell-strong", FindingRow.Column.VALUE),
                        LookView.column(words.of("look.note"), 0.5, "cell-quiet", FindingRow.Column.NOTE)),
                _ -> Mark.NONE,
                words.of("preview.none"));
        HBox.setHgrow(progress, Priority.ALWAYS);
        VBox.setVgrow(values, Priority.ALWAYS);
        values.setMinHeight(0);
        getChildren().addAll(hint, FormLines.line(start, stop, bar, progress), problem, values);
    }

    @Override
    public void show(AddModel model) {
        LookModel look = model.preview();
        Texts.present(start, !look.running());
        Texts.present(stop, look.running());
        bar.setProgress(look.done());
        bar.setVisible(look.running());
        progress.setText(look.progress());
        problem.setText(look.problem());
        values.show(look.rows());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Node first() {
        return start.isVisible() ? start : stop;
    }
}
