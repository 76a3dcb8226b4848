package org.penstock.driver.mqtt.decoder;

import java.util.List;
import java.util.Map;

/**
 * A device as its convention knows it.
 *
 * @param identity the one form of its name, the one in {@link Report#identity}
 * @param topics topic filters to subscribe to for it
 * @param options what else its address says, by the decoder's own words
 */
public record Speaker(String identity, List<String> topics, Map<String, String> options) {
    public Speaker {
        topics = List.copyOf(topics);
        options = Map.copyOf(options);
    }

    /** A device without further words. */
    public Speaker(String identity, List<String> topics) {
        this(identity, topics, Map.of());
    }

    /** What the address says under {@code word}, or "". */
    public String option(String word) {
        return options.getOrDefault(word, "");
    }
}
