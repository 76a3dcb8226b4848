package org.penstock.app.window.view.overview;

import org.penstock.app.window.view.trend.ShowsStream;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.overview.Figure;

/** Under the pointer on a tile is the stream that a drag carries. */
class ShowsStreamTest {
    @Test
    void aDragTakesTheValueItBeginsOnAndNothingOfWhatIsComputed() throws Exception {
        CompletableFuture<String> found = new CompletableFuture<>();
        Runnable look = () -> {
            FigureLine air = new FigureLine(false);
            air.show(figure("Air", "air-temp-1"));
            FigureView vpd = new FigureView(false);
            vpd.show(figure("VPD", ""));
            HeroFigure level = new HeroFigure();
            level.show(figure("Level", "tank-level"));
            VBox face = new VBox(20, air, vpd, level);
            new Scene(new VBox(new VBox(face)), 300, 300);
            face.getScene().getRoot().applyCss();
            face.getScene().getRoot().layout();
            Bounds beside = air.localToScene(air.getLayoutBounds());
            found.complete(String.join(
                    "|",
                    at(face, air),
                    at(face, vpd),
                    at(face, level),
                    ShowsStream.at(face, beside.getCenterX(), beside.getMaxY() + 10)));
        };
        try {
            Platform.startup(look);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException _) {
            Platform.runLater(look);
        }
        assertEquals("air-temp-1||tank-level|", found.get(20, TimeUnit.SECONDS));
    }

    private static String at(Node face, Node part) {
        Bounds b = part.localToScene(part.getLayoutBounds());
        return ShowsStream.at(face, b.getCenterX(), b.getCenterY());
    }

    private static Figure figure(String label, String stream) {
        return new Figure(label, "", "21.4", "°C", ValueLine.State.GOOD, null, null, stream);
    }
}
