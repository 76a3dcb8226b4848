package org.penstock.app.window.view.synoptic;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.model.synoptic.NodeLine;

/** A tank, a vessel, a room: its name and what is in it. */
final class BoxView extends PieceView {
    private final Region walls = new Region();
    private final ValueRow level = new ValueRow("");
    private final @Nullable Reservoir reservoir;

    BoxView(Face face, String more) {
        super(face, more);
        walls.getStyleClass().add("walls");
        List<Region> own = new ArrayList<>(List.of(walls));
        reservoir = face.piece().symbol().reservoir() ? new Reservoir() : null;
        if (reservoir != null) {
            own.add(reservoir);
        }
        if (face.levelApart()) {
            own.add(level);
        }
        compose(own);
    }

    @Override
    void show(NodeLine line) {
        super.show(line);
        if (reservoir != null) {
            reservoir.show(line.level());
        }
        if (line.level() != null) {
            level.show(line.level().value());
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width = wide();
        double inner = width - 2 * Face.PAD;
        put(walls, 0, 0, width, high());
        double y = Face.PAD;
        for (Label line : title) {
            put(line, Face.PAD, y, inner - 1.5, Face.TITLE);
            y += Face.TITLE;
        }
        put(alert, width - Face.PAD - 1.25, Face.PAD, 1.25, 1.25);
        y += 0.25;
        if (reservoir != null) {
            int lines = rows.size() + outputs.size() + (more.isVisible() ? 1 : 0) + (face.levelApart() ? 1 : 0);
            double room = high() - y - Face.PAD - lines * Face.ROW;
            put(reservoir, Face.PAD, y, inner, room);
            y += room;
            if (face.levelApart()) {
                put(level, Face.PAD, y, inner, Face.ROW);
                y += Face.ROW;
            }
        }
        putLines(Face.PAD, y, inner);
    }
}
