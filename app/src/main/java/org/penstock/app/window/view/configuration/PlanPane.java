package org.penstock.app.window.view.configuration;

import org.penstock.app.window.view.Scroll;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.PlanModel;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;

/** What a change would do, in words; below them why, and the button that does it. */
final class PlanPane extends VBox implements Layer.Dialog {
    private final Label title = Texts.sentence("dialog-title");
    private final Label counts = Texts.sentence("dialog-text");
    private final VBox lines = new VBox();
    private final ScrollPane scroll = new Scroll(lines);
    private final TextField reason = new TextField();
    private final HBox why;
    private final Label told = Texts.sentence("dialog-problem");
    private final Button cancel;
    private final Button rebase;
    private final Button apply;
    private final ConfigurationActions actions;
    private final Words words;
    private List<PlanModel.Line> shown = List.of();

    PlanPane(Words words, ConfigurationActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().addAll("dialog", "plan");
        lines.getStyleClass().add("plan-lines");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("column-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        reason.setPromptText(words.of("config.plan.reason-prompt"));
        reason.textProperty().subscribe((_, text) -> actions.reason(text));
        reason.setOnAction(_ -> actions.doPlan());
        why = FormLines.named(words.of("form.reason"), reason);
        HBox.setHgrow(reason, Priority.ALWAYS);
        cancel = FormLines.button(words.of("config.plan.cancel"), actions::leave);
        rebase = FormLines.button(words.of("config.plan.rebase"), actions::rebase);
        apply = FormLines.button("", actions::doPlan);
        apply.getStyleClass().add("confirm");
        Buttons.acting(words, apply);
        HBox buttons = new HBox(cancel, Texts.spring(), rebase, apply);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, counts, scroll, why, told, buttons);
    }

    void show(PlanModel model) {
        title.setText(words.of(model.purpose().titleKey(), model.subject()));
        counts.setText(model.counts());
        List<PlanModel.Line> next = model.lines(words);
        if (!next.equals(shown)) {
            shown = next;
            lines.getChildren().setAll(next.stream().map(PlanPane::line).toList());
        }
        Texts.present(scroll, !next.isEmpty());
        Texts.present(why, model.reasoned() && model.plan() != null && model.plan().applicable());
        told.setText(model.told());
        boolean over = model.plan() == null && !model.waiting();
        cancel.setText(words.of(over ? "config.plan.close" : "config.plan.cancel"));
        cancel.setDisable(model.sent());
        Texts.present(rebase, model.rebasable());
        apply.setText(words.of(model.purpose().doKey()));
        Texts.present(apply, !model.rebasable() && !over);
        apply.setDisable(!model.doable());
    }

    /** Begins without what was written for another plan. */
    void begin() {
        reason.clear();
    }

    /** Puts the keyboard where the person goes on. */
    void toFirst() {
        first().requestFocus();
    }

    private static HBox line(PlanModel.Line line) {
        Label sign = Texts.whole("plan-sign");
        sign.setText(line.sign());
        Label text = Texts.sentence("plan-text");
        text.setText(line.text());
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(sign, text);
        box.getStyleClass().addAll("plan-line", line.styleClass());
        return box;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return why.isVisible() ? reason : rebase.isVisible() ? rebase : cancel;
    }

    @Override
    public void leave() {
        if (!cancel.isDisabled()) {
            actions.leave();
        }
    }
}
