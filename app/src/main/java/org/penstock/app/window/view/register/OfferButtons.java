package org.penstock.app.window.view.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.view.FormLines;

/** What can be done, as buttons with their letters; what cannot be done now is there, grey. */
final class OfferButtons extends FlowPane {
    private final Map<String, Button> buttons = new HashMap<>();
    private final Words words;
    private final Consumer<String> press;
    private final Node elsewhere;
    private List<Offer> shown = List.of();

    /** @param elsewhere where the keyboard goes when the button it is on goes grey */
    OfferButtons(Words words, Consumer<String> press, Node elsewhere) {
        this.words = words;
        this.press = press;
        this.elsewhere = elsewhere;
        getStyleClass().add("form-flow");
    }

    void show(List<Offer> offers) {
        if (offers.equals(shown)) {
            return;
        }
        boolean same = offers.stream()
                .map(Offer::key)
                .toList()
                .equals(shown.stream().map(Offer::key).toList());
        shown = offers;
        offers.forEach(this::set);
        if (!same) {
            getChildren().setAll(offers.stream().map(o -> button(o.key())).toList());
        }
    }

    private void set(Offer offer) {
        Button button = button(offer.key());
        button.setText(words.of("register.offer", offer.name(), offer.letter()));
        if (!offer.open() && button.isFocused()) {
            elsewhere.requestFocus();
        }
        button.setDisable(!offer.open());
    }

    private Button button(String key) {
        return buttons.computeIfAbsent(key, k -> FormLines.button("", () -> press.accept(k)));
    }
}
