package org.penstock.driver.modbus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The four tables of a Modbus device. */
enum RegisterTable {
    COIL(2000),
    DISCRETE(2000),
    HOLDING(125),
    INPUT(125);

    private final int most;

    RegisterTable(int most) {
        this.most = most;
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
