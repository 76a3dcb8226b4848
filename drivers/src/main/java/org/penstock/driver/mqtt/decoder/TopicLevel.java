package org.penstock.driver.mqtt.decoder;

import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;

/** A word of an address that is one level of a topic: an id between two slashes. */
final class TopicLevel {
    private TopicLevel() {}

    /** What is written under {@code word}, or "" when a problem was reported. */
    static String read(Fields address, String word, Problems problems) {
        return checked(address, word, address.text(word), problems);
    }

    /** The same where it may be left out. */
    static String read(Fields address, String word, String fallback, Problems problems) {
        return checked(address, word, address.text(word, fallback), problems);
    }

    private static String checked(Fields address, String word, String level, Problems problems) {
        if (!level.contains("+") && !level.contains("#") && !level.contains("/")) {
            return level.strip();
        }
        problems.add(
                address.node(word),
                "`" + word + ": " + level + "` is no level of a topic",
                "write the id as it stands between two slashes of the topic, without + # or /");
        return "";
    }
}
