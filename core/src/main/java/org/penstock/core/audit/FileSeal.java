package org.penstock.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals files that are kept in the data directory for a start without the database, so that who can only write there cannot
 * say who there is or what is configured: an HMAC-SHA256 by a key that the operating system keeps from everybody but the
 * account that runs the program ({@code keys/kept-files.key}). Not by the record's own key: that one may be behind a passphrase.
 *
 * <p>What is sealed begins with a line that names the seal; the text follows as it is. Thread-safe.
 */
public final class FileSeal {
    private static final String HEAD = "penstock-sealed ";
    private static final int BYTES = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private byte @Nullable [] key;

    /** A file whose seal is missing or broken; the message says which and what to do. */
    public static final class Broken extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    public FileSeal(Path data) {
        this.file = data.resolve("keys").resolve("kept-files.key");
    }

    /** Seals {@code text} as the content of the file {@code name}; the first time makes the key. */
    public synchronized String seal(String name, String text) throws IOException {
        return HEAD + mac(Files.exists(file) ? key() : make(), name, text) + "\n" + text;
    }

    /**
     * The text of a sealed file.
     *
     * @param name of the file, which the seal holds for
     * @throws Broken when this program did not write it, or somebody changed it
     */
    public synchronized String open(String name, String content) throws IOException {
        int end = content.indexOf('\n');
        if (!content.startsWith(HEAD) || end < 0) {
            throw new Broken(name + " has no seal: this program did not write it");
        }
        if (!Files.exists(file)) {
            throw new Broken(name + " cannot be believed: " + file + ", by which it was sealed, is gone");
        }
        String text = content.substring(end + 1);
        byte[] said = content.substring(HEAD.length(), end).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(said, mac(key(), name, text).getBytes(StandardCharsets.US_ASCII))) {
            throw new Broken(name + " was changed by somebody: its seal is broken");
        }
        return text;
    }

    private byte[] make() throws IOException {
        byte[] fresh = new byte[BYTES];
        random.nextBytes(fresh);
        OwnFile.write(file, Base64.getEncoder().encodeToString(fresh));
        key = fresh;
        return fresh;
    }

    private byte[] key() throws IOException {
        byte[] known = key;
        if (known != null) {
            return known;
        }
        if (!ours()) {
            throw new Broken(file + " belongs to another account: somebody put it there");
        }
        OwnFile.close(file);
        byte[] read;
        try {
            read = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new Broken(file + " is damaged");
        }
        if (read.length != BYTES) {
            throw new Broken(file + " is damaged");
        }
        key = read;
        return read;
    }

    /** Whoever can write into the directory could put a key of his own there, but not as a file of this account. */
    private boolean ours() throws IOException {
        Path probe = Files.createTempFile(file.toAbsolutePath().getParent(), "owner", null);
        try {
            return Files.getOwner(probe).equals(Files.getOwner(file));
        } finally {
            Files.delete(probe);
        }
    }

    private static String mac(byte[] key, String name, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "FileSeal[" + file + "]";
    }
}
