package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Keyed;

/**
 * A short list of lines, one under the other. A line keeps its node as long as its key is there; a line whose words did
 * not change is not touched.
 */
public final class RowStack<R extends Keyed> extends VBox {
    private final Supplier<RowView<R>> make;
    private final Map<String, RowView<R>> views = new HashMap<>();
    private List<R> rows = List.of();

    /** @param make makes the view of a line */
    public RowStack(Supplier<RowView<R>> make) {
        this.make = make;
        getStyleClass().add("row-stack");
    }

    /** Shows these lines instead of whatever was shown. */
    public void show(List<R> next) {
        List<R> before = rows;
        rows = next;
        if (!sameKeys(before, next)) {
            arrange(next);
            before = List.of();
        }
        for (int i = 0; i < next.size(); i++) {
            R row = next.get(i);
            @Nullable RowView<R> view = views.get(row.key());
            if (view != null && (before.isEmpty() || !row.equals(before.get(i)))) {
                view.show(row);
            }
        }
    }

    /** The views of the lines, in their order. */
    <V extends RowView<R>> List<V> views(Class<V> type) {
        return rows.stream()
                .map(r -> views.get(r.key()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The node of a line, null when there is none. */
    @Nullable
    Node node(String key) {
        @Nullable RowView<R> view = views.get(key);
        return view == null ? null : view.node();
    }

    private void arrange(List<R> next) {
        Map<String, RowView<R>> kept = new HashMap<>();
        List<Node> nodes = new ArrayList<>(next.size());
        for (R row : next) {
            @Nullable RowView<R> old = views.get(row.key());
            RowView<R> view = old == null ? make.get() : old;
            kept.put(row.key(), view);
            nodes.add(view.node());
        }
        views.clear();
        views.putAll(kept);
        getChildren().setAll(nodes);
    }

    private static <R extends Keyed> boolean sameKeys(List<R> a, List<R> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).key().equals(b.get(i).key())) {
                return false;
            }
        }
        return true;
    }
}
