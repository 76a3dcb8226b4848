package org.penstock.core.facility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values of {@code ${secret:name}}, in {@code secrets.json} of the data directory, readable by its owner only. Values
 * are never logged, shown or exported. The file is read anew for each question, so that a secret set by another command
 * is seen at the next connection. Callable from any thread.
 */
public final class Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");
    private static final int LONGEST = 8192;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    /** @param data the data directory; it exists */
    public Secrets(Path data) {
        this.path = data.resolve("secrets.json");
    }

    /**
     * Gives a secret its value, replacing an earlier one.
     *
     * @throws IllegalArgumentException when the name or the value cannot be one
     */
    public synchronized void set(String name, String value) throws IOException {
        demand(name, value);
        SortedMap<String, String> values = read();
        values.put(name, value);
        DurableFile.write(path, JSON.writeValueAsString(values));
    }

    /** Whether a secret can be that. @throws IllegalArgumentException when the name or the value cannot be one */
    public static void demand(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot name a secret: use small letters, digits, hyphens, dots and underscores");
        }
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("the value of a secret has 1 to " + LONGEST + " characters");
        }
    }

    /** Forgets a secret. @return whether it had a value */
    public synchronized boolean remove(String name) throws IOException {
        SortedMap<String, String> values = read();
        boolean known = values.remove(name) != null;
        if (known) {
            DurableFile.write(path, JSON.writeValueAsString(values));
        }
        return known;
    }

    /** The value of a secret; empty when it was never set. */
    public synchronized Optional<String> get(String name) throws IOException {
        return Optional.ofNullable(read().get(name));
    }

    /** The value of a secret. @throws IllegalStateException in words when it has none or cannot be read */
    public String require(String name) {
        try {
            return get(name)
                    .orElseThrow(() -> new IllegalStateException(
                            "the secret " + name + " has no value; set it with `penstock secret set " + name + "`"));
        } catch (IOException e) {
            throw new IllegalStateException("the secret " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The names of all secrets that have a value. */
    public synchronized SortedSet<String> names() throws IOException {
        return new TreeSet<>(read().keySet());
    }

    private SortedMap<String, String> read() throws IOException {
        if (!Files.exists(path)) {
            return new TreeMap<>();
        }
        closeToOthers();
        try {
            return JSON.readValue(Files.readString(path), new TypeReference<TreeMap<String, String>>() {});
        } catch (JacksonException e) {
            // The exception quotes the text it stumbled over, and that text is secret: it goes nowhere.
            throw new IOException(path + " is damaged; delete it and set the secrets again with `penstock secret set`");
        }
    }

    private void closeToOthers() throws IOException {
        if (!DurableFile.posix(path)) {
            return;
        }
        Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
        if (!DurableFile.OWNER_ONLY.containsAll(now)) {
            Files.setPosixFilePermissions(path, DurableFile.OWNER_ONLY);
            LOG.warn(
                    "{} could be read by others; it is closed now. Set its secrets anew if others may have read them.",
                    path);
        }
    }

    @Override
    public String toString() {
        return "Secrets[" + path + "]";
    }
}
