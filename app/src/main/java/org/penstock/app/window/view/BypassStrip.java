package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;

/**
 * Says below the alerts that interlocks are bypassed, as long as one is: nobody can acknowledge it away, and no page covers it.
 */
final class BypassStrip extends VBox {
    /** More than these are told by their number: the page below needs its place. */
    private static final int MOST = 3;

    private final Words words;
    private List<String> shown = List.of();

    BypassStrip(Words words) {
        this.words = words;
        getStyleClass().add("bypass-strip");
        Texts.present(this, false);
    }

    void show(List<String> lines) {
        if (lines.equals(shown)) {
            return;
        }
        shown = lines;
        getChildren().clear();
        lines.stream().limit(MOST).forEach(this::add);
        if (lines.size() > MOST) {
            add(words.of("bypass.more", Integer.toString(lines.size() - MOST)));
        }
        Texts.present(this, !lines.isEmpty());
    }

    private void add(String line) {
        Glyph mark = new Glyph();
        mark.show(Mark.BYPASSED.styleClass(), "");
        Label text = Texts.sentence("bypass-text");
        text.setText(line);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(mark, text);
        row.getStyleClass().add("bypass-line");
        getChildren().add(row);
    }
}
