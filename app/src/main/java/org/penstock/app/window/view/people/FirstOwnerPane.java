package org.penstock.app.window.view.people;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Texts;

/** Nobody owns this facility yet: says what that means, and makes the first owner. There is no password to begin with. */
public final class FirstOwnerPane extends VBox implements ProofPane {
    private final TextField login = new TextField();
    private final TextField name = new TextField();
    private final SecretField password = new SecretField();
    private final SecretField again = new SecretField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Button make;
    private final Words words;
    private final SignInActions actions;

    public FirstOwnerPane(Words words, SignInActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().addAll("dialog", "sign-in");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("owner.title"));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("owner.text"));
        FieldGrid fields = new FieldGrid()
                .add(words.of("owner.name"), name)
                .add(words.of("sign-in.name"), login)
                .add(words.of("sign-in.password"), password)
                .add(words.of("sign-in.again"), again);
        name.setPromptText(words.of("owner.name-hint"));
        login.setPromptText(words.of("owner.login-hint"));
        make = FormLines.button(words.of("owner.make"), this::send);
        make.getStyleClass().add("confirm");
        make.setDefaultButton(true);
        Button later = FormLines.button(words.of("owner.later"), actions::turnAway);
        HBox buttons = new HBox(Texts.spring(), later, make);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, fields, problem, buttons);
    }

    private void send() {
        boolean empty = name.getText().isBlank() || login.getText().isBlank() || password.blank();
        if (empty || !password.agrees(again)) {
            problem.setText(words.of(empty ? "sign-in.missing" : "sign-in.differ"));
            return;
        }
        again.take();
        actions.firstOwner(login.getText().strip(), name.getText().strip(), password.take());
    }

    @Override
    public void waiting() {
        make.setDisable(true);
        problem.setText(words.of("sign-in.waiting"));
    }

    @Override
    public void refused(String why) {
        make.setDisable(false);
        problem.setText(why);
        password.requestFocus();
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return name;
    }

    @Override
    public void leave() {
        actions.turnAway();
    }
}
