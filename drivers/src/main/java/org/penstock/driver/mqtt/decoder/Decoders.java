package org.penstock.driver.mqtt.decoder;

import java.util.List;
import java.util.Optional;

/** Every convention this program understands. */
public final class Decoders {
    private static final List<Decoder> ALL = List.of(
            new EspHome(),
            new Homie(),
            new Sparkplug(),
            new Tasmota(),
            new Zigbee2Mqtt(),
            new Theengs(),
            new TheThingsStack(),
            new ChirpStack(),
            new FarmIq(),
            new FarmIqEdge(),
            new Harvestry());

    private Decoders() {}

    /** The words after {@code decoder:}. */
    public static List<String> words() {
        return ALL.stream().map(Decoder::word).toList();
    }

    /** The decoder for a word. */
    public static Optional<Decoder> of(String word) {
        return ALL.stream().filter(d -> d.word().equals(word)).findFirst();
    }
}
