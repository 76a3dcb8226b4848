package org.penstock.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.DurableFile;

/**
 * The session of {@code penstock sign-in}, kept for the commands after it in {@code session.token} of the data directory,
 * readable by its owner only: whoever may read it may read everything else there.
 */
final class KeptSession {
    private final Path file;

    KeptSession(Path data) {
        this.file = data.resolve("session.token");
    }

    /** The token, "" when nobody has signed in. */
    String token() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    void keep(String token) {
        try {
            DurableFile.write(file, token + "\n");
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private Refusal trouble(IOException e) {
        return new Refusal(
                ExitCode.DISK,
                "The file " + file + " cannot be used: " + e.getMessage() + ".",
                "Only the user who started Penstock may; run the command as that user.");
    }
}
