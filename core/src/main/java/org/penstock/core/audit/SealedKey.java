package org.penstock.core.audit;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key behind a passphrase: AES-256-GCM under PBKDF2-HMAC-SHA256 (NIST SP 800-132; the rounds are OWASP's of 2023).
 *
 * @param rounds of PBKDF2
 * @param salt Base64, 16 bytes
 * @param nonce Base64, 12 bytes
 * @param box Base64: the key's PKCS #8, encrypted, and the tag
 */
record SealedKey(int rounds, String salt, String nonce, String box) {
    /** Of a new one; half a second on the oldest machine. */
    static final int ROUNDS = 600_000;

    private static final int FEWEST_ROUNDS = 1_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;

    /** @param about bound to the box, so that it opens only where it belongs: the key's id */
    static SealedKey seal(byte[] pkcs8, char[] passphrase, String about, SecureRandom random, int rounds) {
        byte[] salt = new byte[16];
        byte[] nonce = new byte[12];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, rounds, salt, nonce, about);
            Base64.Encoder base64 = Base64.getEncoder();
            return new SealedKey(
                    rounds,
                    base64.encodeToString(salt),
                    base64.encodeToString(nonce),
                    base64.encodeToString(cipher.doFinal(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
        }
    }

    /** The key, or empty when the passphrase is another one. @throws IllegalArgumentException when this is no such box */
    Optional<byte[]> open(char[] passphrase, String about) {
        if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("the key file asks for " + rounds + " rounds");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            Cipher cipher =
                    cipher(Cipher.DECRYPT_MODE, passphrase, rounds, base64.decode(salt), base64.decode(nonce), about);
            return Optional.of(cipher.doFinal(base64.decode(box)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key file is damaged", e);
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, int rounds, byte[] salt, byte[] nonce, String about)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(about.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "SealedKey[not shown]";
    }
}
