package org.penstock.app.window.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Words;

/** Some letters, and what they find. The keyboard stays in the field: ↑ and ↓ choose, Enter goes there. */
final class FindPane extends VBox implements Layer.Dialog {
    private final TextField field = new TextField();
    private final LiveList<FoundRow> found;
    private final Label count = Texts.sentence("dialog-foot");
    private final Function<String, List<FoundRow>> find;
    private final Consumer<FoundRow> go;
    private final Runnable leave;
    private final Words words;

    FindPane(Words words, Function<String, List<FoundRow>> find, Consumer<FoundRow> go, Runnable leave) {
        this.words = words;
        this.find = find;
        this.go = go;
        this.leave = leave;
        getStyleClass().addAll("dialog", "find");
        field.setPromptText(words.of("find.prompt"));
        field.getStyleClass().add("find-field");
        found = new LiveList<>(FoundLineView::new, words.of("find.nothing"));
        ListView<String> list = found.node();
        list.setFocusTraversable(false);
        list.getStyleClass().add("find-list");
        list.setOnMouseClicked(_ -> go());
        VBox.setVgrow(list, Priority.ALWAYS);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.textProperty().subscribe(this::show);
        getChildren().addAll(field, list, count);
    }

    private void show(String text) {
        List<FoundRow> rows = find.apply(text);
        found.show(rows);
        found.node().getSelectionModel().clearAndSelect(0);
        found.node().scrollTo(0);
        count.setText(words.of(rows.isEmpty() ? "find.none" : "find.keys", Integer.toString(rows.size())));
    }

    /** Looks again; whoever chose a line already keeps it. */
    void again() {
        int at = found.node().getSelectionModel().getSelectedIndex();
        FoundRow chosen = at > 0 ? found.selected() : null;
        show(field.getText());
        if (chosen != null) {
            int now = found.node().getItems().indexOf(chosen.key());
            if (now >= 0) {
                found.node().getSelectionModel().clearAndSelect(now);
                found.node().scrollTo(Math.max(0, now - 4));
            }
        }
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN, UP, PAGE_DOWN, PAGE_UP -> {
                event.consume();
                step(event.getCode());
            }
            case ENTER -> {
                event.consume();
                go();
            }
            default -> {}
        }
    }

    private void step(KeyCode code) {
        ListView<String> list = found.node();
        int last = list.getItems().size() - 1;
        int by =
                switch (code) {
                    case DOWN -> 1;
                    case UP -> -1;
                    case PAGE_DOWN -> 10;
                    default -> -10;
                };
        int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
        if (last >= 0) {
            list.getSelectionModel().clearAndSelect(at);
            list.scrollTo(Math.max(0, at - 4));
        }
    }

    private void go() {
        FoundRow row = found.selected();
        if (row != null) {
            go.accept(row);
        }
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return field;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
