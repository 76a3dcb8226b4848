package org.penstock.app.window.view;

import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;

/** A line with a name, a state, and only when something is wrong a mark, a reason and perhaps a button. */
final class StateRowView<R> implements RowView<R> {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    /**
     * What such a line shows.
     *
     * @param why below, "" when all is well
     * @param ask what the button asks, null for no button
     */
    record Line(
            String name,
            Mark mark,
            String state,
            String why,
            @Nullable Ask ask) {}

    private final Function<R, Line> reading;
    private final Glyph mark = new Glyph();
    private final Label name = Texts.flexible("row-name");
    private final Label state = Texts.whole("row-state");
    private final Button act = Buttons.small();
    private final Label why = Texts.sentence("row-why");
    private final VBox all;
    private @Nullable Ask ask;

    StateRowView(Function<R, Line> reading, String button, Words words, Actions actions) {
        this.reading = reading;
        HBox line = new HBox(mark, name, state, act);
        line.getStyleClass().add("row-line");
        HBox.setHgrow(name, Priority.ALWAYS);
        act.setText(button);
        Buttons.acting(words, act);
        act.setOnAction(_ -> {
            if (ask != null) {
                actions.ask(ask);
            }
        });
        all = new VBox(line, why);
        all.getStyleClass().addAll("row", "state-row");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(R row) {
        Line line = reading.apply(row);
        ask = line.ask();
        mark.show(line.mark().styleClass(), "");
        name.setText(line.name());
        state.setText(line.state());
        why.setText(line.why());
        Texts.present(act, line.ask() != null);
        all.pseudoClassStateChanged(ABNORMAL, line.mark() != Mark.NONE);
    }
}
