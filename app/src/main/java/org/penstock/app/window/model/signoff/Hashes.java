package org.penstock.app.window.model.signoff;

import java.util.regex.Pattern;

/** Writes hashes so that two people can compare them aloud. */
public final class Hashes {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int GROUP = 8;

    private Hashes() {}

    /** Whether a text is a SHA-256. */
    public static boolean is(String text) {
        return HASH.matcher(text).matches();
    }

    /** In groups of eight, which also lets it break into lines. */
    public static String grouped(String hash) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < hash.length(); i += GROUP) {
            out.append(i == 0 ? "" : " ").append(hash, i, Math.min(hash.length(), i + GROUP));
        }
        return out.toString();
    }
}
