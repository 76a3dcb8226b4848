package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.penstock.core.facility.Folder.Look;

/**
 * Makes one tree of the facility file and the files it includes. Lists of one word are put one behind the other, in the
 * order in which the files are named; any other word stands in one file only. Every piece keeps the file and line it was
 * written at.
 */
final class Includes {
    /** Most files of one facility. */
    static final int MOST_FILES = 200;

    /** Most characters of all files together. */
    static final int MOST_CHARACTERS = 4 << 20;

    /** The word that names further files. */
    static final String WORD = "include";

    private static final int DEEPEST = 8;
    private static final Pattern FILE = Pattern.compile(".*\\.ya?ml");

    private final Folder folder;
    private final Problems problems;
    private final List<Configuration.File> files = new ArrayList<>();
    private final List<Node> parsed = new ArrayList<>();
    private long characters;
    private boolean complete = true;

    private Includes(Folder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * All files as one.
     *
     * @param file what they say together
     * @param files the main file first, the others in the order in which they were included
     * @param complete whether every file was found and is YAML; if not, what refers to the rest cannot be judged
     */
    record Whole(Node file, List<Configuration.File> files, boolean complete) {}

    /** Reads {@code main} and what it includes from {@code folder}; reports what is missing or written twice. */
    static Whole read(Configuration.File main, Folder folder, Problems problems) {
        Includes includes = new Includes(folder, problems);
        includes.add(main, List.of());
        return new Whole(includes.merged(), List.copyOf(includes.files), includes.complete);
    }

    private void add(Configuration.File file, List<String> above) {
        files.add(file);
        characters += file.text().length();
        int before = problems.all().size();
        Node node = FacilityText.parse(file.name(), file.text(), problems);
        parsed.add(node);
        if (node.words().isEmpty() && problems.all().size() > before) {
            complete = false;
        } else if (!above.isEmpty() && node.kind() != Node.Kind.MAPPING) {
            problems.add(
                    node,
                    "an included file begins with a word of the facility file",
                    "write the word above the list: `devices:`, `rules:` …");
        }
        List<String> chain = new ArrayList<>(above);
        chain.add(file.name());
        Node written = node.get(WORD);
        switch (written.kind()) {
            case SEQUENCE -> written.items().forEach(item -> include(item, chain));
            case SCALAR -> include(written, chain);
            case MAPPING -> problems.add(written, "`include` must be a list", "write `include: [devices/*.yaml]`");
            case MISSING -> {}
        }
    }

    private void include(Node pattern, List<String> chain) {
        String written = pattern.text();
        String fault = fault(pattern);
        if (!fault.isEmpty()) {
            problems.add(
                    pattern,
                    "`include: " + written + "` " + fault,
                    "name YAML files below this file: `devices/*.yaml` or `rules.yaml`");
            complete = false;
            return;
        }
        String from = chain.getLast();
        String base = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
        boolean many = isPattern(written);
        List<String> names = many ? matching(base, written) : List.of(under(base, written));
        if (names.isEmpty()) {
            problems.add(
                    pattern,
                    "`include: " + written + "` matches no file",
                    "is the folder written right? Take the line out until there is a file");
        }
        for (String name : names) {
            if (chain.contains(name)) {
                // A pattern may well match the file it stands in; a name that does is a mistake.
                if (!many) {
                    problems.add(
                            pattern,
                            "the file includes itself: "
                                    + String.join(" → ", chain.subList(chain.indexOf(name), chain.size())) + " → "
                                    + name,
                            "take this line out");
                }
            } else if (files.stream().noneMatch(f -> f.name().equals(name))) {
                open(name, pattern, chain);
            }
        }
    }

    private void open(String name, Node pattern, List<String> chain) {
        if (chain.size() > DEEPEST || files.size() >= MOST_FILES) {
            problems.add(
                    pattern,
                    files.size() >= MOST_FILES
                            ? "the facility has more than " + MOST_FILES + " files"
                            : "files include each other more than " + DEEPEST + " levels deep",
                    "put more into one file");
            complete = false;
            return;
        }
        switch (folder.look(name)) {
            case Look.Text t
            when characters + t.text().length() > MOST_CHARACTERS -> {
                problems.add(
                        pattern,
                        "with `" + name + "` the files have more than " + MOST_CHARACTERS + " characters together",
                        "keep data out of the facility file; it only describes the facility");
                complete = false;
            }
            case Look.Text t -> add(new Configuration.File(name, t.text()), chain);
            case Look.Absent a -> {
                problems.add(pattern, a.what(), a.remedy());
                complete = false;
            }
            case Look.Unreadable u -> {
                problems.add(name, u.line(), 1, u.what(), u.remedy());
                complete = false;
            }
        }
    }

    private static String fault(Node pattern) {
        String written = pattern.text();
        if (pattern.kind() != Node.Kind.SCALAR) {
            return "names no file";
        }
        if (written.startsWith("/") || written.contains("\\") || written.contains(":")) {
            return "is no name relative to this file";
        }
        for (String part : written.split("/", -1)) {
            if (part.equals("..")) {
                return "leaves the folder of this file";
            }
            if (part.isEmpty() || part.equals(".")) {
                return "is no name relative to this file";
            }
            if (part.contains("**")) {
                return "reaches into every folder at once";
            }
        }
        return FILE.matcher(written).matches() ? "" : "names no YAML file";
    }

    private static boolean isPattern(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0;
    }

    private static String under(String base, String name) {
        return base.isEmpty() ? name : base + "/" + name;
    }

    /** Every file that fits, in order of its letters, part by part; hidden files fit no pattern. */
    private List<String> matching(String base, String pattern) {
        List<String> found = List.of(base);
        for (String part : pattern.split("/", -1)) {
            Pattern fits = Pattern.compile(
                    Pattern.quote(part).replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
            List<String> next = new ArrayList<>();
            for (String above : found) {
                folder.names(above).stream()
                        .filter(n -> !n.startsWith(".") && fits.matcher(n).matches())
                        .forEach(n -> next.add(under(above, n)));
            }
            found = next;
        }
        return found;
    }

    private Node merged() {
        Node main = parsed.getFirst();
        if (parsed.size() == 1) {
            return main;
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        Map<String, Node> keys = new LinkedHashMap<>();
        for (Node file : parsed) {
            for (String word : file.words()) {
                Node now = file.get(word);
                Node first = fields.get(word);
                if (first == null || first.isMissing()) {
                    fields.put(word, now);
                    keys.put(word, file.wordNode(word));
                } else if (first.kind() == Node.Kind.SEQUENCE && now.kind() == Node.Kind.SEQUENCE) {
                    List<Node> items = new ArrayList<>(first.items());
                    items.addAll(now.items());
                    fields.put(word, Node.sequence(first.file(), first.line(), first.column(), items));
                } else if (!isOfEachFile(word, now) && !now.isMissing()) {
                    problems.add(
                            file.wordNode(word),
                            "`" + word + "` is written twice, first in "
                                    + keys.getOrDefault(word, first).seenFrom(now),
                            "keep one of the two; only lists of several files are put together");
                }
            }
        }
        return Node.mapping(main.file(), main.line(), main.column(), fields, keys);
    }

    /** Each file may say which form it has, and what it includes. */
    private static boolean isOfEachFile(String word, Node now) {
        return word.equals(WORD)
                || (word.equals(FacilityFile.FRAME) && now.text().equals(FacilityFile.VERSION));
    }
}
