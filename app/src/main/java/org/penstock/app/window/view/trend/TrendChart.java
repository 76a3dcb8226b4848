package org.penstock.app.window.view.trend;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.BandsInSight;
import org.penstock.app.window.model.trend.Lane;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.TimeGrid;
import org.penstock.app.window.model.trend.TimeTicks;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.app.window.model.trend.TrendModel;

/**
 * The picture: one strip a unit, one time below them all. Words and numbers are labels, so that they look like all others;
 * lines are drawn into one picture of pixels ({@link Raster}), anew only when something in it has moved.
 */
final class TrendChart extends Region {
    /** Height of the room between two strips, and of the least strip, in lines of text. */
    private static final double BETWEEN = 0.85;

    private static final double LEAST = 2.2;

    /** No picture asks for more height than so many lines; its strips get narrower instead. */
    private static final double ENOUGH = 12;

    /** Lines of text it would like to be high; it takes all the height that is left. */
    private static final double WANTED = 18;

    private final TrendModel model;
    private final Words words;
    private final Raster raster = new Raster();
    private final ImageView picture = new ImageView();
    private final Ink ink = new Ink(this::redraw);
    private final TimeAxis timeAxis;
    private final ValueAxes valueAxes;
    private final BandPainter bands;
    private final NotePainter notes = new NotePainter(ink);
    private final TracePainter painter = new TracePainter(raster, ink);
    private final CursorLine cursor = new CursorLine();
    private List<LaneBox> boxes = List.of();
    private String cursorText = "";
    private double letters = 13;

    TrendChart(TrendModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("trend-chart");
        picture.setManaged(false);
        picture.setMouseTransparent(true);
        timeAxis = new TimeAxis(words);
        valueAxes = new ValueAxes(words, ink);
        bands = new BandPainter(words, ink);
        getChildren().addAll(ink.node(), picture);
        getChildren().addAll(timeAxis.nodes());
        getChildren().addAll(valueAxes.nodes());
        getChildren().addAll(bands.nodes());
        getChildren().add(notes.node());
        getChildren().add(cursor.node());
    }

    Ink ink() {
        return ink;
    }

    /** Draws anew with the next layout. */
    final void redraw() {
        requestLayout();
    }

    /** Moves the cursor only. @param text its time as written, "" for no cursor */
    void cursor(String text) {
        cursorText = text;
        cursor();
    }

    private void cursor() {
        if (boxes.isEmpty() || cursorText.isEmpty()) {
            cursor.hide();
        } else {
            cursor.show(model, boxes, cursorText);
        }
    }

    /** The moment at a place in the picture, ms. */
    long moment(double x) {
        return boxes.isEmpty() ? 0 : boxes.getFirst().at(x);
    }

    /** How much time a pixel is, ms. */
    double perPixel() {
        return boxes.isEmpty() ? 1 : boxes.getFirst().perPixel();
    }

    @Override
    protected double computeMinHeight(double width) {
        return letters * Math.min(ENOUGH, 2 + model.strips() * (LEAST + BETWEEN));
    }

    @Override
    protected double computePrefHeight(double width) {
        return letters * WANTED;
    }

    /** Height of a line of its text, px. */
    double letters() {
        return letters;
    }

    @Override
    protected void layoutChildren() {
        double width = snapPositionX(getWidth());
        double height = snapPositionY(getHeight());
        timeAxis.begin();
        valueAxes.begin();
        bands.begin();
        notes.begin();
        double pixels = pixels();
        raster.begin(width, height, pixels);
        Label measure = timeAxis.measure();
        double line = measure.getHeight();
        letters = line;
        double room = measure.getWidth();
        TimeWindow w = model.shown();
        if (!model.traces().isEmpty() && w.to() > w.from() && width > 8 * line && height > 3 * line) {
            double runs = BandsInSight.runs(model, w) ? Math.rint(line * 1.3) : 0;
            boxes = boxes(w, width, height - line * 1.3 - runs, line);
            paint(w, line, room, runs);
        } else {
            boxes = List.of();
        }
        timeAxis.end();
        valueAxes.end();
        bands.end();
        notes.end();
        cursor();
        picture.setImage(raster.end());
        picture.setFitWidth(Math.ceil(width * pixels) / pixels);
        picture.setFitHeight(Math.ceil(height * pixels) / pixels);
    }

    /** Of the screen, for one px of the layout. */
    private double pixels() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, window.getOutputScaleX());
    }

    /** Shares the height: states need two words, the rest goes to the numbers. */
    private List<LaneBox> boxes(TimeWindow w, double width, double height, double line) {
        List<Lane> rough = model.lanes(4);
        long states = rough.stream().filter(Lane::steps).count();
        long numbers = rough.size() - states;
        double between = Math.rint(line * BETWEEN);
        double state = Math.min(line * 2.4, (height - between * rough.size()) / rough.size());
        double number = numbers == 0 ? 0 : Math.max(line, (height - between * rough.size() - states * state) / numbers);
        List<Lane> lanes = model.lanes((int) Math.max(2, number / (line * 2.2)));
        double left = valueAxes.left(lanes);
        double right = valueAxes.right(lanes);
        double across = Math.floor(width - left - right);
        TimeGrid grid = TimeGrid.of(w, (int) Math.max(1, across * raster.scale()));
        List<LaneBox> placed = new ArrayList<>();
        double top = between / 2;
        for (Lane lane : lanes) {
            double h = Math.floor(lane.steps() ? state : number);
            placed.add(new LaneBox(lane, grid, raster.scale(), left, Math.floor(top), across, h));
            top += h + between;
        }
        return placed;
    }

    private void paint(TimeWindow w, double line, double room, double runs) {
        ZoneId zone = model.zone();
        LaneBox first = boxes.getFirst();
        LaneBox last = boxes.getLast();
        int most = (int) Math.max(2, first.width() / (room * 1.8));
        List<TimeTicks.Tick> ticks = TimeTicks.of(
                first.grid().from(),
                first.grid().to(),
                zone,
                most,
                words.of("time.day"),
                words.manner().twelveHours());
        long now = now(w);
        for (LaneBox box : boxes) {
            bands.within(raster, box);
            bands.alerts(raster, box, w, model.beside(), now);
        }
        bands.selection(raster, first, last, w, model.pointer().selection());
        if (runs > 0) {
            bands.runs(raster, first, last.bottom() + 2, runs, w, model.beside(), now);
        }
        for (LaneBox box : boxes) {
            valueAxes.paint(raster, box, line);
            for (TimeTicks.Tick t : ticks) {
                raster.down(ink.of(Ink.Of.GRID), Math.floor(box.x(t.at())), box.top(), box.bottom(), 0, 0);
            }
        }
        timeAxis.write(ticks, first, last.bottom() + runs, line);
        present(w, first, last);
        painter.begin();
        for (LaneBox box : boxes) {
            for (Trace t : box.lane().traces()) {
                painter.paint(
                        t, box, t.key().equals(model.chosen()) && model.traces().size() > 1);
            }
        }
        painter.end();
        for (LaneBox box : boxes) {
            notes.strip();
            BandsInSight.notes(model, box.lane(), w, box == first).forEach(n -> notes.paint(raster, box, n));
        }
    }

    private long now(TimeWindow w) {
        Present present = model.present();
        return present == null ? w.to() : present.now().toEpochMilli();
    }

    /** Where the present is, when the picture goes beyond it. */
    private void present(TimeWindow w, LaneBox first, LaneBox last) {
        long now = now(w);
        if (w.to() - now > (w.to() - w.from()) / 100) {
            double x = crisp(first.x(now));
            raster.down(ink.of(Ink.Of.PRESENT), Math.floor(x), first.top(), last.bottom(), 0, 0);
            Label label = valueAxes.said(words.of("trend.now"));
            label.relocate(
                    Math.rint(Math.min(x + 4, first.right() - label.getWidth())),
                    Math.rint(last.bottom() - label.getHeight() - 2));
        }
    }

    /** In the middle of a pixel, where a line of one pixel is one pixel. */
    static double crisp(double v) {
        return Math.floor(v) + 0.5;
    }
}
