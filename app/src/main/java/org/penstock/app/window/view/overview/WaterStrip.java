package org.penstock.app.window.view.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.TileFace;

/** The next day from left to right, with a tick for every planned start; its left end is filled while water flows. */
final class WaterStrip extends Region {
    private static final PseudoClass FLOWING = PseudoClass.getPseudoClass("flowing");
    private static final double TICK_PIXELS = 3;
    private static final double NOW_PIXELS = 8;
    private static final int QUARTERS = 4;

    private final Region now = new Region();
    private final List<Region> quarters = new ArrayList<>();
    private final List<Region> ticks = new ArrayList<>();
    private TileFace.@Nullable Water shown;

    WaterStrip() {
        getStyleClass().add("water-strip");
        now.getStyleClass().add("water-present");
        for (int i = 1; i < QUARTERS; i++) {
            Region quarter = new Region();
            quarter.getStyleClass().add("water-quarter");
            quarters.add(quarter);
        }
        getChildren().addAll(quarters);
        getChildren().add(now);
    }

    void show(TileFace.Water water) {
        TileFace.@Nullable Water before = shown;
        shown = water;
        pseudoClassStateChanged(FLOWING, water.flowing());
        if (before == null || !before.starts().equals(water.starts())) {
            while (ticks.size() < water.starts().size()) {
                Region tick = new Region();
                tick.getStyleClass().add("water-tick");
                ticks.add(tick);
                getChildren().add(tick);
            }
            for (int i = 0; i < ticks.size(); i++) {
                ticks.get(i).setVisible(i < water.starts().size());
            }
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        for (int i = 0; i < quarters.size(); i++) {
            quarters.get(i).resizeRelocate(Math.rint(width * (i + 1) / QUARTERS), 0, 1, height);
        }
        now.resizeRelocate(0, 0, NOW_PIXELS, height);
        if (shown != null) {
            List<Double> starts = shown.starts();
            for (int i = 0; i < starts.size(); i++) {
                ticks.get(i).resizeRelocate(Math.rint(starts.get(i) * (width - TICK_PIXELS)), 0, TICK_PIXELS, height);
            }
        }
    }
}
