package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes the text of a facility file at one place and leaves everything else, comments and layout, as it was written. */
final class TextEdit {
    static final Pattern BREAK = Pattern.compile("\\r\\n|\\n|\\r");

    private TextEdit() {}

    /** The main file as a tree. */
    static Node root(Configuration.File main) {
        return FacilityText.parse(main.name(), main.text(), new Problems());
    }

    /** Whether the file is one mapping in brackets. */
    static boolean inBrackets(String text, Node root) {
        return startsWith(text, root, '{');
    }

    /** Whether a node begins with that character. */
    static boolean startsWith(String text, Node node, char first) {
        int at = offset(text, node);
        return at < text.length() && text.charAt(at) == first;
    }

    /** Where a node begins in the text; its columns count whole characters, and no byte order mark. */
    static int offset(String text, Node node) {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        for (int line = 1; line < node.line() && start < text.length(); line++) {
            start = nextLine(text, start);
        }
        int most = text.codePointCount(start, text.length());
        return text.offsetByCodePoints(start, Math.min(node.column() - 1, most));
    }

    /** Where the next line begins; stays in a last line without a break. Every element of a file asks for its place. */
    private static int nextLine(String text, int start) {
        int end = text.indexOf('\n', start);
        int lone = text.indexOf('\r', start, end < 0 ? text.length() : end);
        if (lone >= 0 && lone + 1 != end) {
            return lone + 1;
        }
        return end < 0 ? start : end + 1;
    }

    static int lineStart(String text, int at) {
        int start = at;
        while (start > 0 && "\r\n\uFEFF".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /** Behind the break that ends the line. */
    static int lineEnd(String text, int at) {
        Matcher end = BREAK.matcher(text);
        return end.find(at) ? end.end() : text.length();
    }

    static String inserted(String text, int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }

    /** The break that the file uses. */
    static String lineBreak(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The files with another text of the main one. */
    static List<Configuration.File> withMain(List<Configuration.File> files, String text) {
        List<Configuration.File> all = new ArrayList<>(files);
        all.set(0, new Configuration.File(files.getFirst().name(), text));
        return List.copyOf(all);
    }
}
