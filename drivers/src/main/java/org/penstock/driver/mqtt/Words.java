package org.penstock.driver.mqtt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.decoder.Payload.Unreadable;
import org.penstock.driver.mqtt.decoder.Value;

/**
 * What the texts of a device mean as numbers.
 *
 * @param numbers numbers for texts: {@code {open: 1, closed: 0}}
 * @param none texts by which the device says that it has no value: {@code No Sensor}, {@code 327.67}
 */
record Words(Map<String, Double> numbers, Set<String> none) {
    /** Numbers as they are, and nothing else. */
    static final Words NONE = new Words(Map.of(), Set.of());

    private static final int LONGEST = 100;
    /** What two-state devices of all makers write, in small letters. */
    private static final Map<String, Double> STATES = Map.ofEntries(
            Map.entry("on", 1.0),
            Map.entry("off", 0.0),
            Map.entry("true", 1.0),
            Map.entry("false", 0.0),
            Map.entry("open", 1.0),
            Map.entry("opened", 1.0),
            Map.entry("closed", 0.0),
            Map.entry("close", 0.0),
            Map.entry("yes", 1.0),
            Map.entry("no", 0.0));

    Words {
        numbers = Map.copyOf(numbers);
        none = Set.copyOf(none);
    }

    /** Reads {@code values: {open: 1, closed: 0}} and {@code none: [No Sensor]}. */
    static Words read(Fields f, Problems problems) {
        Map<String, Double> numbers = new HashMap<>();
        Node written = f.node("values");
        if (!written.isMissing()) {
            Fields each = Fields.of(written, problems);
            for (String word : written.words()) {
                numbers.put(word, each.number(word, 0, -1e12, 1e12));
            }
        }
        Set<String> none = new HashSet<>();
        f.items("none").forEach(n -> none.add(n.text().strip()));
        return new Words(numbers, none);
    }

    /** These words, and what two-state devices usually write where nothing else is said. */
    Words orStates() {
        if (!numbers.isEmpty()) {
            return this;
        }
        return new Words(STATES, none);
    }

    /** Whether the device says that it has no value. */
    boolean saysNone(Value value) {
        if (none.isEmpty()) {
            return false;
        }
        boolean isNumber = value.text().isEmpty() || !Double.isNaN(value.number());
        return none.contains(value.text()) || (isNumber && none.contains(plain(value.number())));
    }

    /** The number in {@code value}; thrown with {@code no_value} or {@code not_a_number} when there is none. */
    double of(Value value, String where) throws Unreadable {
        if (value.text().isEmpty()) {
            Double mapped = numbers.isEmpty() ? null : numbers.get(plain(value.number()));
            return mapped != null ? mapped : value.number();
        }
        Double mapped = numbers.get(value.text());
        return mapped == null && !Double.isNaN(value.number()) ? value.number() : of(value.text(), where);
    }

    /** The number in {@code text}; thrown with {@code no_value} or {@code not_a_number} when there is none. */
    double of(String text, String where) throws Unreadable {
        Double mapped = numbers.get(text);
        if (mapped != null) {
            return mapped;
        }
        if (isNumber(text)) {
            return Double.parseDouble(text);
        }
        String small = text.length() > 9 ? "" : text.toLowerCase(Locale.ROOT);
        mapped = numbers.get(small);
        if (mapped != null) {
            return mapped;
        }
        return switch (small) {
            case "nan" -> Double.NaN;
            case "infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new Unreadable(
                        text.isEmpty() ? "no_value" : "not_a_number",
                        where + (text.isEmpty() ? " is empty" : " is no number"));
        };
    }

    /**
     * Whether {@code text} is a decimal number: digits with at most one point, an exponent of at most four digits. Hexadecimal
     * numbers and a trailing {@code f} or {@code d}, which Java reads as well, are none. Asked for each text a device sends.
     */
    static boolean isNumber(String text) {
        int end = text.length();
        if (end > LONGEST) {
            return false;
        }
        int at = sign(text, 0);
        int whole = digits(text, at);
        int point = at + whole;
        int part = 0;
        if (point < end && text.charAt(point) == '.') {
            part = digits(text, point + 1);
            at = point + 1 + part;
        } else {
            at = point;
        }
        if (whole + part == 0) {
            return false;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at = sign(text, at + 1);
            int exponent = digits(text, at);
            at += exponent;
            if (exponent == 0 || exponent > 4) {
                return false;
            }
        }
        return at == end;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
