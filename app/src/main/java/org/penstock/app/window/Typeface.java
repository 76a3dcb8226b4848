package org.penstock.app.window;

import java.io.IOException;
import java.io.InputStream;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The letters of the window: Open Sans, which has digits of one width and comes with the libraries on the class path, so
 * that the window reads the same on every workstation. Where it is missing, the system's letters serve.
 */
final class Typeface {
    private static final Logger LOG = LoggerFactory.getLogger(Typeface.class);
    private static final String FOLDER = "/eu/hansolo/toolboxfx/font/";
    private static final String[] FILES = {"OpenSans-Regular.ttf", "OpenSans-Semibold.ttf", "OpenSans-Bold.ttf"};

    private Typeface() {}

    /** Makes the letters known to JavaFX. Cheap when they are known already. */
    static void load() {
        if (Font.getFamilies().contains("Open Sans")) {
            return;
        }
        for (String file : FILES) {
            try (InputStream in = Typeface.class.getResourceAsStream(FOLDER + file)) {
                @Nullable Font font = in == null ? null : Font.loadFont(in, 13);
                if (font == null) {
                    LOG.warn("The letters {} cannot be loaded; the system's letters are used", file);
                }
            } catch (IOException e) {
                LOG.warn("The letters {} cannot be read; the system's letters are used: {}", file, e.getMessage());
            }
        }
    }
}
