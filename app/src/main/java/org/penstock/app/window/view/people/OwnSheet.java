package org.penstock.app.window.view.people;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Texts;

/** The own password and PIN, and when this screen is locked. */
final class OwnSheet extends VBox {
    private static final List<Integer> MINUTES = List.of(1, 2, 5, 10, 15, 30, 60, 120, 240);

    private final Label who = Texts.sentence("detail-title");
    private final Label told = Texts.sentence("dialog-problem");
    private final SecretField old = new SecretField();
    private final SecretField next = new SecretField();
    private final SecretField again = new SecretField();
    private final SecretField password = new SecretField();
    private final SecretField pin = new SecretField();
    private final SecretField pinAgain = new SecretField();
    private final ComboBox<Integer> minutes = new ComboBox<>(FXCollections.observableArrayList(MINUTES));
    private final FlowPane forms = new FlowPane();
    private final Button signIn;
    private final Words words;
    private final PeopleActions actions;

    OwnSheet(Words words, PeopleActions actions) {
        this.words = words;
        this.actions = actions;
        getStyleClass().add("sheet");
        signIn = FormLines.button("", actions::signIn);
        forms.getStyleClass().add("own-forms");
        Button setPassword = FormLines.button(words.of("own.set-password"), this::password);
        Button setPin = FormLines.button(words.of("own.set-pin"), this::pin);
        Buttons.acting(words, setPassword, setPin);
        forms.getChildren()
                .addAll(
                        form(
                                "own.password",
                                new FieldGrid()
                                        .add(words.of("own.old"), old)
                                        .add(words.of("sign-in.new-password"), next)
                                        .add(words.of("sign-in.again"), again)
                                        .below(setPassword)),
                        form(
                                "own.pin",
                                new FieldGrid()
                                        .add(words.of("sign-in.password"), password)
                                        .add(words.of("own.new-pin"), pin)
                                        .add(words.of("sign-in.again"), pinAgain)
                                        .below(setPin)));
        minutes.setValue(actions.lockMinutes());
        minutes.setOnAction(_ -> actions.lockAfter(minutes.getValue()));
        Label after = Texts.whole("quiet");
        after.setText(words.of("own.minutes"));
        HBox lock = FormLines.line(FormLines.named(words.of("own.lock-after"), minutes), after);
        getChildren().addAll(who, FormLines.line(signIn), lock, forms, told);
    }

    private VBox form(String titleKey, FieldGrid fields) {
        Label title = Texts.whole("panel-title");
        title.setText(words.of(titleKey));
        VBox form = new VBox(title, fields);
        form.getStyleClass().add("own-form");
        return form;
    }

    /** @param me who is here, "" for nobody */
    void show(String me) {
        who.setText(me.isEmpty() ? words.of("own.nobody") : words.of("own.who", me));
        signIn.setText(words.of(me.isEmpty() ? "ended.sign-in" : "own.switch"));
        Texts.present(forms, !me.isEmpty());
        if (me.isEmpty()) {
            told.setText("");
        }
    }

    /** Says what became of it. */
    void tell(String text) {
        told.setText(text);
    }

    private void password() {
        if (ready(old, next, again)) {
            again.take();
            actions.setPassword(old.take(), next.take());
        }
    }

    private void pin() {
        if (ready(password, pin, pinAgain)) {
            pinAgain.take();
            actions.setPin(password.take(), pin.take());
        }
    }

    private boolean ready(SecretField proof, SecretField first, SecretField second) {
        boolean empty = proof.blank() || first.blank();
        boolean ready = !empty && first.agrees(second);
        told.setText(ready ? words.of("sign-in.waiting") : words.of(empty ? "sign-in.missing" : "sign-in.differ"));
        return ready;
    }

    Node first() {
        return signIn;
    }
}
