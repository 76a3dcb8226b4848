package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.AddModel.Step;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.Words;

/** A new device, step by step; the steps stand above, what is missing below, and back is always there. */
public final class AddView extends VBox {
    private final Map<Step, Label> heads = new EnumMap<>(Step.class);
    private final Map<Step, AddStepView> steps = new EnumMap<>(Step.class);
    private final AddLinkView link;
    private final Label told = Texts.sentence("dialog-problem");
    private final Button cancel;
    private final Button back;
    private final Button next;
    private final Words words;
    private Step shown = Step.LINK;

    AddView(Words words, AddActions actions) {
        this.words = words;
        getStyleClass().add("sheet");
        link = new AddLinkView(words, actions);
        steps.put(Step.LINK, link);
        steps.put(Step.DEVICE, new AddDeviceView(words, actions));
        steps.put(Step.TEXT, new AddTextView(words, actions));
        steps.put(Step.PREVIEW, new AddPreviewView(words, actions));
        steps.put(Step.APPLY, new AddApplyView(words, actions));
        HBox titles = new HBox();
        titles.getStyleClass().add("steps");
        StackPane body = new StackPane();
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        for (Step step : Step.values()) {
            Label head = Texts.whole("step");
            head.setText(words.of("add.step", Integer.toString(step.ordinal() + 1), words.of(step.wordKey())));
            heads.put(step, head);
            titles.getChildren().add(head);
            body.getChildren().add(view(step).node());
        }
        cancel = FormLines.button(words.of("add.cancel"), actions::cancel);
        back = FormLines.button(words.of("add.back"), actions::back);
        next = FormLines.button(words.of("add.next"), actions::next);
        next.getStyleClass().add("confirm");
        Buttons.acting(words, next);
        HBox buttons = new HBox(cancel, Texts.spring(), back, next);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(titles, body, told, buttons);
    }

    /** Shows where the device is on its way. */
    public void show(AddModel model) {
        boolean moved = shown != model.step();
        shown = model.step();
        for (Step step : Step.values()) {
            Texts.present(view(step).node(), step == shown);
            Label head = heads.get(step);
            if (head != null) {
                head.getStyleClass().setAll("label", step == shown ? "step-now" : "step");
            }
        }
        view(shown).show(model);
        told.setText(model.told());
        back.setDisable(shown == Step.LINK || model.waiting());
        next.setDisable(model.waiting());
        next.setText(words.of(shown == Step.APPLY ? "add.apply" : "add.next"));
        if (moved) {
            view(shown).first().requestFocus();
        }
    }

    /** What the last look at the link found. */
    public void found(String ofLink, LookModel look) {
        link.found(ofLink, look);
    }

    /** Chooses a link, as if by hand. */
    public void choose(String key) {
        link.choose(key);
    }

    /** Which links and places there are. */
    void show(Inventory inventory) {
        steps.values().forEach(step -> step.show(inventory));
    }

    Node first() {
        return view(shown).first();
    }

    private AddStepView view(Step step) {
        AddStepView view = steps.get(step);
        if (view == null) {
            throw new IllegalStateException(step.name());
        }
        return view;
    }
}
