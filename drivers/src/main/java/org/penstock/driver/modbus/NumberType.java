package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How registers hold a number. A text in registers is no number and no stream. */
enum NumberType {
    INT16(1, -32_768, 32_767),
    UINT16(1, 0, 65_535),
    INT32(2, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32(2, 0, 4_294_967_295.0),
    FLOAT32(2, -Float.MAX_VALUE, Float.MAX_VALUE),
    INT64(4, -0x1p53, 0x1p53),
    UINT64(4, 0, 0x1p53),
    FLOAT64(4, -Double.MAX_VALUE, Double.MAX_VALUE),
    /** Four decimal digits, one in each half byte. */
    BCD16(1, 0, 9_999),
    /** Eight decimal digits. */
    BCD32(2, 0, 99_999_999);

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

    /** Largest raw value that can be written. A 64-bit whole number is written only where a double is exact. */
    double max() {
        return max;
    }

    boolean floating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The raw value in {@code bits}, of which the lowest {@code 16 · words} count. Whole numbers beyond 2⁵³ are rounded to
     * the nearest double. NaN where a half byte of a BCD number is no digit.
     */
    double toDouble(long bits) {
        return switch (this) {
            case INT16 -> (short) bits;
            case UINT16 -> bits & 0xFFFF;
            case INT32 -> (int) bits;
            case UINT32 -> bits & 0xFFFF_FFFFL;
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            case INT64 -> bits;
            case UINT64 -> bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case BCD16, BCD32 -> fromDigits(bits);
        };
    }

    /** The bits that hold {@code raw}. */
    long toBits(double raw) {
        return switch (this) {
            case FLOAT32 -> Float.floatToIntBits((float) raw) & 0xFFFF_FFFFL;
            case FLOAT64 -> Double.doubleToLongBits(raw);
            case BCD16, BCD32 -> Long.parseLong(Long.toString(Math.round(raw)), 16);
            default -> Math.round(raw);
        };
    }

    private double fromDigits(long bits) {
        long value = 0;
        for (int i = 4 * words - 1; i >= 0; i--) {
            long digit = (bits >> (4 * i)) & 0xF;
            if (digit > 9) {
                return Double.NaN;
            }
            value = value * 10 + digit;
        }
        return value;
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
