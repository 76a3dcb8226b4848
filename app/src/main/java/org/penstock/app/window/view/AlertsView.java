package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.PastAlert;
import org.penstock.app.window.model.Words;

/** The open alerts, and below them every alert that was, each a press away from what it is about. */
public final class AlertsView extends VBox {
    private final LiveList<AlertRow> open;
    private final LiveList<PastAlert> past;
    private final Panel openPanel;
    private final Panel pastPanel;
    private final Words words;

    public AlertsView(Words words, Actions actions, Going going) {
        this.words = words;
        getStyleClass().add("alerts");
        open = OpenAlerts.list(words, actions, going);
        past = new LiveList<>(PastAlertView::new, words.of("past.reading"));
        openPanel = new Panel(words.of("panel.open-alerts"), open.node());
        pastPanel = new Panel(words.of("panel.past-alerts"), past.node());
        VBox.setVgrow(openPanel, Priority.ALWAYS);
        VBox.setVgrow(pastPanel, Priority.ALWAYS);
        getChildren().addAll(openPanel, pastPanel);
        past.node().setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.T) {
                event.consume();
                leave(going);
            }
        });
        past.node().setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                leave(going);
            }
        });
    }

    private void leave(Going going) {
        if (past.selected() instanceof PastAlert.Alert alert) {
            going.go(alert.leads());
        }
    }

    /** Shows what is open. */
    public void open(List<AlertRow> rows) {
        open.show(rows);
        openPanel.summary(rows.isEmpty() ? "" : words.of("alerts.hint"));
    }

    /** Shows what was, newest first. */
    public void past(List<PastAlert> lines) {
        past.empty(words.of("past.none"));
        past.show(lines);
        pastPanel.summary("");
    }

    /** Says why what was cannot be read; what was read before stays. */
    public void refused(String why) {
        past.empty(words.of("past.refused", why));
        pastPanel.summary(words.of("runs.refused-short"));
    }

    /** Brings an open alert into sight. */
    public boolean reveal(String key) {
        return open.reveal(key);
    }

    /** Puts the keyboard on the first open alert, or on those that were. */
    public void focus(boolean anyOpen) {
        LiveList<?> list = anyOpen ? open : past;
        list.node().requestFocus();
        if (list.node().getSelectionModel().isEmpty()) {
            list.node().getSelectionModel().selectFirst();
        }
    }
}
