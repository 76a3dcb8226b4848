package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.HeaderModel;
import org.penstock.app.window.model.Words;

/** The strip at the top: where we are, what time it is there, who is here, and the one button that always works. */
final class HeaderView extends HBox {
    private static final PseudoClass NAMED = PseudoClass.getPseudoClass("named");

    private final Label site = Texts.whole("site-name");
    private final Label about = Texts.flexible("quiet", "header-about");
    private final Label demonstration = Texts.whole("demonstration");
    private final Label lost = Texts.whole("lost");
    private final Button person = button("", "person-button");
    private final Label account = Texts.whole("quiet", "header-account");
    private final Label shift = Texts.whole("quiet", "header-shift");
    private final Label date = Texts.whole("quiet", "quiet-date");
    private final Label clock = Texts.whole("clock");
    private final Words words;

    HeaderView(Words words, Actions actions) {
        this.words = words;
        getStyleClass().add("header");
        demonstration.setText(words.of("header.demonstration"));
        about.setMinWidth(0);
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
        person.setOnAction(_ -> actions.signIn());
        getChildren()
                .addAll(site, about, demonstration, lost, Texts.spring(), account, person, shift, date, clock, find, keys, stop);
        Texts.present(demonstration, false);
        Texts.present(lost, false);
    }

    void show(HeaderModel model) {
        site.setText(model.site());
        about.setText(words.of("header.about", model.organization(), model.profile()));
        Texts.present(demonstration, model.demonstration());
        lost.setText(model.lost());
        Texts.present(lost, !model.lost().isEmpty());
        about.setVisible(model.lost().isEmpty());
        person.setText(model.person());
        person.pseudoClassStateChanged(NAMED, model.named());
        account.setText(model.account());
        Texts.present(account, !model.account().isEmpty());
        shift.setText(model.shift());
        Texts.present(shift, !model.shift().isEmpty());
        date.setText(model.date());
        clock.setText(model.clock());
    }

    private static Button button(String text, String styleClass) {
        Button button = new Button(text);
        button.getStyleClass().add(styleClass);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
