package org.penstock.core.facility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Folder.Look;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a facility file: the frame around the sections of the rooms. Callable from any thread.
 *
 * <p>{@link #read} compiles what a person wrote, giving numbers and ids to what is new. {@link #reread} compiles what
 * was stored, giving nothing new: the same JSON gives the same configuration, in the engine, in a replay and in the
 * projector.
 */
public final class FacilityFile {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    static final String FRAME = "penstock";
    static final String VERSION = "1";
    /** Hash of the configuration a file was exported from. */
    static final String BASE = "base";

    private static final int MOST_KEPT = 4;

    private final List<FileSection<?>> sections;
    private final Supplier<UUID> newId;
    private volatile List<Configuration> last = List.of();

    /**
     * @param sections in order of the rooms, lower rooms first: places, devices, equipment, links, control, alerts
     * @param newId makes ids for rows (UUIDv7)
     */
    public FacilityFile(List<FileSection<?>> sections, Supplier<UUID> newId) {
        this.sections = List.copyOf(sections);
        this.newId = newId;
    }

    /** What became of a file. */
    public sealed interface Reading {
        /** It can be used; warnings are for a person to look at. */
        record Accepted(Configuration configuration, List<Problem> warnings) implements Reading {
            public Accepted {
                warnings = List.copyOf(warnings);
            }
        }

        /** It cannot be used; at least one of the problems is an error. */
        record Refused(List<Problem> problems) implements Reading {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * A facility file and what it includes, as they lie on disk.
     *
     * @param files the main file first
     * @param problems what kept a file from being read; empty when every file is there and is YAML
     */
    public record Gathered(List<Configuration.File> files, List<Problem> problems) {
        public Gathered {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }
    }

    /** Fetches a file and what it includes, to hand them over as texts. @throws IOException if the file cannot be read */
    public static Gathered gather(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Problems problems = new Problems();
        return switch (DiskFolder.text(file)) {
            case Look.Text t -> {
                Includes.Whole whole = Includes.read(new Configuration.File(name, t.text()), folderOf(file), problems);
                yield new Gathered(whole.files(), whole.complete() ? List.of() : problems.all());
            }
            case Look.Unreadable u -> new Gathered(List.of(), refused(name, u.line(), u.what(), u.remedy()));
            case Look.Absent a -> new Gathered(List.of(), refused(name, 1, a.what(), a.remedy()));
        };
    }

    private static Folder folderOf(Path file) throws IOException {
        return new DiskFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /**
     * Reads a file and what it includes from disk.
     *
     * @param previous the configuration in force, whose numbers and ids stay; null before the first
     * @param secretKnown whether a secret has a value; {@code name -> true} where that is not asked
     * @throws IOException if the file cannot be opened or read
     */
    public Reading read(Path file, @Nullable Configuration previous, Predicate<String> secretKnown) throws IOException {
        String name = String.valueOf(file.getFileName());
        return switch (DiskFolder.text(file)) {
            case Look.Text t -> read(new Configuration.File(name, t.text()), folderOf(file), previous, secretKnown);
            case Look.Unreadable u -> new Reading.Refused(refused(name, u.line(), u.what(), u.remedy()));
            case Look.Absent a -> new Reading.Refused(refused(name, 1, a.what(), a.remedy()));
        };
    }

    /**
     * Reads files that were handed over together; {@code include} finds only these.
     *
     * @param files the main file first; at least one
     */
    public Reading read(
            List<Configuration.File> files, @Nullable Configuration previous, Predicate<String> secretKnown) {
        return read(files.getFirst(), Folder.of(files), previous, secretKnown);
    }

    /** Reads a text that includes nothing; {@code name} is for reports. See {@link #read(Path, Configuration, Predicate)}. */
    public Reading read(String name, String text, @Nullable Configuration previous, Predicate<String> secretKnown) {
        return read(List.of(new Configuration.File(name, text)), previous, secretKnown);
    }

    private Reading read(
            Configuration.File main, Folder folder, @Nullable Configuration previous, Predicate<String> secretKnown) {
        Problems problems = new Problems();
        Includes.Whole whole = Includes.read(main, folder, problems);
        if (!whole.complete()) {
            return new Reading.Refused(problems.all());
        }
        Identities known = previous == null ? Identities.NONE : previous.identities();
        Draft draft = new Draft(
                problems,
                Register.after(known, newId),
                previous,
                ids -> ConfigurationText.sha256(new ConfigurationText(whole.files(), ids).toJson()));
        checkFrame(whole.file(), problems);
        Placeholders.check(whole.file(), secretKnown, problems);
        compile(whole.file(), draft, problems);
        if (!problems.none()) {
            return new Reading.Refused(problems.all());
        }
        ConfigurationText text = new ConfigurationText(whole.files(), draft.identities());
        return new Reading.Accepted(new Configuration(text, text.toJson(), draft.parts()), problems.all());
    }

    /**
     * Compiles a stored configuration; reads no file. The last few are kept, because engine, projector and screens ask for
     * the same, and a projector that lags must not take from the engine what was compiled for it.
     *
     * @throws IllegalArgumentException when {@code json} is damaged, or this program no longer accepts it
     */
    public Configuration reread(String json) {
        for (Configuration held : last) {
            if (held.json().equals(json)) {
                return held;
            }
        }
        ConfigurationText text = ConfigurationText.parse(json);
        Problems problems = new Problems();
        Node file = Includes.read(text.files().getFirst(), Folder.of(text.files()), problems)
                .file();
        Draft draft = new Draft(problems, Register.of(text.identities()), null, ids -> ConfigurationText.sha256(json));
        try {
            compile(file, draft, problems);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("the stored configuration is damaged: " + e.getMessage(), e);
        }
        if (!problems.none()) {
            throw new IllegalArgumentException(
                    "this program does not accept the stored configuration; use the program version that applied it, "
                            + "or apply a mended facility file:\n"
                            + problems.all().stream()
                                    .filter(p -> p.weight() == Weight.ERROR)
                                    .map(Problem::toString)
                                    .collect(Collectors.joining("\n")));
        }
        Configuration read = new Configuration(text, json, draft.parts());
        keep(read);
        return read;
    }

    private synchronized void keep(Configuration read) {
        last = Stream.concat(Stream.of(read), last.stream()).limit(MOST_KEPT).toList();
    }

    /** Everything that can be written in a facility file. */
    public Shape.Group shape() {
        Shape.Group all = Shape.group("A facility as Penstock runs it.")
                .may(FRAME, Shape.choice("The form of the file: " + VERSION + ".", List.of(VERSION)))
                .may(
                        BASE,
                        Shape.text("Written by export: the configuration this file was taken out of.", HASH.pattern()))
                .may(
                        Includes.WORD,
                        Shape.list(
                                "Further files below this one, read as if they stood here.",
                                Shape.text("A YAML file below this one; * stands for any part of a name.")));
        for (FileSection<?> section : sections) {
            for (Map.Entry<String, Shape> word : section.shape().words().entrySet()) {
                all = all.may(word.getKey(), word.getValue());
            }
        }
        return all;
    }

    /**
     * What can be written in a facility file, as JSON Schema 2020-12 for editors. It is made of what the readers declare:
     * what it refuses, they refuse. They refuse more: what is never written, fits no unit or names nothing.
     */
    public String schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Penstock facility file");
        schema.setAll(shape().toSchema(false));
        // `penstock: 1` is a number in YAML.
        ((ObjectNode) schema.path("properties").path(FRAME))
                .putArray("enum")
                .add(1)
                .add(VERSION);
        return schema.toPrettyString();
    }

    /** What is said of a file that was exported from a configuration nobody has. */
    public static Problem unknownBase(List<Configuration.File> files) {
        Node base = Includes.read(files.getFirst(), Folder.of(files), new Problems())
                .file()
                .wordNode(BASE);
        return new Problem(
                Weight.ERROR,
                base.file(),
                base.line(),
                base.column(),
                "this file was exported from a configuration that this facility never had, or that its record cannot"
                        + " show now",
                "check that it belongs to this facility; then delete the line `base:` to compare it with what is in"
                        + " force");
    }

    private void compile(Node file, Draft draft, Problems problems) {
        for (FileSection<?> section : sections) {
            compile(section, file, draft, problems);
        }
        draft.checkRenames();
        for (String stream : draft.keys("stream")) {
            if (!draft.isUsed("stream", stream)) {
                draft.declared("stream", stream)
                        .ifPresent(at -> problems.warn(
                                at,
                                "no rule, interlock or alert reads the stream `" + stream + "`",
                                "nobody is told when it goes silent: give it at least a `type: missing_data` alert"));
            }
        }
    }

    private static <T> void compile(FileSection<T> section, Node file, Draft draft, Problems problems) {
        draft.put(section.type(), section.read(file, draft, problems));
    }

    private void checkFrame(Node file, Problems problems) {
        Node version = file.get(FRAME);
        if (version.isMissing()) {
            problems.add(file, "this is not a facility file: `penstock: 1` is missing", "write `penstock: 1` on top");
        } else if (!version.text().equals(VERSION)) {
            problems.add(
                    version,
                    "`penstock: " + version.text() + "` is a form of facility file this program does not know",
                    "write `penstock: 1`, or use the program version the file was written for");
        }
        Node base = file.get(BASE);
        if (!base.isMissing() && !HASH.matcher(base.text()).matches()) {
            problems.add(
                    base,
                    "`base` is not the hash of a configuration",
                    "leave it as `penstock facility export` wrote it, or delete the line");
        }
        Set<String> known = new LinkedHashSet<>(Set.of(FRAME, BASE, Includes.WORD));
        sections.forEach(s -> known.addAll(s.words()));
        for (String word : file.words()) {
            if (!known.contains(word)) {
                String near = Nearest.to(word, known);
                problems.add(
                        file.wordNode(word),
                        "unknown word `" + word + "`",
                        near.isEmpty()
                                ? "known here: " + known.stream().sorted().collect(Collectors.joining(", "))
                                : "did you mean `" + near + "`?");
            }
        }
    }

    private static List<Problem> refused(String name, int line, String what, String remedy) {
        return List.of(new Problem(Weight.ERROR, name, line, 1, what, remedy));
    }
}
