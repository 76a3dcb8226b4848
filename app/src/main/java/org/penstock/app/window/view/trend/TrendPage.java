package org.penstock.app.window.view.trend;

import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.StreamFinder;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.model.trend.TrendSpec;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Texts;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Lines over time, of whatever streams a person puts together: by the address, by letters, or by dragging them here. The
 * address always names those that are shown.
 */
public final class TrendPage implements Page {
    private final Words words;
    private final TrendPanel panel;
    private final AddStreamField add;
    private final Layer layer;
    private final Label told = Texts.sentence("trend-told");
    private final StackPane node;
    private volatile @Nullable FacilitySnapshot snapshot;

    /**
     * @param address of kind TREND; its subject is what {@link TrendSpec#text} wrote, and may be ""
     * @param going goes to a view that was kept
     */
    public TrendPage(PageAddress address, TrendDoor door, Words words, Going going) {
        this.words = words;
        panel = new TrendPanel(TrendSpec.parse(address.subject()), door, words, true, this::changed);
        layer = new Layer(panel);
        panel.deeds(new TrendDeeds(
                panel,
                layer,
                door,
                words,
                () -> snapshot,
                spec -> going.go(new PageAddress(Kind.TREND, spec)),
                told::setText));
        panel.last(deeds());
        panel.getChildren().add(told);
        add = new AddStreamField(words, this::find, panel::add, panel::focus);
        panel.first(add.field());
        panel.middle().getChildren().add(add.list());
        StackPane.setAlignment(add.list(), Pos.TOP_LEFT);
        node = new StackPane(panel, layer);
        node.getStyleClass().add("trend-page");
        StreamDrag.onto(node, panel::add);
        // The key that leads here is no letter of a value's name.
        add.field().addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (words.of("trend.add-key").equals(event.getCharacter())
                    && add.field().getText().isEmpty()) {
                event.consume();
            }
        });
        node.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (words.of("trend.add-key").equals(event.getCharacter())
                    && !(event.getTarget() instanceof TextInputControl)) {
                event.consume();
                add.field().requestFocus();
            }
        });
        changed();
    }

    /** What can be done besides looking, each by its letter as well. */
    private Node deeds() {
        HBox all = new HBox();
        all.getStyleClass().add("presets");
        for (TrendKeys.Deed d : TrendKeys.Deed.values()) {
            all.getChildren().add(FormLines.button(words.of(d.wordKey()), () -> panel.deed(d)));
        }
        return all;
    }

    private List<FoundRow> find(String text) {
        FacilitySnapshot s = snapshot;
        return s == null ? List.of() : StreamFinder.find(text, s, Set.copyOf(panel.lines()), words);
    }

    private void changed() {
        add.field().setDisable(panel.full());
        add.field()
                .setPromptText(
                        panel.full()
                                ? words.of("trend.full", Integer.toString(TrendModel.MOST))
                                : words.of("trend.add-prompt"));
    }

    @Override
    public PageAddress address() {
        return new PageAddress(Kind.TREND, panel.spec().text());
    }

    @Override
    public String title() {
        int more = panel.lines().size() - 1;
        String first = panel.firstName();
        return more < 0
                ? words.of("trend.title")
                : more == 0
                        ? words.of("trend.title-one", first)
                        : words.of("trend.title-more", first, Integer.toString(more));
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public Runnable write(Beat beat) {
        snapshot = beat.snapshot();
        return panel.write(beat);
    }

    /** Whether the record is being read. */
    public boolean busy() {
        return panel.busy();
    }

    /** Draws a stream as well. */
    @Override
    public boolean reveal(String stream) {
        return panel.add(stream);
    }

    @Override
    public void focus() {
        if (panel.lines().isEmpty()) {
            add.field().requestFocus();
        } else {
            panel.focus();
        }
    }

    @Override
    public void close() {
        panel.close();
    }
}
