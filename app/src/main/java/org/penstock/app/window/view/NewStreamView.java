package org.penstock.app.window.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.penstock.app.window.model.NewStream;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** One stream of a new device; the units offered are those of its metric. */
final class NewStreamView {
    private final TextField name = new TextField();
    private final TextField key = new TextField();
    private final ComboBox<String> metric = new ComboBox<>();
    private final ComboBox<String> unit = new ComboBox<>();
    private final TextField interval = new TextField();
    private final TextField address = new TextField();
    private final HBox line;

    NewStreamView(Words words, NewStream stream, Runnable changed, Consumer<NewStreamView> remove) {
        name.setText(stream.name());
        name.setPromptText(words.of("add.name"));
        key.setText(stream.key());
        key.setPromptText(words.of("add.key"));
        metric.getItems().setAll(Arrays.stream(Metric.values()).map(Metric::key).toList());
        metric.setValue(stream.metric());
        units();
        unit.setValue(stream.unit());
        interval.setText(stream.interval());
        interval.getStyleClass().add("interval-field");
        address.setText(stream.address());
        address.setPromptText(words.of("add.stream-address-prompt"));
        HBox.setHgrow(address, Priority.ALWAYS);
        name.getStyleClass().add("stream-field");
        key.getStyleClass().add("stream-field");
        metric.getStyleClass().add("metric-box");
        unit.getStyleClass().add("unit-box");
        Button away = Buttons.small();
        away.setText(words.of("add.remove"));
        away.setOnAction(_ -> remove.accept(this));
        line = FormLines.line(name, key, metric, unit, interval, address, away);
        for (TextField field : List.of(name, key, interval, address)) {
            field.textProperty().subscribe((_, _) -> changed.run());
        }
        metric.valueProperty().subscribe((_, _) -> {
            units();
            changed.run();
        });
        unit.valueProperty().subscribe((_, _) -> changed.run());
    }

    private void units() {
        Optional<Metric> chosen = Metric.of(FormLines.chosen(metric));
        List<String> symbols = chosen.map(Unit::fitting).orElse(List.of()).stream()
                .map(Unit::symbol)
                .filter(s -> !s.isEmpty())
                .toList();
        String before = FormLines.chosen(unit);
        unit.getItems().setAll(symbols);
        unit.setValue(symbols.contains(before) ? before : symbols.isEmpty() ? "" : symbols.getFirst());
        unit.setDisable(symbols.isEmpty());
    }

    NewStream written() {
        return new NewStream(
                key.getText().strip(),
                name.getText(),
                FormLines.chosen(metric),
                FormLines.chosen(unit),
                interval.getText().strip(),
                address.getText());
    }

    Node node() {
        return line;
    }

    Node first() {
        return name;
    }
}
