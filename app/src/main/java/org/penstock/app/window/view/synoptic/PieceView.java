package org.penstock.app.window.view.synoptic;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.model.synoptic.NodeLine;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** One piece of the drawing. Lays out its parts by the measures of its {@link Face}, in letter heights. */
abstract class PieceView extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass LOOSE = PseudoClass.getPseudoClass("loose");

    final Face face;
    final List<Label> title = new ArrayList<>();
    final List<ValueRow> rows = new ArrayList<>();
    final List<OutputLine> outputs = new ArrayList<>();
    final Label more = Texts.whole("drawn-more");
    final Glyph alert = new Glyph();
    private final Region frame = new Region();
    private double letter = 13;
    private String state = "";

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
        face.outputNames().forEach(name -> outputs.add(new OutputLine(name)));
        more.setText(moreText);
        more.setVisible(!moreText.isEmpty());
        alert.setVisible(false);
    }

    /** Puts what every piece has on top of {@code own}. */
    final void compose(List<? extends Region> own) {
        getChildren().addAll(own);
        getChildren().addAll(title);
        getChildren().addAll(rows);
        getChildren().addAll(outputs);
        getChildren().addAll(more, alert);
    }

    /** Shows what it is now. */
    void show(NodeLine line) {
        if (!state.equals(line.state().styleClass())) {
            getStyleClass().remove(state);
            state = line.state().styleClass();
            getStyleClass().add(state);
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(line.rows().get(i));
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
        for (ValueRow row : rows) {
            put(row, x, y, width, Face.ROW);
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
