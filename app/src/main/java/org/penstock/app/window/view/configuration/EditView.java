package org.penstock.app.window.view.configuration;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.ElementRow;
import org.penstock.app.window.model.configuration.FormModel;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.LiveList;
import org.penstock.app.window.view.SentenceList;
import org.penstock.app.window.view.Texts;

/** Everything the facility file says, one element beside the list of all; below, what was changed and where that goes. */
public final class EditView extends VBox {
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);

    private static final double LIST_PERCENT = 36;

    private final ComboBox<Kind> kinds = new ComboBox<>();
    private final TextField filter = new TextField();
    private final LiveList<ElementRow> list;
    private final FormView form;
    private final Label none = Texts.sentence("empty-hint");
    private final Label status = Texts.sentence("edit-status");
    private final SentenceList faults = new SentenceList();
    private final Button undo;
    private final Button redo;
    private final Button discard;
    private final Button plan;
    private final ConfigurationActions actions;
    private final Words words;
    private boolean showing;
    private String wanted = "";

    private record Kind(@Nullable ElementKind kind, String label) {}

    EditView(Words words, ConfigurationActions actions) {
        this.actions = actions;
        this.words = words;
        getStyleClass().add("sheet");
        List<Kind> offered = new ArrayList<>(List.of(new Kind(null, words.of("config.every-kind"))));
        MenuButton add = new MenuButton(words.of("config.new"));
        add.setMinWidth(USE_PREF_SIZE);
        for (ElementKind kind : ElementKind.values()) {
            offered.add(new Kind(kind, words.of(kind.wordKey())));
            if (kind.many()) {
                MenuItem item = new MenuItem(words.of(kind.oneKey()));
                item.setOnAction(_ -> actions.begin(kind));
                add.getItems().add(item);
            }
        }
        kinds.getItems().setAll(offered);
        kinds.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Kind k) {
                return k == null ? "" : k.label();
            }

            @Override
            public Kind fromString(String s) {
                return new Kind(null, s);
            }
        });
        kinds.setValue(offered.getFirst());
        kinds.valueProperty().subscribe((_, _) -> sift());
        filter.setPromptText(words.of("config.filter"));
        filter.textProperty().subscribe((_, _) -> sift());
        list = new LiveList<>(ElementLine::new, words.of("config.reading"));
        filter.setOnAction(_ -> list.node().requestFocus());
        list.node().getStyleClass().add("elements");
        list.node().getSelectionModel().selectedIndexProperty().subscribe((_, _) -> chosen());
        form = new FormView(words, actions);
        none.setText(words.of("config.choose"));
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        list.node().setMinHeight(0);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.setMinWidth(0);
        VBox left = new VBox(FormLines.line(kinds, add), filter, list.node());
        left.getStyleClass().add("step-body");
        left.setMinWidth(0);
        StackPane right = new StackPane(none, form);
        right.setMinWidth(0);
        GridPane split = new GridPane();
        split.getColumnConstraints().setAll(percent(LIST_PERCENT), percent(100 - LIST_PERCENT));
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        split.getRowConstraints().setAll(row);
        split.addRow(0, left, right);
        VBox.setVgrow(split, Priority.ALWAYS);
        split.setMinHeight(0);
        undo = FormLines.button(words.of("config.undo"), actions::undo);
        redo = FormLines.button(words.of("config.redo"), actions::redo);
        discard = FormLines.button(words.of("config.discard"), actions::discard);
        plan = FormLines.button(words.of("config.plan"), actions::plan);
        plan.getStyleClass().add("confirm");
        Buttons.acting(words, plan);
        HBox.setHgrow(status, Priority.ALWAYS);
        HBox bar = FormLines.line(status, undo, redo, discard, plan);
        bar.getStyleClass().add("edit-bar");
        faults.getStyleClass().add("sentence-list");
        Texts.present(faults, false);
        getChildren().addAll(split, faults, bar);
        form.setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private static ColumnConstraints percent(double width) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(width);
        return column;
    }

    private void key(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (!typing && UNDO.match(event)) {
            event.consume();
            actions.undo();
        } else if (!typing && REDO.match(event)) {
            event.consume();
            actions.redo();
        }
    }

    /** What there is. @param empty what an empty list says */
    public void list(List<ElementRow> rows, String empty) {
        showing = true;
        list.empty(empty);
        list.show(rows);
        showing = false;
        if (!wanted.isEmpty() && list.reveal(wanted)) {
            wanted = "";
        }
    }

    /** Chooses an element as soon as it is in the list. @param key of its line */
    public void choose(String key) {
        wanted = list.reveal(key) ? "" : key;
    }

    /** The chosen element; null when none is. */
    public void form(@Nullable FormModel model) {
        form.setVisible(model != null);
        none.setText(model == null ? words.of("config.choose") : "");
        if (model != null) {
            form.show(model);
        }
    }

    /** What the chosen element measures now. */
    public void now(String value) {
        form.now(value);
    }

    /** Shows the lines of the chosen element, or its fields. */
    public void asText(boolean on) {
        form.asText(on);
    }

    /**
     * How the changes stand.
     *
     * @param elsewhere faults that no element in the list has
     */
    public void state(String text, List<String> elsewhere, boolean undoable, boolean redoable, boolean plannable) {
        status.setText(text);
        faults.show(elsewhere);
        Texts.present(faults, !elsewhere.isEmpty());
        undo.setDisable(!undoable);
        redo.setDisable(!redoable);
        discard.setDisable(!undoable);
        plan.setDisable(!plannable);
    }

    /** Puts the keyboard on the first field of the chosen element. */
    public void toForm() {
        form.first().requestFocus();
    }

    Node first() {
        return list.node();
    }

    private void sift() {
        Kind kind = kinds.getValue();
        actions.sift(kind == null ? null : kind.kind(), filter.getText());
    }

    private void chosen() {
        ElementRow row = list.selected();
        if (!showing && row != null && row.id() != null) {
            actions.choose(row.id());
        }
    }
}
