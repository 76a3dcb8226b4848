package org.penstock.app.window.view.trend;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Legend;
import org.penstock.app.window.model.trend.Measured;
import org.penstock.app.window.model.trend.Notes;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.StatRow;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;

/** What is said in words and numbers about a picture: over it while it is blank, and below it. */
final class TrendTexts {
    /** From so many lines of text on there is room to name the keys. */
    private static final double ROOMY = 40;

    private final TrendModel model;
    private final Words words;
    private final TrendChart chart;
    private final boolean choosing;
    private final LegendView legend;
    private final StatsView stats;
    private final Label blank = Texts.sentence("trend-blank");
    private final Label trouble = Texts.sentence("trend-trouble");
    private final Label noted = Texts.sentence("trend-told");
    private final Label hint = Texts.sentence("trend-hint");
    private final ScrollPane table;
    private final VBox keys;

    /** @param choosing whether a person may add and remove lines */
    TrendTexts(
            TrendModel model,
            Words words,
            TrendChart chart,
            boolean choosing,
            Consumer<String> choose,
            Consumer<String> remove) {
        this.model = model;
        this.words = words;
        this.chart = chart;
        this.choosing = choosing;
        legend = new LegendView(words, chart.ink(), choosing, choose, remove);
        stats = new StatsView(words, chart.ink());
        table = new Scroll(new VBox(legend, stats));
        table.setFitToWidth(true);
        table.setFocusTraversable(false);
        table.getStyleClass().addAll("column-scroll", "legend-scroll");
        table.managedProperty().bind(legend.managedProperty().or(stats.managedProperty()));
        table.visibleProperty().bind(table.managedProperty());
        keys = new VBox(help("trend.keys"), help("trend.keys-more"));
        blank.setMouseTransparent(true);
    }

    private Label help(String key) {
        Label help = Texts.sentence("trend-hint");
        help.setText(choosing ? words.of(key) : "");
        return help;
    }

    /** To be laid over the picture. */
    Node blank() {
        return blank;
    }

    /** To be put below the picture, from the top. */
    List<Node> below() {
        return List.of(trouble, noted, hint, table, keys);
    }

    /** Shows all of it. @param sums of the selection @param height of the whole panel, px */
    void show(Notes notes, Present p, Map<String, Measured> sums, double height) {
        blank.setText(notes.blank());
        trouble.setText(notes.trouble());
        Texts.present(keys, choosing && height > ROOMY * chart.letters());
        hint.setText(notes.hint());
        read(notes, p, sums);
    }

    /** The cursor moved. Of a selection its sums are told, else what is at the cursor and now. */
    void read(Notes notes, Present p, Map<String, Measured> sums) {
        noted.setText(notes.noted());
        boolean selected =
                model.pointer().selection() != null && !model.traces().isEmpty();
        legend.show(
                selected ? List.of() : new Legend(model, p, words).rows(),
                model.pointer().hasCursor());
        stats.show(selected ? StatRow.of(model, p, sums, words) : List.of());
        chart.cursor(model.pointer().hasCursor() ? moment(p) : "");
    }

    /** When that is, as exactly as the picture shows it. */
    private String moment(Present p) {
        Instant at = Instant.ofEpochMilli(model.pointer().cursor());
        return chart.perPixel() >= 50 ? p.times().clock(at) : p.times().millis(at);
    }
}
