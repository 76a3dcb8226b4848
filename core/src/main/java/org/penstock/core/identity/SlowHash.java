package org.penstock.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), the memory-hard hash of what a person must know. Kept in PHC form, so that each hash says what it
 * cost: when {@link Cost} is raised, {@link #outdated} names those to be made anew at the next sign-in. Takes about as
 * long as a key stroke; never call it on a UI thread or in a transaction. Thread-safe.
 */
public final class SlowHash {
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{1,60})\\$([A-Za-z0-9+/]{1,90})");
    private static final int SALT = 16;
    private static final int LENGTH = 32;

    private final Cost cost;
    private final SecureRandom random;

    /**
     * What a hash costs.
     *
     * @param kibibytes memory, KiB
     * @param passes over it
     * @param lanes of it
     */
    public record Cost(int kibibytes, int passes, int lanes) {
        /** OWASP Password Storage Cheat Sheet (2023): 19 MiB, 2 passes, 1 lane. */
        public static final Cost STANDARD = new Cost(19 * 1024, 2, 1);
    }

    public SlowHash(Cost cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
    }

    /** A new hash with a salt of its own. */
    public String of(Secret secret) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return phc(cost, salt, raw(secret, cost, salt));
    }

    /** What takes as long to compare with as any hash, and no secret fits: random bytes, which cost nothing to make. */
    String nobodys() {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return phc(cost, salt, bytes);
    }

    /**
     * A hash that is the same for the same secret in one place: for badges, which must find their person.
     *
     * @param place what keeps the same badge of two places apart; at least 8 characters
     */
    public String lookup(Secret secret, String place) {
        byte[] salt = place.getBytes(StandardCharsets.UTF_8);
        return phc(cost, salt, raw(secret, cost, salt));
    }

    /** Whether {@code secret} is what {@code phc} was made of. Takes the same time whatever the answer. */
    public static boolean matches(Secret secret, String phc) {
        Parts parts = Parts.of(phc);
        return MessageDigest.isEqual(parts.hash, raw(secret, parts.cost, parts.salt));
    }

    /** Whether a hash was made cheaper than today's. */
    public boolean outdated(String phc) {
        return !Parts.of(phc).cost.equals(cost);
    }

    private static byte[] raw(Secret secret, Cost cost, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[LENGTH];
        // One letter typed on two keyboards can be one or two characters; both are the same password.
        String normal = Normalizer.normalize(secret.text(), Normalizer.Form.NFC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.kibibytes + ",t=" + cost.passes + ",p=" + cost.lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private record Parts(Cost cost, byte[] salt, byte[] hash) {
        static Parts of(String phc) {
            Matcher m = PHC.matcher(phc);
            if (!m.matches()) {
                throw new IllegalArgumentException("a stored hash is not in PHC form");
            }
            return new Parts(
                    new Cost(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))),
                    Base64.getDecoder().decode(m.group(4)),
                    Base64.getDecoder().decode(m.group(5)));
        }
    }
}
