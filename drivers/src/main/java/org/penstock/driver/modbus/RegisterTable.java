package org.penstock.driver.modbus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The four tables of a Modbus device, with the function that reads each. */
enum RegisterTable {
    COIL(1, 2000),
    DISCRETE(2, 2000),
    HOLDING(3, 125),
    INPUT(4, 125);

    private final int readFunction;
    private final int most;

    RegisterTable(int readFunction, int most) {
        this.readFunction = readFunction;
        this.most = most;
    }

    int readFunction() {
        return readFunction;
    }

    /** How many items one read may ask for. */
    int most() {
        return most;
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
}
