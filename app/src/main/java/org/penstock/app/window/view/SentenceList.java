package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Sentences one under the other, with a scroll bar where there are many. */
public final class SentenceList extends Scroll {
    private final VBox lines = new VBox();
    private List<String> shown = List.of();

    public SentenceList() {
        setContent(lines);
        setFitToWidth(true);
        getStyleClass().add("column-scroll");
        lines.getStyleClass().add("detail-why");
    }

    public void show(List<String> sentences) {
        if (!sentences.equals(shown)) {
            shown = sentences;
            lines.getChildren()
                    .setAll(sentences.stream().map(SentenceList::line).toList());
        }
    }

    private static Label line(String sentence) {
        Label line = Texts.sentence("detail-sentence");
        line.setText(sentence);
        return line;
    }
}
