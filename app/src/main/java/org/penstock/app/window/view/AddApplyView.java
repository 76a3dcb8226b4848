package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.Words;

/** What a new device changes in the facility, and why it is added. */
final class AddApplyView extends VBox implements AddStepView {
    private final SentenceList sentences = new SentenceList();
    private final TextField reason = new TextField();

    AddApplyView(Words words, AddActions actions) {
        getStyleClass().add("step-body");
        Label hint = Texts.sentence("quiet");
        hint.setText(words.of("add.apply-hint"));
        reason.setPromptText(words.of("add.reason-prompt"));
        reason.textProperty().subscribe((_, text) -> actions.reason(text));
        reason.setOnAction(_ -> actions.next());
        HBox why = FormLines.named(words.of("form.reason"), reason);
        HBox.setHgrow(reason, Priority.ALWAYS);
        VBox.setVgrow(sentences, Priority.ALWAYS);
        sentences.setMinHeight(0);
        getChildren().addAll(hint, sentences, why);
    }

    @Override
    public void show(AddModel model) {
        sentences.show(model.sentences());
        if (!reason.getText().equals(model.reason())) {
            reason.setText(model.reason());
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Node first() {
        return reason;
    }
}
