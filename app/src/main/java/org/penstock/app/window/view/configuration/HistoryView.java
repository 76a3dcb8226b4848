package org.penstock.app.window.view.configuration;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.LineRow;
import org.penstock.app.window.model.configuration.VersionRow;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.ListTable.Column;
import org.penstock.app.window.view.Texts;

/** Every version that was in force; beside them the one that is chosen, or how two differ. */
public final class HistoryView extends VBox {
    private final ListTable<VersionRow> versions;
    private final Button older;
    private final Button restore;
    private final ToggleButton compare = new ToggleButton();
    private final Button next;
    private final Button before;
    private final Label title = Texts.sentence("detail-title");
    private final Label told = Texts.sentence("quiet");
    private final LinesView lines = new LinesView();
    private final ConfigurationActions actions;
    private final Words words;
    private List<Integer> chosen = List.of();

    HistoryView(Words words, ConfigurationActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().add("sheet");
        versions = new ListTable<>(
                List.of(
                        new Column<>(words.of("config.no"), 0.07, "cell-number", VersionRow::key),
                        new Column<>(words.of("config.since"), 0.23, "cell-name", VersionRow::when),
                        new Column<>(words.of("config.who"), 0.11, "cell-quiet", VersionRow::who),
                        new Column<>(words.of("config.reason"), 0.32, "cell-name", VersionRow::reason),
                        new Column<>(words.of("config.changes"), 0.23, "cell-quiet", VersionRow::changes)),
                VersionRow::mark,
                words.of("config.reading"));
        versions.node().getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        versions.node().getSelectionModel().getSelectedIndices().subscribe(this::chosen);
        older = FormLines.button(words.of("config.older"), actions::older);
        restore = FormLines.button(words.of("config.restore"), () -> actions.restore(chosen.getFirst()));
        compare.setText(words.of("config.compare"));
        compare.setMinWidth(USE_PREF_SIZE);
        compare.setOnAction(_ -> look());
        next = FormLines.button(words.of("config.next"), () -> lines.step(1));
        before = FormLines.button(words.of("config.before"), () -> lines.step(-1));
        Label hint = Texts.sentence("quiet");
        hint.setText(words.of("config.history-hint"));
        VBox.setVgrow(versions, Priority.ALWAYS);
        versions.setMinHeight(0);
        HBox.setHgrow(hint, Priority.ALWAYS);
        hint.setMinWidth(0);
        VBox above = new VBox(FormLines.line(hint, older), versions);
        above.getStyleClass().add("step-body");
        VBox.setVgrow(lines, Priority.ALWAYS);
        lines.setMinHeight(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMinWidth(0);
        VBox below = new VBox(FormLines.line(title, compare, before, next, restore), told, lines);
        below.getStyleClass().add("below");
        above.setMinWidth(0);
        below.setMinWidth(0);
        SplitPane split = new SplitPane(above, below);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.34);
        VBox.setVgrow(split, Priority.ALWAYS);
        split.setMinHeight(0);
        getChildren().add(split);
        show(List.of(), words.of("config.nothing-chosen"), "");
    }

    /** The versions there are. @param more whether there are older ones @param none what an empty list says */
    public void versions(List<VersionRow> rows, boolean more, String none) {
        versions.empty(none);
        versions.show(rows);
        Texts.present(older, more);
        if (versions.node().getSelectionModel().isEmpty() && !rows.isEmpty()) {
            versions.node().getSelectionModel().selectFirst();
        }
    }

    /** The lines of what is chosen. @param note what must be said of them, "" for nothing */
    public void show(List<LineRow> rows, String heading, String note) {
        title.setText(heading);
        lines.show(rows, note);
        told.setText(rows.isEmpty() ? "" : note);
        next.setDisable(lines.changes() == 0);
        before.setDisable(lines.changes() == 0);
    }

    /** Chooses versions, as if by hand. */
    public void choose(int... numbers) {
        versions.node().getSelectionModel().clearSelection();
        for (int no : numbers) {
            versions.node().getSelectionModel().select(Integer.toString(no));
        }
    }

    /** Chosen versions are compared, or shown whole. */
    public void compare(boolean on) {
        compare.setSelected(on);
        look();
    }

    Node first() {
        return versions.node();
    }

    private void chosen() {
        List<Integer> now = versions.allSelected().stream()
                .map(VersionRow::no)
                .limit(2)
                .toList();
        if (now.equals(chosen)) {
            return;
        }
        if (now.size() != chosen.size()) {
            compare.setSelected(now.size() == 2);
        }
        chosen = now;
        compare.setText(words.of(now.size() == 2 ? "config.only-changes" : "config.compare"));
        restore.setDisable(now.size() != 1);
        compare.setDisable(now.isEmpty());
        look();
    }

    private void look() {
        actions.look(chosen, compare.isSelected());
    }
}
