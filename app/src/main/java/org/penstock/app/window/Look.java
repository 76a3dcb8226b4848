package org.penstock.app.window;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.TextSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Theme and text size of the window and those beside it, remembered in the person's settings. Lives on the JavaFX thread. */
final class Look {
    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    private final List<Scene> scenes = new ArrayList<>();
    private final Path file;
    private Consumer<TextSize> sized;
    private Settings settings;

    /** @param sized told of every text size */
    Look(Scene scene, Consumer<TextSize> sized, Path file) {
        this.scenes.add(scene);
        this.sized = sized;
        this.file = file;
        this.settings = Settings.read(file);
        Typeface.load();
        apply();
    }

    void nextTheme() {
        choose(new Settings(settings.theme().next(), settings.textSize(), settings.lockMinutes()));
    }

    void nextTextSize() {
        choose(new Settings(settings.theme(), settings.textSize().next(), settings.lockMinutes()));
    }

    /** After how many minutes without key or pointer the screen is locked. */
    int lockMinutes() {
        return settings.lockMinutes();
    }

    /** The screen is locked after so many minutes without key or pointer. */
    void lockAfter(int minutes) {
        choose(new Settings(settings.theme(), settings.textSize(), Math.clamp(minutes, 1, Settings.MOST_LOCK)));
    }

    /** Shows {@code next} and remembers it. */
    private void choose(Settings next) {
        settings = next;
        apply();
        Thread keep = new Thread(() -> next.write(file), "penstock-window-settings");
        keep.setDaemon(true);
        keep.start();
    }

    /** Another window looks like this one from now on. */
    void add(Scene scene) {
        scenes.add(scene);
        apply(scene);
    }

    /** A window is gone. */
    void remove(Scene scene) {
        scenes.remove(scene);
    }

    /** Also {@code more} is told of the text size, now and whenever it changes. */
    void sized(Consumer<TextSize> more) {
        sized = sized.andThen(more);
        more.accept(settings.textSize());
    }

    private void apply() {
        scenes.forEach(this::apply);
        sized.accept(settings.textSize());
        LOG.debug("The window looks {}, text {}", settings.theme(), settings.textSize());
    }

    private void apply(Scene scene) {
        scene.setUserAgentStylesheet(settings.theme().controls());
        scene.getStylesheets().setAll(sheets(settings.theme()));
        Parent root = scene.getRoot();
        for (TextSize size : TextSize.values()) {
            root.getStyleClass().remove(size.styleClass());
        }
        root.getStyleClass().add(settings.textSize().styleClass());
    }

    private static List<String> sheets(Theme theme) {
        return List.of(sheet(theme.palette()), sheet("window.css"));
    }

    private static String sheet(String name) {
        @Nullable URL sheet = Look.class.getResource(name);
        return Objects.requireNonNull(sheet, name).toExternalForm();
    }
}
