package org.penstock.app.window.view;

import java.io.File;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.StepTestModel.Row;
import org.penstock.app.window.model.Words;

/** What became of every output, and where the sheet goes that says so. */
final class StepTestResults extends VBox {
    /** Parts of the width of name, result, read back, safe again, why; of a hundred. */
    private static final double[] SHARES = {22, 16, 11, 12, 39};

    private final GridPane grid = new GridPane();
    private final ScrollPane scroll = new Scroll();
    private final TextField file = new TextField();
    private final HBox line;
    private final Words words;
    private String suggested = "";
    private List<Row> shown = List.of();

    StepTestResults(Words words, StepTestActions actions) {
        this.words = words;
        getStyleClass().add("dialog-lines");
        for (double share : SHARES) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            grid.getColumnConstraints().add(column);
        }
        grid.getStyleClass().add("result-grid");
        scroll.setContent(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("column-scroll", "result-list");
        HBox.setHgrow(file, Priority.ALWAYS);
        Button choose = FormLines.button(words.of("step.elsewhere"), this::choose);
        Button save = FormLines.button(words.of("step.save"), () -> actions.save(file.getText()));
        HBox named = FormLines.named(words.of("step.file"), file);
        HBox.setHgrow(named, Priority.ALWAYS);
        line = FormLines.line(named, choose, save);
        getChildren().addAll(scroll, line);
    }

    void show(StepTestModel model) {
        if (!model.results().equals(shown)) {
            shown = model.results();
            fill();
        }
        Texts.present(scroll, !shown.isEmpty());
        Texts.present(line, !model.file().isEmpty());
        if (!model.file().equals(suggested)) {
            suggested = model.file();
            file.setText(suggested);
        }
    }

    private void fill() {
        grid.getChildren().clear();
        String[] heads = {"step.output", "step.result", "step.opened", "step.closed", "step.why"};
        for (int i = 0; i < heads.length; i++) {
            grid.add(cell("quiet", words.of(heads[i])), i, 0);
        }
        for (int i = 0; i < shown.size(); i++) {
            Row row = shown.get(i);
            Glyph glyph = new Glyph();
            glyph.show(row.mark().styleClass(), "");
            Label name = cell("cell-name", row.name());
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox named = new HBox(glyph, name);
            named.getStyleClass().add("gate-line");
            grid.add(named, 0, i + 1);
            grid.add(cell("cell-strong", row.result()), 1, i + 1);
            grid.add(cell("cell-quiet", row.opened()), 2, i + 1);
            grid.add(cell("cell-quiet", row.closed()), 3, i + 1);
            grid.add(cell("cell-quiet", row.why()), 4, i + 1);
        }
    }

    private static Label cell(String styleClass, String text) {
        Label label = Texts.sentence(styleClass);
        label.setText(text);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.of("step.save-title"));
        File now = new File(file.getText()).getAbsoluteFile();
        File folder = now.getParentFile();
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        chooser.setInitialFileName(now.getName());
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            file.setText(chosen.getPath());
        }
    }

    /** Whether there is a sheet to write. */
    boolean hasSheet() {
        return line.isVisible();
    }

    Node first() {
        return file;
    }
}
