package org.penstock.app.window.view.record;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.EventDetail;
import org.penstock.app.window.model.record.EventRow;
import org.penstock.app.window.model.record.RecordFilter;
import org.penstock.app.window.model.record.Verified;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.ListTable.Column;
import org.penstock.app.window.view.Texts;

/** The events of the record, newest first, under their filter; below them the chosen one whole. */
public final class RecordView extends StackPane {
    /** A page lower than so many letter heights is low. */
    private static final double LOW_EM = 36;

    private final TextField kind = field("record-kind");
    private final TextField subject = field("record-subject");
    private final TextField who = field("record-who");
    private final TextField from = field("record-moment");
    private final TextField to = field("record-moment");
    private final TextField text = field("record-text");
    private final ListTable<EventRow> events;
    private final EventDetailView detail;
    private final Label told = Texts.flexible("quiet");
    private final Button older;
    private final Layer layer;
    private final FlowPane fields;
    private final ToggleButton fold = new ToggleButton();
    private final RecordActions actions;
    private final Words words;
    private @Nullable EventRow chosen;
    private TextSize size = TextSize.NORMAL;

    public RecordView(Words words, RecordActions actions) {
        this.words = words;
        this.actions = actions;
        events = new ListTable<>(
                List.of(
                        new Column<>(words.of("record.when"), 0.19, "cell-name", EventRow::when),
                        new Column<>(words.of("record.who"), 0.13, "cell-name", EventRow::who),
                        new Column<>(words.of("record.what"), 0.20, "cell-strong", EventRow::what),
                        new Column<>(words.of("record.about"), 0.20, "cell-name", EventRow::about),
                        new Column<>(words.of("record.says"), 0.28, "cell-quiet", EventRow::change)),
                _ -> Mark.NONE,
                words.of("record.reading"));
        events.node().getSelectionModel().selectedIndexProperty().subscribe((_, _) -> chosen());
        events.node().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.T && !event.isControlDown()) {
                event.consume();
                onlyThis();
            }
        });
        detail = new EventDetailView(words, this::onlyThis, asOf -> actions.look(chosen, asOf));
        older = FormLines.button(words.of("record.older"), actions::older);
        kind.setPromptText(words.of("record.kind-prompt"));
        subject.setPromptText(words.of("record.subject-prompt"));
        from.setPromptText(words.of("record.moment-prompt"));
        to.setPromptText(words.of("record.moment-prompt"));
        fields = new FlowPane(
                FormLines.named(words.of("record.what"), kind),
                FormLines.named(words.of("record.about"), subject),
                FormLines.named(words.of("record.who"), who),
                FormLines.named(words.of("record.from"), from),
                FormLines.named(words.of("record.to"), to),
                FormLines.named(words.of("record.text"), text),
                FormLines.button(words.of("record.show"), this::filter),
                FormLines.button(words.of("record.all"), () -> filter(RecordFilter.ALL)));
        fields.getStyleClass().add("form-flow");
        fold.setText(words.of("record.filter"));
        fold.setMinWidth(USE_PREF_SIZE);
        fold.setOnAction(_ -> arrange());
        heightProperty().subscribe(_ -> arrange());
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMinWidth(0);
        HBox bar = FormLines.line(
                told,
                fold,
                older,
                FormLines.button(words.of("record.verify"), this::verify),
                FormLines.button(words.of("record.heads"), this::heads),
                FormLines.button(words.of("record.export"), this::export),
                FormLines.button(words.of("record.print"), this::print));
        VBox.setVgrow(events, Priority.ALWAYS);
        events.setMinHeight(0);
        VBox above = new VBox(fields, bar, events);
        above.getStyleClass().add("step-body");
        above.setMinWidth(0);
        detail.setMinWidth(0);
        SplitPane split = new SplitPane(above, detail);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.52);
        VBox.setVgrow(split, Priority.ALWAYS);
        split.setMinHeight(0);
        VBox sheet = new VBox(split);
        sheet.getStyleClass().add("sheet");
        VBox.setVgrow(sheet, Priority.ALWAYS);
        sheet.setMinHeight(0);
        VBox body = new VBox(sheet);
        body.getStyleClass().add("devices-page");
        layer = new Layer(body);
        getChildren().addAll(body, layer);
        Texts.present(older, false);
    }

    /** Every size follows the text. */
    public void textSize(TextSize next) {
        size = next;
        arrange();
    }

    /** In a low window the fields would leave no room for what they find: they stand there when they are asked for. */
    private void arrange() {
        boolean low = getHeight() / size.pixels() < LOW_EM;
        Texts.present(fold, low);
        Texts.present(fields, !low || fold.isSelected());
    }

    private TextField field(String styleClass) {
        TextField field = new TextField();
        field.getStyleClass().add(styleClass);
        field.setOnAction(_ -> filter());
        return field;
    }

    private void filter() {
        actions.filter(new RecordFilter(
                kind.getText(), subject.getText(), who.getText(), from.getText(), to.getText(), text.getText()));
    }

    private void filter(RecordFilter next) {
        kind.setText(next.kind());
        subject.setText(next.subject());
        who.setText(next.who());
        from.setText(next.from());
        to.setText(next.to());
        text.setText(next.text());
        actions.filter(next);
    }

    private void onlyThis() {
        EventRow row = chosen;
        if (row != null) {
            filter(RecordFilter.about(row.event().subject()));
            events.node().requestFocus();
        }
    }

    /** The events that fit. @param more whether there are older ones @param note how far was looked, or why not */
    public void show(List<EventRow> rows, boolean more, String note, String none) {
        events.empty(none);
        events.show(rows);
        told.setText(note);
        Texts.present(older, more);
        if (events.node().getSelectionModel().isEmpty() && !rows.isEmpty()) {
            events.node().getSelectionModel().selectFirst();
        }
        chosen();
    }

    /** What cannot be read, or is wrong with the filter. */
    public void tell(String note) {
        told.setText(note);
        events.empty(note);
    }

    /** One event whole; null when none is chosen. */
    public void detail(@Nullable EventDetail next) {
        detail.show(next);
    }

    private void chosen() {
        EventRow row = events.selected();
        if (row == null ? chosen != null : !row.equals(chosen)) {
            chosen = row;
            detail.asOf("");
            actions.look(row, "");
        }
    }

    private void verify() {
        layer.show(new ProofPane(words, ProofPane.Purpose.VERIFY, actions, layer::hide));
    }

    private void heads() {
        layer.show(new ProofPane(words, ProofPane.Purpose.HEADS, actions, layer::hide));
        actions.heads();
    }

    private void export() {
        layer.show(new ProofPane(words, ProofPane.Purpose.EXPORT, actions, layer::hide));
    }

    private void print() {
        layer.show(new ProofPane(words, ProofPane.Purpose.PRINT, actions, layer::hide));
    }

    /** How what is under way goes on. */
    public void proof(Verified now) {
        if (layer.open() instanceof ProofPane pane) {
            pane.show(now);
        } else {
            tell(now.text());
        }
    }

    /** Where the chains stand. */
    public void heads(List<Fact> facts) {
        if (layer.open() instanceof ProofPane pane) {
            pane.heads(facts);
        }
    }

    /** Brings an event into sight. */
    public boolean reveal(String key) {
        return events.reveal(key);
    }

    /** Puts the keyboard on the events, or on the pane that is open. */
    public void focus() {
        Layer.Dialog open = layer.open();
        if (open != null) {
            open.first().requestFocus();
            return;
        }
        events.node().requestFocus();
    }
}
