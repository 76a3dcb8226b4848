package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Downlinks by way of ChirpStack: {@code application/<application>/device/<eui>/command/down}. Its queue cannot be emptied
 * over MQTT, so every item expires when nobody waits for it any more ({@code expiresAt}, ChirpStack 4.14 and newer), and an
 * item before it in the queue reaches the device first. What became of one is told by the events {@code txack}, {@code ack}
 * and {@code log}. Source: ChirpStack documentation, "MQTT" and "Event types", {@code integration.proto}, changelog 4.14.0.
 */
final class ChirpStackDownlinks {
    /** The word of an address that makes its device reachable. */
    static final String APPLICATION = "application";

    /** What makes an item leave the queue without having been sent. */
    private static final Map<String, String> LOST = Map.of(
            "DOWNLINK_PAYLOAD_SIZE", "it is too long for the device's data rate",
            "DOWNLINK_CODEC", "the codec of its device profile cannot encode it",
            "F_CNT_DOWN", "its frame counter was used before",
            "EXPIRED", "it could not be sent in time");

    private ChirpStackDownlinks() {}

    static @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        Downlink downlink = Downlink.read(address, problems);
        String application = speaker.option(APPLICATION);
        if (application.isEmpty() || Gateways.is(speaker.identity())) {
            problems.add(
                    address.node(),
                    "nobody knows the topic on which the device takes commands",
                    "write `application: …`, the ID of its application in ChirpStack, into the address of the device");
            return null;
        }
        if (downlink == null) {
            return null;
        }
        String eui = speaker.identity();
        String topic = "application/" + application + "/device/" + eui.toLowerCase(Locale.ROOT) + "/command/down";
        return new Command(
                topic,
                new Item(eui, downlink),
                downlink.state(),
                "",
                "",
                downlink.tellsTime(),
                new Command.Kept(topic, now -> id(eui, now), downlink.when(), downlink.shortestMillis()));
    }

    /** A queue item knows its own id, which the events name. */
    private static String id(String eui, long wallMicros) {
        String name = "penstock:" + eui + ":" + wallMicros;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private record Item(String eui, Downlink downlink) implements Command.Encoding {
        @Override
        public byte[] bytes(double value, long maxOnMillis, long wallMicros) {
            return bytes(value, maxOnMillis, wallMicros, wallMicros + downlink.shortestMillis() * 1_000);
        }

        @Override
        public byte[] bytes(double value, long maxOnMillis, long wallMicros, long untilMicros) {
            ObjectNode message = Downlink.object()
                    .put("id", id(eui, wallMicros))
                    .put("devEui", eui.toLowerCase(Locale.ROOT))
                    .put("confirmed", downlink.confirmed())
                    .put("fPort", downlink.port());
            downlink.into(message, "data", "object", value, maxOnMillis);
            message.put(
                    "expiresAt",
                    Instant.EPOCH.plus(untilMicros, ChronoUnit.MICROS).toString());
            return Downlink.bytes(message);
        }
    }

    /**
     * Tells what became of a downlink.
     *
     * @param event {@code txack}, {@code ack} or {@code log}
     */
    static void hear(String eui, String event, JsonNode json, Telling telling) {
        String id = json.path("queueItemId").asString("");
        switch (event) {
            case "txack" ->
                telling.delivered(
                        eui,
                        new Delivery(
                                id,
                                Delivery.Stage.SENT,
                                "sent it by gateway " + json.path("gatewayId").asString("?")));
            case "ack" -> {
                boolean acknowledged = json.path("acknowledged").asBoolean(false);
                telling.delivered(
                        eui,
                        acknowledged
                                ? new Delivery(id, Delivery.Stage.SENT, "says that the device acknowledged it")
                                : new Delivery(
                                        id,
                                        Delivery.Stage.FAILED,
                                        "says that the device did not acknowledge it in time"));
            }
            default -> log(eui, json, telling);
        }
    }

    private static void log(String eui, JsonNode json, Telling telling) {
        String code = json.path("code").asString("");
        String words = json.path("description").asString("");
        String id = json.path("context").path("queue_item_id").asString("");
        if (LOST.containsKey(code)) {
            String why = LOST.get(code) + (words.isEmpty() ? "" : " (" + words + ")");
            telling.delivered(eui, new Delivery(id, Delivery.Stage.FAILED, "failed to send it: " + why));
        } else if (code.equals("DOWNLINK_GATEWAY")) {
            // The item stays in the queue.
            telling.delivered(
                    eui,
                    new Delivery(
                            id,
                            Delivery.Stage.QUEUED,
                            "could not send it by its gateway (" + words + ") and tries again after the next uplink"));
        } else if (code.equals("UPLINK_CODEC")) {
            telling.dropped(eui, "codec_failed", "the codec of its device profile in ChirpStack failed: " + words);
        }
    }
}
