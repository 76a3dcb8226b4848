package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path data;

    @Test
    void aValueIsKeptForItsOwnerOnly() throws IOException {
        new Secrets(data).set("broker", "hunter2");
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.json"))));
        Secrets later = new Secrets(data);
        assertEquals("hunter2", later.require("broker"));
        assertEquals(Set.of("broker"), later.names());
        assertFalse(later.toString().contains("hunter2"));
    }

    @Test
    void anotherCommandsValueIsSeenAtOnce() throws IOException {
        Secrets running = new Secrets(data);
        assertEquals(Optional.empty(), running.get("broker"));
        new Secrets(data).set("broker", "a");
        assertEquals("a", running.require("broker"));
        new Secrets(data).set("broker", "b");
        assertEquals("b", running.require("broker"));
        assertTrue(running.remove("broker"));
        assertFalse(running.remove("broker"));
    }

    @Test
    void aMissingOneNamesTheCommandThatSetsIt() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> new Secrets(data).require("broker"));
        assertTrue(e.toString().contains("penstock secret set broker"), e::toString);
    }

    @Test
    void aFileOpenToOthersIsClosed() throws IOException {
        Secrets secrets = new Secrets(data);
        secrets.set("broker", "a");
        Path file = data.resolve("secrets.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("a", secrets.require("broker"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aDamagedFileIsToldWithoutItsContent() throws IOException {
        Files.writeString(data.resolve("secrets.json"), "{\"broker\": hunter2");
        IOException e = assertThrows(IOException.class, () -> new Secrets(data).get("broker"));
        assertTrue(e.toString().contains("is damaged"));
        for (Throwable t = e; t != null; t = t.getCause()) {
            assertFalse(String.valueOf(t.getMessage()).contains("hunter2"));
        }
    }

    @Test
    void namesAndValuesHaveLimits() {
        Secrets secrets = new Secrets(data);
        assertThrows(IllegalArgumentException.class, () -> secrets.set("Broker Password", "x"));
        assertThrows(IllegalArgumentException.class, () -> secrets.set("../x", "x"));
        assertThrows(IllegalArgumentException.class, () -> secrets.set("broker", ""));
    }
}
