package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.CalibrationRequest;
import org.penstock.app.window.model.ReplaceModel;
import org.penstock.app.window.model.ReplaceModel.Step;
import org.penstock.app.window.model.ReplaceModel.Written;
import org.penstock.app.window.model.Words;

/** A new sensor in the place of another: which, as what, what that changes, and why. */
final class ReplaceForm extends VBox implements Layer.Dialog {
    private final ComboBox<String> stream = new ComboBox<>();
    private final TextField key = new TextField();
    private final TextField name = new TextField();
    private final TextField address = new TextField();
    private final TextField reason = new TextField();
    private final VBox fields;
    private final SentenceList sentences = new SentenceList();
    private final HBox why;
    private final Label told = Texts.sentence("dialog-problem");
    private final Button cancel;
    private final Button back;
    private final Button next;
    private final Words words;
    private final ReplaceActions actions;
    private @Nullable Step shown;
    private String suggested = "";

    ReplaceForm(ReplaceModel model, Words words, ReplaceActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("replace.title", model.device().name()));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("replace.text"));
        FormLines.offer(
                stream,
                model.device().values().stream()
                        .map(v -> CalibrationRequest.label(v, words))
                        .toList());
        stream.valueProperty().subscribe(label -> suggest(label == null ? "" : model.keyAfter(label)));
        key.getStyleClass().add("stream-field");
        name.setPromptText(words.of("replace.same"));
        address.setPromptText(words.of("replace.address-prompt"));
        reason.setPromptText(words.of("form.reason-must"));
        for (TextField wide : new TextField[] {name, address, reason}) {
            HBox.setHgrow(wide, Priority.ALWAYS);
        }
        fields = new VBox(
                text,
                FormLines.named(words.of("replace.stream"), stream),
                FormLines.named(words.of("replace.key"), key),
                FormLines.named(words.of("replace.name"), name),
                FormLines.named(words.of("replace.address"), address));
        fields.getStyleClass().add("dialog-lines");
        why = FormLines.named(words.of("form.reason"), reason);
        sentences.getStyleClass().add("dialog-list");
        cancel = FormLines.button(words.of("confirm.cancel"), actions::leave);
        back = FormLines.button(words.of("add.back"), actions::back);
        next = FormLines.button(words.of("form.next"), this::next);
        next.getStyleClass().add("confirm");
        Buttons.acting(words, next);
        next.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, back, next);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, fields, sentences, why, told, buttons);
        show(model);
    }

    /** Shows how far it is. */
    void show(ReplaceModel model) {
        boolean moved = shown != model.step();
        shown = model.step();
        Texts.present(fields, shown == Step.WRITE);
        Texts.present(sentences, shown != Step.WRITE);
        Texts.present(why, shown == Step.APPLY);
        Texts.present(back, shown == Step.APPLY);
        Texts.present(cancel, shown != Step.DONE);
        sentences.show(model.sentences());
        told.setText(model.told());
        cancel.setDisable(model.waiting());
        back.setDisable(model.waiting());
        next.setDisable(model.waiting() || shown == Step.APPLY && model.applicable() == null);
        next.setText(words.of(
                switch (model.step()) {
                    case WRITE -> "form.next";
                    case APPLY -> "replace.apply";
                    case DONE -> "confirm.close";
                }));
        if (moved && getScene() != null) {
            first().requestFocus();
        }
    }

    private void next() {
        switch (shown) {
            case WRITE ->
                actions.plan(new Written(FormLines.chosen(stream), key.getText(), name.getText(), address.getText()));
            case APPLY -> actions.apply(reason.getText());
            case DONE -> actions.leave();
            case null -> {}
        }
    }

    /** A key that a person wrote stays theirs. */
    private void suggest(String next) {
        if (key.getText().equals(suggested)) {
            key.setText(next);
        }
        suggested = next;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return switch (shown) {
            case APPLY -> next.isDisabled() ? back : reason;
            case DONE -> next;
            case WRITE -> stream.getValue() == null ? stream : key;
            case null -> stream;
        };
    }

    @Override
    public void leave() {
        actions.leave();
    }
}
