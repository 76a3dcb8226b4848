package org.penstock.app.window.view.register;

import java.io.File;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.OpeningKey;
import org.penstock.core.identity.Secret;

/** Asks for what a deed needs, says what follows, and stays with the reason where it is refused. Ctrl+Enter does it from anywhere. */
public final class FormPane extends VBox implements Layer.Dialog {
    private static final int NOTE_LINES = 4;
    private static final int MOST_LINES = 14;

    private final Map<String, Control> controls = new LinkedHashMap<>();
    private final Label told = Texts.sentence("dialog-problem");
    private final Button go;
    private final Form form;
    private final Words words;
    private final Consumer<Filled> done;
    private final Runnable leave;

    public FormPane(Words words, Form form, Consumer<Filled> done, Runnable leave) {
        this.words = words;
        this.form = form;
        this.done = done;
        this.leave = leave;
        getStyleClass().addAll("dialog", "signing", "form-pane");
        OpeningKey.keepOut(this);
        Label title = Texts.sentence("dialog-title");
        title.setText(form.title());
        Label text = Texts.sentence("dialog-text");
        text.setText(form.text());
        VBox fields = new VBox();
        fields.getStyleClass().add("dialog-lines");
        form.fields().forEach(f -> fields.getChildren().add(line(f)));
        ScrollPane scroll = new Scroll(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("column-scroll", "form-fields");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        go = FormLines.button(words.of("register.go", form.go()), this::press);
        go.getStyleClass().add("confirm");
        Buttons.acting(words, go);
        Button cancel = FormLines.button(words.of("confirm.cancel"), this::leave);
        HBox buttons = new HBox(cancel, Texts.spring(), go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, scroll, told, buttons);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isControlDown()) {
                event.consume();
                press();
            }
        });
    }

    private Node line(Field field) {
        Control control = control(field);
        controls.put(field.key(), control);
        if (control instanceof CheckBox) {
            return control;
        }
        HBox line = FormLines.named(field.name(), control);
        HBox.setHgrow(control, Priority.ALWAYS);
        if (field.kind() == Field.Kind.FILE || field.kind() == Field.Kind.NEW_FILE) {
            line.getChildren().add(FormLines.button(words.of("record.choose-target"), () -> choose(field)));
        }
        return line;
    }

    private void choose(Field field) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(form.title());
        Window window = getScene().getWindow();
        @Nullable File chosen = field.kind() == Field.Kind.FILE
                ? chooser.showOpenDialog(window)
                : chooser.showSaveDialog(window);
        if (chosen != null && control(field.key()) instanceof TextField text) {
            text.setText(chosen.getAbsolutePath());
        }
    }

    private Control control(Field field) {
        return switch (field.kind()) {
            case TEXT, FILE, NEW_FILE -> line(new TextField(field.value()), field);
            case SECRET -> line(new PasswordField(), field);
            case LINES -> {
                TextArea area = new TextArea(field.value());
                int there = (int) field.value().lines().count();
                area.setPrefRowCount(Math.clamp(there + 1L, NOTE_LINES, MOST_LINES));
                if (there > 1) {
                    // What is laid out in lines already is read by its columns.
                    area.getStyleClass().add("yaml");
                    getStyleClass().add("form-text");
                }
                area.setWrapText(true);
                area.setPromptText(field.prompt());
                // Tab leads on: what is written here are sentences.
                area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                    if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                        event.consume();
                        area.requestFocusTraversal(
                                event.isShiftDown()
                                        ? javafx.scene.TraversalDirection.PREVIOUS
                                        : javafx.scene.TraversalDirection.NEXT);
                    }
                });
                yield area;
            }
            case CHOICE -> {
                ComboBox<String> box = new ComboBox<>();
                box.setMaxWidth(Double.MAX_VALUE);
                box.getItems()
                        .setAll(field.choices().stream().map(Field.Choice::name).toList());
                field.choices().stream()
                        .filter(c -> c.value().equals(field.value()))
                        .findFirst()
                        .ifPresent(c -> box.setValue(c.name()));
                yield box;
            }
            case CHECK -> {
                CheckBox box = new CheckBox(field.name());
                box.setSelected(!field.value().isEmpty());
                box.setWrapText(true);
                box.setMinHeight(Region.USE_PREF_SIZE);
                yield box;
            }
        };
    }

    private TextField line(TextField text, Field field) {
        text.setPromptText(field.prompt());
        text.setOnAction(_ -> press());
        return text;
    }

    private void press() {
        if (go.isDisabled()) {
            return;
        }
        for (Field field : form.fields()) {
            if (field.must() && empty(field)) {
                told.setText(words.of("register.missing", field.name()));
                control(field.key()).requestFocus();
                return;
            }
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        for (Field field : form.fields()) {
            String value = value(field);
            if (field.kind() == Field.Kind.SECRET) {
                if (value.length() > Secret.MOST) {
                    clearSecrets();
                    told.setText(words.of("signoff.too-long"));
                    return;
                }
                if (!value.isEmpty()) {
                    secrets.put(field.key(), new Secret(value));
                }
            } else if (!value.isEmpty()) {
                texts.put(field.key(), value);
            }
        }
        clearSecrets();
        // A button that goes grey hands the keyboard to whatever comes next, which may be another page.
        first().requestFocus();
        go.setDisable(true);
        told.setText(words.of("register.doing"));
        done.accept(new Filled(texts, secrets));
    }

    private Control control(String key) {
        return controls.getOrDefault(key, go);
    }

    private boolean empty(Field field) {
        return value(field).isEmpty();
    }

    private String value(Field field) {
        return switch (control(field.key())) {
            case PasswordField secret -> secret.getText();
            case TextInputControl text -> text.getText().strip();
            case CheckBox box -> box.isSelected() ? Boolean.TRUE.toString() : "";
            case ComboBox<?> box ->
                field.choices().stream()
                        .filter(c -> c.name().equals(box.getValue()))
                        .map(Field.Choice::value)
                        .findFirst()
                        .orElse("");
            default -> "";
        };
    }

    private void clearSecrets() {
        controls.values().forEach(c -> {
            if (c instanceof PasswordField secret) {
                secret.clear();
            }
        });
    }

    /** How far it is. */
    public void progress(String text) {
        told.setText(text);
    }

    /** Why it was not done. */
    public void tell(String why) {
        go.setDisable(false);
        told.setText(why);
        secretOrFirst().requestFocus();
    }

    private Node secretOrFirst() {
        return controls.values().stream()
                .filter(PasswordField.class::isInstance)
                .map(Node.class::cast)
                .findFirst()
                .orElseGet(this::first);
    }

    @Override
    public Region node() {
        return this;
    }

    /** What is to be filled in first: a box that is chosen already is passed over. */
    @Override
    public Node first() {
        List<Control> all = List.copyOf(controls.values());
        return all.stream()
                .filter(c -> !(c instanceof ComboBox<?> box) || box.getValue() == null)
                .filter(c -> !(c instanceof CheckBox))
                .findFirst()
                .<Node>map(c -> c)
                .orElse(all.isEmpty() ? go : all.getFirst());
    }

    @Override
    public void leave() {
        clearSecrets();
        leave.run();
    }
}
