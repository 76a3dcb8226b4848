package org.penstock.core.facility;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the configuration in force in {@code configuration.json} of the data directory: {@code
 * {"hash":"…","configuration":{…}}}. After a power cut it is the old or the new one. Not for two threads at once; the
 * process lock keeps a second process away.
 */
public final class ConfigurationStore {
    private static final Pattern STORED =
            Pattern.compile("\\{\"hash\":\"([0-9a-f]{64})\",\"configuration\":(.*)}\\s*", Pattern.DOTALL);

    private final Path path;
    private final FacilityFile file;

    /**
     * @param data the data directory; it exists
     * @param file compiles what is read
     */
    public ConfigurationStore(Path data, FacilityFile file) {
        this.path = data.resolve("configuration.json");
        this.file = file;
    }

    /** The stored configuration cannot be used; the message says why and what to do. Nothing was changed. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damaged(String message, Throwable cause) {
            super(message, cause);
        }

        Damaged(String message) {
            super(message);
        }
    }

    /** Where it is stored. */
    public Path path() {
        return path;
    }

    /** Stores {@code configuration}; when this returns, the disk has it. */
    public void save(Configuration configuration) throws IOException {
        DurableFile.write(
                path, "{\"hash\":\"" + configuration.hash() + "\",\"configuration\":" + configuration.json() + "}\n");
    }

    /**
     * The stored configuration; empty when none was ever stored.
     *
     * @throws Damaged when the file is not what was stored, or this program does not accept it
     * @throws IOException when it cannot be read
     */
    public Optional<Configuration> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String text;
        try {
            text = Files.readString(path);
        } catch (MalformedInputException e) {
            throw damaged("it is not text", e);
        }
        Matcher stored = STORED.matcher(text);
        if (!stored.matches()) {
            throw damaged("it is cut or was edited by hand", null);
        }
        String json = stored.group(2);
        if (!ConfigurationText.sha256(json).equals(stored.group(1))) {
            throw damaged("its content does not match its hash", null);
        }
        try {
            return Optional.of(file.reread(json));
        } catch (IllegalArgumentException e) {
            throw new Damaged(path + ": " + e.getMessage(), e);
        }
    }

    private Damaged damaged(String why, @Nullable Throwable cause) {
        String message = path + " is damaged: " + why
                + ". The journal and the database hold every applied configuration; put the file back from a backup. "
                + "Do not apply the facility file into an empty directory: streams would get other numbers.";
        return cause == null ? new Damaged(message) : new Damaged(message, cause);
    }
}
