package org.penstock.app.window.view.configuration;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.configuration.FieldModel;
import org.penstock.app.window.model.configuration.FieldModel.Choice;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** One field of a form: its name, its control, what it means, and under it what is wrong with what was written. */
final class FieldView extends VBox {
    private final TextField text = new TextField();
    private final ComboBox<Choice> choice = new ComboBox<>();
    private final Label fixed = Texts.sentence("field-fixed");
    private final Label now = Texts.sentence("field-now");
    private final VBox told = new VBox();
    private final BiConsumer<String, String> written;
    private FieldModel model;
    private boolean showing;
    private List<String> shown = List.of();

    /** @param written takes value and unit as a person changes them */
    FieldView(FieldModel model, BiConsumer<String, String> written) {
        this.model = model;
        this.written = written;
        getStyleClass().add("form-field");
        setId(model.word());
        Label label = new Label(model.label());
        label.getStyleClass().add("form-label");
        label.setWrapText(true);
        Label hint = Texts.sentence("form-hint");
        hint.setText(model.hint());
        VBox aside = new VBox(now, hint);
        HBox.setHgrow(aside, Priority.ALWAYS);
        aside.setMinWidth(0);
        HBox controls = new HBox();
        controls.getStyleClass().add("form-controls");
        switch (model.control()) {
            case FIXED, DEEP -> controls.getChildren().add(fixed);
            case TEXT, LIST, YAML -> controls.getChildren().add(text);
            case CHOICE -> controls.getChildren().add(choice);
            case AMOUNT, SPAN -> {
                text.getStyleClass().add("amount-field");
                choice.getStyleClass().add("amount-unit");
                controls.getChildren().addAll(text, choice);
            }
        }
        label.setLabelFor(controls.getChildren().getFirst());
        if (model.control() != FieldModel.Control.AMOUNT && model.control() != FieldModel.Control.SPAN) {
            text.getStyleClass().add("wide-field");
            choice.getStyleClass().add("wide-field");
        }
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice c) {
                return c == null ? "" : c.label();
            }

            @Override
            public Choice fromString(String s) {
                return new Choice(s, s);
            }
        });
        text.textProperty().subscribe((_, _) -> typed());
        choice.valueProperty().subscribe((_, _) -> typed());
        told.getStyleClass().add("form-told");
        HBox line = new HBox(label, controls, aside);
        line.getStyleClass().add("form-row");
        getChildren().addAll(line, told);
        show(model);
    }

    /** Shows what the field says now; what a person is just typing is not touched while it says the same. */
    void show(FieldModel next) {
        model = next;
        showing = true;
        fixed.setText(next.value());
        if (!choice.getItems().equals(next.choices())) {
            Choice chosen = choice.getValue();
            choice.getItems().setAll(next.choices());
            choice.setValue(chosen);
        }
        boolean same = next.yaml(value(), unit()).equals(next.yaml(next.value(), next.unit()));
        if (!same || (value().isBlank() && !unit().equals(next.unit()))) {
            text.setText(next.value());
            boolean amount =
                    next.control() == FieldModel.Control.AMOUNT || next.control() == FieldModel.Control.SPAN;
            String word = amount ? next.unit() : next.value();
            choice.setValue(next.choices().stream()
                    .filter(c -> c.word().equals(word))
                    .findFirst()
                    .orElse(null));
        } else if (choice.getValue() == null && next.control() == FieldModel.Control.CHOICE) {
            choice.setValue(next.choices().isEmpty() ? null : next.choices().getFirst());
        }
        showing = false;
        if (!next.told().equals(shown)) {
            shown = next.told();
            told.getChildren().setAll(shown.stream().map(FieldView::told).toList());
        }
        Texts.present(told, !shown.isEmpty());
    }

    /** What the thing measures now, beside what is written about it. @return whether it can be compared with this */
    boolean now(String value) {
        now.setText(model.comparable() ? value : "");
        return model.comparable();
    }

    /** Where the keyboard goes, null when there is nothing to write. */
    @Nullable
    Control first() {
        return switch (model.control()) {
            case FIXED, DEEP -> null;
            case CHOICE -> choice;
            case TEXT, LIST, YAML, AMOUNT, SPAN -> text;
        };
    }

    private void typed() {
        if (!showing) {
            written.accept(value(), unit());
        }
    }

    private String value() {
        return switch (model.control()) {
            case FIXED, DEEP -> model.value();
            case CHOICE -> word();
            case TEXT, LIST, YAML, AMOUNT, SPAN -> text.getText();
        };
    }

    private String unit() {
        return switch (model.control()) {
            case AMOUNT, SPAN -> word();
            case FIXED, DEEP, CHOICE, TEXT, LIST, YAML -> "";
        };
    }

    private String word() {
        Choice chosen = choice.getValue();
        return chosen == null ? "" : chosen.word();
    }

    private static Node told(String what) {
        Glyph mark = new Glyph();
        mark.show(Mark.BAD.styleClass(), "");
        Label text = Texts.sentence("form-problem");
        text.setText(what);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(mark, text);
        line.getStyleClass().add("form-problem-line");
        return line;
    }
}
