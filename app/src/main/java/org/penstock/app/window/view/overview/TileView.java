package org.penstock.app.window.view.overview;

import org.penstock.app.window.view.trend.ShowsStream;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.overview.Tile;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.StreamDrag;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Going;

/** A place on the overview; pressing it opens the place. */
public final class TileView extends Button {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private final Glyph glyph = new Glyph();
    private final Label name = Texts.whole("tile-name");
    private final Label path = Texts.flexible("tile-path");
    private final Label state = Texts.whole("tile-state");
    private final FaceHolder face = new FaceHolder();
    private final TileOutputView output = new TileOutputView();
    private final Label rest = Texts.whole("tile-more");
    private @Nullable Tile shown;

    public TileView(Going going) {
        getStyleClass().add("tile");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMinWidth(0);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        HBox head = new HBox(glyph, name, path, state);
        head.getStyleClass().add("tile-head");
        HBox.setHgrow(path, Priority.ALWAYS);
        VBox body = new VBox(head, face);
        body.getStyleClass().add("tile-body");
        HBox foot = new HBox(output, rest);
        foot.getStyleClass().add("tile-foot");
        VBox room = new VBox();
        VBox.setVgrow(room, Priority.ALWAYS);
        body.getChildren().addAll(room, foot);
        setGraphic(body);
        body.prefWidthProperty().bind(widthProperty().subtract(2));
        body.prefHeightProperty().bind(heightProperty().subtract(2));
        body.setMouseTransparent(true);
        StreamDrag.from(this, event -> ShowsStream.at(face, event.getSceneX(), event.getSceneY()));
        setOnAction(_ -> open(going, false));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.MIDDLE) {
                open(going, true);
            }
        });
    }

    private void open(Going going, boolean beside) {
        if (shown != null) {
            PageAddress address = new PageAddress(Kind.PLACE, shown.place());
            if (beside) {
                going.goBeside(address);
            } else {
                going.go(address);
            }
        }
    }

    /** Shows a place instead of whatever was shown. */
    public void show(Tile tile) {
        if (tile.equals(shown)) {
            return;
        }
        shown = tile;
        SeverityStyle worst = tile.worst();
        if (worst != null) {
            glyph.show(worst.styleClass(), worst.number());
        }
        Texts.present(glyph, worst != null);
        name.setText(tile.name());
        path.setText(tile.path());
        state.setText(tile.state());
        setAccessibleText(tile.spoken());
        pseudoClassStateChanged(ABNORMAL, !tile.state().isEmpty());
        face.show(tile.face());
        output.show(tile.output());
        rest.setText(tile.rest());
        Texts.present(rest, !tile.rest().isEmpty());
    }
}
