package org.penstock.app.window.view;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.HeaderModel;
import org.penstock.app.window.model.Words;

/**
 * The strip at the top: where we are, what time it is there, who is here, and the one button that always works. Where there is
 * not room for all of it, what can be found elsewhere goes, and the button stays.
 */
final class HeaderView extends HBox {
    private static final PseudoClass NAMED = PseudoClass.getPseudoClass("named");

    private final Label site = Texts.flexible("site-name");
    private final Label about = Texts.whole("quiet");
    private final Label demonstration = Texts.whole("demonstration");
    private final Label lost = Texts.flexible("lost");
    private final Button person = button("", "person-button");
    private final Label account = Texts.whole("quiet");
    private final Label shift = Texts.whole("quiet");
    private final Label date = Texts.whole("quiet");
    private final Label clock = Texts.whole("clock");
    /** What goes where there is no room, the first first. */
    private final List<Labeled> spare;

    private final Words words;

    HeaderView(Words words, Actions actions) {
        this.words = words;
        getStyleClass().add("header");
        demonstration.setText(words.of("header.demonstration"));
        Button stop = button(words.of("header.stop"), "stop-button");
        stop.setOnAction(_ -> actions.stopEverything());
        Region square = new Region();
        square.getStyleClass().add("stop-shape");
        stop.setGraphic(square);
        Button find = button(words.of("header.find"), "quiet-button");
        find.setOnAction(_ -> actions.find());
        Button keys = button(words.of("header.keys"), "quiet-button");
        keys.setOnAction(_ -> actions.showKeys());
        person.setMnemonicParsing(false);
        person.setMinWidth(Region.USE_COMPUTED_SIZE);
        person.setOnAction(_ -> actions.signIn());
        spare = List.of(account, about, date, keys, find, shift);
        getChildren()
                .addAll(site, about, demonstration, lost, Texts.spring(), account, person, shift, date, clock, find, keys, stop);
        Texts.present(demonstration, false);
        Texts.present(lost, false);
        // Before the facility has told who may sit here.
        Texts.present(person, false);
    }

    void show(HeaderModel model) {
        site.setText(model.site());
        about.setText(
                model.lost().isEmpty() ? words.of("header.about", model.organization(), model.profile()) : "");
        Texts.present(demonstration, model.demonstration());
        lost.setText(model.lost());
        Texts.present(lost, !model.lost().isEmpty());
        person.setText(model.person());
        Texts.present(person, true);
        person.pseudoClassStateChanged(NAMED, model.named());
        account.setText(model.account());
        shift.setText(model.shift());
        date.setText(model.date());
        clock.setText(model.clock());
    }

    @Override
    protected void layoutChildren() {
        makeRoom();
        super.layoutChildren();
    }

    private void makeRoom() {
        double needed = snappedLeftInset() + snappedRightInset() - snapSpaceX(getSpacing());
        for (Node child : getChildren()) {
            needed += wished(child) ? room(child) : 0;
        }
        for (Labeled one : spare) {
            boolean gone = !wished(one) || needed > getWidth();
            needed -= wished(one) && gone ? room(one) : 0;
            if (one.isManaged() == gone) {
                Texts.present(one, !gone);
            }
        }
    }

    /** In whole pixels, as the box gives it: without, ten children together are some pixels short, and the site pays them. */
    private double room(Node child) {
        return snapSizeX(child.prefWidth(-1)) + snapSpaceX(getSpacing());
    }

    private boolean wished(Node child) {
        return child instanceof Labeled one && spare.contains(one) ? !one.getText().isEmpty() : child.isManaged();
    }

    private static Button button(String text, String styleClass) {
        Button button = new Button(text);
        button.getStyleClass().add(styleClass);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
