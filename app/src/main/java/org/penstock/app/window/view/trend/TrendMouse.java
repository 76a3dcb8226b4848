package org.penstock.app.window.view.trend;

import javafx.scene.input.MouseEvent;

/** The mouse on the picture: pointing reads, dragging goes through time, the wheel zooms around where it points. */
final class TrendMouse {
    /** A press that moves less is no drag, px. */
    private static final double STILL = 4;

    /** One notch of the wheel to the side, px. */
    private static final double WHEEL = 120;

    private final TrendChart chart;
    private final Acts acts;
    private double pressedX;
    private double pressedWidth;
    private long pressedAt;
    private boolean selecting;
    private double pointedX = Double.NaN;
    private double pointedY = Double.NaN;
    private boolean pointing;

    /** What it does. */
    interface Acts {
        /** Goes through time. @param millis back with less than 0 */
        void drag(double millis);

        void zoomAround(int by, long at);

        /** Selects between two moments, ms. */
        void selectBetween(long a, long b);

        /** A drag has ended. */
        void rest();

        /** Reads at a moment, ms. */
        void point(long at);

        /** @return whether there was a cursor */
        boolean noCursor();
    }

    TrendMouse(TrendChart chart, Acts acts) {
        this.chart = chart;
        this.acts = acts;
        chart.setOnMousePressed(event -> {
            chart.requestFocus();
            pressedX = event.getX();
            pressedWidth = chart.perPixel();
            pressedAt = chart.moment(event.getX());
            selecting = event.isShiftDown();
        });
        chart.setOnMouseReleased(_ -> acts.rest());
        chart.setOnMouseDragged(event -> {
            if (selecting) {
                acts.selectBetween(pressedAt, chart.moment(event.getX()));
                return;
            }
            double by = pressedX - event.getX();
            if (Math.abs(by) >= STILL) {
                pressedX = event.getX();
                acts.drag(by * pressedWidth);
            }
        });
        chart.setOnMouseMoved(this::moved);
        chart.setOnMouseExited(_ -> {
            if (pointing) {
                pointing = false;
                acts.noCursor();
            }
        });
        chart.setOnScroll(event -> {
            // Shift turns the wheel aside; where it does, it goes through time.
            if (event.getDeltaX() != 0) {
                acts.drag((event.getDeltaX() > 0 ? -WHEEL : WHEEL) * chart.perPixel());
                acts.rest();
            } else if (event.getDeltaY() != 0) {
                acts.zoomAround(event.getDeltaY() > 0 ? -1 : 1, chart.moment(event.getX()));
            }
        });
    }

    /** The cursor is moved by something else now, and stays when the pointer leaves. */
    void forget() {
        pointing = false;
    }

    /** The toolkit also tells of a move when only what is below the pointer has changed. */
    private void moved(MouseEvent event) {
        if (event.getScreenX() != pointedX || event.getScreenY() != pointedY) {
            pointedX = event.getScreenX();
            pointedY = event.getScreenY();
            pointing = true;
            acts.point(chart.moment(event.getX()));
        }
    }
}
