package org.penstock.app.window.view.synoptic;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Texts;

/** In place of a drawing: why there is none, and what to write to get one. */
final class EmptyView extends VBox {
    private final Label why = Texts.sentence("empty-drawing");
    private final TextArea lines = new TextArea();
    private final Label then = Texts.sentence("quiet");
    private final Button whole = new Button();
    private final Words words;

    EmptyView(Words words, SynopticActions actions) {
        this.words = words;
        getStyleClass().add("empty-page");
        lines.setEditable(false);
        lines.getStyleClass().add("yaml");
        lines.setPrefRowCount(6);
        then.setText(words.of("synoptic.empty-then"));
        whole.setText(words.of("synoptic.whole-site"));
        whole.setOnAction(_ -> actions.wholeSite());
        getChildren().addAll(why, lines, then, whole);
    }

    /** Nothing tells what feeds what. @param example lines for the facility file */
    void nothing(String example) {
        why.setText(words.of("synoptic.empty"));
        if (!lines.getText().equals(example)) {
            lines.setText(example);
        }
        part(true);
    }

    /** What there is lies elsewhere. */
    void elsewhere(String place) {
        why.setText(words.of("synoptic.empty-here", place));
        part(false);
    }

    /** What the keyboard goes to. */
    Node first() {
        return lines.isVisible() ? lines : whole;
    }

    private void part(boolean example) {
        Texts.present(lines, example);
        then.setText(example ? words.of("synoptic.empty-then") : "");
        Texts.present(whole, !example);
    }
}
