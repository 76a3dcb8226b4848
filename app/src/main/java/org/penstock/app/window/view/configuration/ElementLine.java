package org.penstock.app.window.view.configuration;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.penstock.app.window.model.configuration.ElementRow;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RowView;
import org.penstock.app.window.view.Texts;

/** A line of the list of elements. */
final class ElementLine implements RowView<ElementRow> {
    private static final PseudoClass HEAD = PseudoClass.getPseudoClass("head");
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");

    private final Glyph mark = new Glyph();
    private final Label sign = Texts.whole("plan-sign");
    private final Label title = Texts.flexible("element-title");
    private final Label detail = Texts.flexible("element-detail");
    private final HBox line = new HBox(mark, sign, title, Texts.spring(), detail);

    ElementLine() {
        line.getStyleClass().add("element-line");
        title.setMinWidth(0);
        detail.setMinWidth(0);
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(ElementRow row) {
        line.pseudoClassStateChanged(HEAD, row.id() == null);
        mark.show(row.mark().styleClass(), "");
        Texts.present(mark, row.id() != null);
        Texts.present(sign, !row.sign().isEmpty());
        sign.setText(row.sign());
        title.setText(row.title());
        detail.setText(row.note().isEmpty() ? row.detail() : row.note());
        line.pseudoClassStateChanged(NOTED, !row.note().isEmpty());
    }
}
