package org.penstock.driver.modbus;

import java.util.HashSet;
import java.util.Set;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;

/**
 * How a value stands in registers: {@code value = raw · scale + offset}, the unit being the stream's.
 *
 * @param bit number of one bit of a single register (0 = least significant), or -1
 * @param none raw values by which the device says that it has no value
 */
record Codec(NumberType type, WordOrder order, double scale, double offset, int bit, Set<Double> none) {
    /** A coil or discrete input: 0 or 1. */
    static final Codec BIT = new Codec(NumberType.UINT16, WordOrder.ABCD, 1, 0, -1, Set.of());

    Codec {
        none = Set.copyOf(none);
    }

    /** Reads {@code type, words, scale, offset, bit, none} for a register of {@code table}; reports what does not fit. */
    static Codec read(RegisterTable table, Fields f, Problems problems) {
        if (table.bits()) {
            for (String word : new String[] {"type", "words", "scale", "offset", "bit", "none"}) {
                if (f.has(word)) {
                    problems.add(
                            f.node(word),
                            "`" + word + "` has no meaning for a " + table.word(),
                            "remove it: a " + table.word() + " is 0 or 1");
                }
            }
            return BIT;
        }
        NumberType type = NumberType.of(f.choice("type", NumberType.wordList(), "uint16"));
        WordOrder order = WordOrder.of(f.choice("words", WordOrder.WORDS, "big"));
        double scale = f.number("scale", 1, -1e12, 1e12);
        if (scale == 0) {
            problems.add(f.node("scale"), "`scale: 0` makes every value the same", "write the value of one raw step");
            scale = 1;
        }
        double offset = f.number("offset", 0, -1e12, 1e12);
        int bit = f.integer("bit", -1, 0, 15);
        if (bit >= 0 && type != NumberType.UINT16) {
            problems.add(
                    f.node("bit"), "`bit` of a " + type.word(), "a bit is taken from one register: write type: uint16");
        }
        Set<Double> none = new HashSet<>();
        for (Node n : f.items("none")) {
            try {
                none.add(type.floating() ? Double.parseDouble(n.text()) : (double) Long.decode(n.text()));
            } catch (NumberFormatException e) {
                problems.add(
                        n,
                        "`" + n.text() + "` is not a raw value",
                        "write the number the device sends when it has no value: 65535 or 0x7FFF");
            }
        }
        return new Codec(type, order, scale, offset, bit, none);
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
        return bit >= 0 ? ((long) raw >> bit) & 1 : raw * scale + offset;
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
