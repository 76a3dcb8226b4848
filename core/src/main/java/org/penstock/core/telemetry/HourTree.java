package org.penstock.core.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One hash for an hour of readings: a Merkle tree as in RFC 6962 section 2.1 (SHA-256; 0x00 before a leaf, 0x01 before two
 * children, so that neither passes for the other), one leaf a stream, in order of the streams' numbers.
 */
final class HourTree {
    /** Written in the event, so that a reader in thirty years knows what was hashed. */
    static final String FORM = "rfc6962-sha256 penstock.readings.1";

    private static final byte[] ABOUT = "penstock.readings.1".getBytes(StandardCharsets.UTF_8);
    private static final int READING_BYTES = 18;
    private static final int AT_ONCE = 1_024;

    private HourTree() {}

    /** @param hash 32 bytes */
    record Leaf(int stream, String key, int n, byte[] hash) {
        boolean says(Leaf other) {
            return n == other.n && MessageDigest.isEqual(hash, other.hash);
        }

        String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    /**
     * The leaf of one stream: what it is called, its number, and every reading of the hour in order of time: µs since 1970,
     * the bits of the value, quality, flags; all big-endian.
     */
    static Leaf leaf(int stream, String key, ReadingColumns readings) {
        MessageDigest digest = sha256();
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) 0);
        digest.update(ABOUT);
        digest.update(ByteBuffer.allocate(4).putInt(0, name.length));
        digest.update(name);
        digest.update(
                ByteBuffer.allocate(8).putInt(stream).putInt(readings.size()).flip());
        ByteBuffer some = ByteBuffer.allocate(READING_BYTES * AT_ONCE);
        for (int i = 0; i < readings.size(); i++) {
            some.putLong(readings.event(i))
                    .putLong(Double.doubleToRawLongBits(readings.value(i)))
                    .put((byte) readings.quality(i))
                    .put((byte) readings.flags(i));
            if (!some.hasRemaining()) {
                digest.update(some.flip());
                some.clear();
            }
        }
        digest.update(some.flip());
        return new Leaf(stream, key, readings.size(), digest.digest());
    }

    /** The root over leaves in order of stream, lower-case hex; without leaves the hash of nothing. */
    static String root(List<Leaf> leaves) {
        return HexFormat.of().formatHex(leaves.isEmpty() ? sha256().digest() : subtree(leaves));
    }

    private static byte[] subtree(List<Leaf> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst().hash;
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(subtree(leaves.subList(0, left)));
        digest.update(subtree(leaves.subList(left, leaves.size())));
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
