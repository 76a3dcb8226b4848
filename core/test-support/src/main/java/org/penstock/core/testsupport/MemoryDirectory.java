package org.penstock.core.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Where tests keep what they throw away: in memory, where the system has such a place with room, else in its temporary
 * directory. What the tests kill and reopen are processes, which memory survives as a disk does; and hundreds of synced
 * databases on one disk wait more than they work.
 */
public final class MemoryDirectory implements TempDirFactory {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 1L << 30;

    /** A new directory; whoever asked for it removes it. */
    public static Path make(String prefix) throws IOException {
        boolean room = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        return room ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix);
    }

    /** A new directory that goes when this JVM ends. */
    public static Path untilTheEnd(String prefix) throws IOException {
        Path made = make(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "test-directory-away"));
        return made;
    }

    /** Removes a directory and what is in it. */
    static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
        return make("penstock-");
    }
}
