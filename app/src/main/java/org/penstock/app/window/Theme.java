package org.penstock.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** Dark for the dim room, light for the office, night where eyes must stay used to the dark. */
public enum Theme {
    DARK("theme-dark.css"),
    LIGHT("theme-light.css"),
    NIGHT("theme-night.css");

    private final String palette;

    Theme(String palette) {
        this.palette = palette;
    }

    /** Style sheet of the controls. */
    String controls() {
        return switch (this) {
            case DARK, NIGHT -> new PrimerDark().getUserAgentStylesheet();
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
        };
    }

    /** File name of the colours, beside this class's resources. */
    String palette() {
        return palette;
    }

    /** The one after it; after the last the first. */
    Theme next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
