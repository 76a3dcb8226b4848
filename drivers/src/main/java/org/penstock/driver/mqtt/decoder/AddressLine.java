package org.penstock.driver.mqtt.decoder;

import java.util.List;
import java.util.Locale;

/** The {@code address:} of a device, as a line of YAML to be written as it is. */
final class AddressLine {
    private static final List<String> OTHER_MEANING = List.of("true", "false", "yes", "no", "on", "off", "null", "nan");

    private AddressLine() {}

    /**
     * The line.
     *
     * @param decoder the convention's word
     * @param pairs word, value, word, value …; what has an empty value is left out
     */
    static String of(String decoder, String... pairs) {
        StringBuilder line = new StringBuilder("{decoder: ").append(decoder);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                line.append(", ").append(pairs[i]).append(": ").append(text(pairs[i + 1]));
            }
        }
        return line.append('}').toString();
    }

    /** A text that no reader of YAML takes for a number or a word of its own. */
    private static String text(String value) {
        boolean plain =
                value.matches("[A-Za-z][A-Za-z0-9_-]*") && !OTHER_MEANING.contains(value.toLowerCase(Locale.ROOT));
        return plain
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
