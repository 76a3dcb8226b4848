package org.penstock.app.window.view.synoptic;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.model.synoptic.NodeLine;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** One piece of the drawing. Lays out its parts by the measures of its {@link Face}, in letter heights. */
abstract class PieceView extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass LOOSE = PseudoClass.getPseudoClass("loose");

    /** Size of the mark that says which of several values is the wrong one; it stands on the wall beside it. */
    private static final double ROW_ALERT = 0.95;

    final Face face;
    final List<Label> title = new ArrayList<>();
    final List<ValueRow> rows = new ArrayList<>();
    private final List<Glyph> rowAlerts = new ArrayList<>();
    final List<OutputLine> outputs = new ArrayList<>();
    final Label more = Texts.whole("drawn-more");
    final Glyph alert = new Glyph();
    private final Region frame = new Region();
    private double letter = 13;

    PieceView(Face face, String moreText) {
        this.face = face;
        setViewOrder(-2);
        getStyleClass().addAll("piece", face.piece().symbol().styleClass());
        frame.getStyleClass().add("piece-frame");
        getChildren().add(frame);
        for (String line : face.title()) {
            Label label = Texts.whole("piece-title");
            label.setText(line);
            title.add(label);
        }
        face.names().forEach(name -> rows.add(new ValueRow(name)));
        rows.forEach(_ -> rowAlerts.add(rowAlert()));
        face.outputNames().forEach(name -> outputs.add(new OutputLine(name)));
        more.setText(moreText);
        more.setVisible(!moreText.isEmpty());
        alert.setVisible(false);
    }

    private static Glyph rowAlert() {
        Glyph glyph = new Glyph();
        glyph.getStyleClass().add("row-alert");
        glyph.setVisible(false);
        return glyph;
    }

    /** Puts what every piece has on top of {@code own}. */
    final void compose(List<? extends Region> own) {
        getChildren().addAll(own);
        getChildren().addAll(title);
        getChildren().addAll(rows);
        getChildren().addAll(outputs);
        getChildren().addAll(rowAlerts);
        getChildren().addAll(more, alert);
    }

    /** Shows what it is now. */
    void show(NodeLine line) {
        for (int i = 0; i < rows.size(); i++) {
            ValueLine.Value row = line.rows().get(i);
            rows.get(i).show(row);
            @Nullable SeverityStyle its = row.alert();
            rowAlerts.get(i).setVisible(its != null);
            if (its != null) {
                rowAlerts.get(i).show(its.styleClass(), "");
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).show(line.outputs().get(i));
        }
        @Nullable SeverityStyle worst = line.alert();
        alert.setVisible(worst != null);
        if (worst != null) {
            alert.show(worst.styleClass(), worst.number());
            alert.dim(!line.bright());
        }
    }

    /** Marks it as the one the keyboard is on. */
    void chosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    /** Marks it as one that can be moved. */
    void loose(boolean loose) {
        pseudoClassStateChanged(LOOSE, loose);
    }

    /** Height of a letter, px. */
    void letter(double pixels) {
        letter = pixels;
        rows.forEach(row -> row.columns(Face.NUMBER * pixels, face.units() * pixels));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double gap = 0.25 * letter;
        frame.resizeRelocate(-gap, -gap, getWidth() + 2 * gap, getHeight() + 2 * gap);
    }

    /** Puts a part somewhere, in letter heights. */
    final void put(Region part, double x, double y, double width, double height) {
        part.resizeRelocate(
                snapPositionX(x * letter),
                snapPositionY(y * letter),
                snapSizeX(width * letter),
                snapSizeY(height * letter));
    }

    /** Puts the lines one under the other. @return where they end */
    final double putLines(double x, double top, double width) {
        double y = top;
        for (int i = 0; i < rows.size(); i++) {
            put(rows.get(i), x, y, width, Face.ROW);
            put(rowAlerts.get(i), wide() - ROW_ALERT / 2, y + (Face.ROW - ROW_ALERT) / 2, ROW_ALERT, ROW_ALERT);
            y += Face.ROW;
        }
        for (OutputLine output : outputs) {
            put(output, x, y, width, Face.ROW);
            y += Face.ROW;
        }
        if (more.isVisible()) {
            put(more, x, y, width, Face.ROW);
            y += Face.ROW;
        }
        return y;
    }

    /** Width in letter heights. */
    final double wide() {
        return getWidth() / letter;
    }

    /** Height in letter heights. */
    final double high() {
        return getHeight() / letter;
    }
}
