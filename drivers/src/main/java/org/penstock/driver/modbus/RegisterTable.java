package org.penstock.driver.modbus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The four tables of a Modbus device. */
enum RegisterTable {
    COIL(2000, '0'),
    DISCRETE(2000, '1'),
    HOLDING(125, '4'),
    INPUT(125, '3');

    private final int most;
    private final char digit;

    RegisterTable(int most, char digit) {
        this.most = most;
        this.digit = digit;
    }

    /** How many items one read may ask for. */
    int most() {
        return most;
    }

    /** The first digit of a manual's register number: the 4 of 40101. */
    char digit() {
        return digit;
    }

    /** Whether an item is one bit. */
    boolean bits() {
        return this == COIL || this == DISCRETE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable RegisterTable of(String word) {
        for (RegisterTable t : values()) {
            if (t.word().equals(word)) {
                return t;
            }
        }
        return null;
    }

    static @Nullable RegisterTable ofDigit(char digit) {
        for (RegisterTable t : values()) {
            if (t.digit == digit) {
                return t;
            }
        }
        return null;
    }
}
