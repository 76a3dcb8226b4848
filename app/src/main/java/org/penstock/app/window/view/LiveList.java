package org.penstock.app.window.view;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Keyed;

/**
 * A list of any length of which only the lines in sight exist. The control holds keys only, and changes when a line
 * comes, goes or moves; new words go straight to the cells in sight. (Replacing items costs a layout pass of the whole
 * list each time, which is what makes tables of living values slow.)
 */
public final class LiveList<R extends Keyed> {
    private final ObservableList<String> keys = FXCollections.observableArrayList();
    private final ListView<String> list = new ListView<>(keys);
    private final Set<Line> lines = Collections.newSetFromMap(new WeakHashMap<>());
    private final Label empty = Texts.sentence("empty-hint");
    private List<R> rows = List.of();

    public LiveList(Supplier<RowView<R>> make, String emptyText) {
        list.setCellFactory(_ -> new Line(make.get()));
        empty.setText(emptyText);
        list.setPlaceholder(empty);
    }

    /** What an empty list says. */
    public void empty(String text) {
        empty.setText(text);
    }

    public ListView<String> node() {
        return list;
    }

    /** The line the keyboard is on, null when none. */
    public @Nullable R selected() {
        int at = list.getSelectionModel().getSelectedIndex();
        return at >= 0 && at < rows.size() ? rows.get(at) : null;
    }

    /** The lines a person chose, in the order of the list. */
    public List<R> allSelected() {
        return list.getSelectionModel().getSelectedIndices().stream()
                .sorted()
                .filter(at -> at >= 0 && at < rows.size())
                .map(rows::get)
                .toList();
    }

    /** Chooses a line, brings it into sight and puts the keyboard on it. @return whether it is there */
    public boolean reveal(String key) {
        int at = keys.indexOf(key);
        if (at < 0) {
            return false;
        }
        list.getSelectionModel().clearAndSelect(at);
        list.scrollTo(Math.max(0, at - 3));
        list.requestFocus();
        return true;
    }

    public void show(List<R> next) {
        rows = next;
        if (sameKeys(next)) {
            lines.forEach(Line::refresh);
            return;
        }
        List<String> selected = List.copyOf(list.getSelectionModel().getSelectedItems());
        keys.setAll(next.stream().map(Keyed::key).toList());
        list.getSelectionModel().clearSelection();
        for (String key : selected) {
            int at = keys.indexOf(key);
            if (at >= 0) {
                list.getSelectionModel().select(at);
            }
        }
        lines.forEach(Line::refresh);
    }

    private boolean sameKeys(List<R> next) {
        if (next.size() != keys.size()) {
            return false;
        }
        for (int i = 0; i < next.size(); i++) {
            if (!next.get(i).key().equals(keys.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** One cell; keeps its view for every line it ever shows. */
    private final class Line extends ListCell<String> {
        private final RowView<R> view;
        private @Nullable R shown;

        Line(RowView<R> view) {
            this.view = view;
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setPrefWidth(0);
            lines.add(this);
        }

        @Override
        protected void updateItem(@Nullable String key, boolean empty) {
            super.updateItem(key, empty);
            refresh();
        }

        void refresh() {
            int at = getIndex();
            if (isEmpty() || at < 0 || at >= rows.size()) {
                setGraphic(null);
                shown = null;
                return;
            }
            R row = rows.get(at);
            if (!Objects.equals(row, shown)) {
                shown = row;
                view.show(row);
            }
            if (getGraphic() == null) {
                setGraphic(view.node());
            }
        }
    }
}
