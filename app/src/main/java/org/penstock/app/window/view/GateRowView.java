package org.penstock.app.window.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;

/** A gate of an output: what it is, and resetting it, bypassing it, or ending that. */
final class GateRowView implements RowView<GateRow> {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private final Actions actions;
    private final Words words;
    private final Glyph mark = new Glyph();
    private final Label name = Texts.flexible("row-name");
    private final Label state = Texts.whole("row-state");
    private final Label why = Texts.sentence("row-why");
    private final Button reset = Buttons.small();
    private final Button bypass = Buttons.small();
    private final Button end = Buttons.small();
    private final HBox buttons;
    private final VBox all;
    private @Nullable GateRow row;

    GateRowView(Words words, Actions actions) {
        this.actions = actions;
        this.words = words;
        HBox line = new HBox(mark, name, state);
        line.getStyleClass().add("row-line");
        HBox.setHgrow(name, Priority.ALWAYS);
        buttons = new HBox(reset, end, bypass);
        buttons.getStyleClass().add("gate-buttons");
        reset.setText(words.of("interlock.reset"));
        bypass.setText(words.of("register.offer", words.of("bypass.ask"), words.of("bypass.ask-letter")));
        end.setText(words.of("register.offer", words.of("bypass.end"), words.of("bypass.end-letter")));
        Buttons.acting(words, reset, bypass, end);
        reset.setOnAction(_ -> ask(row == null ? null : row.reset()));
        bypass.setOnAction(_ -> press(words.of("bypass.ask-letter")));
        end.setOnAction(_ -> press(words.of("bypass.end-letter")));
        all = new VBox(line, why, buttons);
        all.getStyleClass().addAll("row", "state-row");
    }

    /** Does what a letter stands for. @return whether it stands for something now */
    boolean press(String letter) {
        GateRow of = row;
        if (of != null && words.of("bypass.ask-letter").equalsIgnoreCase(letter) && of.bypassable()) {
            actions.askForBypass(of);
            return true;
        }
        Ask ending = of == null ? null : of.end();
        if (ending != null && words.of("bypass.end-letter").equalsIgnoreCase(letter)) {
            actions.ask(ending);
            return true;
        }
        return false;
    }

    private void ask(@Nullable Ask ask) {
        if (ask != null) {
            actions.ask(ask);
        }
    }

    /** Whether the keyboard is on one of its buttons. */
    boolean focused() {
        return reset.isFocused() || bypass.isFocused() || end.isFocused();
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void show(GateRow next) {
        row = next;
        mark.show(next.mark().styleClass(), "");
        name.setText(next.interlock());
        state.setText(next.state());
        why.setText(next.why());
        Texts.present(reset, next.reset() != null);
        Texts.present(bypass, next.bypassable());
        Texts.present(end, next.end() != null);
        Texts.present(buttons, next.reset() != null || next.end() != null || next.bypassable());
        all.pseudoClassStateChanged(ABNORMAL, next.mark() != Mark.NONE);
    }
}
