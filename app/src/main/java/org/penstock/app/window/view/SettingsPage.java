package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Manner;
import org.penstock.app.window.model.MannerModel;
import org.penstock.app.window.model.NumberStyle;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** In which units, numbers and hours a person reads everything; each choice is in force at once. */
public final class SettingsPage implements Page {
    private final Words words;
    private final Consumer<Manner> choose;
    private final GridPane units = new GridPane();
    private final Map<Metric, ComboBox<String>> boxes = new EnumMap<>(Metric.class);
    private final Map<NumberStyle, ToggleButton> styles = new EnumMap<>(NumberStyle.class);
    private final ToggleButton full = new ToggleButton();
    private final ToggleButton twelve = new ToggleButton();
    private final Label sample = Texts.sentence("settings-sample");
    private final VBox all;
    private final Shown<MannerModel> shown = new Shown<>(this::show);
    private boolean showing;

    /** @param choose puts a manner in force and keeps it */
    public SettingsPage(Words words, Consumer<Manner> choose) {
        this.words = words;
        this.choose = choose;
        units.getStyleClass().add("facts");
        SegmentedButton numbers = new SegmentedButton();
        for (NumberStyle style : NumberStyle.values()) {
            ToggleButton button = new ToggleButton(words.of(style.wordKey()));
            button.setOnAction(_ -> choose(new Manner(
                    words.manner().units(), style, words.manner().twelveHours())));
            styles.put(style, button);
            numbers.getButtons().add(button);
        }
        full.setText(words.of("settings.hours-24"));
        twelve.setText(words.of("settings.hours-12"));
        full.setOnAction(_ -> hours(false));
        twelve.setOnAction(_ -> hours(true));
        SegmentedButton hours = new SegmentedButton(full, twelve);
        Label said = Texts.sentence("fact-text");
        said.setText(words.of("settings.said"));
        VBox body = new VBox(
                said, units, named("settings.numbers", numbers), named("settings.hours", hours), sample);
        body.getStyleClass().add("settings");
        all = new VBox(new Panel(words.of(Kind.SETTINGS.wordKey()), PlaceView.scroll(body)));
        all.getStyleClass().add("stream-body");
    }

    private HBox named(String key, Node control) {
        Label name = Texts.whole("settings-name");
        name.setText(words.of(key));
        HBox line = new HBox(name, control);
        line.getStyleClass().add("settings-line");
        return line;
    }

    private void hours(boolean next) {
        choose(new Manner(words.manner().units(), words.manner().numbers(), next));
    }

    /** Pressing what is chosen already leaves it chosen. */
    private void choose(Manner next) {
        choose.accept(next);
        selected(next);
    }

    private void selected(Manner manner) {
        styles.forEach((style, button) -> button.setSelected(style == manner.numbers()));
        full.setSelected(!manner.twelveHours());
        twelve.setSelected(manner.twelveHours());
    }

    private void show(MannerModel model) {
        showing = true;
        for (MannerModel.UnitChoice choice : model.units()) {
            boxes.computeIfAbsent(choice.metric(), _ -> box(choice)).setValue(text(choice.chosen()));
        }
        showing = false;
        selected(model.manner());
        sample.setText(model.sample());
    }

    private ComboBox<String> box(MannerModel.UnitChoice choice) {
        ComboBox<String> box = new ComboBox<>(FXCollections.observableArrayList(words.of("settings.site")));
        choice.offered().forEach(u -> box.getItems().add(u.symbol()));
        Label name = Texts.whole("settings-name");
        name.setText(choice.name());
        name.setLabelFor(box);
        units.addRow(boxes.size(), name, box);
        box.valueProperty().subscribe(text -> {
            if (!showing && text != null) {
                choose(MannerModel.with(words.manner(), choice.metric(), unit(choice.offered(), text)));
            }
        });
        return box;
    }

    private String text(@Nullable Unit unit) {
        return unit == null ? words.of("settings.site") : unit.symbol();
    }

    private static @Nullable Unit unit(List<Unit> offered, String text) {
        return offered.stream()
                .filter(u -> Objects.equals(u.symbol(), text))
                .findFirst()
                .orElse(null);
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(Kind.SETTINGS);
    }

    @Override
    public String title() {
        return words.of(Kind.SETTINGS.wordKey());
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(MannerModel.of(beat));
    }

    @Override
    public void focus() {
        boxes.values().stream().findFirst().ifPresent(Node::requestFocus);
    }

    @Override
    public void close() {
        // It subscribed to nothing.
    }
}
