package org.penstock.driver.mqtt.decoder;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The 64-bit identity of a LoRaWAN device (EUI-64), which labels, consoles and messages spell in different ways. */
final class Eui {
    private static final Pattern BETWEEN = Pattern.compile("[-:. ]");
    private static final Pattern BARE = Pattern.compile("[0-9A-F]{16}");

    private Eui() {}

    /** The one form, {@code A840410000000001}, of {@code a8-40-41-…}, {@code A8:40:41:…} or {@code 0xa84041…}. */
    static Optional<String> of(String written) {
        String upper = written.strip().toUpperCase(Locale.ROOT);
        String bare = BETWEEN.matcher(upper.startsWith("0X") ? upper.substring(2) : upper)
                .replaceAll("");
        return BARE.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
    }
}
