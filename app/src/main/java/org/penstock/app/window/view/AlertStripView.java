package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.StripModel;
import org.penstock.app.window.model.Words;

/**
 * The strip of alerts: always there, always in the same place. While the pointer is on it, or the keyboard on its
 * button, the alert that is shown stays: what a person is about to acknowledge does not change under the finger.
 */
final class AlertStripView extends HBox {
    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private final Map<SeverityStyle, Counter> counters = new EnumMap<>(SeverityStyle.class);
    private final Glyph glyph = new Glyph();
    private final Label severity = Texts.whole("strip-severity");
    private final Label text = Texts.flexible("strip-text");
    private final Label age = Texts.whole("strip-age");
    private final Label more = Texts.whole("quiet");
    private final Button acknowledge = new Button();
    private final Words words;
    private @Nullable AlertRow shown;

    AlertStripView(Words words, Actions actions, Going going) {
        this.words = words;
        getStyleClass().add("alert-strip");
        for (SeverityStyle style : SeverityStyle.MOST_URGENT_FIRST) {
            Counter counter = new Counter(words.of(style.wordKey()));
            counters.put(style, counter);
            getChildren().add(counter);
        }
        Region line = new Region();
        line.getStyleClass().add("strip-divider");
        HBox.setHgrow(text, Priority.ALWAYS);
        acknowledge.setText(words.of("strip.acknowledge"));
        acknowledge.setMnemonicParsing(true);
        Buttons.acting(words, acknowledge);
        acknowledge.getStyleClass().add("acknowledge");
        acknowledge.setMinWidth(Region.USE_PREF_SIZE);
        // Before the facility has told anything there is nothing to count and nothing to acknowledge.
        acknowledge.setDisable(true);
        acknowledge.setOnAction(_ -> {
            if (shown != null) {
                actions.acknowledge(shown);
            }
        });
        text.setOnMouseClicked(_ -> {
            if (shown != null) {
                going.go(shown.leads());
            }
        });
        text.getStyleClass().add("leads");
        getChildren().addAll(line, glyph, severity, text, age, more, acknowledge);
    }

    /** The alert a press would acknowledge now. */
    @Nullable
    AlertRow shown() {
        return shown;
    }

    void show(StripModel model) {
        model.counters().forEach(c -> {
            @Nullable Counter counter = counters.get(c.style());
            if (counter != null) {
                counter.show(c);
            }
        });
        boolean held = isHover() || acknowledge.isFocused();
        shown = model.shown(held && shown != null ? shown.no() : 0);
        acknowledge.setDisable(shown == null);
        Texts.present(glyph, shown != null);
        Texts.present(severity, shown != null);
        if (shown == null) {
            text.setText(model.calm());
            age.setText("");
            more.setText("");
            return;
        }
        glyph.show(shown.style().styleClass(), shown.style().number());
        glyph.dim(!shown.blinkOn());
        severity.setText(shown.severity());
        text.setText(shown.text());
        age.setText(words.of("strip.age", shown.age()));
        int others = model.unacknowledged().size() - 1;
        more.setText(others == 0 ? "" : words.of("strip.more", Integer.toString(others)));
    }

    /** Shape, number and word of one severity, and how many there are. Keeps its width whatever it counts. */
    private static final class Counter extends HBox {
        private final Glyph glyph = new Glyph();
        private final Label count = Texts.whole("counter-number");

        Counter(String word) {
            getStyleClass().add("counter");
            Label name = Texts.whole("counter-word");
            name.setText(word);
            getChildren().addAll(glyph, count, name);
            setVisible(false);
        }

        void show(StripModel.Counter model) {
            setVisible(true);
            glyph.show(model.style().styleClass(), model.style().number());
            count.setText(Integer.toString(model.count()));
            pseudoClassStateChanged(NONE, model.count() == 0);
            glyph.pseudoClassStateChanged(NONE, model.count() == 0);
        }
    }
}
