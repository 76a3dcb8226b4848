package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.JournalFiles;

/** A real directory whose writes and syncs hang or fail while the test says so; reading always works. Any thread. */
final class TroubledDisk implements JournalFiles {
    private final JournalDirectory real;
    private boolean suspended;
    private @Nullable String fault;

    TroubledDisk(Path directory) throws IOException {
        real = new JournalDirectory(directory);
    }

    /** From now on nothing that writes returns. */
    synchronized void suspend() {
        suspended = true;
    }

    /** From now on everything that writes fails. */
    synchronized void fail(String reason) {
        fault = reason;
    }

    synchronized void mend() {
        suspended = false;
        fault = null;
        notifyAll();
    }

    private synchronized void pass() throws IOException {
        while (suspended) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
        if (fault != null) {
            throw new IOException(fault);
        }
    }

    @Override
    public List<String> list() throws IOException {
        return real.list();
    }

    @Override
    public Handle create(String name) throws IOException {
        pass();
        return new Watched(real.create(name));
    }

    @Override
    public Handle open(String name) throws IOException {
        return new Watched(real.open(name));
    }

    @Override
    public void delete(String name) throws IOException {
        pass();
        real.delete(name);
    }

    @Override
    public void syncDirectory() throws IOException {
        pass();
        real.syncDirectory();
    }

    @Override
    public String where() {
        return real.where();
    }

    private final class Watched implements Handle {
        private final Handle handle;

        Watched(Handle handle) {
            this.handle = handle;
        }

        @Override
        public long size() throws IOException {
            return handle.size();
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return handle.read(into, at);
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            pass();
            handle.write(from, at);
        }

        @Override
        public void sync() throws IOException {
            pass();
            handle.sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            pass();
            handle.truncate(size);
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
