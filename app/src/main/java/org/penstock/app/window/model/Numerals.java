package org.penstock.app.window.model;

/** Writes measured values the way an operator reads them: fixed decimals, a real minus, no digit that jitters. */
public final class Numerals {
    /** Shown where there is no value. */
    public static final String NONE = "—";

    private static final char MINUS = '−';
    static final char POINT = '.';
    static final char GAP = '\u2009';
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Numerals() {}

    /**
     * A value with exactly {@code decimals} digits after the point, from 10 000 on with thin gaps between thousands.
     *
     * @param decimals 0..6
     * @return {@link #NONE} for NaN
     */
    public static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        int places = Math.clamp(decimals, 0, POWERS.length - 1);
        long scale = POWERS[places];
        if (Math.abs(value) >= 1e12) {
            return Double.toString(value).replace('-', MINUS);
        }
        long scaled = Math.round(Math.abs(value) * scale);
        StringBuilder text = new StringBuilder(20);
        if (value < 0 && scaled != 0) {
            text.append(MINUS);
        }
        grouped(text, scaled / scale);
        if (places > 0) {
            text.append(POINT);
            String rest = Long.toString(scaled % scale);
            text.repeat('0', places - rest.length()).append(rest);
        }
        return text.toString();
    }

    /** A value without needless digits: {@code 1}, {@code 0.5}. */
    public static String plain(double value) {
        String text = fixed(value, 3);
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** As {@link #fixed}, with its sign also when it is positive: a difference. */
    public static String signed(double value, int decimals) {
        return value > 0 ? '+' + fixed(value, decimals) : fixed(value, decimals);
    }

    private static void grouped(StringBuilder text, long whole) {
        String digits = Long.toString(whole);
        if (digits.length() < 5) {
            text.append(digits);
            return;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(GAP);
            }
            text.append(digits.charAt(i));
        }
    }
}
