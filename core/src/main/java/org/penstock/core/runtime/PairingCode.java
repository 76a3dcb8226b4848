package org.penstock.core.runtime;

import java.util.random.RandomGenerator;

/**
 * Codes that a person reads from a screen and types into a device: eight characters out of 24, none of which is taken for
 * another one (neither 0 nor O, none of 1, I and L, 2 and Z, 5 and S, 8 and B; of 6 and G only the 6). About 36 bits, good for an hour and five attempts.
 */
final class PairingCode {
    static final String CHARACTERS = "ACDEFHJKMNPQRTUVWXY34679";
    private static final int LENGTH = 8;

    private final RandomGenerator random;

    /** @param random must not be foreseeable where devices are at work */
    PairingCode(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return code.toString();
    }
}
