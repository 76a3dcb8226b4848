package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;

/** Some lines a person writes for the record; a refusal is said in it, and what was written stays. */
public final class WrittenForm extends VBox implements Layer.Dialog {
    private final List<TextField> fields = new ArrayList<>();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Button go;
    private final Runnable leave;

    /**
     * @param names of the fields
     * @param deed what the button says
     * @param done gets what was written, in the order of the names
     */
    public WrittenForm(
            Words words,
            String heading,
            String explained,
            List<String> names,
            String deed,
            Consumer<List<String>> done,
            Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(heading);
        Label text = Texts.sentence("dialog-text");
        text.setText(explained);
        getChildren().addAll(title, text);
        for (String name : names) {
            TextField field = new TextField();
            HBox.setHgrow(field, Priority.ALWAYS);
            fields.add(field);
            getChildren().add(FormLines.named(name, field));
        }
        go = FormLines.button(deed, () -> {
            busy(true);
            done.accept(fields.stream().map(f -> f.getText().strip()).toList());
        });
        go.getStyleClass().add("confirm");
        go.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), FormLines.button(words.of("confirm.cancel"), leave), go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(problem, buttons);
    }

    /** Says why it was not taken. */
    public void refused(String why) {
        problem.setText(why);
        busy(false);
    }

    private void busy(boolean busy) {
        go.setDisable(busy);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return fields.getFirst();
    }

    @Override
    public void leave() {
        leave.run();
    }
}
