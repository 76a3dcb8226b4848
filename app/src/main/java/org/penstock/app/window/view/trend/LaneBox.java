package org.penstock.app.window.view.trend;

import org.penstock.app.window.model.trend.Lane;
import org.penstock.app.window.model.trend.TimeWindow;

/** Where a lane is in the picture, px. */
record LaneBox(Lane lane, double left, double top, double width, double height) {
    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /** Where a moment is. @param at ms UTC */
    double x(TimeWindow w, long at) {
        return left + (double) (at - w.from()) / (w.to() - w.from()) * width;
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
