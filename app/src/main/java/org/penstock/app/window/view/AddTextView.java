package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.Words;

/** The part of the facility file that a new device makes, to be changed by hand, and what is wrong with it. */
final class AddTextView extends VBox implements AddStepView {
    private final TextArea text = new TextArea();
    private final Label own = Texts.sentence("quiet");
    private final SentenceList problems = new SentenceList();
    private final Button anew;
    private final Button check;
    private final Words words;

    AddTextView(Words words, AddActions actions) {
        this.words = words;
        getStyleClass().add("step-body");
        text.getStyleClass().add("yaml");
        text.textProperty().subscribe((_, now) -> actions.write(now));
        check = FormLines.button(words.of("add.check"), actions::check);
        anew = FormLines.button(words.of("add.write-anew"), actions::writeAnew);
        Label hint = Texts.sentence("quiet");
        hint.setText(words.of("add.text-hint"));
        problems.getStyleClass().add("sentence-list");
        VBox.setVgrow(text, Priority.ALWAYS);
        text.setMinHeight(0);
        getChildren().addAll(hint, text, own, FormLines.line(check, anew), problems);
    }

    @Override
    public void show(AddModel model) {
        if (!text.getText().equals(model.text())) {
            text.setText(model.text());
        }
        own.setText(model.ownText() ? words.of("add.own-text") : "");
        Texts.present(anew, model.ownText());
        check.setDisable(model.waiting());
        List<String> wrong = model.problems();
        problems.show(wrong);
        Texts.present(problems, !wrong.isEmpty());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Node first() {
        return check;
    }
}
