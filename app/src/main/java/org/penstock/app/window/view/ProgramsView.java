package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.ProgramsModel;
import org.penstock.app.window.model.RunLine;
import org.penstock.app.window.model.StartLine;
import org.penstock.app.window.model.Words;

/** The programs, what they will do in the next 14 days, and what they did. */
public final class ProgramsView extends GridPane {
    private static final double PROGRAMS_PERCENT = 50;

    private final RowStack<ProgramRow> programs;
    private final LiveList<StartLine> starts;
    private final LiveList<RunLine> runs;
    private final Label noPrograms = Texts.sentence("empty-hint");
    private final Panel programsPanel;
    private final Panel runsPanel;
    private final Words words;

    public ProgramsView(Words words, Actions actions) {
        this.words = words;
        getStyleClass().add("programs");
        programs = new RowStack<>(() -> new ProgramRowView(words, actions));
        starts = new LiveList<>(StartLineView::new, words.of("starts.empty"));
        runs = new LiveList<>(RunLineView::new, words.of("runs.reading"));
        programsPanel = new Panel(words.of("panel.programs"), PlaceView.scroll(new VBox(programs, noPrograms)));
        runsPanel = new Panel(words.of("panel.runs"), runs.node());
        Panel startsPanel = new Panel(words.of("starts.title"), starts.node());
        column(PROGRAMS_PERCENT);
        column(100 - PROGRAMS_PERCENT);
        row();
        row();
        addRow(0, programsPanel, startsPanel);
        add(runsPanel, 0, 1, 2, 1);
    }

    private void row() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setPercentHeight(50);
        getRowConstraints().add(row);
    }

    private void column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        getColumnConstraints().add(column);
    }

    /** Shows what runs and what will. */
    public void show(ProgramsModel model) {
        pseudoClassStateChanged(PlaceView.LOST, model.lost());
        programs.show(model.programs());
        noPrograms.setText(model.programs().isEmpty() ? words.of("programs.empty") : "");
        programsPanel.summary(model.summary());
        starts.show(model.starts());
    }

    /** Shows what ran, newest first. */
    public void runs(List<RunLine> lines) {
        runs.empty(words.of("runs.none"));
        runs.show(lines);
        runsPanel.summary("");
    }

    /** Says why what ran cannot be read; what was read before stays. */
    public void refused(String why) {
        runs.empty(words.of("runs.refused", why));
        runsPanel.summary(words.of("runs.refused-short"));
    }

    /** Brings a program into sight and puts the keyboard on its button. */
    public boolean reveal(String key) {
        var node = programs.node(key);
        return node != null && Rows.focusFirst(node);
    }

    /** Puts the keyboard on the first program, or on what ran. */
    public void focus() {
        if (!Rows.focusFirst(programs)) {
            runs.node().requestFocus();
        }
    }
}
