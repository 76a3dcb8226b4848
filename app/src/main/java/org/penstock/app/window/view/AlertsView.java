package org.penstock.app.window.view;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ActionRow;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.PastAlert;
import org.penstock.app.window.model.ShelvedRow;
import org.penstock.app.window.model.Words;

/** The open alerts, what is shelved, and below them every alert that was, each a press away from what it is about. */
public final class AlertsView extends VBox {
    private final LiveList<AlertRow> open;
    private final LiveList<ShelvedRow> shelved;
    private final LiveList<PastAlert> past;
    private final LiveList<ActionRow> actions;
    private final Panel actionsPanel;
    private final Panel openPanel;
    private final Panel shelvedPanel;
    private final Panel pastPanel;
    private final Label chosen = Texts.whole("quiet");
    private final Button acknowledge = Buttons.small();
    private final Button shelve = Buttons.small();
    private final Button write = Buttons.small();
    private final Button verify = Buttons.small();
    private final Words words;

    private @Nullable AlertDeeds deeds;

    public AlertsView(Words words, Actions actions, Going going) {
        this.words = words;
        this.actions = new LiveList<>(ActionLineView::new, words.of("past.reading"));
        getStyleClass().add("alerts");
        open = OpenAlerts.list(words, actions, going);
        shelved = new LiveList<>(() -> new ShelvedLineView(words, actions), "");
        shelved.node().getStyleClass().add("shelved-list");
        past = new LiveList<>(PastAlertView::new, words.of("past.reading"));
        HBox bar = new HBox(chosen, acknowledge, shelve, write);
        bar.getStyleClass().add("alert-deeds");
        VBox.setVgrow(open.node(), Priority.ALWAYS);
        openPanel = new Panel(words.of("panel.open-alerts"), new VBox(open.node(), bar));
        shelvedPanel = new Panel(words.of("panel.shelved"), shelved.node());
        pastPanel = new Panel(words.of("panel.past-alerts"), past.node());
        HBox verifying = new HBox(verify);
        verifying.getStyleClass().add("alert-deeds");
        VBox.setVgrow(this.actions.node(), Priority.ALWAYS);
        actionsPanel = new Panel(words.of("panel.actions"), new VBox(this.actions.node(), verifying));
        for (Panel panel : List.of(openPanel, shelvedPanel, actionsPanel, pastPanel)) {
            VBox.setVgrow(panel, Priority.ALWAYS);
        }
        getChildren().addAll(openPanel, shelvedPanel, actionsPanel, pastPanel);
        acknowledge.setText(
                words.of("register.offer", words.of("alerts.acknowledge"), words.of("alerts.acknowledge-letter")));
        shelve.setText(words.of("register.offer", words.of("shelf.ask"), words.of("shelf.ask-letter")));
        write.setText(words.of("register.offer", words.of("action.ask"), words.of("action.ask-letter")));
        verify.setText(words.of("register.offer", words.of("action.ask-verify"), words.of("action.verify-letter")));
        Buttons.acting(words, acknowledge, shelve, write, verify);
        acknowledge.setOnAction(_ -> OpenAlerts.acknowledge(open.allSelected(), actions));
        shelve.setOnAction(_ -> OpenAlerts.shelve(open.allSelected(), actions));
        open.node()
                .getSelectionModel()
                .getSelectedIndices()
                .addListener((ListChangeListener<Integer>) _ -> offer());
        write.setOnAction(_ -> write(open.selected()));
        verify.setOnAction(_ -> verify());
        // Typed, not pressed: the form that opens would get the letter into its first field.
        open.node().addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (letter("action.ask-letter", event) && write(open.selected())) {
                event.consume();
            }
        });
        past.node().addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (letter("action.ask-letter", event) && past.selected() instanceof PastAlert.Alert alert) {
                event.consume();
                write(alert.no(), alert.text());
            }
        });
        this.actions.node().addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (letter("action.verify-letter", event) && verify()) {
                event.consume();
            }
        });
        this.actions
                .node()
                .getSelectionModel()
                .selectedIndexProperty()
                .addListener(_ -> offer());
        shelved.node().setOnKeyPressed(event -> {
            @Nullable ShelvedRow row = shelved.selected();
            if (row != null && event.getCode() == KeyCode.U) {
                event.consume();
                actions.unshelve(row.no(), row.text());
            } else if (row != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.T)) {
                event.consume();
                going.go(row.leads());
            }
        });
        past.node().setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.T) {
                event.consume();
                leave(going);
            }
        });
        past.node().setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                leave(going);
            }
        });
        offer();
        shelved(List.of());
    }

    /** Says who writes into the record. */
    public void deeds(AlertDeeds next) {
        deeds = next;
    }

    private boolean letter(String key, KeyEvent event) {
        return words.of(key).equalsIgnoreCase(event.getCharacter());
    }

    private boolean write(@Nullable AlertRow row) {
        if (row != null) {
            write(row.no(), row.text());
        }
        return row != null;
    }

    private void write(long no, String text) {
        if (deeds != null) {
            deeds.write(no, text);
        }
    }

    private boolean verify() {
        @Nullable ActionRow row = actions.selected();
        if (row == null || !row.open() || deeds == null) {
            return false;
        }
        deeds.verify(row);
        return true;
    }

    private void leave(Going going) {
        if (past.selected() instanceof PastAlert.Alert alert) {
            going.go(alert.leads());
        }
    }

    private void offer() {
        List<AlertRow> rows = open.allSelected();
        chosen.setText(rows.isEmpty() ? "" : words.of("alerts.chosen", Integer.toString(rows.size())));
        acknowledge.setDisable(rows.stream().noneMatch(AlertRow::unacknowledged));
        shelve.setDisable(rows.isEmpty());
        write.setDisable(rows.size() != 1);
        @Nullable ActionRow action = actions.selected();
        verify.setDisable(action == null || !action.open());
    }

    /** Shows what is open and not shelved. */
    public void open(List<AlertRow> rows) {
        open.show(rows);
        openPanel.summary(rows.isEmpty() ? "" : words.of("alerts.hint"));
        offer();
    }

    /** Shows what is shelved; nothing where nothing is. */
    public void shelved(List<ShelvedRow> rows) {
        shelved.show(rows);
        shelvedPanel.summary(words.of("shelf.summary", Integer.toString(rows.size())));
        Texts.present(shelvedPanel, !rows.isEmpty());
    }

    /** Shows what was done about alerts, what waits to be verified first. */
    public void actions(List<ActionRow> rows) {
        actions.empty(words.of("action.none"));
        actions.show(rows);
        long waiting = rows.stream().filter(ActionRow::open).count();
        actionsPanel.summary(waiting == 0 ? "" : words.of("action.waiting", Long.toString(waiting)));
        offer();
    }

    /** Says why that cannot be read. */
    public void noActions(String why) {
        actions.show(List.of());
        actions.empty(why);
        actionsPanel.summary("");
        offer();
    }

    /** Shows what was, newest first. */
    public void past(List<PastAlert> lines) {
        past.empty(words.of("past.none"));
        past.show(lines);
        pastPanel.summary("");
    }

    /** Says why what was cannot be read; what was read before stays. */
    public void refused(String why) {
        past.empty(words.of("past.refused", why));
        pastPanel.summary(words.of("runs.refused-short"));
    }

    /** Brings an open alert, or one that is shelved, into sight. */
    public boolean reveal(String key) {
        return open.reveal(key) || shelved.reveal(key);
    }

    /** Puts the keyboard on the first open alert, or on those that were. */
    public void focus(boolean anyOpen) {
        LiveList<?> list = anyOpen ? open : past;
        list.node().requestFocus();
        if (list.node().getSelectionModel().isEmpty()) {
            list.node().getSelectionModel().selectFirst();
        }
    }
}
