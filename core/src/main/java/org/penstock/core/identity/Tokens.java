package org.penstock.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets that machines hold: 256 random bits need no slow hash. */
final class Tokens {
    private static final int BYTES = 32;
    /** Letters and digits that nobody takes for another one, for what a person copies by hand. */
    private static final String LEGIBLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int CODE = 12;

    private Tokens() {}

    static String make(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** A code a person is told once: 59 bits, in groups of four. */
    static String code(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LEGIBLE.charAt(random.nextInt(LEGIBLE.length())));
        }
        return code.toString();
    }

    /** Lower-case hex SHA-256. */
    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
