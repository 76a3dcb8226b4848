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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's state on disk, so that a start need not replay the whole journal. A checkpoint only shortens the way: when
 * none can be read, the journal alone gives the same state. Files are {@code <frame>.checkpoint}: one line with the
 * CRC32C of the rest, then the engine's JSON. The newest two are kept.
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
     */
    record Checkpoint(long seq, String state) {}

    /** Writes a checkpoint after frame {@code seq}: whole, or not at all. */
    void write(long seq, String state) throws IOException {
        Files.createDirectories(directory);
        byte[] body = state.getBytes(StandardCharsets.UTF_8);
        Path part = directory.resolve("writing.part");
        try (FileChannel out = FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.wrap((checksum(body) + "\n").getBytes(StandardCharsets.US_ASCII));
            ByteBuffer rest = ByteBuffer.wrap(body);
            while (head.hasRemaining()) {
                out.write(head);
            }
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Path whole = directory.resolve(String.format("%019d.checkpoint", seq));
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
            byte[] all = Files.readAllBytes(file);
            int end = 0;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            byte[] body = end < all.length ? java.util.Arrays.copyOfRange(all, end + 1, all.length) : new byte[0];
            String expected = new String(all, 0, end, StandardCharsets.US_ASCII);
            if (expected.equals(checksum(body))) {
                String name = file.getFileName().toString();
                long seq = Long.parseLong(name.substring(0, name.indexOf('.')));
                whole.add(new Checkpoint(seq, new String(body, StandardCharsets.UTF_8)));
            } else {
                LOG.warn("Checkpoint {} is damaged; the journal is read from an earlier one instead", file);
            }
        }
        return whole;
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

    private static String checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return String.format("%08x", crc.getValue());
    }
}
