package org.penstock.app.window.view.trend;

import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.History;
import org.penstock.app.window.model.trend.SpanChoice;
import org.penstock.app.window.model.trend.StreamFinder;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.Page;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Lines over time, of whatever streams a person puts together: by the address, by letters, or by dragging them here. The
 * address always names those that are shown.
 */
public final class TrendPage implements Page {
    private final Words words;
    private final TrendPanel panel;
    private final AddStreamField add;
    private final StackPane node;
    private volatile @Nullable FacilitySnapshot snapshot;

    /** @param address of kind TREND; its subject names the streams, separated by commas, and may be "" */
    public TrendPage(PageAddress address, History history, Words words) {
        this.words = words;
        panel = new TrendPanel(
                TrendModel.keys(address.subject()), SpanChoice.QUARTER.millis(), history, words, true, this::changed);
        add = new AddStreamField(words, this::find, panel::add, panel::focus);
        panel.first(add.field());
        panel.middle().getChildren().add(add.list());
        StackPane.setAlignment(add.list(), Pos.TOP_LEFT);
        node = new StackPane(panel);
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

    private List<FoundRow> find(String text) {
        FacilitySnapshot s = snapshot;
        return s == null ? List.of() : StreamFinder.find(text, s, Set.copyOf(panel.streams()), words);
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
        return new PageAddress(Kind.TREND, TrendModel.subject(panel.streams()));
    }

    @Override
    public String title() {
        int more = panel.streams().size() - 1;
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

    @Override
    public void focus() {
        if (panel.streams().isEmpty()) {
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
