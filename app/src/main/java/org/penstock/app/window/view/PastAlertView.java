package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.PastAlert;

/** A line of the alerts that were: a day, or one alert with what became of it. */
final class PastAlertView implements RowView<PastAlert> {
    private final Label day = Texts.flexible("place-name");
    private final HBox dayLine = new HBox(day);
    private final Glyph glyph = new Glyph();
    private final Label time = Texts.whole("start-time");
    private final Label severity = Texts.whole("alert-severity");
    private final Label text = Texts.flexible("alert-text");
    private final Label state = Texts.whole("alert-state");
    private final Label lasted = Texts.whole("alert-age");
    private final HBox line = new HBox(time, glyph, severity, text, state, lasted);
    private final StackPane both = new StackPane(dayLine, line);

    PastAlertView() {
        dayLine.getStyleClass().add("place-line");
        line.getStyleClass().add("alert-line");
        HBox.setHgrow(text, Priority.ALWAYS);
    }

    @Override
    public Node node() {
        return both;
    }

    @Override
    public void show(PastAlert next) {
        dayLine.setVisible(next instanceof PastAlert.Day);
        line.setVisible(next instanceof PastAlert.Alert);
        switch (next) {
            case PastAlert.Day d -> day.setText(d.name());
            case PastAlert.Alert a -> {
                time.setText(a.time());
                glyph.show(a.style().styleClass(), a.style().number());
                severity.setText(a.severity());
                text.setText(a.text());
                state.setText(a.state());
                lasted.setText(a.lasted());
            }
        }
    }
}
