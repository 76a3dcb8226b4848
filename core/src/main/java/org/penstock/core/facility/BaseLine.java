package org.penstock.core.facility;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code base: <hash>} on top of an exported facility file: which configuration it was when it was taken out. It
 * is not part of what is applied, so that a file that is put back unchanged changes nothing. Found by reading the file, not
 * by its look: a file may begin with a byte order mark, {@code ---} or a bracket.
 */
public final class BaseLine {
    private static final Pattern IN_BRACKETS = Pattern.compile("base *:[^,}]*,? *");

    private BaseLine() {}

    /** The files without the line. */
    public static List<Configuration.File> without(List<Configuration.File> files) {
        String text = files.getFirst().text();
        // Most files have none, and a large one is not read in a moment.
        if (!text.contains(FacilityFile.BASE)) {
            return files;
        }
        Node root = TextEdit.root(files.getFirst());
        if (!root.words().contains(FacilityFile.BASE)) {
            return files;
        }
        int at = TextEdit.offset(text, root.wordNode(FacilityFile.BASE));
        if (TextEdit.inBrackets(text, root)) {
            Matcher word = IN_BRACKETS.matcher(text).region(at, text.length());
            return word.lookingAt()
                    ? TextEdit.withMain(files, text.substring(0, at) + text.substring(word.end()))
                    : files;
        }
        return TextEdit.withMain(
                files, text.substring(0, TextEdit.lineStart(text, at)) + text.substring(TextEdit.lineEnd(text, at)));
    }

    /** The files as they are exported from the configuration with this hash. */
    public static List<Configuration.File> with(List<Configuration.File> files, String hash) {
        List<Configuration.File> plain = without(files);
        String text = plain.getFirst().text();
        Node root = TextEdit.root(plain.getFirst());
        String base = FacilityFile.BASE + ": " + hash;
        if (TextEdit.inBrackets(text, root)) {
            return TextEdit.withMain(files, TextEdit.inserted(text, TextEdit.offset(text, root) + 1, base + ", "));
        }
        Node frame = root.wordNode(FacilityFile.FRAME);
        int at = TextEdit.offset(text, frame);
        int below = TextEdit.lineEnd(text, at);
        boolean whole = root.words().contains(FacilityFile.FRAME)
                && root.get(FacilityFile.FRAME).line() == frame.line()
                && TextEdit.BREAK
                        .matcher(text)
                        .region(at, below)
                        .results()
                        .findAny()
                        .isPresent();
        String indent = " ".repeat(Math.max(0, root.column() - 1));
        String line = indent + base + TextEdit.lineBreak(text);
        return TextEdit.withMain(
                files,
                TextEdit.inserted(text, whole ? below : TextEdit.lineStart(text, TextEdit.offset(text, root)), line));
    }
}
