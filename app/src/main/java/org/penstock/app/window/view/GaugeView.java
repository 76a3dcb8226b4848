package org.penstock.app.window.view;

import eu.hansolo.tilesfx.Section;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Gauge;

/**
 * Where a value stands between its limits, as a hand on a dial: read from across the room without reading a number. Its
 * colours are those of the style sheet, taken from shapes without extent that only carry a stroke.
 */
final class GaugeView extends StackPane {
    private final Line band = ink("gauge-band");
    private final Line arc = ink("gauge-arc");
    private final Line hand = ink("gauge-hand");
    private final Tile dial = TileBuilder.create()
            .skinType(Tile.SkinType.GAUGE)
            .animated(false)
            .valueVisible(false)
            .textVisible(false)
            .roundedCorners(false)
            .sectionsVisible(true)
            .autoScale(false)
            .build();
    private @Nullable Gauge shown;

    GaugeView() {
        getStyleClass().add("gauge");
        Group inks = new Group(band, arc, hand);
        inks.setManaged(false);
        inks.setOpacity(0);
        dial.getStyleClass().setAll("dial");
        dial.setMouseTransparent(true);
        dial.setFocusTraversable(false);
        getChildren().addAll(inks, dial);
        Rectangle room = new Rectangle();
        room.widthProperty().bind(widthProperty());
        room.heightProperty().bind(heightProperty());
        setClip(room);
        // TilesFX leaves the upper half of its square to a title that is not there.
        StackPane.setAlignment(dial, Pos.BOTTOM_CENTER);
        hand.strokeProperty().subscribe(_ -> colours());
    }

    private static Line ink(String styleClass) {
        Line line = new Line();
        line.getStyleClass().add(styleClass);
        return line;
    }

    /** @param gauge null takes it away */
    void show(@Nullable Gauge gauge) {
        Texts.present(this, gauge != null);
        Gauge before = shown;
        shown = gauge;
        if (gauge == null) {
            return;
        }
        boolean scaled = before != null && before.least() == gauge.least() && before.most() == gauge.most();
        if (!scaled) {
            dial.setMaxValue(gauge.most());
            dial.setMinValue(gauge.least());
            colours();
        }
        dial.setValue(gauge.value());
    }

    private void colours() {
        if (hand.getStroke() instanceof Color ink
                && band.getStroke() instanceof Color between
                && arc.getStroke() instanceof Color around) {
            Color clear = ink.deriveColor(0, 1, 1, 0);
            dial.setBackgroundColor(clear);
            dial.setForegroundBaseColor(ink);
            dial.setNeedleColor(ink);
            dial.setKnobColor(ink);
            dial.setBarColor(around);
            dial.setBarBackgroundColor(around);
            dial.setTickLabelColor(ink);
            Gauge gauge = shown;
            if (gauge != null) {
                dial.setSections(List.of(
                        new Section(gauge.least(), gauge.low(), around),
                        new Section(gauge.low(), gauge.high(), between),
                        new Section(gauge.high(), gauge.most(), around)));
            }
        }
    }
}
