package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.RunLine;

/** A line of the runs that were: a day, or one run with what became of it. */
final class RunLineView implements RowView<RunLine> {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private final Label day = Texts.flexible("place-name");
    private final HBox dayLine = new HBox(day);
    private final Label time = Texts.whole("start-time");
    private final Label program = Texts.whole("run-program");
    private final Label state = Texts.whole("run-state");
    private final Label lasted = Texts.whole("run-lasted");
    private final Label why = Texts.flexible("run-why");
    private final HBox runLine = new HBox(time, program, state, lasted, why);
    private final StackPane both = new StackPane(dayLine, runLine);

    RunLineView() {
        dayLine.getStyleClass().add("place-line");
        runLine.getStyleClass().add("run-line");
        HBox.setHgrow(why, Priority.ALWAYS);
        why.setMinWidth(0);
        why.setPrefWidth(0);
    }

    @Override
    public Node node() {
        return both;
    }

    @Override
    public void show(RunLine line) {
        dayLine.setVisible(line instanceof RunLine.Day);
        runLine.setVisible(line instanceof RunLine.Run);
        switch (line) {
            case RunLine.Day d -> day.setText(d.name());
            case RunLine.Run r -> {
                time.setText(r.time());
                program.setText(r.program());
                state.setText(r.state());
                lasted.setText(r.lasted());
                why.setText(r.why());
                runLine.pseudoClassStateChanged(ABNORMAL, r.abnormal());
            }
        }
    }
}
