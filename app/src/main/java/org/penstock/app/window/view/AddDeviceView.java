package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.NewDevice;
import org.penstock.app.window.model.NewStream;
import org.penstock.app.window.model.Words;

/** What a new device is called, where it stands and what it measures. The key follows the name until a person writes it. */
final class AddDeviceView extends VBox implements AddStepView {
    private final TextField name = new TextField();
    private final TextField key = new TextField();
    private final ComboBox<String> place = new ComboBox<>();
    private final TextField address = new TextField();
    private final VBox lines = new VBox();
    private final List<NewStreamView> streams = new ArrayList<>();
    private final Words words;
    private final AddActions actions;
    private NewDevice shown = NewDevice.EMPTY;
    private boolean filling;

    AddDeviceView(Words words, AddActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().add("step-body");
        place.setPromptText(words.of("add.place-prompt"));
        address.setPromptText(words.of("add.address-prompt"));
        HBox.setHgrow(address, Priority.ALWAYS);
        name.textProperty().subscribe((before, now) -> {
            if (!filling && key.getText().equals(NewDevice.keyOf(before))) {
                key.setText(NewDevice.keyOf(now));
            }
            changed();
        });
        key.textProperty().subscribe((_, _) -> changed());
        address.textProperty().subscribe((_, _) -> changed());
        place.valueProperty().subscribe((_, _) -> changed());
        HBox where = FormLines.named(words.of("add.address"), address);
        HBox.setHgrow(where, Priority.ALWAYS);
        Label heading = Texts.whole("panel-title");
        heading.setText(words.of("add.streams"));
        Button more = FormLines.button(words.of("add.more"), this::more);
        lines.getStyleClass().add("stream-lines");
        ScrollPane scroll = new Scroll(lines);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("column-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.setMinHeight(0);
        getChildren()
                .addAll(
                        FormLines.line(
                                FormLines.named(words.of("add.name"), name),
                                FormLines.named(words.of("add.key"), key),
                                FormLines.named(words.of("add.place"), place)),
                        FormLines.line(where),
                        FormLines.line(heading, more),
                        heads(),
                        scroll);
    }

    /** What stands in the fields of a stream; as wide as they are. */
    private HBox heads() {
        HBox heads = FormLines.line(
                head("add.name", "stream-field"),
                head("add.key", "stream-field"),
                head("add.metric", "metric-box"),
                head("add.unit", "unit-box"),
                head("add.interval", "interval-field"),
                head("add.address", "quiet"));
        heads.visibleProperty().bind(Bindings.isNotEmpty(lines.getChildren()));
        return heads;
    }

    private Label head(String wordKey, String width) {
        Label head = new Label(words.of(wordKey));
        head.getStyleClass().addAll("stream-head", width);
        return head;
    }

    private void more() {
        List<NewStream> all = new ArrayList<>(written());
        all.add(NewStream.EMPTY);
        fill(all);
        changed();
        streams.getLast().first().requestFocus();
    }

    private void remove(NewStreamView line) {
        List<NewStream> all = new ArrayList<>();
        streams.stream().filter(s -> s != line).forEach(s -> all.add(s.written()));
        fill(all);
        changed();
    }

    private List<NewStream> written() {
        return streams.stream().map(NewStreamView::written).toList();
    }

    private void changed() {
        if (!filling) {
            shown = new NewDevice(
                    shown.link(),
                    key.getText().strip(),
                    name.getText(),
                    FormLines.chosen(place),
                    address.getText(),
                    written());
            actions.describe(shown);
        }
    }

    private void fill(List<NewStream> all) {
        streams.clear();
        for (NewStream stream : all) {
            streams.add(new NewStreamView(words, stream, this::changed, this::remove));
        }
        lines.getChildren().setAll(streams.stream().map(NewStreamView::node).toList());
    }

    @Override
    public void show(AddModel model) {
        if (model.device().equals(shown)) {
            return;
        }
        shown = model.device();
        filling = true;
        name.setText(shown.name());
        key.setText(shown.key());
        place.setValue(shown.place().isEmpty() ? null : shown.place());
        address.setText(shown.address());
        fill(shown.streams());
        filling = false;
    }

    @Override
    public void show(Inventory inventory) {
        List<String> keys =
                inventory.places().stream().map(Inventory.PlaceEntry::key).toList();
        if (!place.getItems().equals(keys)) {
            String chosen = place.getValue();
            filling = true;
            place.getItems().setAll(keys);
            place.setValue(chosen);
            filling = false;
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Node first() {
        return name;
    }
}
