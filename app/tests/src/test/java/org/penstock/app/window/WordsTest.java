package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word is in the bundle, every shape and colour in the style sheets; the sources hold neither. */
class WordsTest {
    private static final Path SOURCES = Path.of("../src/main/java/org/penstock/app/window");
    private static final Path RESOURCES = Path.of("../src/main/resources/org/penstock/app/window");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY_USED = Pattern.compile("words\\.(?:of|orElse)\\(\\s*\"([^\"]+)\"");
    private static final Pattern CLASS_IN_CSS = Pattern.compile("[.:]([a-z][a-z0-9-]*)");

    /** Literals of views that are neither words nor style classes: parts of keys, an untranslatable sign. */
    private static final Set<String> NOT_WORDS = Set.of("", "0", "1", "?", ".key", " is no list");

    @Test
    void aViewHoldsNoWordsOfItsOwn() throws IOException {
        Properties bundle = bundle();
        Set<String> styles = styles();
        Set<String> strange = new TreeSet<>();
        for (Path view : java(SOURCES.resolve("view"))) {
            Matcher literals = LITERAL.matcher(code(view));
            while (literals.find()) {
                String literal = literals.group(1);
                boolean known = bundle.containsKey(literal) || styles.contains(literal) || NOT_WORDS.contains(literal);
                if (!known) {
                    strange.add(view.getFileName() + ": \"" + literal + '"');
                }
            }
        }
        assertEquals(Set.of(), strange);
    }

    @Test
    void everyKeyThatIsUsedHasASentence() throws IOException {
        Properties bundle = bundle();
        Set<String> missing = new TreeSet<>();
        for (Path source : java(SOURCES)) {
            Matcher keys = KEY_USED.matcher(code(source));
            while (keys.find()) {
                String key = keys.group(1);
                boolean part = key.endsWith(".")
                        && bundle.stringPropertyNames().stream().anyMatch(k -> k.startsWith(key));
                if (!bundle.containsKey(key) && !part) {
                    missing.add(source.getFileName() + ": " + key);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everySentenceIsUsed() throws IOException {
        String sources = Stream.of(java(SOURCES).toArray(Path[]::new))
                .map(WordsTest::code)
                .collect(Collectors.joining());
        Set<String> composed = Set.of(
                "profile.",
                "tile.metric.",
                "settings.metric.",
                "command.",
                "phase.",
                "quality.",
                "kind.",
                "run.",
                "alert.",
                "keys.",
                "lots.state.",
                "lots.closed.",
                "lots.reason.",
                "lots.kind.",
                "lots.item-kind.",
                "lots.movement.",
                "recipes.kind.",
                "recipes.state.",
                "recipes.event.",
                "destruction.method.",
                "destruction.role.",
                "handover.topic.",
                "retention.because.",
                "retention.kind.",
                "retention.scope.",
                "config.kind.",
                "config.one.",
                "config.word.",
                "config.choice.");
        Set<String> idle = bundle().stringPropertyNames().stream()
                .filter(key -> !sources.contains('"' + key + '"'))
                .filter(key -> composed.stream().noneMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), idle);
    }

    @Test
    void aColourIsNamedOnlyInTheThemes() throws IOException {
        Pattern colour = Pattern.compile(
                "#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|Color\\.[A-Z]|Color\\.(?:web|rgb|color)|setStyle\\(|setFill\\(");
        Set<String> strange = new TreeSet<>();
        for (Path source : java(SOURCES)) {
            if (colour.matcher(code(source)).find()) {
                strange.add(source.getFileName().toString());
            }
        }
        Matcher inShapes = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(")
                .matcher(Files.readString(RESOURCES.resolve("window.css")));
        if (inShapes.find()) {
            strange.add("window.css: " + inShapes.group());
        }
        assertEquals(Set.of(), strange);
    }

    private static String code(Path source) {
        try {
            return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> java(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static Set<String> styles() throws IOException {
        Set<String> styles = new TreeSet<>();
        Matcher classes = CLASS_IN_CSS.matcher(Files.readString(RESOURCES.resolve("window.css")));
        while (classes.find()) {
            styles.add(classes.group(1));
        }
        return styles;
    }

    private static Properties bundle() throws IOException {
        Properties bundle = new Properties();
        try (Reader reader =
                Files.newBufferedReader(RESOURCES.resolve("messages.properties"), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }
}
