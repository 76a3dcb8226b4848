package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.Words;

/** One program: when it starts next, and how far its run is. */
final class ProgramRowView implements RowView<ProgramRow> {
    private final Glyph phase = new Glyph();
    private final Label name = Texts.flexible("row-name");
    private final Button act = Buttons.small();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label step = Texts.sentence("run-step");
    private final Label left = Texts.sentence("run-left");
    private final Label why = Texts.sentence("row-detail");
    private final Label next = Texts.sentence("row-detail");
    private final Label shut = Texts.sentence("row-shut");
    private final VBox all;
    private final Words words;
    private @Nullable ProgramRow row;

    ProgramRowView(Words words, Actions actions) {
        this.words = words;
        Buttons.acting(words, act);
        HBox line = new HBox(phase, name, act);
        line.getStyleClass().add("row-line");
        HBox.setHgrow(name, Priority.ALWAYS);
        progress.getStyleClass().add("run-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        all = new VBox(line, step, progress, left, why, next, shut);
        all.getStyleClass().add("row");
        act.setOnAction(_ -> {
            if (row != null) {
                actions.ask(row.run() == null ? row.start() : row.run().stop());
            }
        });
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(ProgramRow model) {
        row = model;
        ProgramRow.@Nullable Running run = model.run();
        name.setText(model.name());
        phase.show(run == null ? "phase-safe" : "phase-held", "");
        act.setText(words.of(run == null ? "program.run-now" : "program.stop"));
        next.setText(model.next());
        shut.setText(run == null ? model.shut() : "");
        step.setText(run == null ? "" : run.step());
        left.setText(run == null ? "" : run.left());
        why.setText(run == null ? "" : run.why());
        progress.setProgress(run == null ? 0 : run.done());
        Texts.present(progress, run != null);
    }
}
