package org.penstock.app.window.view.people;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import org.penstock.app.window.view.Texts;

/** Fields one below the other, each with its name before it. */
final class FieldGrid extends GridPane {
    private int rows;

    FieldGrid() {
        getStyleClass().add("person-fields");
    }

    /** One field more. @return the grid */
    FieldGrid add(String name, Control field) {
        Label label = Texts.whole("field-name");
        label.setText(name);
        label.setLabelFor(field);
        if (field instanceof TextField text) {
            text.getStyleClass().add("person-field");
            text.setAccessibleText(name);
        }
        addRow(rows++, label, field);
        return this;
    }

    /** Something without a name of its own. */
    FieldGrid below(Node node) {
        add(node, 1, rows++);
        return this;
    }
}
