package org.penstock.app.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * {@code running.json} in the data directory: where the process that holds it answers, and the token it answers to. Only
 * its owner can read it. Written whole when the process can answer, removed when it closes; a killed process leaves it
 * behind, which {@link #lives} recognises.
 *
 * @param processStarted start of that process as the operating system knows it, so that a number used again is not
 *     taken for it
 * @param kind window or serve
 */
public record RunningFile(
        int version, long pid, Instant processStarted, String kind, Instant started, int port, String token) {
    /** Name inside the data directory. */
    public static final String NAME = "running.json";

    /** What the process that holds {@code data} wrote, if there is such a file and it can be understood. */
    public static Optional<RunningFile> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        try {
            return Optional.of(
                    Json.mapper().readValue(Files.readString(file, StandardCharsets.UTF_8), RunningFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            // A newer or damaged file: nobody can be asked through it, and its holder, if any, still holds the lock.
            return Optional.empty();
        }
    }

    /** Whether the process that wrote it still lives. */
    public boolean lives() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(p -> p.info().startInstant().map(this::isMine).orElse(true))
                .orElse(false);
    }

    private boolean isMine(Instant start) {
        // The system counts in clock ticks from boot; the same start may read a few milliseconds different.
        return Math.abs(start.toEpochMilli() - processStarted.toEpochMilli()) < 2_000;
    }

    /** Writes it under a temporary name and moves it into place: a reader sees all of it or nothing. */
    void write(Path data) throws IOException {
        Path fresh = data.resolve(NAME + ".new");
        Files.deleteIfExists(fresh);
        byte[] text = Json.mapper().writeValueAsBytes(this);
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(data))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly(Path data) {
        boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        // Elsewhere the directory itself is private to its owner (Windows: below the user's profile).
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Removes the file if it is still this one. */
    void remove(Path data) throws IOException {
        if (read(data).filter(this::equals).isPresent()) {
            Files.deleteIfExists(data.resolve(NAME));
        }
    }

    @Override
    public String toString() {
        // Never the token: records end up in logs.
        return "penstock " + kind + ", process " + pid + ", since " + started;
    }
}
