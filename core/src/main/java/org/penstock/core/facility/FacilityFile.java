package org.penstock.core.facility;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;

/**
 * Reads a facility file: the frame around the sections of the rooms. Callable from any thread.
 *
 * <p>{@link #read} compiles what a person wrote, giving numbers and ids to what is new. {@link #reread} compiles what
 * was stored, giving nothing new: the same JSON gives the same configuration, in the engine, in a replay and in the
 * projector.
 */
public final class FacilityFile {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern SECRET = Pattern.compile("secret:([a-z0-9][a-z0-9_.-]*)");
    private static final String FRAME = "penstock";
    private static final String VERSION = "1";

    private final List<FileSection<?>> sections;
    private final Supplier<UUID> newId;
    private final AtomicReference<@Nullable Configuration> last = new AtomicReference<>();

    /**
     * @param sections in order of the rooms, lower rooms first: places, devices, links, control, alerts
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
     * Reads a file from disk.
     *
     * @param previous the configuration in force, whose numbers and ids stay; null before the first
     * @param secretKnown whether a secret has a value; {@code name -> true} where that is not asked
     * @throws IOException if the file cannot be opened or read
     */
    public Reading read(Path file, @Nullable Configuration previous, Predicate<String> secretKnown) throws IOException {
        String name = String.valueOf(file.getFileName());
        // Four bytes a character at most: more can only be too long, and is not loaded to find that out.
        if (Files.size(file) > 4L * FacilityText.MOST_CHARACTERS) {
            return refused(name, 1, "the file is larger than 4 MB", "is this the facility file?");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(name, text, previous, secretKnown);
        } catch (CharacterCodingException e) {
            return refused(name, lineOfBadByte(bytes), "this line is not UTF-8 text", "save the file as UTF-8");
        }
    }

    /** Reads a text; {@code name} is for reports. See {@link #read(Path, Configuration, Predicate)}. */
    public Reading read(String name, String text, @Nullable Configuration previous, Predicate<String> secretKnown) {
        Problems problems = new Problems();
        Node file = FacilityText.parse(name, text, problems);
        if (!problems.none() && file.words().isEmpty()) {
            return new Reading.Refused(problems.all());
        }
        Identities known = previous == null ? Identities.NONE : previous.identities();
        Draft draft = new Draft(
                problems,
                Register.after(known, newId),
                previous,
                ids -> ConfigurationText.sha256(new ConfigurationText(name, text, ids).toJson()));
        checkFrame(file, problems);
        checkPlaceholders(file, secretKnown, problems);
        compile(file, draft, problems);
        if (!problems.none()) {
            return new Reading.Refused(problems.all());
        }
        ConfigurationText whole = new ConfigurationText(name, text, draft.identities());
        return new Reading.Accepted(new Configuration(whole, whole.toJson(), draft.parts()), problems.all());
    }

    /**
     * Compiles a stored configuration. The last one is kept, because engine, projector and screens ask for the same.
     *
     * @throws IllegalArgumentException when {@code json} is damaged, or this program no longer accepts it
     */
    public Configuration reread(String json) {
        Configuration held = last.get();
        if (held != null && held.json().equals(json)) {
            return held;
        }
        ConfigurationText whole = ConfigurationText.parse(json);
        Problems problems = new Problems();
        Node file = FacilityText.parse(whole.fileName(), whole.written(), problems);
        Draft draft = new Draft(problems, Register.of(whole.identities()), null, ids -> ConfigurationText.sha256(json));
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
        Configuration read = new Configuration(whole, json, draft.parts());
        last.set(read);
        return read;
    }

    private void compile(Node file, Draft draft, Problems problems) {
        for (FileSection<?> section : sections) {
            compile(section, file, draft, problems);
        }
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
        Set<String> known = new LinkedHashSet<>(Set.of(FRAME));
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

    private static void checkPlaceholders(Node node, Predicate<String> secretKnown, Problems problems) {
        node.words().forEach(word -> checkPlaceholders(node.get(word), secretKnown, problems));
        node.items().forEach(item -> checkPlaceholders(item, secretKnown, problems));
        Matcher placeholder = PLACEHOLDER.matcher(node.text());
        while (placeholder.find()) {
            Matcher secret = SECRET.matcher(placeholder.group(1));
            if (!secret.matches()) {
                problems.add(
                        node,
                        "`" + placeholder.group() + "` is not known here",
                        "write `${secret:some-name}`, with small letters, digits, hyphens and dots in the name");
            } else if (!secretKnown.test(secret.group(1))) {
                problems.add(
                        node,
                        "the secret `" + secret.group(1) + "` has no value",
                        "set it with `penstock secret set " + secret.group(1) + "`");
            }
        }
    }

    private static Reading refused(String name, int line, String what, String remedy) {
        return new Reading.Refused(List.of(new Problem(Weight.ERROR, name, line, 1, what, remedy)));
    }

    private static int lineOfBadByte(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
    }
}
