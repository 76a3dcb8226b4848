package org.penstock.core.facility;

import java.util.Collection;
import java.util.Locale;

/** Finds the right word for a misspelt one. */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /**
     * The candidate that was most likely meant, or "" when none is near enough: one that begins with the word, else the one
     * with the smallest edit distance. Two letters swapped count as one edit, the most common slip,
     * capital letters as none.
     */
    public static String to(String word, Collection<String> candidates) {
        String best = "";
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String c : candidates) {
            int d = word.length() >= 3 && c.startsWith(word)
                    ? 1
                    : distance(word.toLowerCase(Locale.ROOT), c.toLowerCase(Locale.ROOT), bestDistance);
            if (d < bestDistance) {
                best = c;
                bestDistance = d;
            }
        }
        return best;
    }

    private static int distance(String a, String b, int least) {
        if (Math.abs(a.length() - b.length()) >= least || a.length() > LONGEST) {
            return least;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
