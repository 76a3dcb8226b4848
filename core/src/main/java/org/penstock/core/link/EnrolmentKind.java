package org.penstock.core.link;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a device comes into a facility; the words of model.md. */
public enum EnrolmentKind {
    /** The device presents a code that a person gave it. */
    PAIRING,
    /** A LoRaWAN device joins its network over the air, then sends. */
    OTAA,
    /** A LoRaWAN device with its keys set by hand: it never joins, it sends. */
    ABP,
    /** A gateway whose own status is heard. */
    GATEWAY,
    /** A device for which its network is opened when a person says so, and for no longer: it joins, then sends. */
    NETWORK,
    /** Whatever speaks at the address in the facility file. */
    MANUAL;

    /** The word in tables and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this word. */
    public static Optional<EnrolmentKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }
}
