package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.StepTestModel.Seen;
import org.penstock.app.window.model.StepTestModel.Stage;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.ListTable.Column;

/**
 * Outputs one after the other: what comes, what moves, what was seen, what was found. What drives something takes a press
 * of its own button or Ctrl+Enter, as every request of high significance; Esc stops.
 */
final class StepTestPane extends VBox implements Layer.Dialog {
    private final Label position = Texts.sentence("panel-title");
    private final Label text = Texts.sentence("dialog-text");
    private final Label state = Texts.sentence("quiet");
    private final StepTestChoice choice;
    private final SentenceList said = new SentenceList();
    private final ListTable<Seen> seen;
    private final StepTestResults results;
    private final TextField remark = new TextField();
    private final HBox remarkLine;
    private final Label told = Texts.sentence("dialog-problem");
    private final Button leave;
    private final Button begin;
    private final Button stop;
    private final Button skip;
    private final Button drive;
    private final Button neither;
    private final Button unexpected;
    private final Button expected;
    private final StepTestActions actions;
    private @Nullable Stage shown;
    private String at = "";

    StepTestPane(StepTestModel model, Words words, StepTestActions actions) {
        this.actions = actions;
        getStyleClass().addAll("dialog", "wide-dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(model.title());
        choice = new StepTestChoice(words);
        said.getStyleClass().add("said-list");
        seen = new ListTable<>(
                List.of(
                        new Column<>(words.of("device.stream"), 0.37, "cell-name", Seen::name),
                        new Column<>(words.of("step.before"), 0.21, "cell-quiet", Seen::before),
                        new Column<>(words.of("step.during"), 0.21, "cell-strong", Seen::during),
                        new Column<>(words.of("step.after"), 0.21, "cell-quiet", Seen::after)),
                _ -> Mark.NONE,
                words.of("step.no-streams"));
        seen.getStyleClass().add("dialog-table");
        results = new StepTestResults(words, actions);
        HBox.setHgrow(remark, Priority.ALWAYS);
        remark.setPromptText(words.of("step.remark-prompt"));
        remarkLine = FormLines.named(words.of("step.remark"), remark);
        leave = FormLines.button(words.of("confirm.close"), actions::leave);
        begin = FormLines.button(words.of("step.begin"), () -> choice.begin(actions));
        stop = FormLines.button(words.of("step.stop"), actions::stop);
        skip = FormLines.button(words.of("step.skip"), actions::skip);
        drive = FormLines.button(words.of("step.drive"), actions::drive);
        neither = FormLines.button(words.of("step.neither"), () -> saw(null));
        unexpected = FormLines.button(words.of("step.unexpected"), () -> saw(false));
        expected = FormLines.button(words.of("step.expected"), () -> saw(true));
        for (Button strong : new Button[] {begin, drive, expected}) {
            strong.getStyleClass().add("confirm");
        }
        stop.getStyleClass().add("stop-button");
        HBox buttons = new HBox(
                stop, Texts.spring(), leave, skip, neither, unexpected, begin, drive, expected);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren()
                .addAll(title, position, text, state, choice, said, seen, results, remarkLine, told, buttons);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        show(model);
    }

    /** Shows how far it is. */
    void show(StepTestModel model) {
        boolean moved = shown != model.stage() || !at.equals(model.position());
        Stage stage = model.stage();
        shown = stage;
        at = model.position();
        position.setText(model.position());
        text.setText(model.text());
        state.setText(model.state());
        told.setText(model.told());
        choice.show(model);
        said.show(model.said());
        seen.show(model.seen());
        results.show(model);
        Texts.present(choice, stage == Stage.CHOOSING);
        boolean walking = stage == Stage.ASKING || stage == Stage.MOVING || stage == Stage.SAW;
        Texts.present(said, walking && !model.said().isEmpty());
        Texts.present(seen, walking && !model.seen().isEmpty());
        Texts.present(results, stage == Stage.ENDED);
        Texts.present(remarkLine, stage == Stage.SAW);
        Texts.present(leave, !walking);
        Texts.present(begin, stage == Stage.CHOOSING);
        Texts.present(stop, walking);
        for (Button b : List.of(skip, drive)) {
            Texts.present(b, stage == Stage.ASKING);
        }
        for (Button b : List.of(neither, unexpected, expected)) {
            Texts.present(b, stage == Stage.SAW);
        }
        if (moved) {
            remark.clear();
            if (getScene() != null) {
                first().requestFocus();
            }
        }
    }

    private void saw(@Nullable Boolean asExpected) {
        actions.saw(asExpected, remark.getText());
    }

    private void pressed(KeyEvent event) {
        boolean enter = event.getCode() == KeyCode.ENTER;
        if (enter && event.isControlDown() && shown == Stage.ASKING) {
            event.consume();
            drive.fire();
        } else if (enter && !event.isControlDown() && drive.isFocused()) {
            // Something would move because of a key that was meant for the output before.
            event.consume();
        } else if (shown == Stage.SAW && !remark.isFocused() && !event.isShortcutDown()) {
            answered(event);
        }
    }

    private void answered(KeyEvent event) {
        switch (event.getCode()) {
            case Y -> {
                event.consume();
                expected.fire();
            }
            case N -> {
                event.consume();
                unexpected.fire();
            }
            default -> {}
        }
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return switch (shown) {
            case CHOOSING -> begin;
            case ASKING -> skip;
            case MOVING -> stop;
            case SAW -> expected;
            case ENDED -> results.hasSheet() ? results.first() : leave;
            case READING -> leave;
            case null -> leave;
        };
    }

    @Override
    public void leave() {
        actions.leave();
    }
}
