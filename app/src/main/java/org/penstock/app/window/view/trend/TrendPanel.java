package org.penstock.app.window.view.trend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Feeds;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.Measured;
import org.penstock.app.window.model.trend.Notes;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.model.trend.TrendSpec;

/**
 * Picture, table and buttons of a trend, to be put on any page. Whoever shows it writes it with each beat and closes it:
 * {@link #write} on the pulse thread, everything else on the JavaFX thread.
 */
public final class TrendPanel extends VBox implements AutoCloseable {
    /** Between two pictures that differ only by the time that went by, ms. */
    private static final long SHORTEST_MILLIS = 1_000;

    private final TrendModel model;
    private final Words words;
    private final Feeds feeds;
    private final TrendChart chart;
    private final TrendControls controls;
    private final TrendTexts texts;
    private final StackPane middle;
    private final TrendActs acts;
    private final boolean choosing;
    private final Runnable changed;
    private volatile Set<String> streams;
    private boolean dirty = true;
    private boolean closed;
    private long drawnAt = Long.MIN_VALUE;

    /**
     * @param spec what it shows at first
     * @param choosing whether a person may add and remove lines
     * @param changed told when a person did
     */
    public TrendPanel(TrendSpec spec, TrendDoor door, Words words, boolean choosing, Runnable changed) {
        this.words = words;
        this.choosing = choosing;
        this.changed = changed;
        model = new TrendModel(spec);
        streams = model.streams();
        feeds = new Feeds(model, door, () -> dirty = true);
        chart = new TrendChart(model, words);
        acts = new TrendActs(this, model, feeds.record(), chart);
        controls = new TrendControls(words, acts::span, acts);
        texts = new TrendTexts(model, words, chart, choosing, this::choose, this::remove);
        getStyleClass().add("trend");
        chart.setFocusTraversable(true);
        // The frame of the keyboard is the fill of a region of its own: two fills of one are painted pixel by pixel.
        StackPane frame = new StackPane(chart);
        frame.getStyleClass().add("trend-frame");
        middle = new StackPane(frame, texts.blank());
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(controls, middle);
        getChildren().addAll(texts.below());
        acts.pointing(new TrendMouse(chart, acts));
        new TrendKeys(words, chart, acts).on(this);
    }

    /** What of the page around it the keys lead to. */
    void deeds(TrendDeeds deeds) {
        acts.deeds(deeds);
    }

    /** Puts something before the buttons. */
    void first(Node node) {
        controls.first(node);
    }

    /** Puts something behind the buttons. */
    void last(Node node) {
        controls.getChildren().add(node);
    }

    /** What lies between buttons and table, to lay something over the picture. */
    StackPane middle() {
        return middle;
    }

    /** Does what a key of the page does. */
    void deed(TrendKeys.Deed deed) {
        acts.deed(deed);
    }

    /** What it shows. */
    TrendModel model() {
        return model;
    }

    /** How much time a pixel is, ms. */
    double perPixel() {
        return chart.perPixel();
    }

    /** The sums of the selection. */
    Map<String, Measured> sums() {
        return feeds.sums();
    }

    /** What it shows, as it can be written down. */
    TrendSpec spec() {
        return model.spec();
    }

    /** Texts of the lines shown. */
    public List<String> lines() {
        return List.copyOf(model.keys());
    }

    /** What a person calls the first of what is shown, "" when nothing is. */
    String firstName() {
        return model.traces().isEmpty() ? "" : model.traces().getFirst().name();
    }

    /** Writes what it needs of {@code beat}; for the pulse thread. @return shows it, on the JavaFX thread */
    public Runnable write(Beat beat) {
        Present next = Present.of(beat, streams);
        return () -> show(next);
    }

    /** Shows one line more. @return whether there was room and it was not there already */
    public boolean add(String key) {
        boolean added = model.add(key);
        if (added) {
            // Whoever compares goes on with what he compared.
            if (!Line.parse(key).compared()) {
                model.choose(key);
            }
            streams = model.streams();
            changed.run();
            touched();
        }
        return added;
    }

    /** Whether no line more has room. */
    boolean full() {
        return model.keys().size() >= TrendModel.MOST;
    }

    /** Whether the record is being read. */
    public boolean busy() {
        return feeds.busy();
    }

    /** Puts the keyboard on the picture. */
    public void focus() {
        chart.requestFocus();
    }

    /** Something was written that stands beside the readings. */
    void noted() {
        feeds.again();
        touched();
    }

    /** Ends what is being read. Idempotent. */
    @Override
    public void close() {
        closed = true;
        feeds.close();
    }

    private void show(Present next) {
        if (closed) {
            return;
        }
        model.now(next);
        feeds.update(next.now().toEpochMilli());
        TimeWindow w = model.window();
        long pause = Math.max(SHORTEST_MILLIS, (long) chart.perPixel());
        long at = next.now().toEpochMilli();
        if (dirty || at < drawnAt || at - drawnAt >= pause && w.to() >= drawnAt) {
            picture(at);
        }
        texts(next);
    }

    private void picture(long at) {
        dirty = false;
        drawnAt = at;
        chart.redraw();
    }

    private void texts(Present p) {
        Notes notes = feeds.notes(p, chart.perPixel(), words);
        controls.show(model.window(), notes.range());
        texts.show(notes, p, feeds.sums(), getHeight());
    }

    /** A person did something: shown at once, without waiting for the next beat. */
    void touched() {
        Present p = model.present();
        if (p != null && !closed) {
            feeds.update(p.now().toEpochMilli());
            picture(p.now().toEpochMilli());
            texts(p);
        }
    }

    private void choose(String key) {
        model.choose(key);
        touched();
    }

    /** Shows one line less. */
    void remove(String key) {
        if (choosing) {
            model.remove(key);
            streams = model.streams();
            changed.run();
            touched();
            focus();
        }
    }

    /** The cursor moved; what is selected may have moved with it. */
    void read() {
        Present p = model.present();
        if (p == null) {
            return;
        }
        if (model.pointer().selecting()) {
            touched();
            return;
        }
        texts.read(feeds.notes(p, chart.perPixel(), words), p, feeds.sums());
    }
}
