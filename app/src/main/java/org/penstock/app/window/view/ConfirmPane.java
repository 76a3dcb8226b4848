package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Confirmation;
import org.penstock.app.window.model.Words;

/**
 * What will happen, which gates are shut, and a button that names it. Enter confirms a normal request; one of high
 * significance begins on Cancel and takes a press of its own button.
 */
final class ConfirmPane extends VBox implements Layer.Dialog {
    private final Label title = Texts.sentence("dialog-title");
    private final Label text = Texts.sentence("dialog-text");
    private final VBox gates = new VBox();
    private final Label foot = Texts.sentence("dialog-foot");
    private final Button cancel = new Button();
    private final Button again = new Button();
    private final Button signIn = new Button();
    private final Button confirm = new Button();
    private final Words words;
    private final Runnable leave;
    private boolean high;
    private List<String> shownGates = List.of();

    ConfirmPane(Words words, Choices choices) {
        this.words = words;
        this.leave = choices::leave;
        getStyleClass().add("dialog");
        gates.getStyleClass().add("dialog-gates");
        cancel.setOnAction(_ -> choices.leave());
        again.setText(words.of("confirm.again"));
        again.setOnAction(_ -> choices.askAgain());
        signIn.setText(words.of("confirm.sign-in"));
        signIn.getStyleClass().add("confirm");
        signIn.setOnAction(_ -> choices.signInFirst());
        confirm.getStyleClass().add("confirm");
        confirm.setOnAction(_ -> choices.confirm());
        // A focused button fires on Enter too; a consequence must not follow from a key that was meant for something
        // else.
        confirm.addEventFilter(KeyEvent.ANY, event -> {
            if (high && event.getCode() == KeyCode.ENTER && !event.isControlDown()) {
                event.consume();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isControlDown() && event.getCode() == KeyCode.ENTER && confirm.isVisible()) {
                event.consume();
                confirm.fire();
            }
        });
        Texts.present(signIn, false);
        for (Button button : new Button[] {cancel, again, signIn, confirm}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox buttons = new HBox(Texts.spring(), cancel, again, confirm, signIn);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, gates, foot, buttons);
    }

    /** @param askWho whether it is refused because nobody has signed in */
    void show(Confirmation.View view, boolean askWho) {
        boolean wasConfirmable = confirm.isVisible() && !confirm.isDisabled();
        title.setText(view.title());
        text.setText(view.text());
        foot.setText(view.foot());
        if (!view.gates().equals(shownGates)) {
            shownGates = view.gates();
            gates.getChildren().setAll(shownGates.stream().map(this::gate).toList());
        }
        Texts.present(gates, !shownGates.isEmpty());
        high = view.high();
        confirm.setText(view.confirm());
        confirm.setDisable(!view.confirmable());
        confirm.setDefaultButton(view.confirmable() && !high);
        Texts.present(confirm, !view.askableAgain());
        boolean nobody = askWho && view.askableAgain();
        boolean wasNobody = signIn.isVisible();
        Texts.present(signIn, nobody);
        signIn.setDefaultButton(nobody);
        Texts.present(again, view.askableAgain() && !nobody);
        cancel.setText(words.of(view.askableAgain() ? "confirm.close" : "confirm.cancel"));
        if (view.confirmable() && !wasConfirmable) {
            (high ? cancel : confirm).requestFocus();
        } else if (nobody && !wasNobody) {
            signIn.requestFocus();
        } else if (view.askableAgain() && wasConfirmable) {
            cancel.requestFocus();
        }
    }

    /** Puts the keyboard on the confirming button whatever the significance: for the request that leads to safety. */
    void toConfirm() {
        high = false;
        confirm.setDefaultButton(!confirm.isDisabled());
        confirm.requestFocus();
    }

    private HBox gate(String gate) {
        Glyph bar = new Glyph();
        bar.show("mark-tripped", "");
        Label why = Texts.sentence("dialog-gate");
        why.setText(gate);
        HBox line = new HBox(bar, why);
        line.getStyleClass().add("gate-line");
        return line;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        if (signIn.isVisible()) {
            return signIn;
        }
        return confirm.isDisabled() || !confirm.isVisible() || high ? cancel : confirm;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
