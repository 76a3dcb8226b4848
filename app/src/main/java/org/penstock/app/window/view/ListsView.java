package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.AnswerRow;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.StartLine;
import org.penstock.app.window.model.Words;

/**
 * The lists below the overview: open alerts, the starts of the next 14 days, what was asked here and what came of it.
 * Where there is room, the alerts stand beside the others; where there is not, one list shows at a time.
 */
final class ListsView extends HBox {
    /** Part of the width that belongs to the alerts when they stand alone. */
    private static final double ALERTS_SHARE = 0.65;

    private final LiveList<AlertRow> alerts;
    private final LiveList<StartLine> starts;
    private final LiveList<AnswerRow> answers;
    private final Leaves left = new Leaves();
    private final Leaves right = new Leaves();
    private final Map<Key, ToggleButton> titles = new EnumMap<>(Key.class);
    private final Words words;
    private boolean apart;

    ListsView(Words words, Actions actions, Going going) {
        this.words = words;
        getStyleClass().add("lists");
        alerts = OpenAlerts.list(words, actions, going);
        starts = new LiveList<>(StartLineView::new, words.of("starts.empty"));
        answers = new LiveList<>(() -> new AnswerLine(words, actions), words.of("answers.empty"));
        title(Key.ALERTS, words.of("alerts.title", "0"));
        title(Key.STARTS, words.of("starts.title"));
        title(Key.ANSWERS, words.of("answers.title"));
        getChildren().addAll(left, right);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.prefWidthProperty().bind(widthProperty().multiply(ALERTS_SHARE));
        left.setMinWidth(USE_PREF_SIZE);
        right.setPrefWidth(0);
        arrange();
    }

    /** Whether the alerts stand beside the other lists. */
    void apart(boolean next) {
        if (next != apart) {
            apart = next;
            arrange();
        }
    }

    void show(Frame model) {
        alerts.show(model.alerts());
        long shelved = model.alerts().stream().filter(AlertRow::shelved).count();
        String calling = Long.toString(model.alerts().size() - shelved);
        button(Key.ALERTS)
                .setText(
                        shelved == 0
                                ? words.of("alerts.title", calling)
                                : words.of("alerts.title-shelved", calling, Long.toString(shelved)));
        starts.show(model.starts());
    }

    void answers(List<AnswerRow> rows) {
        answers.show(rows);
    }

    /** Brings a list forward and puts the keyboard on it. */
    void focus(Key key) {
        button(key).setSelected(true);
        ListView<String> list = list(key);
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void arrange() {
        left.clear();
        right.clear();
        Texts.present(left, apart);
        if (apart) {
            left.add(Key.ALERTS);
        } else {
            right.add(Key.ALERTS);
        }
        right.add(Key.STARTS);
        right.add(Key.ANSWERS);
    }

    private void title(Key key, String text) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass().setAll("leaf-title");
        button.setMinWidth(USE_PREF_SIZE);
        // Pressing the title of the list in sight must not leave no list in sight.
        button.setOnAction(_ -> button.setSelected(true));
        titles.put(key, button);
    }

    private ToggleButton button(Key key) {
        ToggleButton button = titles.get(key);
        if (button == null) {
            throw new IllegalArgumentException(key + " is no list");
        }
        return button;
    }

    private ListView<String> list(Key key) {
        return switch (key) {
            case ALERTS -> alerts.node();
            case STARTS -> starts.node();
            case ANSWERS -> answers.node();
            default -> throw new IllegalArgumentException(key + " is no list");
        };
    }

    /** Lists of which one is in sight, under their titles. */
    private final class Leaves extends VBox {
        private final HBox heads = new HBox();
        private final StackPane sheets = new StackPane();
        private ToggleGroup group = new ToggleGroup();

        Leaves() {
            getStyleClass().add("panel");
            heads.getStyleClass().add("leaf-titles");
            VBox.setVgrow(sheets, Priority.ALWAYS);
            sheets.setMinHeight(0);
            getChildren().addAll(heads, sheets);
        }

        void clear() {
            heads.getChildren().clear();
            sheets.getChildren().clear();
            group = new ToggleGroup();
        }

        void add(Key key) {
            ToggleButton title = button(key);
            Node sheet = list(key);
            heads.getChildren().add(title);
            sheets.getChildren().add(sheet);
            // A title that comes selected from the other side would take the group over.
            title.setSelected(false);
            title.setToggleGroup(group);
            sheet.visibleProperty().unbind();
            sheet.visibleProperty().bind(title.selectedProperty());
            title.setSelected(heads.getChildren().size() == 1);
        }
    }
}
