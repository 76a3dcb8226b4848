package org.penstock.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** Dark for the dim room, light for the office. */
public enum Theme {
    DARK("theme-dark.css"),
    LIGHT("theme-light.css");

    private final String palette;

    Theme(String palette) {
        this.palette = palette;
    }

    /** Style sheet of the controls. */
    String controls() {
        return switch (this) {
            case DARK -> new PrimerDark().getUserAgentStylesheet();
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
        };
    }

    /** File name of the colours, beside this class's resources. */
    String palette() {
        return palette;
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
