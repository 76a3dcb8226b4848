package org.penstock.driver.mqtt.decoder;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Downlinks by way of The Things Stack: {@code v3/<application>/devices/<device>/down/push}; the safe value goes to {@code
 * down/replace}, which takes the place of everything that is still queued for the device. What became of one is told on
 * {@code down/queued}, {@code sent}, {@code ack}, {@code nack} and {@code failed}, under the correlation id it was sent with.
 * Source: The Things Stack documentation, "MQTT Server" and "Data Formats".
 */
final class TheThingsDownlinks {
    /** The words of an address that make its device reachable. */
    static final String APPLICATION = "application";

    static final String DEVICE = "device";

    private static final List<String> PRIORITIES =
            List.of("LOWEST", "LOW", "BELOW_NORMAL", "NORMAL", "ABOVE_NORMAL", "HIGH", "HIGHEST");

    private static final Map<String, Delivery.Stage> STAGES = Map.of(
            "queued", Delivery.Stage.QUEUED,
            "sent", Delivery.Stage.SENT,
            "ack", Delivery.Stage.SENT,
            "nack", Delivery.Stage.FAILED,
            "failed", Delivery.Stage.FAILED);

    private TheThingsDownlinks() {}

    static @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        Downlink downlink = Downlink.read(address, problems);
        String priority = address.choice("priority", PRIORITIES, "NORMAL");
        String device = speaker.option(DEVICE);
        String application = speaker.option(APPLICATION);
        if (application.isEmpty() || device.isEmpty()) {
            problems.add(
                    address.node(),
                    "nobody knows the topic on which the device takes commands",
                    "write `device: …`, the end device ID of the console, in the place of `eui`, and `application:"
                            + " my-app@ttn` into the address of the device");
            return null;
        }
        if (downlink == null) {
            return null;
        }
        String topic = "v3/" + application + "/devices/" + device + "/down/";
        Command.Encoding encoding = (value, maxOn, now) -> {
            ObjectNode one = Downlink.object().put("f_port", downlink.port());
            downlink.into(one, "frm_payload", "decoded_payload", value, maxOn);
            one.put("priority", priority).put("confirmed", downlink.confirmed());
            one.putArray("correlation_ids").add(named(device, now));
            ObjectNode message = Downlink.object();
            message.putArray("downlinks").add(one);
            return Downlink.bytes(message);
        };
        return new Command(
                topic + "push",
                encoding,
                downlink.state(),
                "",
                "",
                downlink.tellsTime(),
                new Command.Kept(
                        topic + "replace", now -> named(device, now), downlink.when(), downlink.shortestMillis()));
    }

    private static String named(String device, long wallMicros) {
        return "penstock:" + device + ":" + wallMicros;
    }

    /**
     * Tells what became of a downlink.
     *
     * @param event last level of the topic, also of one that is passed over
     */
    static void hear(String device, String event, Payload payload, Telling telling) throws Payload.Unreadable {
        Delivery.Stage stage = STAGES.get(event);
        if (stage == null) {
            return; // push and replace: our own, or another application's
        }
        JsonNode said = payload.json().path("downlink_" + event);
        JsonNode downlink = event.equals("failed") ? said.path("downlink") : said;
        String words = switch (event) {
            case "queued" -> "queued it";
            case "sent" -> "sent it";
            case "ack" -> "says that the device acknowledged it";
            case "nack" -> "says that the device did not acknowledge it (nack)";
            default -> "failed to send it: " + reason(said.path("error"));
        };
        JsonNode ids = downlink.path("correlation_ids");
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.path(i).asString("");
            if (id.startsWith("penstock:")) {
                telling.delivered(device, new Delivery(id, stage, words));
            }
        }
    }

    /** The network's own sentence, with the values it leaves to be put in. */
    private static String reason(JsonNode error) {
        String words = error.path("message_format").asString("");
        for (Map.Entry<String, JsonNode> e : error.path("attributes").properties()) {
            words = words.replace("{" + e.getKey() + "}", e.getValue().asString(""));
        }
        String name = error.path("name").asString("");
        return words.isEmpty() ? name.isEmpty() ? "it gave no reason" : name : words;
    }
}
