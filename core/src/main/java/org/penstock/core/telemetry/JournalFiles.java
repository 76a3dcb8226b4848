package org.penstock.core.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The disk as the journal sees it: one directory of files. Tests put failing, slow, full and crashing disks here. */
public interface JournalFiles {
    /** Names of all files in the directory, in any order. */
    List<String> list() throws IOException;

    /** Makes an empty file, replacing one of the same name. Its name is safe only after {@link #syncDirectory}. */
    Handle create(String name) throws IOException;

    /** Opens an existing file for reading. */
    Handle open(String name) throws IOException;

    /** Deletes a file. */
    void delete(String name) throws IOException;

    /** Makes created and deleted names durable. */
    void syncDirectory() throws IOException;

    /** Where it is, for messages to a person. */
    String where();

    /** An open file. Not thread-safe. */
    interface Handle extends AutoCloseable {
        /** Length in bytes. */
        long size() throws IOException;

        /** Reads up to the buffer's room from {@code at}. @return bytes read, −1 at the end */
        int read(ByteBuffer into, long at) throws IOException;

        /** Writes everything that remains in {@code from}, at {@code at}. */
        void write(ByteBuffer from, long at) throws IOException;

        /** Returns when every byte written so far would survive a power failure. */
        void sync() throws IOException;

        /** Cuts the file to {@code size} bytes. */
        void truncate(long size) throws IOException;

        @Override
        void close() throws IOException;
    }
}
