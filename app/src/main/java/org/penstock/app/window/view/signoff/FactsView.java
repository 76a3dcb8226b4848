package org.penstock.app.window.view.signoff;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.view.Texts;

/** Names and what they say, one below the other; what is long breaks into lines. */
public final class FactsView extends GridPane {
    private List<Fact> shown = List.of();

    public FactsView() {
        getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().setAll(names, values);
    }

    /** Shows {@code facts} where they differ from what stands there. */
    public void show(List<Fact> facts) {
        if (facts.equals(shown)) {
            return;
        }
        shown = facts;
        getChildren().clear();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            Label name = Texts.whole("fact-name");
            name.setText(fact.name());
            Label value = Texts.sentence("fact-text");
            if (fact.exact()) {
                value.getStyleClass().add("exact");
            }
            value.setText(fact.value());
            setValignment(name, javafx.geometry.VPos.TOP);
            addRow(i, name, value);
        }
    }
}
