package org.penstock.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key that signs the record, in {@code keys/record-key.json} of the data directory; its public half lies beside it in
 * {@code record-key.pem}. By default the operating system protects it: the file is its owner's only, and a start needs
 * nobody. With a passphrase it is locked after every start, until {@link #unlock}: what has to be signed meanwhile waits.
 *
 * <p>Thread-safe. The private key is never logged, shown or exported, nor is a passphrase.
 */
public final class RecordKey {
    private static final Logger LOG = LoggerFactory.getLogger(RecordKey.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERSION = 1;

    private final Path file;
    private final SecureRandom random;
    private final int rounds;
    private @Nullable VerifyingKey verifying;
    private @Nullable PrivateKey signing;
    private @Nullable SealedKey sealed;
    private @Nullable String trouble;

    private RecordKey(Path data, SecureRandom random, int rounds) {
        this.file = data.resolve("keys").resolve("record-key.json");
        this.random = random;
        this.rounds = rounds;
    }

    /**
     * Reads the key of a data directory; makes one when there is none and {@code make} says so. Never fails: a facility
     * starts without its record's key, and {@link #waiting} says why.
     */
    public static RecordKey open(Path data, boolean make) {
        return open(data, make, new SecureRandom(), SealedKey.ROUNDS);
    }

    static RecordKey open(Path data, boolean make, SecureRandom random, int rounds) {
        RecordKey key = new RecordKey(data, random, rounds);
        try {
            if (Files.exists(key.file)) {
                key.read();
            } else if (make) {
                key.make();
            } else {
                key.trouble = "there is no key yet; the first start of penstock or penstock serve makes it";
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // No cause in the words or the log: it might quote the file.
            key.trouble = key.file + " cannot be used (" + e.getClass().getSimpleName()
                    + "); put it back from a copy, or move it away: the next start makes another";
            LOG.error("The record is not signed: {}.", key.trouble);
        }
        return key;
    }

    /** The public half, when there is a key. */
    public synchronized Optional<VerifyingKey> verifying() {
        return Optional.ofNullable(verifying);
    }

    /** Whether a passphrase protects it. */
    public synchronized boolean behindPassphrase() {
        return sealed != null;
    }

    /** Why nothing can be signed now and what to do, or null. */
    public synchronized @Nullable String waiting() {
        if (trouble != null) {
            return trouble;
        }
        return signing == null ? "the key is locked; run `penstock audit unlock`" : null;
    }

    /** The signature (lower-case hex) over {@code message}, or empty while {@link #waiting}. */
    public synchronized Optional<String> sign(byte[] message) {
        if (signing == null) {
            return Optional.empty();
        }
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(signing);
            signer.update(message);
            return Optional.of(HexFormat.of().formatHex(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 signs with Ed25519", e);
        }
    }

    /** Unlocks it until the program ends. @return false when the passphrase is another one */
    public synchronized boolean unlock(char[] passphrase) {
        if (sealed == null || verifying == null || signing != null) {
            return trouble == null;
        }
        Optional<byte[]> pkcs8 = sealed.open(passphrase, verifying.id());
        if (pkcs8.isEmpty()) {
            return false;
        }
        try {
            signing = privateKey(pkcs8.get());
            return true;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key behind the passphrase is none", e);
        } finally {
            Arrays.fill(pkcs8.get(), (byte) 0);
        }
    }

    /**
     * Puts the key behind a passphrase, from the next start on; an empty one gives it back to the operating system's care.
     *
     * @throws IllegalStateException in words while it is {@link #waiting}: only who can use it may do this
     */
    public synchronized void protect(char[] passphrase) throws IOException {
        PrivateKey key = signing;
        VerifyingKey pub = verifying;
        String why = waiting();
        if (key == null || pub == null || why != null) {
            throw new IllegalStateException("The key cannot be protected now: " + why + ".");
        }
        SealedKey next =
                passphrase.length == 0 ? null : SealedKey.seal(key.getEncoded(), passphrase, pub.id(), random, rounds);
        write(pub, key, next);
        sealed = next;
    }

    private void make() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifyingKey pub = VerifyingKey.of(pair.getPublic());
        write(pub, pair.getPrivate(), null);
        verifying = pub;
        signing = pair.getPrivate();
        LOG.info("A key that signs the record was made: {}", pub.id());
    }

    private void write(VerifyingKey pub, PrivateKey key, @Nullable SealedKey box) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("key_id", pub.id());
        node.put("public_key", pub.spki());
        if (box == null) {
            node.put("private_key", Base64.getEncoder().encodeToString(key.getEncoded()));
        } else {
            node.putObject("sealed")
                    .put("rounds", box.rounds())
                    .put("salt", box.salt())
                    .put("nonce", box.nonce())
                    .put("box", box.box());
        }
        OwnFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        Files.writeString(file.resolveSibling("record-key.pem"), pub.pem(), StandardCharsets.US_ASCII);
    }

    private void read() throws IOException, GeneralSecurityException {
        if (OwnFile.close(file)) {
            LOG.warn(
                    "{} could be read by others and is closed now. Make another key if others may have read it.", file);
        }
        JsonNode node;
        try {
            node = JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException("not JSON");
        }
        if (node.path("version").asInt(0) != VERSION) {
            throw new IOException("of another version");
        }
        VerifyingKey pub = new VerifyingKey(node.path("public_key").asString(""));
        if (node.has("sealed")) {
            JsonNode box = node.path("sealed");
            sealed = new SealedKey(
                    box.path("rounds").asInt(0),
                    box.path("salt").asString(""),
                    box.path("nonce").asString(""),
                    box.path("box").asString(""));
        } else {
            PrivateKey key = privateKey(
                    Base64.getDecoder().decode(node.path("private_key").asString("")));
            signing = key;
        }
        verifying = pub;
        byte[] probe = {1};
        if (pub.id().isEmpty() || sign(probe).map(s -> !pub.fits(probe, s)).orElse(false)) {
            signing = null;
            throw new IOException("its halves do not belong together");
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    @Override
    public String toString() {
        return "RecordKey[" + file + "]";
    }
}
