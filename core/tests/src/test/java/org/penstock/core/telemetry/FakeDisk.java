package org.penstock.core.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that can fail, stall and crash. It remembers every operation, and what a sync had promised at each, so
 * that the state after a crash at any operation can be made again: what was not synced is there, lost, or torn.
 */
final class FakeDisk implements JournalFiles {
    /** One thing that was asked of the disk. */
    sealed interface Op {
        record Create(String name) implements Op {}

        record Write(String name, long at, byte[] bytes) implements Op {}

        record Truncate(String name, long size) implements Op {}

        record Sync(String name) implements Op {}

        record SyncNames() implements Op {}

        record Delete(String name) implements Op {}
    }

    private final Map<String, byte[]> files = new TreeMap<>();
    final List<Op> ops = new ArrayList<>();
    volatile @Nullable String failWrites;
    volatile @Nullable String failSyncs;
    volatile @Nullable String failTruncates;
    volatile boolean stalled;
    volatile boolean recording = true;

    FakeDisk() {}

    FakeDisk(Map<String, byte[]> files) {
        this.files.putAll(files);
    }

    synchronized Map<String, byte[]> state() {
        Map<String, byte[]> copy = new TreeMap<>();
        files.forEach((k, v) -> copy.put(k, v.clone()));
        return copy;
    }

    /** A copy of one file. */
    synchronized byte[] file(String name) {
        return files.getOrDefault(name, new byte[0]).clone();
    }

    synchronized int operations() {
        return ops.size();
    }

    synchronized void stall(boolean on) {
        stalled = on;
        notifyAll();
    }

    /**
     * The disk after a crash behind the first {@code n} operations.
     *
     * @param luck decides for each file how much of what was not synced survives, and whether a write is torn
     */
    static Map<String, byte[]> afterCrash(Map<String, byte[]> before, List<Op> ops, int n, Random luck) {
        Map<String, byte[]> durable = new HashMap<>(before);
        Map<String, byte[]> cached = new HashMap<>();
        Map<String, List<Op>> unsynced = new TreeMap<>();
        Map<String, Boolean> named = new HashMap<>();
        before.keySet().forEach(name -> named.put(name, true));
        for (Op op : ops.subList(0, n)) {
            switch (op) {
                case Op.Create c -> {
                    durable.put(c.name, new byte[0]);
                    cached.put(c.name, new byte[0]);
                    unsynced.put(c.name, new ArrayList<>());
                    named.putIfAbsent(c.name, false);
                }
                case Op.Write w -> {
                    cached.put(w.name, put(cached.getOrDefault(w.name, new byte[0]), w.at, w.bytes, w.bytes.length));
                    unsynced.computeIfAbsent(w.name, unused -> new ArrayList<>())
                            .add(w);
                }
                case Op.Truncate t -> {
                    cached.put(t.name, Arrays.copyOf(cached.getOrDefault(t.name, new byte[0]), (int) t.size));
                    unsynced.computeIfAbsent(t.name, unused -> new ArrayList<>())
                            .add(t);
                }
                case Op.Sync s -> {
                    durable.put(s.name, cached.getOrDefault(s.name, new byte[0]));
                    unsynced.put(s.name, new ArrayList<>());
                }
                case Op.SyncNames unused -> named.replaceAll((k, v) -> true);
                case Op.Delete d -> {
                    durable.remove(d.name);
                    cached.remove(d.name);
                    unsynced.remove(d.name);
                }
            }
        }
        Map<String, byte[]> left = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : durable.entrySet()) {
            if (!named.getOrDefault(file.getKey(), true) && luck.nextBoolean()) {
                continue;
            }
            byte[] bytes = file.getValue();
            for (Op op : unsynced.getOrDefault(file.getKey(), List.of())) {
                bytes = survive(bytes, op, luck);
            }
            left.put(file.getKey(), bytes);
        }
        return left;
    }

    /** An unsynced operation reaches the disk wholly, not at all, in part, or as a longer file full of zeros. */
    private static byte[] survive(byte[] bytes, Op op, Random luck) {
        return switch (op) {
            case Op.Write w ->
                switch (luck.nextInt(4)) {
                    case 0 -> bytes;
                    case 1 -> put(bytes, w.at, w.bytes, w.bytes.length);
                    case 2 -> put(bytes, w.at, w.bytes, luck.nextInt(w.bytes.length + 1));
                    default -> put(bytes, w.at, new byte[w.bytes.length], w.bytes.length);
                };
            case Op.Truncate t ->
                luck.nextBoolean() ? Arrays.copyOf(bytes, (int) Math.min(bytes.length, t.size)) : bytes;
            default -> bytes;
        };
    }

    private static byte[] put(byte[] file, long at, byte[] bytes, int n) {
        byte[] next = Arrays.copyOf(file, (int) Math.max(file.length, at + n));
        System.arraycopy(bytes, 0, next, (int) at, n);
        return next;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized Handle create(String name) throws IOException {
        fail(failWrites);
        files.put(name, new byte[0]);
        note(new Op.Create(name));
        return new Open(name);
    }

    @Override
    public synchronized Handle open(String name) {
        return new Open(name);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
        note(new Op.Delete(name));
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        fail(failSyncs);
        note(new Op.SyncNames());
    }

    @Override
    public String where() {
        return "a disk in memory";
    }

    private void note(Op op) {
        if (recording) {
            ops.add(op);
        }
    }

    private static void fail(@Nullable String reason) throws IOException {
        if (reason != null) {
            throw new IOException(reason);
        }
    }

    private final class Open implements Handle {
        private final String name;

        Open(String name) {
            this.name = name;
        }

        private byte[] bytes() {
            return files.getOrDefault(name, new byte[0]);
        }

        @Override
        public long size() {
            synchronized (FakeDisk.this) {
                return bytes().length;
            }
        }

        @Override
        public int read(ByteBuffer into, long at) {
            synchronized (FakeDisk.this) {
                byte[] bytes = bytes();
                if (at >= bytes.length) {
                    return -1;
                }
                int n = Math.min(into.remaining(), bytes.length - (int) at);
                into.put(bytes, (int) at, n);
                return n;
            }
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            synchronized (FakeDisk.this) {
                byte[] bytes = new byte[from.remaining()];
                from.get(bytes);
                if (failWrites != null) {
                    // A full disk takes what still fits before it refuses.
                    files.put(name, put(bytes(), at, bytes, bytes.length / 2));
                    note(new Op.Write(name, at, Arrays.copyOf(bytes, bytes.length / 2)));
                }
                fail(failWrites);
                files.put(name, put(bytes(), at, bytes, bytes.length));
                note(new Op.Write(name, at, bytes));
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (FakeDisk.this) {
                while (stalled) {
                    try {
                        FakeDisk.this.wait();
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                }
                fail(failSyncs);
                note(new Op.Sync(name));
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FakeDisk.this) {
                fail(failTruncates);
                files.put(name, Arrays.copyOf(bytes(), (int) size));
                note(new Op.Truncate(name, size));
            }
        }

        @Override
        public void close() {
            // Nothing is held open in memory.
        }
    }
}
