package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code base: <hash>} on top of an exported facility file: which configuration it was when it was taken out. It
 * is not part of what is applied, so that a file that is put back unchanged changes nothing.
 */
public final class BaseLine {
    private static final Pattern LINE = Pattern.compile("(?m)^base:[^\\n]*\\n?");
    private static final Pattern FIRST = Pattern.compile("(?m)^penstock:[^\\n]*(\\n|\\z)");

    private BaseLine() {}

    /** The files without the line. */
    public static List<Configuration.File> without(List<Configuration.File> files) {
        return withMain(files, LINE.matcher(files.getFirst().text()).replaceFirst(""));
    }

    /** The files as they are exported from the configuration with this hash. */
    public static List<Configuration.File> with(List<Configuration.File> files, String hash) {
        String text = LINE.matcher(files.getFirst().text()).replaceFirst("");
        Matcher first = FIRST.matcher(text);
        String line = "base: " + hash + "\n";
        if (!first.find()) {
            return withMain(files, line + text);
        }
        String top = first.group().endsWith("\n") ? first.group() : first.group() + "\n";
        return withMain(files, text.substring(0, first.start()) + top + line + text.substring(first.end()));
    }

    private static List<Configuration.File> withMain(List<Configuration.File> files, String text) {
        List<Configuration.File> all = new ArrayList<>(files);
        all.set(0, new Configuration.File(files.getFirst().name(), text));
        return List.copyOf(all);
    }
}
