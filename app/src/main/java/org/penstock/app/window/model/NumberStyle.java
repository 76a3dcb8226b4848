package org.penstock.app.window.model;

/** How a person writes numbers: what stands before the fraction, and what between thousands. */
public enum NumberStyle {
    /** 12 345.6 */
    POINT('.', '\u2009', "numbers.point"),
    /** 12,345.6 */
    POINT_COMMA('.', ',', "numbers.point-comma"),
    /** 12 345,6 */
    COMMA(',', '\u2009', "numbers.comma"),
    /** 12.345,6 */
    COMMA_POINT(',', '.', "numbers.comma-point");

    private final char point;
    private final char gap;
    private final String wordKey;

    NumberStyle(char point, char gap, String wordKey) {
        this.point = point;
        this.gap = gap;
        this.wordKey = wordKey;
    }

    /** Stands before the fraction. */
    public char point() {
        return point;
    }

    /** Bundle key of its name. */
    public String wordKey() {
        return wordKey;
    }

    /** What {@link Numerals} wrote, in this style. */
    String of(String written) {
        if (this == POINT) {
            return written;
        }
        StringBuilder text = new StringBuilder(written);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == Numerals.POINT) {
                text.setCharAt(i, point);
            } else if (c == Numerals.GAP) {
                text.setCharAt(i, gap);
            }
        }
        return text.toString();
    }
}
