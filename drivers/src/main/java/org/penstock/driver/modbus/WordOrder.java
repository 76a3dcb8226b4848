package org.penstock.driver.modbus;

import java.util.List;

/**
 * In which order a device sends the bytes of a number, A being the most significant. Numbers of four registers follow
 * the same rule: CDAB reverses the registers, BADC swaps the bytes in each, DCBA does both.
 */
enum WordOrder {
    /** Most significant register first: what the protocol means. */
    ABCD(false, false),
    /** Least significant register first. */
    CDAB(true, false),
    /** Bytes swapped inside each register. */
    BADC(false, true),
    /** Both. */
    DCBA(true, true);

    /** The words in the facility file: {@code big} is ABCD, {@code little} is CDAB. */
    static final List<String> WORDS = List.of("big", "little", "ABCD", "CDAB", "BADC", "DCBA");

    private final boolean wordsReversed;
    private final boolean bytesSwapped;

    WordOrder(boolean wordsReversed, boolean bytesSwapped) {
        this.wordsReversed = wordsReversed;
        this.bytesSwapped = bytesSwapped;
    }

    static WordOrder of(String word) {
        return switch (word) {
            case "big" -> ABCD;
            case "little" -> CDAB;
            default -> valueOf(word);
        };
    }

    /** The bits of a number from registers as received. */
    long bits(int[] registers, int from, int words) {
        long bits = 0;
        for (int i = 0; i < words; i++) {
            int word = registers[from + (wordsReversed ? words - 1 - i : i)] & 0xFFFF;
            bits = (bits << 16) | (bytesSwapped ? swap(word) : word);
        }
        return bits;
    }

    /** The registers to send for the bits of a number. */
    int[] registers(long bits, int words) {
        int[] registers = new int[words];
        for (int i = 0; i < words; i++) {
            int word = (int) (bits >>> (16 * (words - 1 - i))) & 0xFFFF;
            registers[wordsReversed ? words - 1 - i : i] = bytesSwapped ? swap(word) : word;
        }
        return registers;
    }

    private static int swap(int word) {
        return ((word & 0xFF) << 8) | (word >> 8);
    }
}
