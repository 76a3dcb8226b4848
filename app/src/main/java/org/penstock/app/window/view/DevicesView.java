package org.penstock.app.window.view;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.DevicesModel;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.ListTable.Column;

/** Every device in a line, and beside it why the chosen one is as it is. */
public final class DevicesView extends VBox {
    private final TextField filter = new TextField();
    private final Label summary = Texts.flexible("panel-summary");
    private final ListTable<DeviceRow> table;
    private final DeviceDetailView detail;
    private final SplitPane split = new SplitPane();
    private String wanted = "";
    private DevicesModel model = new DevicesModel(List.of(), "", "");

    DevicesView(Words words, DeviceActions actions) {
        getStyleClass().add("sheet");
        filter.setPromptText(words.of("devices.filter"));
        filter.getStyleClass().add("filter-field");
        filter.textProperty().subscribe((_, text) -> actions.filter(text));
        filter.setOnAction(_ -> table().node().requestFocus());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN) {
                event.consume();
                table().node().requestFocus();
            }
        });
        table = new ListTable<>(
                List.of(
                        new Column<>(words.of("devices.name"), 0.27, "cell-name", DeviceRow::name),
                        new Column<>(words.of("devices.link"), 0.15, "cell-quiet", DeviceRow::link),
                        new Column<>(words.of("devices.place"), 0.2, "cell-quiet", DeviceRow::place),
                        new Column<>(words.of("devices.state"), 0.2, "cell-strong", DeviceRow::state),
                        new Column<>(words.of("devices.last-good"), 0.18, "cell-quiet", DeviceRow::lastGood)),
                DeviceRow::mark,
                words.of("devices.reading"));
        detail = new DeviceDetailView(words, actions);
        table.node().getSelectionModel().selectedIndexProperty().subscribe(_ -> chosen());
        VBox.setVgrow(table, Priority.ALWAYS);
        split.getItems().addAll(table, detail);
        split.setDividerPositions(0.56);
        VBox.setVgrow(split, Priority.ALWAYS);
        split.setMinHeight(0);
        HBox.setHgrow(summary, Priority.ALWAYS);
        getChildren().addAll(FormLines.line(filter, summary), split);
    }

    /** Shows the devices as they are now. */
    public void show(DevicesModel next) {
        model = next;
        summary.setText(next.summary());
        table.empty(next.empty());
        table.show(next.rows());
        if (!wanted.isEmpty() && table.reveal(wanted)) {
            wanted = "";
        }
        if (table.node().getSelectionModel().isEmpty() && !next.rows().isEmpty()) {
            table.node().getSelectionModel().selectFirst();
        }
        chosen();
    }

    /** Chooses a device as soon as it is in the list. @param key of its line */
    public void choose(String key) {
        filter.clear();
        wanted = key;
        show(model);
    }

    /** Says why the devices could not be read; what is shown stays. */
    public void refused(String why) {
        summary.setText(why);
    }

    Node first() {
        return filter;
    }

    void beside(boolean room) {
        split.setOrientation(room ? Orientation.HORIZONTAL : Orientation.VERTICAL);
    }

    private ListTable<DeviceRow> table() {
        return table;
    }

    private void chosen() {
        @Nullable DeviceRow row = table.selected();
        detail.show(row, model.rows().isEmpty());
    }
}
