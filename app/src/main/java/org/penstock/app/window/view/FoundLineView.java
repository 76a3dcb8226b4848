package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.penstock.app.window.model.FoundRow;

/** One thing that was found. */
public final class FoundLineView implements RowView<FoundRow> {
    private final Label kind = new Label();
    private final Label title = Texts.flexible("found-title");
    private final Label detail = Texts.flexible("found-detail");
    private final HBox line = new HBox(kind, title, detail);

    public FoundLineView() {
        line.getStyleClass().add("found-line");
        kind.getStyleClass().add("found-kind");
        HBox.setHgrow(title, Priority.ALWAYS);
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(FoundRow row) {
        kind.setText(row.kindWord());
        title.setText(row.title());
        detail.setText(row.detail());
    }
}
