package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.FileSeal;
import org.penstock.core.facility.DurableFile;
import org.penstock.core.identity.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who there was when it was last read, in {@code persons.json} of the data directory: so that a start without the
 * database neither takes the operator's rights nor gives a stranger any. Sealed, and not believed without its seal. Holds no
 * secret.
 */
final class KeptDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(KeptDirectory.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final FileSeal seal;
    private volatile @Nullable String doubt;

    KeptDirectory(Path data, FileSeal seal) {
        this.seal = seal;
        this.file = data.resolve("persons.json");
    }

    Optional<Directory> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(seal.open(name(), Files.readString(file)), Directory.class))
                    : Optional.empty();
        } catch (FileSeal.Broken e) {
            doubt = e.getMessage()
                    + ". Until the database answers nobody is known here, and nothing that takes a right is"
                    + " done. Look who can write to the data directory.";
            LOG.error("{}", doubt);
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read; until the database answers nobody is known: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private String name() {
        return file.getFileName().toString();
    }

    /** What speaks against the file that was read, in words; null when nothing does. */
    @Nullable
    String doubt() {
        return doubt;
    }

    void write(Directory directory) {
        try {
            DurableFile.write(file, seal.seal(name(), JSON.writeValueAsString(directory)));
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }
}
