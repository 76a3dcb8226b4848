package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code base: <hash>} on top of an exported facility file: which configuration it was when it was taken out. It
 * is not part of what is applied, so that a file that is put back unchanged changes nothing. Found by reading the file, not
 * by its look: a file may begin with a byte order mark, {@code ---} or a bracket.
 */
public final class BaseLine {
    private static final Pattern BREAK = Pattern.compile("\\r\\n|\\n|\\r");
    private static final Pattern IN_BRACKETS = Pattern.compile("base *:[^,}]*,? *");

    private BaseLine() {}

    /** The files without the line. */
    public static List<Configuration.File> without(List<Configuration.File> files) {
        String text = files.getFirst().text();
        // Most files have none, and a large one is not read in a moment.
        if (!text.contains(FacilityFile.BASE)) {
            return files;
        }
        Node root = root(files.getFirst());
        if (!root.words().contains(FacilityFile.BASE)) {
            return files;
        }
        int at = offset(text, root.wordNode(FacilityFile.BASE));
        if (inBrackets(text, root)) {
            Matcher word = IN_BRACKETS.matcher(text).region(at, text.length());
            return word.lookingAt() ? withMain(files, text.substring(0, at) + text.substring(word.end())) : files;
        }
        return withMain(files, text.substring(0, lineStart(text, at)) + text.substring(lineEnd(text, at)));
    }

    /** The files as they are exported from the configuration with this hash. */
    public static List<Configuration.File> with(List<Configuration.File> files, String hash) {
        List<Configuration.File> plain = without(files);
        String text = plain.getFirst().text();
        Node root = root(plain.getFirst());
        String base = FacilityFile.BASE + ": " + hash;
        if (inBrackets(text, root)) {
            return withMain(files, inserted(text, offset(text, root) + 1, base + ", "));
        }
        Node frame = root.wordNode(FacilityFile.FRAME);
        int at = offset(text, frame);
        int below = lineEnd(text, at);
        boolean whole = root.words().contains(FacilityFile.FRAME)
                && root.get(FacilityFile.FRAME).line() == frame.line()
                && BREAK.matcher(text).region(at, below).results().findAny().isPresent();
        String indent = " ".repeat(Math.max(0, root.column() - 1));
        String line = indent + base + (text.contains("\r\n") ? "\r\n" : "\n");
        return withMain(files, inserted(text, whole ? below : lineStart(text, offset(text, root)), line));
    }

    private static Node root(Configuration.File main) {
        return FacilityText.parse(main.name(), main.text(), new Problems());
    }

    private static boolean inBrackets(String text, Node root) {
        int at = offset(text, root);
        return at < text.length() && text.charAt(at) == '{';
    }

    /** Where a node begins in the text; its columns count whole characters, and no byte order mark. */
    private static int offset(String text, Node node) {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        Matcher end = BREAK.matcher(text);
        for (int line = 1; line < node.line() && end.find(); line++) {
            start = end.end();
        }
        int most = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.min(node.column() - 1, most));
    }

    private static int lineStart(String text, int at) {
        int start = at;
        while (start > 0 && "\r\n\uFEFF".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /** Behind the break that ends the line. */
    private static int lineEnd(String text, int at) {
        Matcher end = BREAK.matcher(text);
        return end.find(at) ? end.end() : text.length();
    }

    private static String inserted(String text, int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }

    private static List<Configuration.File> withMain(List<Configuration.File> files, String text) {
        List<Configuration.File> all = new ArrayList<>(files);
        all.set(0, new Configuration.File(files.getFirst().name(), text));
        return List.copyOf(all);
    }
}
