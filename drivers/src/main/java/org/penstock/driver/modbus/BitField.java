package org.penstock.driver.modbus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;

/**
 * Some neighbouring bits of a whole number without sign: {@code bit: 3}, or {@code bits: 4..7} for a number of four bits.
 *
 * @param from lowest bit, 0 = least significant
 * @param to highest bit, included
 */
record BitField(int from, int to) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,2})\\.\\.(\\d{1,2})");

    /** Reads {@code bit} or {@code bits}; null when neither is written or after a fault. */
    static @Nullable BitField read(NumberType type, Fields f, Problems problems) {
        boolean one = f.has("bit");
        boolean many = f.has("bits");
        if (!one && !many) {
            return null;
        }
        String word = one ? "bit" : "bits";
        if (one && many) {
            problems.add(f.node("bits"), "both `bit` and `bits` are written", "keep one of them");
            return null;
        }
        if (type != NumberType.UINT16 && type != NumberType.UINT32) {
            problems.add(
                    f.node(word),
                    "`" + word + "` of a " + type.word(),
                    "bits are taken from a whole number without sign: write type: uint16 or type: uint32");
            return null;
        }
        int highest = 16 * type.words() - 1;
        if (one) {
            int bit = f.integer("bit", 0, 0, highest);
            return new BitField(bit, bit);
        }
        Matcher m = RANGE.matcher(f.text("bits"));
        int from = m.matches() ? Integer.parseInt(m.group(1)) : 1;
        int to = m.matches() ? Integer.parseInt(m.group(2)) : 0;
        if (from > to || to > highest) {
            problems.add(
                    f.node("bits"),
                    "`bits: " + f.text("bits") + "` is no range of bits of a " + type.word(),
                    "write lowest and highest, counted from 0 at the least significant: bits: 4..7 (at most " + highest
                            + ")");
            return null;
        }
        return new BitField(from, to);
    }

    /** The bits of {@code raw} as a number from 0. */
    long of(long raw) {
        return (raw >>> from) & ((1L << (to - from + 1)) - 1);
    }
}
