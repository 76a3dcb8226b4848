package org.penstock.app.window.view.configuration;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.NewDevice;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.NewElement;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;

/** What a new element is called; the rest is written in its form. */
final class NewElementPane extends VBox implements Layer.Dialog {
    private final TextField name = new TextField();
    private final TextField key = new TextField();
    private final ComboBox<String> device = new ComboBox<>();
    private final Label told = Texts.sentence("dialog-problem");
    private final Button add;
    private final ConfigurationActions actions;
    private final ElementKind kind;
    private boolean ownKey;

    NewElementPane(Words words, ElementKind kind, List<String> devices, ConfigurationActions actions) {
        this.kind = kind;
        this.actions = actions;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("config.new.title", words.of(kind.oneKey())));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of(kind.keyed() ? "config.new.text" : "config.new.text-only"));
        name.textProperty().subscribe((_, now) -> suggest(now));
        key.textProperty().subscribe((_, now) -> ownKey = !now.equals(NewDevice.keyOf(name.getText())));
        device.getItems().setAll(devices);
        HBox deviceLine = named(words.of("config.word.device"), device);
        HBox nameLine = named(words.of("config.word.name"), name);
        HBox keyLine = named(words.of("config.word.key"), key);
        Texts.present(deviceLine, kind.ofDevice());
        Texts.present(nameLine, kind.keyed());
        Texts.present(keyLine, kind.keyed());
        Button cancel = FormLines.button(words.of("config.plan.cancel"), actions::leave);
        add = FormLines.button(words.of("config.new.add"), this::add);
        add.getStyleClass().add("confirm");
        add.setDefaultButton(true);
        HBox buttons = new HBox(cancel, Texts.spring(), add);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, deviceLine, nameLine, keyLine, told, buttons);
    }

    private static HBox named(String label, Control field) {
        Label name = Texts.whole("field-name");
        name.setText(label);
        name.setLabelFor(field);
        HBox line = new HBox(name, field);
        line.getStyleClass().add("field-line");
        return line;
    }

    private void suggest(String now) {
        if (!ownKey) {
            key.setText(NewDevice.keyOf(now));
        }
    }

    private void add() {
        actions.add(new NewElement(kind, FormLines.chosen(device), key.getText().strip(), name.getText()));
    }

    /** What is missing. */
    void tell(String what) {
        told.setText(what);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return kind.ofDevice() ? device : kind.keyed() ? name : add;
    }

    @Override
    public void leave() {
        actions.leave();
    }
}
