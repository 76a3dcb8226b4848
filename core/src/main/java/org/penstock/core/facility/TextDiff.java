package org.penstock.core.facility;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** In which lines two facility files differ, file by file. The line {@code base:} does not count. */
public final class TextDiff {
    private TextDiff() {}

    /** What became of a line. */
    public enum What {
        SAME,
        ADDED,
        REMOVED
    }

    /**
     * One line.
     *
     * @param file name of the file; the main file has the name it has in the newer one
     * @param before 1-based line in the older file, 0 when it is not in it
     * @param after 1-based line in the newer file, 0 when it is not in it
     */
    public record Line(String file, What what, int before, int after, String text) {}

    /** Every line of both, in the order of the newer one; what is gone stands where it was. */
    public static List<Line> between(List<Configuration.File> before, List<Configuration.File> after) {
        String main = after.getFirst().name();
        Map<String, String> old = byName(before, main);
        Map<String, String> now = byName(after, main);
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        List<Line> lines = new ArrayList<>();
        names.forEach(name -> compare(name, old.getOrDefault(name, ""), now.getOrDefault(name, ""), lines));
        return List.copyOf(lines);
    }

    private static Map<String, String> byName(List<Configuration.File> files, String main) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (Configuration.File file : BaseLine.without(files)) {
            byName.put(byName.isEmpty() ? main : file.name(), file.text());
        }
        return byName;
    }

    private static void compare(String file, String before, String after, List<Line> lines) {
        RawText a = new RawText(before.getBytes(StandardCharsets.UTF_8));
        RawText b = new RawText(after.getBytes(StandardCharsets.UTF_8));
        int at = 0;
        int to = 0;
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b)) {
            for (; at < edit.getBeginA(); at++, to++) {
                lines.add(new Line(file, What.SAME, at + 1, to + 1, line(a, at)));
            }
            for (; at < edit.getEndA(); at++) {
                lines.add(new Line(file, What.REMOVED, at + 1, 0, line(a, at)));
            }
            for (; to < edit.getEndB(); to++) {
                lines.add(new Line(file, What.ADDED, 0, to + 1, line(b, to)));
            }
        }
        for (; at < a.size(); at++, to++) {
            lines.add(new Line(file, What.SAME, at + 1, to + 1, line(a, at)));
        }
    }

    private static String line(RawText text, int at) {
        return text.getString(at).stripTrailing();
    }
}
