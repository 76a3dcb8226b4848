package org.penstock.app.window.view.synoptic;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.synoptic.NodeLine;

/** The inside of a tank: filled as high as its level says, with a tick at each limit. */
final class Reservoir extends Region {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final Region fill = new Region();
    private final Region low = new Region();
    private final Region high = new Region();
    private NodeLine.@Nullable Level level;

    Reservoir() {
        getStyleClass().add("reservoir");
        fill.getStyleClass().add("reservoir-fill");
        low.getStyleClass().add("reservoir-limit");
        high.getStyleClass().add("reservoir-limit");
        getChildren().addAll(fill, low, high);
    }

    void show(NodeLine.@Nullable Level next) {
        level = next;
        pseudoClassStateChanged(STALE, next != null && next.value().state().mark() != Mark.NONE);
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
    }

    private void tick(Region tick, double share) {
        tick.setVisible(!Double.isNaN(share));
        if (!Double.isNaN(share)) {
            double length = Math.rint(getWidth() / 6);
            tick.resizeRelocate(getWidth() - length, Math.rint(getHeight() * (1 - share)) - 1, length, 2);
        }
    }
}
