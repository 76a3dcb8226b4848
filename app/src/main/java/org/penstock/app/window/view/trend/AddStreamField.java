package org.penstock.app.window.view.trend;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.FoundLineView;
import org.penstock.app.window.view.LiveList;
import org.penstock.app.window.view.Texts;

/** Some letters, and the streams they find. The keyboard stays in the field: ↑ and ↓ choose, Enter draws, Esc leaves. */
final class AddStreamField {
    private final TextField field = new TextField();
    private final LiveList<FoundRow> found;
    private final Function<String, List<FoundRow>> find;
    private final Consumer<String> add;
    private final Runnable leave;

    /** @param leave puts the keyboard elsewhere */
    AddStreamField(Words words, Function<String, List<FoundRow>> find, Consumer<String> add, Runnable leave) {
        this.find = find;
        this.add = add;
        this.leave = leave;
        field.setPromptText(words.of("trend.add-prompt"));
        field.getStyleClass().add("trend-add");
        found = new LiveList<>(FoundLineView::new, words.of("trend.nothing"));
        ListView<String> list = found.node();
        list.setFocusTraversable(false);
        list.getStyleClass().add("trend-found");
        list.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        list.setOnMouseClicked(_ -> take());
        Texts.present(list, false);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.textProperty().subscribe(this::show);
    }

    TextField field() {
        return field;
    }

    /** What is found, to be laid over the picture. */
    ListView<String> list() {
        return found.node();
    }

    private void show(String text) {
        List<FoundRow> rows = find.apply(text);
        found.show(rows);
        Texts.present(found.node(), !text.isBlank());
        found.node().getSelectionModel().clearAndSelect(0);
        double line = Math.max(1, found.node().getFixedCellSize());
        found.node().setPrefHeight(line * Math.max(2, rows.size()) + 4);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN, UP -> {
                event.consume();
                int last = found.node().getItems().size() - 1;
                int at = found.node().getSelectionModel().getSelectedIndex();
                int next = Math.clamp(at + (event.getCode() == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, last));
                found.node().getSelectionModel().clearAndSelect(next);
            }
            case ENTER -> {
                event.consume();
                take();
            }
            case ESCAPE -> {
                if (!field.getText().isEmpty()) {
                    event.consume();
                    field.clear();
                    leave.run();
                }
            }
            default -> {}
        }
    }

    private void take() {
        @Nullable FoundRow row = found.selected();
        if (row != null) {
            field.clear();
            add.accept(row.key());
        }
    }
}
