package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.penstock.app.window.model.ActionRow;

/** One corrective action: what was wrong and done, by whom, and who saw that it helped. */
final class ActionLineView implements RowView<ActionRow> {
    private final Label title = Texts.whole("action-title");
    private final Label said = Texts.flexible("action-said");
    private final Label written = Texts.whole("quiet");
    private final Label state = Texts.whole("action-state");
    private final HBox line = new HBox(title, said, written, state);

    ActionLineView() {
        line.getStyleClass().add("alert-line");
        HBox.setHgrow(said, Priority.ALWAYS);
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(ActionRow next) {
        title.setText(next.title());
        said.setText(next.said());
        written.setText(next.written());
        state.setText(next.state());
    }
}
