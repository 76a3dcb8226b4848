package org.penstock.app.print;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The letters that pictures on paper are written with: those of the page around them. */
final class Letters {
    static final Font OPEN_SANS = read("/eu/hansolo/toolboxfx/font/OpenSans-Regular.ttf");

    private Letters() {}

    private static Font read(String resource) {
        try (InputStream in = Letters.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the letters " + resource + " are missing from this program");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the letters " + resource + " are damaged", e);
        }
    }
}
