package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;

/**
 * How much room words take in the letters of the window, in letter heights. The drawing is laid out before anything is on a
 * screen, so it is estimated, a little too wide rather than too narrow.
 */
final class Letters {
    private static final String THIN = "iljI.,:;'|!· ";
    private static final String NARROW = "ftr()[]-/°1";
    private static final String BROAD = "mwMWQ%@—µ";

    private Letters() {}

    /** Width of one line. */
    static double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (THIN.indexOf(c) >= 0) {
                width += 0.3;
            } else if (NARROW.indexOf(c) >= 0) {
                width += 0.42;
            } else if (BROAD.indexOf(c) >= 0) {
                width += 0.95;
            } else {
                width += Character.isUpperCase(c) ? 0.7 : 0.6;
            }
        }
        return width;
    }

    /** As few lines as fit into {@code most} letter heights, words unbroken, about as long as one another. */
    static List<String> lines(String text, double most) {
        List<String> fewest = broken(text, most);
        List<String> even = fewest;
        for (double narrower = most - 0.5; narrower > 0; narrower -= 0.5) {
            List<String> next = broken(text, narrower);
            if (next.size() > fewest.size()) {
                break;
            }
            even = next;
        }
        return even;
    }

    private static List<String> broken(String text, double most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && width(line + " " + word) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
