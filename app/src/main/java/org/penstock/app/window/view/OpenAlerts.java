package org.penstock.app.window.view;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.trend.StreamDrag;

/** The list of open alerts: Enter or A acknowledges the chosen one, T or a second press shows what it is about. */
final class OpenAlerts {
    private OpenAlerts() {}

    static LiveList<AlertRow> list(Words words, Actions actions, Going going) {
        LiveList<AlertRow> alerts = new LiveList<>(() -> new AlertLineView(words, actions), words.of("alerts.empty"));
        ListView<String> node = alerts.node();
        node.setOnKeyPressed(event -> {
            @Nullable AlertRow row = alerts.selected();
            boolean acknowledge = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.A;
            if (row != null && row.unacknowledged() && acknowledge) {
                event.consume();
                actions.acknowledge(row);
            } else if (row != null && event.getCode() == KeyCode.T) {
                event.consume();
                going.go(row.leads());
            }
        });
        StreamDrag.from(node, () -> {
            @Nullable AlertRow row = alerts.selected();
            return row != null && row.leads().kind() == PageAddress.Kind.STREAM
                    ? row.leads().subject()
                    : "";
        });
        node.setOnMouseClicked(event -> {
            @Nullable AlertRow row = alerts.selected();
            if (row != null && event.getClickCount() == 2) {
                going.go(row.leads());
            }
        });
        return alerts;
    }
}
