package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AnswerRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Words;

/** What became of something that was asked here, and what takes it back. */
final class AnswerLine implements RowView<AnswerRow> {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final Label time = Texts.whole("answer-time");
    private final Label word = Texts.whole("answer-word");
    private final Label asked = Texts.whole("answer-asked");
    private final Label text = Texts.flexible("answer-text");
    private final Button undo = Buttons.small();
    private final HBox line = new HBox(time, word, asked, text, undo);
    private @Nullable Ask ask;

    AnswerLine(Words words, Actions actions) {
        line.getStyleClass().add("answer-line");
        HBox.setHgrow(text, Priority.ALWAYS);
        undo.setText(words.of("answer.undo"));
        Buttons.acting(words, undo);
        undo.setOnAction(_ -> {
            if (ask != null) {
                actions.ask(ask);
            }
        });
        Texts.present(undo, false);
    }

    /** Says a sentence where there is no answer yet. */
    void say(String sentence) {
        text.setText(sentence);
        answered(false);
    }

    private void answered(boolean answer) {
        Texts.present(time, answer);
        Texts.present(word, answer);
        Texts.present(asked, answer);
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(AnswerRow row) {
        ask = row.undo();
        answered(true);
        time.setText(row.time());
        word.setText(row.word());
        asked.setText(row.asked());
        text.setText(row.text());
        Texts.present(undo, ask != null);
        line.pseudoClassStateChanged(REFUSED, !row.accepted());
    }
}
