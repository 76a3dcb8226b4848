package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.view.Page;
import org.penstock.core.runtime.FacilitySnapshot;

/** One page alone in a stage, as the window would show it. Use on the JavaFX thread. */
final class PageStage implements AutoCloseable {
    final Page page;
    final Stage stage = new Stage();

    PageStage(Page page, Theme theme, TextSize size, int width, int height) {
        this.page = page;
        StackPane root = new StackPane(page.node());
        root.getStyleClass().addAll("root", size.styleClass());
        Scene scene = new Scene(root, width, height);
        Typeface.load();
        scene.setUserAgentStylesheet(theme.controls());
        scene.getStylesheets().setAll(sheet(theme.palette()), sheet("window.css"));
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        page.focus();
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Look.class.getResource(name), name).toExternalForm();
    }

    /** A snapshot looked at as soon as it came. */
    static Beat beat(FacilitySnapshot snapshot) {
        return beat(snapshot, 0.1);
    }

    /** @param silent since when nothing came, s */
    static Beat beat(FacilitySnapshot snapshot, double silent) {
        return new Beat(
                snapshot,
                new Moment(snapshot.at(), silent, true),
                "marta",
                Sight.WORDS,
                new Times(Sight.WORDS, snapshot.site().zone()));
    }

    void tell(Beat beat) {
        page.write(beat).run();
        settle();
    }

    void settle() {
        for (int i = 0; i < 4; i++) {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        }
    }

    /** Takes a picture and says what is wrong with it. */
    List<String> picture(String name) {
        settle();
        Sight.picture(stage.getScene(), name);
        return ScreenLint.faults(name, stage.getScene());
    }

    /** Every text in sight. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(stage.getScene().getRoot(), texts);
        return texts;
    }

    private static void collect(Node node, List<String> texts) {
        if (!node.isVisible()) {
            return;
        }
        @Nullable String text = node instanceof Labeled labeled ? labeled.getText() : null;
        if (text != null && !text.isEmpty()) {
            texts.add(text);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
        }
    }

    @Override
    public void close() {
        page.close();
        stage.close();
    }
}
