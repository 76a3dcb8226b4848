package org.penstock.app.window;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.MainView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Theme and text size of one window, remembered in the person's settings. Lives on the JavaFX thread. */
final class Look {
    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    private final Scene scene;
    private final MainView view;
    private final Path file;
    private Settings settings;

    Look(Scene scene, MainView view, Path file) {
        this.scene = scene;
        this.view = view;
        this.file = file;
        this.settings = Settings.read(file);
        Typeface.load();
        apply();
    }

    void nextTheme() {
        choose(new Settings(settings.theme().next(), settings.textSize()));
    }

    void nextTextSize() {
        choose(new Settings(settings.theme(), settings.textSize().next()));
    }

    /** Shows {@code next} and remembers it. */
    private void choose(Settings next) {
        settings = next;
        apply();
        Thread keep = new Thread(() -> next.write(file), "penstock-window-settings");
        keep.setDaemon(true);
        keep.start();
    }

    private void apply() {
        scene.setUserAgentStylesheet(settings.theme().controls());
        scene.getStylesheets().setAll(sheets(settings.theme()));
        Parent root = scene.getRoot();
        for (TextSize size : TextSize.values()) {
            root.getStyleClass().remove(size.styleClass());
        }
        root.getStyleClass().add(settings.textSize().styleClass());
        view.textSize(settings.textSize());
        LOG.debug("The window looks {}, text {}", settings.theme(), settings.textSize());
    }

    private static List<String> sheets(Theme theme) {
        return List.of(sheet(theme.palette()), sheet("window.css"));
    }

    private static String sheet(String name) {
        @Nullable URL sheet = Look.class.getResource(name);
        return Objects.requireNonNull(sheet, name).toExternalForm();
    }
}
