package org.penstock.app.window.view.configuration;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.configuration.LineRow;
import org.penstock.app.window.view.Texts;

/**
 * Lines of a facility file with their numbers; a long one takes more than one line of the screen. N goes to the next change,
 * P to the one before.
 */
final class LinesView extends ListView<LineRow> {
    private final ObservableList<LineRow> rows = FXCollections.observableArrayList();
    private final Label empty = Texts.sentence("empty-hint");
    private List<Integer> changes = List.of();

    LinesView() {
        getStyleClass().add("lines");
        setItems(rows);
        setCellFactory(_ -> new Line());
        setPlaceholder(empty);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            switch (event.getCode()) {
                case N -> step(1);
                case P -> step(-1);
                default -> {}
            }
        });
    }

    void show(List<LineRow> next, String emptyText) {
        empty.setText(emptyText);
        if (!rows.equals(next)) {
            rows.setAll(next);
            changes = LineRow.changes(next);
            scrollTo(0);
        }
    }

    /** How many changes there are to go to. */
    int changes() {
        return changes.size();
    }

    /** Goes to the next change, or with -1 to the one before; at the end it goes on from the other end. */
    void step(int by) {
        if (changes.isEmpty()) {
            return;
        }
        int at = getSelectionModel().getSelectedIndex();
        int next = by > 0
                ? changes.stream().filter(c -> c > at).findFirst().orElse(changes.getFirst())
                : changes.reversed().stream().filter(c -> c < at).findFirst().orElse(changes.getLast());
        getSelectionModel().clearAndSelect(next);
        scrollTo(Math.max(0, next - LEAD));
        requestFocus();
    }

    /** Lines above the change that stay in sight. */
    private static final int LEAD = 3;

    private static final class Line extends ListCell<LineRow> {
        private final Label before = Texts.whole("line-number");
        private final Label after = Texts.whole("line-number");
        private final Label sign = Texts.whole("line-sign");
        private final Label text = new Label();
        private final HBox line = new HBox(before, after, sign, text);

        Line() {
            setPrefWidth(0);
            text.getStyleClass().add("line-text");
            text.setWrapText(true);
            text.setMinWidth(0);
            text.setMinHeight(Region.USE_PREF_SIZE);
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(@Nullable LineRow row, boolean none) {
            super.updateItem(row, none);
            if (none || row == null) {
                setGraphic(null);
                return;
            }
            line.getStyleClass().setAll("line", row.look().styleClass());
            before.setText(row.before());
            after.setText(row.after());
            sign.setText(row.look().sign());
            text.setText(row.text());
            setGraphic(line);
        }

        /** A label that breaks its lines is as high as its width makes it; a cell does not ask for that by itself. */
        @Override
        protected double computePrefHeight(double width) {
            double room = getListView() == null ? width : Math.max(width, 0);
            return getGraphic() == null
                    ? super.computePrefHeight(width)
                    : snappedTopInset()
                            + line.prefHeight(room - snappedLeftInset() - snappedRightInset())
                            + snappedBottomInset();
        }
    }
}
