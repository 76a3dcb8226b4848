package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.StartLine;

/** A line of the planned starts: a day, or one start. */
final class StartLineView implements RowView<StartLine> {
    private final Label day = Texts.flexible("place-name");
    private final HBox dayLine = new HBox(day);
    private final Label time = Texts.whole("start-time");
    private final Label program = Texts.flexible("start-program");
    private final Label lasts = Texts.whole("start-lasts");
    private final Label in = Texts.whole("start-in");
    private final HBox startLine = new HBox(time, program, lasts, in);
    private final StackPane both = new StackPane(dayLine, startLine);

    StartLineView() {
        dayLine.getStyleClass().add("place-line");
        startLine.getStyleClass().add("start-line");
        HBox.setHgrow(program, Priority.ALWAYS);
    }

    @Override
    public Node node() {
        return both;
    }

    @Override
    public void show(StartLine line) {
        dayLine.setVisible(line instanceof StartLine.Day);
        startLine.setVisible(line instanceof StartLine.Start);
        switch (line) {
            case StartLine.Day d -> day.setText(d.name());
            case StartLine.Start s -> {
                time.setText(s.time());
                program.setText(s.program());
                lasts.setText(s.lasts());
                in.setText(s.in());
            }
        }
    }
}
