package org.penstock.app.window.view.register;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.FactsView;

/** One record whole, and below it what can be done with it, or why not. */
final class EntryView extends VBox {
    private final Label title = Texts.sentence("detail-title");
    private final Label sentence = Texts.sentence("detail-sentence");
    private final Label why = Texts.sentence("quiet");
    private final VBox sections = new VBox();
    private final List<SectionView> views = new ArrayList<>();
    private final OfferButtons offers;
    private final Words words;
    private final String choose;
    private @Nullable Entry shown;

    /** A head and what stands under it. */
    private static final class SectionView extends VBox {
        private final Label head = Texts.whole("piece-head");
        private final Label none = Texts.sentence("quiet");
        private final FactsView facts = new FactsView();

        SectionView() {
            getChildren().addAll(head, none, facts);
        }

        void show(Section section) {
            head.setText(section.title());
            none.setText(section.facts().isEmpty() ? section.none() : "");
            facts.show(section.facts());
            Texts.present(facts, !section.facts().isEmpty());
        }
    }

    EntryView(Words words, String choose, Consumer<String> press, Node elsewhere) {
        this.words = words;
        this.choose = choose;
        getStyleClass().add("detail");
        offers = new OfferButtons(words, press, elsewhere);
        // Reasons may take many lines: they must not take the room of what they are about.
        VBox body = new VBox(title, sentence, sections, why);
        body.getStyleClass().add("step-body");
        sections.getStyleClass().add("step-body");
        ScrollPane scroll = new Scroll(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("column-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.setMinHeight(0);
        getChildren().addAll(scroll, offers);
        show(null);
    }

    void show(@Nullable Entry entry) {
        if (entry != null && entry.equals(shown)) {
            return;
        }
        shown = entry;
        title.setText(entry == null ? "" : entry.title());
        sentence.setText(entry == null ? choose : entry.sentence());
        List<Section> told = entry == null ? List.of() : entry.sections();
        while (views.size() < told.size()) {
            views.add(new SectionView());
        }
        for (int i = 0; i < told.size(); i++) {
            views.get(i).show(told.get(i));
        }
        if (sections.getChildren().size() != told.size()) {
            sections.getChildren().setAll(views.subList(0, told.size()));
        }
        List<Offer> can = entry == null ? List.of() : entry.offers();
        why.setText(Offer.reasons(can, words));
        offers.show(can);
    }
}
