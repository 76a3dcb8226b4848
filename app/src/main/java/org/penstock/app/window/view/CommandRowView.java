package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.CommandRow;

/** What was sent to an output once, and what became of it. */
final class CommandRowView implements RowView<CommandRow> {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private final Label wanted = Texts.whole("command-wanted");
    private final Label state = Texts.whole("run-state");
    private final Label took = Texts.whole("row-state");
    private final Label why = Texts.sentence("row-detail");
    private final VBox all;

    CommandRowView() {
        HBox line = new HBox(wanted, state, Texts.spring(), took);
        line.getStyleClass().add("row-line");
        all = new VBox(line, why);
        all.getStyleClass().addAll("row", "command-row");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(CommandRow row) {
        wanted.setText(row.wanted());
        state.setText(row.state());
        took.setText(row.took());
        why.setText(row.why());
        all.pseudoClassStateChanged(ABNORMAL, row.abnormal());
    }
}
