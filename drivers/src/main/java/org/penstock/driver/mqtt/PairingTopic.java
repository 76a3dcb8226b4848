package org.penstock.driver.mqtt;

import java.util.List;
import java.util.Locale;
import org.penstock.core.link.Approach;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.BrokerConnection.Subscription;
import org.penstock.driver.mqtt.decoder.Payload;
import tools.jackson.databind.JsonNode;

/**
 * Where a device presents the code that a person gave it: {@code penstock/pair/CODE}, with JSON that says what it is
 * ({@code {"mac": "A0:B7:65:11:22:33", "model": "soil-4", "firmware": "1.2"}}). Whatever it says is for a person to read, and
 * for nothing else.
 */
final class PairingTopic {
    static final String FILTER = "penstock/pair/+";

    private static final String PREFIX = "penstock/pair/";
    /** Longer than every code; longer ones need not be carried about to be found wrong. */
    private static final int LONGEST_CODE = 16;

    private static final int LONGEST_WORD = 60;
    private static final List<String> WHO = List.of("identity", "mac", "eui", "serial");
    private static final List<String> BESIDES = List.of("model", "firmware");

    private PairingTopic() {}

    /** The wish to hear codes. What a broker kept from earlier is not asked for again. */
    static Subscription subscription() {
        return new Subscription(new TopicFilter(FILTER), false);
    }

    static boolean is(String topic) {
        return topic.startsWith(PREFIX) && topic.indexOf('/', PREFIX.length()) < 0;
    }

    /** What a message on such a topic says. @param mostBytes longest payload that is read */
    static Approach.Presented read(Incoming m, int mostBytes) {
        String code = m.topic().substring(PREFIX.length());
        return new Approach.Presented(
                code.length() > LONGEST_CODE ? "" : code.toUpperCase(Locale.ROOT), said(m, mostBytes));
    }

    private static String said(Incoming m, int mostBytes) {
        try {
            JsonNode json = Payload.of(m.payload(), mostBytes).json();
            StringBuilder said = new StringBuilder();
            WHO.forEach(word -> add(said, json, word));
            if (!said.isEmpty()) {
                BESIDES.forEach(word -> add(said, json, word));
            }
            return said.toString();
        } catch (Payload.Unreadable unused) {
            return ""; // The code may be right all the same: then a person is told what the message must be.
        }
    }

    private static void add(StringBuilder said, JsonNode json, String word) {
        JsonNode node = json.path(word);
        String text = node.isValueNode() ? node.asString("").strip() : "";
        if (!text.isEmpty()) {
            StringBuilder clean = new StringBuilder();
            text.codePoints().limit(LONGEST_WORD).forEach(c -> {
                boolean odd = Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.FORMAT;
                clean.appendCodePoint(odd ? ' ' : c);
            });
            said.append(said.isEmpty() ? "" : ", ").append(word).append(' ').append(clean);
        }
    }
}
