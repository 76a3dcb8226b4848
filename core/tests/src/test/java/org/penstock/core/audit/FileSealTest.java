package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for a start without the database is believed only as this program wrote it. */
class FileSealTest {
    private static final String PERSONS = "persons.json";
    private static final String TEXT = "{\"anna\": \"owner\"}\n";

    @TempDir
    Path data;

    private String refused(String name, String content) {
        return String.valueOf(assertThrows(FileSeal.Broken.class, () -> new FileSeal(data).open(name, content))
                .getMessage());
    }

    @Test
    void isReadBackAsItWasWrittenAndInNoOtherWay() throws IOException {
        String sealed = new FileSeal(data).seal(PERSONS, TEXT);
        assertEquals(TEXT, new FileSeal(data).open(PERSONS, sealed), "after a start, too");
        assertTrue(refused(PERSONS, TEXT).contains("persons.json has no seal"), "written by somebody else");
        assertTrue(refused(PERSONS, sealed.replace("anna", "eve")).contains("changed by somebody"));
        assertTrue(refused("configuration.next.json", sealed).contains("its seal is broken"), "of another file");
        String elsewhere = new FileSeal(data.resolve("elsewhere")).seal(PERSONS, TEXT);
        assertTrue(refused(PERSONS, elsewhere).contains("its seal is broken"), "of another installation");
        Path key = data.resolve("keys").resolve("kept-files.key");
        if (OwnFile.posix(key)) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        }
        Files.delete(key);
        assertTrue(refused(PERSONS, sealed).contains("kept-files.key, by which it was sealed, is gone"));
    }

    /** Who may write into the directory may put a key of his own there; it is not this account's. */
    @Test
    void aKeyOfAnotherAccountOpensNothing() throws IOException {
        String sealed = new FileSeal(data).seal(PERSONS, TEXT);
        Path key = data.resolve("keys").resolve("kept-files.key");
        assumeTrue(OwnFile.posix(key));
        try {
            Files.setAttribute(key, "unix:uid", 54_321);
        } catch (IOException e) {
            assumeTrue(false, "only root gives a file to somebody else");
        }
        assertTrue(refused(PERSONS, sealed).contains("belongs to another account"));
    }
}
