package org.penstock.app.window.view;

import java.io.File;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.HandNote;
import org.penstock.app.window.model.Words;

/** Where a person writes down what an instrument shows: value, when, a word about it, a picture of it. */
public final class HandForm extends VBox {
    private final Words words;
    private final TextField value = new TextField();
    private final TextField when = new TextField();
    private final TextField note = new TextField();
    private final Label picture = Texts.flexible("quiet");
    private final Label answer = Texts.sentence("hand-answer");
    private final Button write;
    private final BiConsumer<HandNote, Consumer<Outcome>> take;
    private @Nullable File photo;

    /** What became of it. @param written whether the fields may be emptied */
    public record Outcome(boolean written, String text) {}

    /** @param take writes it down, and tells on the JavaFX thread what became of it */
    public HandForm(Words words, BiConsumer<HandNote, Consumer<Outcome>> take) {
        this.words = words;
        this.take = take;
        getStyleClass().add("hand-form");
        Label title = Texts.whole("hand-title");
        title.setText(words.of("hand.title"));
        when.setPromptText(words.of("hand.when-prompt"));
        note.setPromptText(words.of("hand.note-prompt"));
        write = FormLines.button(words.of("hand.write"), this::write);
        Buttons.acting(words, write);
        value.setOnAction(_ -> write());
        Button choose = FormLines.button(words.of("hand.photo"), this::choose);
        picture.setText(words.of("hand.no-photo"));
        HBox.setHgrow(picture, Priority.ALWAYS);
        getChildren()
                .addAll(
                        title,
                        wide(words.of("hand.value"), value),
                        wide(words.of("hand.when"), when),
                        wide(words.of("hand.note"), note),
                        FormLines.line(choose, picture),
                        FormLines.line(write),
                        answer);
    }

    private static HBox wide(String name, TextField field) {
        HBox.setHgrow(field, Priority.ALWAYS);
        return FormLines.named(name, field);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.of("hand.photo"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        words.of("hand.pictures"),
                        HandNote.PICTURES));
        photo(chooser.showOpenDialog(getScene().getWindow()));
    }

    private void photo(@Nullable File chosen) {
        photo = chosen;
        picture.setText(chosen == null ? words.of("hand.no-photo") : chosen.getName());
    }

    private void write() {
        File chosen = photo;
        HandNote typed = new HandNote(
                value.getText(), when.getText(), note.getText(), chosen == null ? "" : chosen.getPath());
        if (typed.empty()) {
            say(words.of("hand.no-value"));
            value.requestFocus();
            return;
        }
        write.setDisable(true);
        say(words.of("hand.writing"));
        take.accept(typed, this::told);
    }

    private void told(Outcome outcome) {
        write.setDisable(false);
        say(outcome.text());
        if (outcome.written()) {
            value.clear();
            when.clear();
            note.clear();
            photo(null);
        }
    }

    private void say(String text) {
        answer.setText(text);
    }
}
