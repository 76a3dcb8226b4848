package org.penstock.driver.modbus;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;

/**
 * How a value stands in registers: {@code value = raw · scale + offset}, the unit being the stream's.
 *
 * @param bits the part of a whole number that is meant, or null for all of it
 * @param none raw values by which the device says that it has no value
 */
record Codec(
        NumberType type,
        WordOrder order,
        double scale,
        double offset,
        @Nullable BitField bits,
        Set<Double> none) {
    /** A coil or discrete input: 0 or 1. */
    static final Codec BIT = new Codec(NumberType.UINT16, WordOrder.ABCD, 1, 0, null, Set.of());

    private static final List<String> WORDS = List.of("type", "words", "scale", "offset", "bit", "bits", "none");

    Codec {
        none = Set.copyOf(none);
    }

    /** Reads {@code type, words, scale, offset, bit, bits, none} for a register of {@code table}; reports what does not fit. */
    static Codec read(RegisterTable table, Fields f, Problems problems) {
        if (table.bits()) {
            for (String word : WORDS) {
                if (f.has(word)) {
                    problems.add(
                            f.node(word),
                            "`" + word + "` has no meaning for a " + table.word(),
                            "remove it: a " + table.word() + " is 0 or 1");
                }
            }
            return BIT;
        }
        NumberType type = type(f, problems);
        WordOrder order = WordOrder.of(f.choice("words", WordOrder.WORDS, "big"));
        double scale = f.number("scale", 1, -1e12, 1e12);
        if (scale == 0) {
            problems.add(f.node("scale"), "`scale: 0` makes every value the same", "write the value of one raw step");
            scale = 1;
        }
        double offset = f.number("offset", 0, -1e12, 1e12);
        BitField bits = BitField.read(type, f, problems);
        Set<Double> none = new HashSet<>();
        for (Node n : f.items("none")) {
            none(type, n, none, problems);
        }
        return new Codec(type, order, scale, offset, bits, none);
    }

    private static NumberType type(Fields f, Problems problems) {
        if (f.has("type")
                && (f.node("type").text().equals("text")
                        || f.node("type").text().equals("string"))) {
            problems.add(
                    f.node("type"),
                    "`type: " + f.node("type").text()
                            + "`: a text in registers is no number, and a stream keeps numbers",
                    "remove this stream; write a serial number or version into the properties of the equipment");
            return NumberType.UINT16;
        }
        return NumberType.of(f.choice("type", NumberType.wordList(), "uint16"));
    }

    /** A decimal code is the number as the type reads it; a hexadecimal one is the pattern of bits in the registers. */
    private static void none(NumberType type, Node n, Set<Double> none, Problems problems) {
        String text = n.text();
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                long pattern = Long.parseUnsignedLong(text.substring(2), 16);
                if (Long.SIZE - Long.numberOfLeadingZeros(pattern) <= 16 * type.words()) {
                    none.add(type.toDouble(pattern));
                    return;
                }
            } else {
                double code = Double.parseDouble(text);
                boolean fits = type.words() == 4 || (code >= type.min() && code <= type.max());
                if (type.floating() || (code == Math.rint(code) && fits)) {
                    none.add(type == NumberType.FLOAT32 ? (float) code : code);
                    return;
                }
            }
            problems.add(
                    n,
                    "`" + text + "` never comes from a " + type.word(),
                    "write the number as this type reads it, or its registers in hexadecimal: 0xFFFF is -1 as int16");
        } catch (NumberFormatException unused) {
            problems.add(
                    n,
                    "`" + text + "` is not a raw value",
                    "write the number the device sends when it has no value: 65535 or 0x7FFF");
        }
    }

    /** How many registers (or bits) are read. */
    int width() {
        return type.words();
    }

    /** The value of {@code stream} in {@code items} as received. */
    Sample sample(int stream, int[] items, int from) {
        double raw = raw(items, from);
        if (none.contains(raw)) {
            return new Sample(stream, Double.NaN, Sample.NO_TIME, QualityCode.NO_COMMUNICATION);
        }
        return Sample.now(stream, value(raw));
    }

    /** The value in {@code items} as received, ignoring {@code none}. */
    double value(int[] items, int from) {
        return value(raw(items, from));
    }

    private double raw(int[] items, int from) {
        return type.toDouble(order.bits(items, from, width()));
    }

    private double value(double raw) {
        return (bits == null ? raw : bits.of((long) raw)) * scale + offset;
    }

    /**
     * The registers that hold {@code value}.
     *
     * @throws IllegalArgumentException saying in words why the value does not fit
     */
    int[] registers(double value) {
        double raw = (value - offset) / scale;
        double sent = type.floating() ? raw : Math.rint(raw);
        if (!(sent >= type.min() && sent <= type.max())) {
            throw new IllegalArgumentException(
                    value + " does not fit a " + type.word() + " register (raw " + raw + ")");
        }
        return order.registers(type.toBits(sent), width());
    }
}
