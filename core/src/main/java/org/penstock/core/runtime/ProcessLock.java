package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process per data directory. The lock is the operating system's, so that a killed process never leaves it behind;
 * the file's text only tells the second process who holds it.
 */
final class ProcessLock implements AutoCloseable {
    /** The lock sits far behind the text, because some systems refuse to read a locked range. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of {@code directory}.
     *
     * @param kind what this process is, "window", "serve" or "command", for the second process's message
     * @throws DataDirectoryHeld when another process has it
     */
    static ProcessLock take(Path directory, String kind, Instant now) throws IOException, DataDirectoryHeld {
        Path file = directory.resolve("penstock.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
                throw new DataDirectoryHeld("The data directory " + directory + " is in use"
                        + (holder.isEmpty() ? "" : " by " + holder)
                        + ". Close that one first, or give another directory with --data.");
            }
            String text =
                    "penstock " + kind + ", process " + ProcessHandle.current().pid() + ", since " + now;
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            taken = true;
            return new ProcessLock(channel, lock);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // The same process holds it through another channel: to a second facility that is "in use" all the same.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
            lock.release();
        }
    }
}
