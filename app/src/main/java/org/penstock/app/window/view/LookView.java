package org.penstock.app.window.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.LookWords;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;

/** A look at a link: what to look at, how far it is, what was found. */
public final class LookView extends VBox {
    private final ComboBox<String> link = new ComboBox<>();
    private final TextField seconds = new TextField();
    private final HBox wishes = new HBox();
    private final Button start;
    private final Button stop;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label progress = Texts.flexible("quiet");
    private final Label problem = Texts.sentence("dialog-problem");
    private final ListTable<FindingRow> found;
    private final Words words;
    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private Inventory inventory = Inventory.NONE;

    LookView(Words words, DeviceActions actions) {
        this.words = words;
        getStyleClass().add("sheet");
        link.setPromptText(words.of("look.choose-link"));
        link.valueProperty().subscribe(_ -> wishes());
        seconds.setText(words.of("look.default-seconds"));
        seconds.getStyleClass().add("short-field");
        start = FormLines.button(words.of("look.start"), () -> actions.look(link(), wish(), seconds.getText()));
        start.getStyleClass().add("confirm");
        Buttons.acting(words, start);
        start.disableProperty().bind(link.valueProperty().isNull());
        stop = FormLines.button(words.of("look.stop"), actions::endLook);
        wishes.getStyleClass().add("form-line");
        found = findings(words, words.of("look.none"));
        found.node().getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Button copy = FormLines.button(words.of("look.copy"), found::copy);
        Button add = FormLines.button(words.of("look.add"), () -> actions.addFrom(found.allSelected()));
        for (Button button : List.of(copy, add)) {
            button.disableProperty()
                    .bind(found.node().getSelectionModel().selectedItemProperty().isNull());
        }
        HBox.setHgrow(progress, Priority.ALWAYS);
        VBox.setVgrow(found, Priority.ALWAYS);
        found.setMinHeight(0);
        getChildren()
                .addAll(
                        FormLines.line(
                                FormLines.named(words.of("look.link"), link),
                                wishes,
                                FormLines.named(words.of("look.seconds"), seconds),
                                start,
                                stop),
                        FormLines.line(bar, progress),
                        problem,
                        found,
                        FormLines.line(copy, add));
        show(LookModel.NONE);
    }

    /** What there is to find in a table; the words of the columns are the same wherever findings are shown. */
    static ListTable<FindingRow> findings(Words words, String empty) {
        return new ListTable<>(
                List.of(
                        column(words.of("look.device"), 0.18, "cell-name", FindingRow.Column.DEVICE),
                        column(words.of("look.place"), 0.12, "cell-name", FindingRow.Column.PLACE),
                        column(words.of("look.value"), 0.12, "cell-strong", FindingRow.Column.VALUE),
                        column(words.of("look.note"), 0.18, "cell-quiet", FindingRow.Column.NOTE),
                        column(words.of("look.write"), 0.4, "cell-quiet", FindingRow.Column.WRITE)),
                _ -> Mark.NONE,
                empty);
    }

    static ListTable.Column<FindingRow> column(String title, double share, String style, FindingRow.Column column) {
        return new ListTable.Column<>(title, share, style, row -> row.shown(column));
    }

    /** Which links there are. */
    void show(Inventory next) {
        inventory = next;
        FormLines.offer(
                link, next.links().stream().map(Inventory.LinkEntry::key).toList());
    }

    /** Shows the look as far as it is. */
    public void show(LookModel model) {
        bar.setProgress(model.done());
        bar.setVisible(model.running());
        progress.setText(model.rest().isEmpty() ? model.progress() : words.of("look.and", model.progress(), model.rest()));
        problem.setText(model.problem());
        found.show(model.rows());
        found.empty(words.of(model.running() ? "look.nothing-yet" : "look.none"));
        Texts.present(stop, model.running());
        Texts.present(start, !model.running());
    }

    /** Chooses a link, as if by hand. */
    public void choose(String key) {
        link.setValue(key);
    }

    Node first() {
        return link;
    }

    private String link() {
        return FormLines.chosen(link);
    }

    private void wishes() {
        fields.clear();
        wishes.getChildren().clear();
        for (LookWords.Word word : LookWords.of(inventory.driver(link()))) {
            TextField field = new TextField();
            field.getStyleClass().add("wish-field");
            field.setPromptText(words.of(word.promptKey()));
            fields.put(word.word(), field);
            wishes.getChildren().add(FormLines.named(words.of(word.nameKey()), field));
        }
    }

    private Map<String, String> wish() {
        Map<String, String> wish = new LinkedHashMap<>();
        fields.forEach((word, field) -> {
            if (!field.getText().isBlank()) {
                wish.put(word, field.getText().strip());
            }
        });
        return wish;
    }
}
