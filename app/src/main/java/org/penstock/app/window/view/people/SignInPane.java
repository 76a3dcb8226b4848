package org.penstock.app.window.view.people;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Entry;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;

/**
 * Where somebody says who he is: by name and password, by badge and PIN, or the first time by a code. The reader of the
 * badges is a keyboard that types a number and Enter. What was typed unseen is gone from the fields as soon as it is sent.
 */
public final class SignInPane extends VBox implements ProofPane {
    private final SecretField unlock = new SecretField();
    private final TextField login = new TextField();
    private final SecretField password = new SecretField();
    private final SecretField badge = new SecretField();
    private final SecretField pin = new SecretField();
    private final TextField codeLogin = new TextField();
    private final SecretField code = new SecretField();
    private final SecretField chosen = new SecretField();
    private final SecretField again = new SecretField();
    private final CheckBox remember = new CheckBox();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Button go = new Button();
    private final Map<Way, ToggleButton> titles = new EnumMap<>(Way.class);
    private final Words words;
    private final SignInActions actions;
    private Way way;

    private enum Way {
        UNLOCK("sign-in.unlock", "sign-in.go-on"),
        PASSWORD("sign-in.by-password", "sign-in.go"),
        BADGE("sign-in.by-badge", "sign-in.go"),
        CODE("sign-in.by-code", "sign-in.go-code");

        private final String titleKey;
        private final String goKey;

        Way(String titleKey, String goKey) {
            this.titleKey = titleKey;
            this.goKey = goKey;
        }
    }

    public SignInPane(Words words, Entry entry, SignInActions actions) {
        this.words = words;
        this.actions = actions;
        this.way = entry.unlock() ? Way.UNLOCK : Way.PASSWORD;
        getStyleClass().addAll("dialog", "sign-in");
        Label title = Texts.sentence("dialog-title");
        title.setText(entry.title());
        Label text = Texts.sentence("dialog-text");
        text.setText(entry.text());
        login.setText(entry.login());
        remember.setText(words.of("sign-in.remember"));
        HBox heads = new HBox();
        heads.getStyleClass().add("ways-in");
        StackPane forms = new StackPane();
        ToggleGroup group = new ToggleGroup();
        for (Way w : Way.values()) {
            if (w == Way.UNLOCK && !entry.unlock()) {
                continue;
            }
            ToggleButton head = new ToggleButton(words.of(w.titleKey));
            head.getStyleClass().setAll("leaf-title");
            head.setMnemonicParsing(true);
            head.setMinWidth(USE_PREF_SIZE);
            head.setToggleGroup(group);
            head.setOnAction(_ -> turn(w));
            titles.put(w, head);
            heads.getChildren().add(head);
            Node form = form(w);
            form.visibleProperty().bind(head.selectedProperty());
            form.managedProperty().bind(head.selectedProperty());
            forms.getChildren().add(form);
        }
        go.getStyleClass().add("confirm");
        go.setDefaultButton(true);
        go.setOnAction(_ -> send());
        Button lock = FormLines.button(words.of("sign-in.lock"), actions::lock);
        Button out = FormLines.button(words.of("sign-in.out"), actions::signOut);
        Button cancel = FormLines.button(words.of("confirm.cancel"), actions::turnAway);
        go.setMinWidth(USE_PREF_SIZE);
        Texts.present(lock, entry.leave() && !entry.unlock());
        Texts.present(out, entry.leave());
        HBox buttons = new HBox(out, lock, Texts.spring(), cancel, go);
        buttons.getStyleClass().add("dialog-buttons");
        // A reader types Enter after the number: it leads on, as a person would go on himself.
        badge.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && pin.blank()) {
                event.consume();
                pin.requestFocus();
            }
        });
        getChildren().addAll(title, text, heads, forms, remember, problem, buttons);
        select(way);
    }

    private Node form(Way w) {
        return switch (w) {
            case UNLOCK -> new FieldGrid().add(words.of("sign-in.secret"), unlock);
            case PASSWORD ->
                new FieldGrid()
                        .add(words.of("sign-in.name"), login)
                        .add(words.of("sign-in.password"), password);
            case BADGE ->
                new FieldGrid()
                        .add(words.of("sign-in.badge"), badge)
                        .add(words.of("sign-in.pin"), pin);
            case CODE ->
                new FieldGrid()
                        .add(words.of("sign-in.name"), codeLogin)
                        .add(words.of("sign-in.code"), code)
                        .add(words.of("sign-in.new-password"), chosen)
                        .add(words.of("sign-in.again"), again);
        };
    }

    private void select(Way next) {
        way = next;
        ToggleButton title = titles.get(next);
        if (title != null) {
            title.setSelected(true);
        }
        go.setText(words.of(next.goKey));
        Texts.present(remember, next == Way.PASSWORD || next == Way.BADGE);
        problem.setText("");
    }

    private void turn(Way next) {
        select(next);
        first().requestFocus();
    }

    private void send() {
        String missing = missing();
        problem.setText(missing);
        if (!missing.isEmpty()) {
            return;
        }
        switch (way) {
            case UNLOCK -> actions.unlock(unlock.take());
            case PASSWORD -> actions.byPassword(login.getText().strip(), password.take(), remember.isSelected());
            case BADGE -> actions.byBadge(badge.take(), pin.take(), remember.isSelected());
            case CODE -> {
                again.take();
                actions.byCode(codeLogin.getText().strip(), code.take(), chosen.take());
            }
        }
    }

    private String missing() {
        boolean empty =
                switch (way) {
                    case UNLOCK -> unlock.blank();
                    case PASSWORD -> login.getText().isBlank() || password.blank();
                    case BADGE -> badge.blank() || pin.blank();
                    case CODE -> codeLogin.getText().isBlank() || code.blank() || chosen.blank();
                };
        if (empty) {
            return words.of("sign-in.missing");
        }
        return way == Way.CODE && !chosen.agrees(again) ? words.of("sign-in.differ") : "";
    }

    @Override
    public void waiting() {
        go.setDisable(true);
        problem.setText(words.of("sign-in.waiting"));
    }

    @Override
    public void refused(String why) {
        go.setDisable(false);
        problem.setText(why);
        secret().requestFocus();
    }

    private Node secret() {
        return switch (way) {
            case UNLOCK -> unlock;
            case PASSWORD -> password;
            case BADGE -> badge;
            case CODE -> code;
        };
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return switch (way) {
            case UNLOCK -> unlock;
            case PASSWORD -> login.getText().isEmpty() ? login : password;
            case BADGE -> badge;
            case CODE -> codeLogin;
        };
    }

    @Override
    public void leave() {
        actions.turnAway();
    }
}
