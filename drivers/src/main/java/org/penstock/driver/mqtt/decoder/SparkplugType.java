package org.penstock.driver.mqtt.decoder;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a Sparkplug metric may be that a stream or an output can use. Data sets, templates, files, bytes and arrays are left
 * out. Source of codes and encodings: Sparkplug 3.0.0, 6.4.16 "Data types".
 */
enum SparkplugType {
    INT8(1, -0x80, 0x7F),
    INT16(2, -0x8000, 0x7FFF),
    INT32(3, Integer.MIN_VALUE, Integer.MAX_VALUE),
    INT64(4, -SparkplugType.EXACT, SparkplugType.EXACT),
    UINT8(5, 0, 0xFF),
    UINT16(6, 0, 0xFFFF),
    UINT32(7, 0, 0xFFFF_FFFFL),
    UINT64(8, 0, SparkplugType.EXACT),
    FLOAT(9, -Float.MAX_VALUE, Float.MAX_VALUE),
    DOUBLE(10, -Double.MAX_VALUE, Double.MAX_VALUE),
    BOOLEAN(11, 0, 1),
    STRING(12, 0, 0),
    DATE_TIME(13, 0, 0),
    TEXT(14, 0, 0),
    UUID(15, 0, 0);

    /** Beyond it a double has no whole numbers any more. */
    private static final double EXACT = 1L << 53;

    private final int code;
    private final double least;
    private final double most;

    SparkplugType(int code, double least, double most) {
        this.code = code;
        this.least = least;
        this.most = most;
    }

    /** The number on the wire. */
    int code() {
        return code;
    }

    /** The word in the facility file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of the types that an output can have. */
    static List<String> commanded() {
        return Arrays.stream(values())
                .filter(t -> t.most > 0)
                .map(SparkplugType::word)
                .toList();
    }

    /** The type for a code; empty for those that are left out. */
    static Optional<SparkplugType> of(int code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
    }

    /** The type for a word of {@link #commanded}. */
    static SparkplugType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is written as a whole number, and so without its type nobody knows its sign. */
    boolean whole() {
        return switch (this) {
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, DATE_TIME -> true;
            case FLOAT, DOUBLE, BOOLEAN, STRING, TEXT, UUID -> false;
        };
    }

    /** The number in {@code bits}, which come as an unsigned number whatever they mean. */
    double number(long bits) {
        return switch (this) {
            case INT8 -> (byte) bits;
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case INT64, DATE_TIME -> bits;
            case UINT8 -> bits & 0xFF;
            case UINT16 -> bits & 0xFFFF;
            case UINT32 -> bits & 0xFFFF_FFFFL;
            case UINT64 -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
            case FLOAT, DOUBLE -> bits;
            case BOOLEAN -> bits == 0 ? 0 : 1;
            case STRING, TEXT, UUID -> Double.NaN;
        };
    }

    /** @throws IllegalArgumentException saying in words why a metric of this type cannot be {@code value} */
    void check(double value) {
        boolean fits =
                value >= least && value <= most && (this == FLOAT || this == DOUBLE || value == Math.rint(value));
        if (!fits) {
            throw new IllegalArgumentException("a metric of the type " + word() + " cannot be " + value);
        }
    }
}
