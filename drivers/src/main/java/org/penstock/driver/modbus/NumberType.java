package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How registers hold a number. */
enum NumberType {
    INT16(1, -32_768, 32_767),
    UINT16(1, 0, 65_535),
    INT32(2, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32(2, 0, 4_294_967_295.0),
    FLOAT32(2, -Float.MAX_VALUE, Float.MAX_VALUE),
    INT64(4, -0x1p53, 0x1p53),
    FLOAT64(4, -Double.MAX_VALUE, Double.MAX_VALUE);

    private final int words;
    private final double min;
    private final double max;

    NumberType(int words, double min, double max) {
        this.words = words;
        this.min = min;
        this.max = max;
    }

    /** How many registers it takes. */
    int words() {
        return words;
    }

    /** Smallest raw value that can be written. */
    double min() {
        return min;
    }

    /** Largest raw value that can be written. An int64 is written only where a double is exact. */
    double max() {
        return max;
    }

    boolean floating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The raw value in {@code bits}, of which the lowest {@code 16 · words} count. */
    double toDouble(long bits) {
        return switch (this) {
            case INT16 -> (short) bits;
            case UINT16 -> bits & 0xFFFF;
            case INT32 -> (int) bits;
            case UINT32 -> bits & 0xFFFF_FFFFL;
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            case INT64 -> bits;
            case FLOAT64 -> Double.longBitsToDouble(bits);
        };
    }

    /** The bits that hold {@code raw}. */
    long toBits(double raw) {
        return switch (this) {
            case FLOAT32 -> Float.floatToIntBits((float) raw) & 0xFFFF_FFFFL;
            case FLOAT64 -> Double.doubleToLongBits(raw);
            default -> Math.round(raw);
        };
    }

    static List<String> wordList() {
        List<String> all = new ArrayList<>();
        for (NumberType t : values()) {
            all.add(t.word());
        }
        return all;
    }

    static NumberType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
