package org.penstock.app.window.view;

import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ValueLine;

/** A small bar: where a value stands between the limits at which somebody is told. Size and colours by style class. */
public final class RangeBar extends Region {
    private static final double MARK_PIXELS = 3;

    private final Region band = new Region();
    private final Region mark = new Region();
    private ValueLine.@Nullable Range range;

    public RangeBar() {
        getStyleClass().add("range-bar");
        band.getStyleClass().add("range-band");
        mark.getStyleClass().add("range-mark");
        getChildren().addAll(band, mark);
    }

    /** Shows a place, or keeps what it shows. */
    public void show(ValueLine.@Nullable Range next) {
        if (next == null || !next.equals(range)) {
            range = next;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        if (range == null) {
            return;
        }
        double width = getWidth();
        double height = getHeight();
        double from = Math.rint(range.from() * width);
        band.resizeRelocate(from, 0, Math.rint(range.to() * width) - from, height);
        mark.resizeRelocate(Math.rint(range.at() * (width - MARK_PIXELS)), -2, MARK_PIXELS, height + 4);
    }
}
