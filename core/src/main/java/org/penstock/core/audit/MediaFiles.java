package org.penstock.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The bytes of evidence: files under {@code DATA/media}, named by their SHA-256, so that a file cannot be exchanged unseen and
 * the same picture is there once. Blocks on the disk: never called in a transaction, nor on a screen's thread.
 */
public final class MediaFiles {
    /** A larger file is refused. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private final Path root;

    /** @param root the directory; it is made when the first file comes */
    public MediaFiles(Path root) {
        this.root = root;
    }

    /**
     * A file that lies there.
     *
     * @param sha256 lower-case hex
     * @param mime what its bytes say that it is
     */
    public record Stored(String sha256, String mime, long bytes) {}

    /** A file that cannot be evidence. The message says why. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message);
        }
    }

    /**
     * Keeps {@code bytes}; when this returns, the disk has them.
     *
     * @throws Unfit when they are none of JPEG, PNG, WebP and PDF, or too many
     * @throws IOException when the disk does not take them
     */
    public Stored keep(byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            throw new Unfit(
                    "The file has " + bytes.length + " bytes; " + MOST_BYTES + " are the most. Make it smaller.");
        }
        String mime = mime(bytes)
                .orElseThrow(() -> new Unfit("The file is none of JPEG, PNG, WebP and PDF, whatever its name says."));
        String sha256 = CanonicalJson.sha256(bytes);
        Path file = path(sha256);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path temporary = file.resolveSibling(sha256 + "." + UUID.randomUUID() + ".new");
            try (FileChannel out =
                    FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Stored(sha256, mime, bytes.length);
    }

    /**
     * The bytes of a file, proven by its name.
     *
     * @return empty when it is not there
     * @throws IOException when the disk does not give them, or they are not what the name says
     */
    public Optional<byte[]> read(String sha256) throws IOException {
        Path file = path(sha256);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!CanonicalJson.sha256(bytes).equals(sha256)) {
            throw new IOException(file + " is not what it was: its bytes no longer have the hash that it is named by");
        }
        return Optional.of(bytes);
    }

    /** Removes the bytes of what was purged; its row, its hash and the reason stay. */
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    private Path path(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a file is named by its SHA-256");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** What the bytes themselves say that they are. */
    static Optional<String> mime(byte[] bytes) {
        if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("image/jpeg");
        }
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of("image/png");
        }
        if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of("image/webp");
        }
        return begins(bytes, 0, '%', 'P', 'D', 'F', '-') ? Optional.of("application/pdf") : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int from, int... with) {
        if (bytes.length < from + with.length) {
            return false;
        }
        byte[] there = Arrays.copyOfRange(bytes, from, from + with.length);
        for (int i = 0; i < with.length; i++) {
            if ((there[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
