package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.TrafficModel;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.ListTable.Column;

/** What goes over a link, newest first. */
public final class TrafficView extends VBox {
    private final ComboBox<String> link = new ComboBox<>();
    private final Label summary = Texts.flexible("panel-summary");
    private final Label problem = Texts.sentence("dialog-problem");
    private final ListTable<TrafficModel.Row> table;

    TrafficView(Words words, DeviceActions actions) {
        getStyleClass().add("sheet");
        link.setPromptText(words.of("look.choose-link"));
        link.valueProperty().subscribe((_, _) -> actions.watch(FormLines.chosen(link)));
        ToggleButton pause = toggle(words.of("traffic.pause"));
        pause.selectedProperty().subscribe((_, on) -> actions.pause(on));
        ToggleButton errors = toggle(words.of("traffic.errors"));
        errors.selectedProperty().subscribe((_, on) -> actions.onlyErrors(on));
        table = new ListTable<>(
                List.of(
                        new Column<>(words.of("traffic.time"), 0.12, "cell-quiet", TrafficModel.Row::time),
                        new Column<>(words.of("traffic.device"), 0.16, "cell-name", TrafficModel.Row::device),
                        new Column<>(words.of("traffic.what"), 0.3, "cell-name", TrafficModel.Row::what),
                        new Column<>(words.of("traffic.took"), 0.08, "cell-number", TrafficModel.Row::took),
                        new Column<>(words.of("traffic.outcome"), 0.34, "cell-outcome", TrafficModel.Row::outcome)),
                row -> row.failed() ? Mark.AWAY : Mark.NONE,
                words.of("traffic.none"));
        HBox.setHgrow(summary, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(0);
        getChildren()
                .addAll(
                        FormLines.line(FormLines.named(words.of("look.link"), link), pause, errors, summary),
                        problem,
                        table);
    }

    /** Which links there are. */
    void show(Inventory next) {
        FormLines.offer(
                link, next.links().stream().map(Inventory.LinkEntry::key).toList());
    }

    /** Shows what is kept. */
    public void show(TrafficModel model) {
        summary.setText(model.summary());
        problem.setText("");
        table.show(model.rows());
    }

    /** Says why there is nothing to see. */
    public void refused(String why) {
        problem.setText(why);
    }

    /** Chooses a link, as if by hand. */
    public void choose(String key) {
        link.setValue(key);
    }

    Node first() {
        return link;
    }

    private static ToggleButton toggle(String text) {
        ToggleButton button = new ToggleButton(text);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
