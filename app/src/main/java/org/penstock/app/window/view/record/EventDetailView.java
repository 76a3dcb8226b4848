package org.penstock.app.window.view.record;

import org.penstock.app.window.view.Scroll;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.EventDetail;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.FactsView;

/** One event whole; beside it how it differs from the one before, and what the record tells of its subject. */
final class EventDetailView extends VBox {
    private final Label title = Texts.sentence("detail-title");
    private final FactsView facts = new FactsView();
    private final FactsView says = new FactsView();
    private final Label before = Texts.sentence("piece-head");
    private final FactsView difference = new FactsView();
    private final Label same = Texts.sentence("quiet");
    private final Label stateOf = Texts.sentence("piece-head");
    private final FactsView state = new FactsView();
    private final TextField asOf = new TextField();
    private final HBox both;
    private final Label none = Texts.sentence("quiet");
    private final Words words;

    EventDetailView(Words words, Runnable onlyThis, Consumer<String> look) {
        this.words = words;
        getStyleClass().add("below");
        Label sayHead = Texts.whole("piece-head");
        sayHead.setText(words.of("record.says"));
        VBox left = new VBox(facts, sayHead, says);
        left.getStyleClass().add("step-body");
        asOf.setPromptText(words.of("record.moment-prompt"));
        asOf.getStyleClass().add("record-moment");
        asOf.setOnAction(_ -> look.accept(asOf.getText()));
        VBox right = new VBox(
                before, difference, same, stateOf, FormLines.named(words.of("record.as-of"), asOf), state);
        right.getStyleClass().add("step-body");
        both = new HBox(scroll(left), scroll(right));
        both.getStyleClass().add("form-line");
        VBox.setVgrow(both, Priority.ALWAYS);
        both.setMinHeight(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMinWidth(0);
        HBox head = FormLines.line(title, FormLines.button(words.of("record.only-this"), onlyThis));
        getChildren().addAll(head, none, both);
        show(null);
    }

    private static ScrollPane scroll(VBox content) {
        ScrollPane scroll = new Scroll(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("column-scroll");
        scroll.setMinWidth(0);
        scroll.setPrefWidth(1);
        scroll.setMaxHeight(Double.MAX_VALUE);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    void asOf(String text) {
        asOf.setText(text);
    }

    void show(@Nullable EventDetail next) {
        Texts.present(both, next != null);
        if (next == null) {
            title.setText(words.of("record.choose"));
            return;
        }
        title.setText(next.title());
        facts.show(next.facts());
        says.show(next.says());
        before.setText(next.before());
        difference.show(next.difference());
        same.setText(next.difference().isEmpty() ? words.of("record.no-difference") : "");
        stateOf.setText(next.stateOf());
        state.show(next.state());
    }
}
