package org.penstock.app.window.view.signoff;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.SignoffDetail;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.model.signoff.SignoffRow.Part;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;

/** One sign-off whole, and what can be done with it. */
final class SignoffDetailView extends VBox {
    private final Label title = Texts.sentence("detail-title");
    private final Label state = Texts.sentence("detail-sentence");
    private final FactsView about = new FactsView();
    private final Label changes;
    private final Label inWords = Texts.sentence("detail-sentence");
    private final FactsView content = new FactsView();
    private final FactsView signatures = new FactsView();
    private final Label why = Texts.sentence("quiet");
    private final ScrollPane scroll;
    private final Button approve;
    private final Button refuse;
    private final Button withdraw;
    private final Button mark;
    private final FlowPane buttons;
    private final Words words;

    SignoffDetailView(Words words, Runnable approve, Runnable refuse, Runnable withdraw, Runnable mark) {
        this.words = words;
        getStyleClass().add("detail");
        this.approve = FormLines.button("", approve);
        this.approve.getStyleClass().add("confirm");
        this.refuse = FormLines.button(words.of("signoff.button.refuse"), refuse);
        this.withdraw = FormLines.button(words.of("signoff.button.withdraw"), withdraw);
        this.mark = FormLines.button(words.of("signoff.button.mark"), mark);
        buttons = new FlowPane(this.approve, this.refuse, this.withdraw, this.mark);
        buttons.getStyleClass().add("form-flow");
        changes = head("signoff.changes");
        Texts.present(changes, false);
        VBox body = new VBox(
                title,
                state,
                about,
                changes,
                inWords,
                head("signoff.content"),
                content,
                head("signoff.signatures"),
                signatures);
        body.getStyleClass().add("step-body");
        scroll = new Scroll(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("column-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.setMinHeight(0);
        getChildren().addAll(scroll, why, buttons);
    }

    private Label head(String key) {
        Label head = Texts.whole("piece-head");
        head.setText(words.of(key));
        return head;
    }

    /** @param any whether there is something to choose */
    void nothing(boolean any) {
        // The sentence stands at the top, where whoever looks begins to read.
        Texts.present(scroll, false);
        Texts.present(buttons, false);
        why.setText(any ? words.of("signoff.choose") : "");
    }

    void show(SignoffRow row) {
        Texts.present(scroll, true);
        Texts.present(buttons, true);
        SignoffDetail d = row.detail();
        title.setText(d.title());
        state.setText(row.wanted());
        about.show(d.about());
        content.show(d.content());
        signatures.show(d.signatures());
        why.setText(row.why());
        approve.setText(verb(words, List.of(row)) + words.of("signoff.key.approve"));
        Texts.present(withdraw, row.mine());
        Texts.present(refuse, row.part() == Part.TO_SIGN);
        Texts.present(mark, row.part() == Part.TO_SIGN && row.several());
    }

    /** What it would change; "" while that is not known, or where the program cannot tell. */
    void inWords(String sentences) {
        inWords.setText(sentences);
        Texts.present(changes, !sentences.isEmpty());
    }

    /** What signing these is called. */
    static String verb(Words words, List<SignoffRow> rows) {
        SignoffRow first = rows.getFirst();
        if (rows.size() > 1 || first.meaning() == null) {
            return words.of(first.part() == Part.TO_REVIEW ? "signoff.verb.reviewed" : "signoff.verb.sign");
        }
        return switch (first.meaning()) {
            case APPROVED -> words.of("signoff.verb.approved");
            case REVIEWED -> words.of("signoff.verb.reviewed");
            case WITNESSED -> words.of("signoff.verb.witnessed");
            case AUTHORED -> words.of("signoff.verb.sign");
        };
    }
}
