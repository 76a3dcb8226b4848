package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.FileSeal;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DurableFile;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.identity.Provenance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change that was applied while nothing ran: {@code configuration.next.json} in the data directory, until a start takes
 * it. A start marks it before it tries it. One that is found marked ended the start that tried it: it is set aside as
 * {@code configuration.refused.json} and never tried again by itself. One whose seal is broken was written by somebody else
 * and is never tried.
 */
final class PendingChange {
    /** Where a change lies that was tried in vain. */
    static final String REFUSED = "configuration.refused.json";

    private static final Logger LOG = LoggerFactory.getLogger(PendingChange.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final FileSeal seal;

    PendingChange(Path data, FileSeal seal) {
        this.seal = seal;
        this.path = data.resolve("configuration.next.json");
    }

    /**
     * What waits.
     *
     * @param actor who applied it
     * @param by where he was signed in, as the record keeps it
     * @param reason what was written with it
     * @param json the configuration
     * @param tried when a start tried it, null before
     */
    record Change(
            String actor,
            Map<String, String> by,
            String reason,
            String json,
            @Nullable Instant tried) {}

    /** Leaves a change; when this returns, the disk has it. A later one takes its place. */
    void write(Provenance by, String reason, Configuration next) throws IOException {
        write(new Change(by.actor(), by.data(), reason, next.json(), null));
    }

    private void write(Change change) throws IOException {
        DurableFile.write(path, seal.seal(name(), JSON.writeValueAsString(change)));
    }

    private String name() {
        return path.getFileName().toString();
    }

    /** What waits; empty when nothing does. @throws IllegalArgumentException when the file is damaged or forged */
    Optional<Change> read() {
        try {
            return Files.exists(path)
                    ? Optional.of(JSON.readValue(seal.open(name(), Files.readString(path)), Change.class))
                    : Optional.empty();
        } catch (FileSeal.Broken e) {
            throw new IllegalArgumentException(
                    e.getMessage() + ". It is not tried. Look who can write to the data directory, delete the file and"
                            + " apply the facility file again.",
                    e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    path + " is damaged: " + e.getOriginalMessage() + ". Delete it and apply the facility file again.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration that the next start tries; one that nobody can use does not keep a better one away. */
    Optional<Configuration> next(FacilityFile file) {
        try {
            return read().filter(c -> c.tried() == null).map(c -> file.reread(c.json()));
        } catch (IllegalArgumentException e) {
            LOG.warn("The change that was left for the next start cannot be used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Marks that {@code change} is tried, or with null that it is not; when this returns, the disk has the mark. */
    void mark(Change change, @Nullable Instant tried) throws IOException {
        write(new Change(change.actor(), change.by(), change.reason(), change.json(), tried));
    }

    /** It is not tried again; it stays there to be looked at. */
    void setAside() throws IOException {
        DurableFile.write(path.resolveSibling(REFUSED), Files.readString(path));
        forget();
    }

    /** It was taken. */
    void forget() throws IOException {
        Files.deleteIfExists(path);
    }
}
