package org.penstock.app.window.model;

/** How large the words are; everything else follows, because every size in the style sheet is in letter heights. */
public enum TextSize {
    NORMAL("text-100", 13),
    LARGE("text-125", 16.25),
    LARGEST("text-150", 19.5);

    private final String styleClass;
    private final double pixels;

    TextSize(String styleClass, double pixels) {
        this.styleClass = styleClass;
        this.pixels = pixels;
    }

    /** Style class of the scene's root. */
    public String styleClass() {
        return styleClass;
    }

    /** Height of the body text, px; the style sheet says the same. */
    public double pixels() {
        return pixels;
    }

    /** The next one, after the largest the smallest. */
    public TextSize next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
