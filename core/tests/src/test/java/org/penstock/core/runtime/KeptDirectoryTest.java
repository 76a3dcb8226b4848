package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.FileSeal;
import org.penstock.core.identity.Directory;

/** Somebody makes himself an owner in the file that a start without the database believes. */
class KeptDirectoryTest {
    @TempDir
    Path data;

    @Test
    void aForgedFileMakesNobodyKnownAndIsToldOf() throws Exception {
        UUID anna = new UUID(2, 1);
        Directory directory = new Directory(
                new UUID(1, 1),
                7,
                Map.of(
                        anna,
                        new Directory.Person(
                                anna,
                                "anna",
                                "Anna Lee",
                                Directory.State.ACTIVE,
                                Optional.empty(),
                                Set.of("password"),
                                Instant.parse("2026-03-01T06:00:00Z"))),
                List.of(),
                List.of(),
                Map.of());
        new KeptDirectory(data, new FileSeal(data)).write(directory);
        KeptDirectory kept = new KeptDirectory(data, new FileSeal(data));
        assertEquals(Optional.of(directory), kept.read());
        assertNull(kept.doubt());

        Path file = data.resolve("persons.json");
        Files.writeString(file, Files.readString(file).replace("Anna Lee", "Eve Lowe"));
        assertEquals(Optional.empty(), kept.read());
        String told = Objects.requireNonNull(kept.doubt());
        assertTrue(told.startsWith("persons.json was changed by somebody"), told);
        assertTrue(told.contains("nobody is known here"), told);
    }
}
