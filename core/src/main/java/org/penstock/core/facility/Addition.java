package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;

/**
 * A facility file and one more: what a part says is put beside what is there, as a file that the main file includes. What
 * was written stays as it was written.
 */
public final class Addition {
    private Addition() {}

    /**
     * The files with {@code part} among them.
     *
     * @param files the main file first
     * @param part a YAML file with some words of a facility file; one whose name is taken gets another
     */
    public static List<Configuration.File> of(List<Configuration.File> files, Configuration.File part) {
        Configuration.File named = new Configuration.File(freeName(files, part.name()), part.text());
        List<Configuration.File> all =
                new ArrayList<>(TextEdit.withMain(files, including(files.getFirst(), named.name())));
        all.add(named);
        return List.copyOf(all);
    }

    private static String freeName(List<Configuration.File> files, String wanted) {
        String stem = wanted.replaceFirst("\\.ya?ml$", "");
        String name = stem + ".yaml";
        for (int i = 2; taken(files, name); i++) {
            name = stem + "-" + i + ".yaml";
        }
        return name;
    }

    private static boolean taken(List<Configuration.File> files, String name) {
        return files.stream().anyMatch(f -> f.name().equals(name));
    }

    private static String including(Configuration.File main, String name) {
        String text = main.text();
        Node root = TextEdit.root(main);
        Node include = root.get(Includes.WORD);
        int at = TextEdit.offset(text, include);
        return switch (include.kind()) {
            case MISSING ->
                TextEdit.inBrackets(text, root)
                        ? TextEdit.inserted(text, TextEdit.offset(text, root) + 1, Includes.WORD + ": [" + name + "], ")
                        : below(text, root.wordNode(FacilityFile.FRAME), Includes.WORD + ": [" + name + "]");
            case SEQUENCE -> sequence(text, include, at, name);
            case SCALAR -> {
                int end = at + written(text, at, include.text());
                yield text.substring(0, at) + "[" + text.substring(at, end) + ", " + name + "]" + text.substring(end);
            }
            case MAPPING -> text; // the check will say what is wrong with it
        };
    }

    private static String below(String text, Node word, String line) {
        int at = TextEdit.lineEnd(text, TextEdit.offset(text, word));
        String lineBreak = TextEdit.lineBreak(text);
        boolean open = at > 0 && "\r\n".indexOf(text.charAt(at - 1)) < 0;
        return TextEdit.inserted(text, at, (open ? lineBreak : "") + line + lineBreak);
    }

    private static String sequence(String text, Node include, int at, String name) {
        if (TextEdit.startsWith(text, include, '[')) {
            return TextEdit.inserted(text, at + 1, include.items().isEmpty() ? name : name + ", ");
        }
        int line = TextEdit.lineStart(text, at);
        String indent = text.substring(line, at);
        return TextEdit.inserted(text, line, indent + "- " + name + TextEdit.lineBreak(text));
    }

    /** How many characters a scalar takes in the text. */
    private static int written(String text, int at, String value) {
        char first = text.charAt(at);
        return first == '"' || first == '\'' ? text.indexOf(first, at + 1) + 1 - at : value.length();
    }
}
