package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.DoubleBinding;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Copied;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Mark;

/** A {@link LiveList} in columns under their names. Ctrl+C copies the chosen rows, with tabs between. */
public final class ListTable<R extends Keyed> extends VBox {
    /** Room for the mark, the edges and the scroll bar at the largest text, in pixels of the list's own width. */
    private static final double ASIDE = 60;

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private static final PseudoClass DOUBT = PseudoClass.getPseudoClass("doubt");

    private final List<Column<R>> columns;
    private final LiveList<R> list;

    /**
     * @param share part of the width, 0..1
     * @param styleClass of its cells
     */
    public record Column<R>(String title, double share, String styleClass, Function<R, String> text) {}

    public ListTable(List<Column<R>> columns, Function<R, Mark> mark, String empty) {
        this.columns = List.copyOf(columns);
        getStyleClass().add("table");
        // Cells are as wide as the list says: a table that must be as wide as its cells would never get narrower again.
        setMinWidth(0);
        list = new LiveList<>(() -> new Cells(mark), empty);
        HBox heads = new HBox(new Glyph());
        heads.getStyleClass().add("table-heads");
        for (Column<R> c : columns) {
            Label head = cell(c, c.styleClass());
            head.getStyleClass().add("table-head");
            head.setText(c.title());
            heads.getChildren().add(head);
        }
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        list.node().setMinHeight(0);
        list.node().addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                event.consume();
                copy();
            }
        });
        getChildren().addAll(heads, list.node());
    }

    public void show(List<R> rows) {
        list.show(rows);
    }

    /** Chooses a row and brings it into sight. @return whether it is there */
    public boolean reveal(String key) {
        return list.reveal(key);
    }

    public void empty(String text) {
        list.empty(text);
    }

    public @Nullable R selected() {
        return list.selected();
    }

    public List<R> allSelected() {
        return list.allSelected();
    }

    public ListView<String> node() {
        return list.node();
    }

    /** Hands the chosen rows to other programs. */
    void copy() {
        List<List<String>> rows = list.allSelected().stream()
                .map(row -> columns.stream().map(c -> c.text().apply(row)).toList())
                .toList();
        if (!rows.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(Copied.text(rows));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private Label cell(Column<R> column, String styleClass) {
        Label label = new Label();
        label.getStyleClass().addAll("table-cell", styleClass);
        DoubleBinding width = list.node().widthProperty().subtract(ASIDE).multiply(column.share());
        label.minWidthProperty().bind(width);
        label.prefWidthProperty().bind(width);
        label.maxWidthProperty().bind(width);
        return label;
    }

    /** The whole text, for a cell too narrow for it. A tip is a window of its own, too dear to make for every cell. */
    private static void tip(Label label) {
        if (label.getTooltip() == null) {
            Tooltip tip = new Tooltip();
            tip.textProperty().bind(label.textProperty());
            label.setTooltip(tip);
        }
    }

    /** One row. */
    private final class Cells implements RowView<R> {
        private final Glyph glyph = new Glyph();
        private final List<Label> labels = new ArrayList<>();
        private final Function<R, Mark> mark;
        private final HBox line = new HBox(glyph);

        Cells(Function<R, Mark> mark) {
            this.mark = mark;
            line.getStyleClass().add("table-row");
            for (Column<R> c : columns) {
                Label label = cell(c, c.styleClass());
                label.setOnMouseEntered(_ -> tip(label));
                labels.add(label);
            }
            line.getChildren().addAll(labels);
        }

        @Override
        public Node node() {
            return line;
        }

        @Override
        public void show(R row) {
            Mark doubt = mark.apply(row);
            glyph.show(doubt.styleClass(), "");
            line.pseudoClassStateChanged(DOUBT, doubt != Mark.NONE);
            for (int i = 0; i < labels.size(); i++) {
                labels.get(i).setText(columns.get(i).text().apply(row));
            }
        }
    }
}
