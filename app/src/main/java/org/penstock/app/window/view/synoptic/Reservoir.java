package org.penstock.app.window.view.synoptic;

import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.synoptic.NodeLine;

/** The inside of a tank: filled as high as its level says, with the level in numbers and a tick at each limit. */
final class Reservoir extends Region {
    private final Region fill = new Region();
    private final Region low = new Region();
    private final Region high = new Region();
    private final ValueRow value = new ValueRow("");
    private NodeLine.@Nullable Level level;

    Reservoir() {
        getStyleClass().add("reservoir");
        fill.getStyleClass().add("reservoir-fill");
        low.getStyleClass().add("reservoir-limit");
        high.getStyleClass().add("reservoir-limit");
        value.setVisible(false);
        getChildren().addAll(fill, low, high, value);
    }

    void show(NodeLine.@Nullable Level next) {
        level = next;
        value.setVisible(next != null);
        if (next != null) {
            value.show(next.value());
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double full = level == null ? Double.NaN : level.full();
        double top = Double.isNaN(full) ? height : Math.rint(height * (1 - full));
        fill.resizeRelocate(0, top, width, height - top);
        tick(low, level == null ? Double.NaN : level.low());
        tick(high, level == null ? Double.NaN : level.high());
        double line = value.prefHeight(-1);
        value.resizeRelocate(0, Math.rint((height - line) / 2), width, line);
    }

    private void tick(Region tick, double share) {
        tick.setVisible(!Double.isNaN(share));
        if (!Double.isNaN(share)) {
            double length = Math.rint(getWidth() / 6);
            tick.resizeRelocate(getWidth() - length, Math.rint(getHeight() * (1 - share)) - 1, length, 2);
        }
    }
}
