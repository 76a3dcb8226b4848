package org.penstock.app.window.view.signoff;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.view.RowView;
import org.penstock.app.window.view.Texts;

/** One sign-off: what, and below it who asks until when, and whether it is marked to be signed with others. */
final class SignoffRowView implements RowView<SignoffRowView.Line> {
    private static final PseudoClass WAITS = PseudoClass.getPseudoClass("waits");

    private final Label mark = Texts.whole("signoff-mark");
    private final Label what = Texts.sentence("signoff-what");
    private final Label who = Texts.flexible("signoff-who");
    private final Label until = Texts.whole("signoff-who");
    private final HBox line;
    private final Words words;

    /** @param marked whether it is to be signed with others */
    record Line(SignoffRow row, boolean marked) implements Keyed {
        @Override
        public String key() {
            return row.key();
        }
    }

    SignoffRowView(Words words) {
        this.words = words;
        HBox below = new HBox(who, Texts.spring(), until);
        below.getStyleClass().add("form-line");
        VBox text = new VBox(what, below);
        text.getStyleClass().add("signoff-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        line = new HBox(mark, text);
        line.getStyleClass().add("signoff-line");
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(Line next) {
        SignoffRow row = next.row();
        line.pseudoClassStateChanged(WAITS, row.part() == SignoffRow.Part.WAITS);
        what.setText(row.what());
        who.setText(row.who());
        until.setText(row.until());
        mark.setText(
                switch (row.part()) {
                    case TO_SIGN -> words.of(next.marked() ? "signoff.marked" : "signoff.unmarked");
                    case TO_REVIEW -> words.of("signoff.sign-review");
                    case WAITS -> words.of("signoff.sign-waits");
                });
    }
}
