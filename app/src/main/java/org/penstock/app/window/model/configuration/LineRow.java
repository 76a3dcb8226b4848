package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.TextDiff;
import org.penstock.core.facility.TextDiff.What;

/**
 * One line of a facility file, alone or compared with another version.
 *
 * @param at its place in what is shown
 * @param before number in the older version, "" when it is not in it
 * @param after number in the newer one, "" when it is not in it
 */
public record LineRow(int at, Look look, String before, String after, String text) implements Keyed {
    /** Lines shown around a change. */
    static final int AROUND = 3;

    /** How it looks; the sign says the same as the colour. */
    public enum Look {
        SAME(" ", "line-same"),
        ADDED("+", "line-added"),
        REMOVED("−", "line-removed"),
        /** The name of a file, or how many lines are left out. */
        REMARK("", "line-remark");

        private final String sign;
        private final String styleClass;

        Look(String sign, String styleClass) {
            this.sign = sign;
            this.styleClass = styleClass;
        }

        public String sign() {
            return sign;
        }

        public String styleClass() {
            return styleClass;
        }
    }

    @Override
    public String key() {
        return Integer.toString(at);
    }

    /** Whether it is in one version only. */
    public boolean changed() {
        return look == Look.ADDED || look == Look.REMOVED;
    }

    /** The files of one version. */
    public static List<LineRow> of(List<Configuration.File> files, Words words) {
        List<LineRow> rows = new ArrayList<>();
        for (Configuration.File file : files) {
            remark(rows, words.of("config.file", file.name()));
            int[] no = {0};
            file.text()
                    .lines()
                    .forEach(
                            line -> rows.add(new LineRow(rows.size(), Look.SAME, "", Integer.toString(++no[0]), line)));
        }
        return List.copyOf(rows);
    }

    /**
     * Two versions compared.
     *
     * @param whole also the lines that are the same; if not, only some around each change
     */
    public static List<LineRow> of(List<TextDiff.Line> lines, boolean whole, Words words) {
        Set<Integer> shown = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).what() != What.SAME) {
                for (int near = i - AROUND; near <= i + AROUND; near++) {
                    shown.add(near);
                }
            }
        }
        List<LineRow> rows = new ArrayList<>();
        String file = "";
        boolean named = false;
        int left = 0;
        for (int i = 0; i < lines.size(); i++) {
            TextDiff.Line line = lines.get(i);
            if (!line.file().equals(file)) {
                if (named && left > 0) {
                    remark(rows, words.of("config.lines-same", Integer.toString(left)));
                }
                file = line.file();
                named = false;
                left = 0;
            }
            if (!whole && !shown.contains(i)) {
                left++;
                continue;
            }
            if (!named) {
                remark(rows, words.of("config.file", file));
                named = true;
            }
            if (left > 0) {
                remark(rows, words.of("config.lines-same", Integer.toString(left)));
                left = 0;
            }
            rows.add(new LineRow(
                    rows.size(), look(line.what()), number(line.before()), number(line.after()), line.text()));
        }
        if (named && left > 0) {
            remark(rows, words.of("config.lines-same", Integer.toString(left)));
        }
        return List.copyOf(rows);
    }

    /** Where each change begins, to go from one to the next. */
    public static List<Integer> changes(List<LineRow> rows) {
        List<Integer> begins = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).changed() && (i == 0 || !rows.get(i - 1).changed())) {
                begins.add(i);
            }
        }
        return List.copyOf(begins);
    }

    private static void remark(List<LineRow> rows, String text) {
        rows.add(new LineRow(rows.size(), Look.REMARK, "", "", text));
    }

    private static Look look(What what) {
        return switch (what) {
            case SAME -> Look.SAME;
            case ADDED -> Look.ADDED;
            case REMOVED -> Look.REMOVED;
        };
    }

    private static String number(int line) {
        return line == 0 ? "" : Integer.toString(line);
    }
}
