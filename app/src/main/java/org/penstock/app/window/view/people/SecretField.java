package org.penstock.app.window.view.people;

import javafx.scene.control.PasswordField;
import javafx.scene.control.TextFormatter;
import org.penstock.core.identity.Secret;

/** A field for something that nobody may see. Its words leave it once. */
final class SecretField extends PasswordField {
    SecretField() {
        setTextFormatter(new TextFormatter<String>(
                change -> change.getControlNewText().length() <= Secret.MOST ? change : null));
    }

    /** What was typed; the field is empty afterwards and knows nothing of it any more. */
    Secret take() {
        Secret typed = new Secret(getText());
        clear();
        return typed;
    }

    boolean blank() {
        return getText().isEmpty();
    }

    /** Whether both hold the same. */
    boolean agrees(SecretField other) {
        return getText().equals(other.getText());
    }
}
