package org.penstock.app.window.view.trend;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Feed;
import org.penstock.app.window.model.trend.History;
import org.penstock.app.window.model.trend.Legend;
import org.penstock.app.window.model.trend.Notes;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;

/**
 * Picture, table and buttons of a trend, to be put on any page. Whoever shows it writes it with each beat and closes it:
 * {@link #write} on the pulse thread, everything else on the JavaFX thread.
 */
public final class TrendPanel extends VBox implements AutoCloseable {
    /** Between two pictures that differ only by the time that went by, ms. */
    private static final long SHORTEST_MILLIS = 1_000;

    /** From so many lines on there is room to name the keys. */
    private static final double ROOMY = 34;

    private final TrendModel model;
    private final Words words;
    private final Feed feed;
    private final TrendChart chart;
    private final TrendControls controls;
    private final LegendView legend;
    private final StackPane middle;
    private final Label blank = Texts.sentence("trend-blank");
    private final Label trouble = Texts.sentence("trend-trouble");
    private final Label hint = Texts.sentence("trend-hint");
    private final TrendMouse mouse;
    private final boolean choosing;
    private final Runnable changed;
    private volatile Set<String> keys;
    private boolean dirty = true;
    private boolean closed;
    private long drawnAt = Long.MIN_VALUE;

    /**
     * @param streams keys of what it shows, in order
     * @param span ms
     * @param choosing whether a person may add and remove streams
     * @param changed told when a person did
     */
    public TrendPanel(
            List<String> streams, long span, History history, Words words, boolean choosing, Runnable changed) {
        this.words = words;
        this.choosing = choosing;
        this.changed = changed;
        model = new TrendModel(streams, span);
        keys = model.keys();
        feed = new Feed(model, history, this::came);
        chart = new TrendChart(model, words);
        controls = new TrendControls(words, this::span, new Buttons());
        legend = new LegendView(words, chart.ink(), choosing, this::choose, this::remove);
        getStyleClass().add("trend");
        chart.setFocusTraversable(true);
        middle = new StackPane(chart, blank);
        VBox.setVgrow(middle, Priority.ALWAYS);
        ScrollPane table = new Scroll(legend);
        table.setFitToWidth(true);
        table.setFocusTraversable(false);
        table.getStyleClass().addAll("column-scroll", "legend-scroll");
        table.managedProperty().bind(legend.managedProperty());
        table.visibleProperty().bind(legend.managedProperty());
        Label help = new Label(words.of("trend.keys"));
        help.getStyleClass().add("trend-hint");
        heightProperty().subscribe(h -> Texts.present(help, choosing && h.doubleValue() > ROOMY * chart.letters()));
        getChildren().addAll(controls, middle, trouble, hint, table, help);
        blank.setMouseTransparent(true);
        mouse = new TrendMouse(chart, new Buttons());
        new TrendKeys(words, chart, new Buttons()).on(this);
    }

    /** Puts something before the buttons. */
    void first(Node node) {
        controls.first(node);
    }

    /** What lies between buttons and table, to lay something over the picture. */
    StackPane middle() {
        return middle;
    }

    /** Keys of what is shown. */
    public List<String> streams() {
        return List.copyOf(keys);
    }

    /** What a person calls the first of what is shown, "" when nothing is. */
    String firstName() {
        return model.traces().isEmpty() ? "" : model.traces().getFirst().name();
    }

    /** Writes what it needs of {@code beat}; for the pulse thread. @return shows it, on the JavaFX thread */
    public Runnable write(Beat beat) {
        Present next = Present.of(beat, keys);
        return () -> show(next);
    }

    /** Shows one stream more. @return whether there was room and it was not there already */
    public boolean add(String key) {
        boolean added = model.add(key);
        if (added) {
            model.choose(key);
            keys = model.keys();
            changed.run();
            touched();
        }
        return added;
    }

    /** Whether no stream more has room. */
    boolean full() {
        return model.keys().size() >= TrendModel.MOST;
    }

    /** Whether the record is being read. */
    public boolean busy() {
        return feed.busy();
    }

    /** Puts the keyboard on the picture. */
    public void focus() {
        chart.requestFocus();
    }

    /** Ends what is being read. Idempotent. */
    @Override
    public void close() {
        closed = true;
        feed.close();
    }

    private void show(Present next) {
        if (closed) {
            return;
        }
        model.now(next);
        feed.update(next.now().toEpochMilli());
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
        Notes notes = Notes.of(model, feed, p, words);
        controls.show(model.window(), notes.range());
        blank.setText(notes.blank());
        trouble.setText(notes.trouble());
        hint.setText(notes.hint());
        legend.show(new Legend(model, p, words).rows(), model.hasCursor());
        cursor(p);
    }

    private void cursor(Present p) {
        boolean seconds = chart.perPixel() >= 50;
        Instant at = Instant.ofEpochMilli(model.hasCursor() ? model.cursor() : 0);
        chart.cursor(
                model.hasCursor() ? seconds ? p.times().clock(at) : p.times().millis(at) : "");
    }

    /** A person did something: shown at once, without waiting for the next beat. */
    private void touched() {
        Present p = model.present();
        if (p != null && !closed) {
            feed.update(p.now().toEpochMilli());
            picture(p.now().toEpochMilli());
            texts(p);
        }
    }

    private void came() {
        dirty = true;
    }

    private void span(long millis) {
        model.span(millis);
        touched();
    }

    private void choose(String key) {
        model.choose(key);
        touched();
    }

    private void remove(String key) {
        model.remove(key);
        keys = model.keys();
        changed.run();
        touched();
        focus();
    }

    /** The cursor moved, nothing else. */
    private void read() {
        Present p = model.present();
        if (p != null) {
            legend.show(new Legend(model, p, words).rows(), model.hasCursor());
            cursor(p);
        }
    }

    private final class Buttons implements TrendKeys.Acts, TrendMouse.Acts {
        @Override
        public void move(double spans) {
            model.move(spans);
            touched();
        }

        @Override
        public void live() {
            model.live();
            touched();
        }

        @Override
        public void pause() {
            model.pause();
            touched();
        }

        @Override
        public void zoom(int by) {
            model.zoom(by);
            touched();
        }

        @Override
        public void turn() {
            if (model.window().live()) {
                pause();
            } else {
                live();
            }
        }

        @Override
        public void oldest() {
            feed.oldest();
        }

        @Override
        public void step(int by) {
            mouse.forget();
            model.step(by, chart.perPixel());
            read();
        }

        @Override
        public void chooseNext(int by) {
            model.chooseNext(by);
            touched();
        }

        @Override
        public void removeChosen() {
            if (choosing) {
                remove(model.chosen());
            }
        }

        @Override
        public boolean noCursor() {
            boolean had = model.hasCursor();
            model.noCursor();
            read();
            return had;
        }

        @Override
        public void drag(double millis) {
            model.move(millis / model.window().span());
            touched();
        }

        @Override
        public void zoomAround(int by, long at) {
            model.zoom(by, at);
            touched();
        }

        @Override
        public void point(long at) {
            model.cursor(at);
            read();
        }
    }
}
