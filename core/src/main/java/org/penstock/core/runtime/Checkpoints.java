package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.penstock.core.telemetry.JournalPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's state on disk, so that a start need not replay the whole journal. A checkpoint only shortens the way: when
 * none can be read, the journal alone gives the same state. Files are {@code <frame>.checkpoint}: one line with the
 * CRC32C of the rest and a place in the journal, then the engine's JSON. The newest two are kept.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;

    private final Path directory;

    Checkpoints(Path directory) {
        this.directory = directory;
    }

    /**
     * A readable checkpoint.
     *
     * @param seq last frame it contains
     * @param from a place in the journal from which every later frame can be read
     */
    record Checkpoint(long seq, JournalPosition from, String state) {}

    /** Writes a checkpoint: whole, or not at all. */
    void write(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(directory);
        byte[] body = checkpoint.state().getBytes(StandardCharsets.UTF_8);
        Path part = directory.resolve("writing.part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.wrap(head(checkpoint, body).getBytes(StandardCharsets.US_ASCII));
            ByteBuffer rest = ByteBuffer.wrap(body);
            while (head.hasRemaining()) {
                out.write(head);
            }
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Path whole = directory.resolve(String.format("%019d.checkpoint", checkpoint.seq()));
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Every checkpoint that is whole, newest first; broken ones are named in the log and passed over. */
    List<Checkpoint> read() throws IOException {
        List<Checkpoint> whole = new ArrayList<>();
        for (Path file : newestFirst()) {
            try {
                whole.add(parse(file));
            } catch (IllegalArgumentException e) {
                LOG.warn("Checkpoint {} is damaged; the journal is read from an earlier one instead", file);
            }
        }
        return whole;
    }

    /** Last frame of the oldest checkpoint kept, 0 when there is none: everything after it may be needed to start. */
    long oldestSeq() throws IOException {
        List<Path> all = newestFirst();
        return all.isEmpty() ? 0 : seqOf(all.getLast());
    }

    private static long seqOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static Checkpoint parse(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = 0;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        byte[] body = end < all.length ? Arrays.copyOfRange(all, end + 1, all.length) : new byte[0];
        List<String> head = List.of(new String(all, 0, end, StandardCharsets.US_ASCII).split(" ", -1));
        if (head.size() != 3) {
            throw new IllegalArgumentException("head");
        }
        Checkpoint found = new Checkpoint(
                seqOf(file),
                new JournalPosition(Long.parseLong(head.get(1)), Long.parseLong(head.get(2))),
                new String(body, StandardCharsets.UTF_8));
        if (!head(found, body).equals(String.join(" ", head) + "\n")) {
            throw new IllegalArgumentException("checksum");
        }
        return found;
    }

    private static String head(Checkpoint c, byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        crc.update(Long.hashCode(c.seq()));
        return String.format(
                "%08x %d %d\n", crc.getValue(), c.from().segment(), c.from().offset());
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().matches("\\d{19}\\.checkpoint"))
                    .sorted(Comparator.comparing((Path f) -> f.getFileName().toString())
                            .reversed())
                    .toList();
        }
    }
}
