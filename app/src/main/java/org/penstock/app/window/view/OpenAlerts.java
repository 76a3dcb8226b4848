package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.trend.StreamDrag;

/**
 * The list of open alerts: Enter or A acknowledges those that are chosen, S shelves them, U takes one off its shelf, T or a
 * second press shows what it is about.
 */
final class OpenAlerts {
    private OpenAlerts() {}

    static LiveList<AlertRow> list(Words words, Actions actions, Going going) {
        LiveList<AlertRow> alerts = new LiveList<>(() -> new AlertLineView(words, actions), words.of("alerts.empty"));
        ListView<String> node = alerts.node();
        node.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        node.setOnKeyPressed(event -> {
            @Nullable AlertRow row = alerts.selected();
            if (row == null || event.isControlDown() || event.isAltDown()) {
                return;
            }
            boolean taken = switch (event.getCode()) {
                case ENTER, A -> acknowledge(alerts.allSelected(), actions);
                case U -> row.shelved() && unshelve(row, actions);
                case T -> go(row, going);
                default -> false;
            };
            if (taken) {
                event.consume();
            }
        });
        // Typed, not pressed: the form that opens would get the letter into its first field.
        node.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            boolean letter = words.of("shelf.ask-letter").equalsIgnoreCase(event.getCharacter());
            if (letter && shelve(alerts.allSelected(), actions)) {
                event.consume();
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

    /** A person saw these. @return whether there was one that nobody had seen */
    static boolean acknowledge(List<AlertRow> chosen, Actions actions) {
        List<AlertRow> unseen = chosen.stream().filter(AlertRow::unacknowledged).toList();
        unseen.forEach(actions::acknowledge);
        return !unseen.isEmpty();
    }

    /** Asks for how long and why these are shelved. @return whether one of them is not yet */
    static boolean shelve(List<AlertRow> chosen, Actions actions) {
        List<AlertRow> calling = chosen.stream().filter(a -> !a.shelved()).toList();
        actions.askForShelf(calling);
        return !calling.isEmpty();
    }

    private static boolean unshelve(AlertRow row, Actions actions) {
        actions.unshelve(row.no(), row.text());
        return true;
    }

    private static boolean go(AlertRow row, Going going) {
        going.go(row.leads());
        return true;
    }
}
