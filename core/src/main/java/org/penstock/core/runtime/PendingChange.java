package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.penstock.core.facility.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A change that was applied while nothing ran: {@code configuration.next.json} in the data directory, until a start takes it. */
final class PendingChange {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;

    PendingChange(Path data) {
        this.path = data.resolve("configuration.next.json");
    }

    /**
     * What waits.
     *
     * @param actor who applied it
     * @param reason what was written with it
     * @param json the configuration
     */
    record Change(String actor, String reason, String json) {}

    /** Leaves a change; when this returns, the disk has it. A later one takes its place. */
    void write(Change change) throws IOException {
        DurableFile.write(path, JSON.writeValueAsString(change));
    }

    /** What waits; empty when nothing does. @throws IllegalArgumentException when the file is damaged */
    Optional<Change> read() {
        try {
            return Files.exists(path)
                    ? Optional.of(JSON.readValue(Files.readString(path), Change.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    path + " is damaged: " + e.getOriginalMessage() + ". Delete it and apply the facility file again.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It was taken. */
    void forget() throws IOException {
        Files.deleteIfExists(path);
    }
}
