package org.penstock.app.window.view.trend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.trend.BandsInSight;
import org.penstock.app.window.model.trend.Feed;
import org.penstock.app.window.model.trend.NoteMark;
import org.penstock.app.window.model.trend.TrendModel;

/** What keys, buttons and the mouse do to a trend. */
final class TrendActs implements TrendKeys.Acts, TrendMouse.Acts {
    private final TrendPanel panel;
    private final TrendModel model;
    private final Feed feed;
    private final TrendChart chart;
    private @Nullable TrendMouse mouse;
    private @Nullable TrendDeeds deeds;

    TrendActs(TrendPanel panel, TrendModel model, Feed feed, TrendChart chart) {
        this.panel = panel;
        this.model = model;
        this.feed = feed;
        this.chart = chart;
    }

    /** The mouse that points into the picture. */
    void pointing(TrendMouse next) {
        mouse = next;
    }

    void deeds(TrendDeeds next) {
        deeds = next;
    }

    void span(long millis) {
        model.travel().span(millis);
        panel.touched();
    }

    @Override
    public void move(double spans) {
        model.travel().move(spans);
        model.travel().rest();
        panel.touched();
    }

    @Override
    public void live() {
        model.live();
        panel.touched();
    }

    @Override
    public void pause() {
        model.travel().pause();
        panel.touched();
    }

    @Override
    public void zoom(int by) {
        model.zoom(by);
        panel.touched();
    }

    @Override
    public void undo() {
        if (model.travel().undo()) {
            panel.touched();
        }
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
    public void select() {
        if (!model.pointer().hasCursor()) {
            model.pointer().step(-1, chart.perPixel());
        }
        forget();
        model.pointer().select();
        panel.touched();
    }

    @Override
    public void selectAll() {
        model.pointer().selectAll();
        panel.touched();
    }

    @Override
    public void zoomToSelection() {
        if (model.zoomToSelection()) {
            panel.touched();
        }
    }

    @Override
    public void note(int by) {
        List<NoteMark> notes = BandsInSight.notes(model);
        if (notes.isEmpty()) {
            return;
        }
        long at = model.pointer().hasCursor() ? model.pointer().cursor() : by > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        NoteMark next = by > 0
                ? notes.stream().filter(n -> n.from() > at).findFirst().orElse(notes.getFirst())
                : notes.reversed().stream()
                        .filter(n -> n.from() < at)
                        .findFirst()
                        .orElse(notes.getLast());
        forget();
        model.pointer().cursor(next.from());
        panel.read();
    }

    @Override
    public boolean deed(TrendKeys.Deed deed) {
        TrendDeeds does = deeds;
        if (does == null) {
            return false;
        }
        does.ask(deed);
        return true;
    }

    @Override
    public void step(int by) {
        forget();
        model.pointer().step(by, chart.perPixel());
        panel.read();
    }

    /** The cursor is moved by keys now. */
    private void forget() {
        TrendMouse pointing = mouse;
        if (pointing != null) {
            pointing.forget();
        }
    }

    @Override
    public void chooseNext(int by) {
        model.chooseNext(by);
        panel.touched();
    }

    @Override
    public void removeChosen() {
        panel.remove(model.chosen());
    }

    @Override
    public boolean less() {
        if (model.pointer().noSelection()) {
            panel.touched();
            return true;
        }
        return noCursor();
    }

    @Override
    public boolean noCursor() {
        boolean had = model.pointer().hasCursor();
        model.pointer().noCursor();
        panel.read();
        return had;
    }

    @Override
    public void drag(double millis) {
        model.travel().move(millis / model.window().span());
        panel.touched();
    }

    @Override
    public void rest() {
        model.travel().rest();
    }

    @Override
    public void zoomAround(int by, long at) {
        model.travel().zoom(by, at);
        panel.touched();
    }

    @Override
    public void selectBetween(long a, long b) {
        model.pointer().select(a, b);
        panel.touched();
    }

    @Override
    public void point(long at) {
        if (!model.pointer().selecting()) {
            model.pointer().cursor(at);
            panel.read();
        }
    }
}
