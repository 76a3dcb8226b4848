package org.penstock.app.window.view.trend;

import org.penstock.app.window.model.trend.Lane;
import org.penstock.app.window.model.trend.TimeGrid;

/**
 * Where a lane is in the picture, px.
 *
 * @param grid which times its columns of pixels show
 * @param scale columns a px
 */
record LaneBox(Lane lane, TimeGrid grid, double scale, double left, double top, double width, double height) {
    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /** Where a moment is. @param at ms UTC */
    double x(long at) {
        return left + grid.column(at) / scale;
    }

    /** Whether a moment is in it. @param at ms UTC */
    boolean shows(long at) {
        return grid.column(at) >= 0 && grid.column(at) <= grid.count();
    }

    /** The moment at a place, the nearest edge's where that is outside. @param x px @return ms UTC */
    long at(double x) {
        return grid.at(Math.clamp((x - left) * scale, 0.0, grid.count()));
    }

    /** How much time a px is, ms. */
    double perPixel() {
        return grid.pitch() * scale;
    }

    /** Where a value is. */
    double y(double value) {
        return top
                + height
                - (value - lane.scale().low())
                        / (lane.scale().high() - lane.scale().low())
                        * height;
    }
}
