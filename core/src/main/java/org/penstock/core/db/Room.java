package org.penstock.core.db;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps H2 away from the very end of a disk. H2 2.4.240 closes its file when it cannot write, and a thread that is inside a
 * transaction then waits for it in a loop that never ends. So nothing begins to write where there is not room for all that
 * may be under way; what was refused is tried again and goes on as soon as there is room.
 */
final class Room {
    /** More than all transactions write that may have begun, bytes. */
    static final long NEEDED = 48L << 20;

    private Room() {}

    /** @throws IOException in the words of a full disk, when the disk of that directory is nearly full */
    static void need(Path directory) throws IOException {
        File disk = directory.toFile();
        if (disk.getUsableSpace() < NEEDED && disk.getTotalSpace() > 0) {
            throw new IOException(
                    "No space left on device: less than " + (NEEDED >> 20) + " MB on the disk of " + directory);
        }
    }
}
