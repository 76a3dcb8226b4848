package org.penstock.app.window.view;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.DeviceRow.DeviceValue;
import org.penstock.app.window.model.PairingRow;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.ListTable.Column;
import org.penstock.app.window.view.trend.StreamDrag;

/** One device: why it is as it is, in sentences, its way into the facility, then what its streams say. */
final class DeviceDetailView extends VBox {
    private final Words words;
    private final Label title = Texts.flexible("detail-title");
    private final VBox why = new VBox();
    private final Label counts = Texts.sentence("quiet");
    private final ListTable<DeviceValue> values;
    private final PairingView pairing;
    private final Button disable;
    private final Button enable;
    private final Button calibrate;
    private final Button replace;
    private final Button stepTest;
    private final FlowPane care = new FlowPane();
    private @Nullable DeviceRow device;
    private List<String> shown = List.of();

    DeviceDetailView(Words words, DeviceActions actions) {
        this.words = words;
        getStyleClass().add("detail");
        care.getStyleClass().add("form-flow");
        care.setMinHeight(USE_PREF_SIZE);
        setMinHeight(0);
        why.getStyleClass().add("detail-why");
        why.setMinHeight(USE_PREF_SIZE);
        values = new ListTable<>(
                List.of(
                        new Column<>(words.of("device.stream"), 0.38, "cell-name", DeviceValue::name),
                        new Column<>(words.of("device.value-head"), 0.22, "cell-value", DeviceValue::value),
                        new Column<>(words.of("device.quality"), 0.26, "cell-quiet", DeviceValue::quality),
                        new Column<>(words.of("device.age"), 0.14, "cell-quiet", DeviceValue::age)),
                DeviceValue::mark,
                words.of("device.no-streams"));
        VBox.setVgrow(values, Priority.ALWAYS);
        values.setMinHeight(0);
        StreamDrag.from(values.node(), () -> {
            DeviceValue value = values.selected();
            return value == null ? "" : value.id();
        });
        pairing = new PairingView(words, actions);
        disable = FormLines.button(words.of("device.disable"), () -> with(actions::disable));
        enable = FormLines.button(words.of("device.enable"), () -> with(actions::enable));
        calibrate = FormLines.button(words.of("device.calibrate"), () -> with(actions::calibrate));
        replace = FormLines.button(words.of("device.replace"), () -> with(actions::replace));
        stepTest = FormLines.button(words.of("device.step-test"), () -> with(actions::stepTest));
        Buttons.acting(words, disable, enable, calibrate, replace, stepTest);
        getChildren().addAll(title, why, counts, care, pairing, values);
        care.getChildren().addAll(disable, enable, calibrate, replace, stepTest);
    }

    /** Shows a device; null when none is chosen. */
    void show(@Nullable DeviceRow row, boolean nothing) {
        device = row;
        Texts.present(values, row != null);
        Texts.present(care, row != null);
        Texts.present(disable, row != null && !row.disabled());
        Texts.present(enable, row != null && row.disabled());
        Texts.present(calibrate, row != null && !row.values().isEmpty());
        Texts.present(replace, row != null && !row.values().isEmpty());
        Texts.present(stepTest, row != null && !row.disabled());
        pairing.show(row == null ? PairingRow.NONE : row.pairing());
        if (row == null) {
            title.setText("");
            counts.setText("");
            sentences(nothing ? List.of() : List.of(words.of("device.choose")));
            return;
        }
        title.setText(words.of("device.title", row.name(), row.id()));
        sentences(row.why());
        counts.setText(
                row.response().isEmpty() ? row.counts() : words.of("device.facts", row.counts(), row.response()));
        values.show(row.values());
    }

    private void with(Consumer<DeviceRow> action) {
        if (device != null) {
            action.accept(device);
        }
    }

    private void sentences(List<String> next) {
        if (!next.equals(shown)) {
            shown = next;
            why.getChildren()
                    .setAll(next.stream()
                            .map(sentence -> {
                                Label line = Texts.sentence("detail-sentence");
                                line.setText(sentence);
                                return line;
                            })
                            .toList());
        }
    }
}
