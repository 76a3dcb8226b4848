package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;

/**
 * ESPHome's MQTT component, the word {@code esphome}: {@code address: {decoder: esphome, node: bay-1}}, streams {@code
 * {value: air_temperature}}, outputs {@code {switch: pump}} or {@code {number: set_point}}.
 *
 * <p>A node says each state on {@code <node>/<component>/<object id>/state} and its birth and last will on {@code
 * <node>/status}. Source: ESPHome documentation, "MQTT Client Component" and the MQTT options of its components.
 */
final class EspHome implements Decoder {
    private static final int LEVELS_AFTER_NODE = 3;

    @Override
    public String word() {
        return "esphome";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String node = address.text("node");
        if (node.contains("+") || node.contains("#")) {
            problems.add(
                    address.node("node"),
                    "`node: " + node + "` is a topic filter",
                    "write the topic_prefix of one node; it is the node's name if none was set");
            return null;
        }
        return node.isEmpty() ? null : new Speaker(node, List.of(node + "/#"));
    }

    @Override
    public List<String> everybody() {
        return List.of("+/+/+/state", "+/status");
    }

    @Override
    public String address(String identity, String topic) {
        return AddressLine.of(word(), "node", identity);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return EspHome::hear;
    }

    private static void hear(Message message, Telling telling) throws Payload.Unreadable {
        String[] levels = message.levels();
        String last = levels[levels.length - 1];
        if (last.equals("status") && levels.length >= 2) {
            if (message.payload().text().strip().equals("offline")) {
                telling.silent(head(levels, 1), "the node's last will says offline");
            }
            return;
        }
        if (!last.equals("state") || levels.length <= LEVELS_AFTER_NODE) {
            return; // logs, discovery and commands, also our own
        }
        String component = levels[levels.length - 3];
        String object = levels[levels.length - 2];
        String text = message.payload().text().strip();
        Value value = text.equalsIgnoreCase("nan") ? Value.none() : Value.of(text);
        Map<String, Value> values = new LinkedHashMap<>();
        values.put(object, value);
        values.put(component + "/" + object, value);
        telling.said(Report.now(head(levels, LEVELS_AFTER_NODE), values));
    }

    /** The node's prefix, which may have several levels itself. */
    private static String head(String[] levels, int without) {
        return String.join("/", List.of(levels).subList(0, levels.length - without));
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        boolean isSwitch = address.has("switch");
        if (isSwitch == address.has("number")) {
            problems.add(
                    address.node(),
                    "the output names " + (isSwitch ? "both a `switch` and a `number`" : "no component of its node"),
                    "write `switch: object_id` for on and off, or `number: object_id` for a value");
            return null;
        }
        String component = isSwitch ? "switch" : "number";
        String object = address.text(component);
        String topic = speaker.identity() + "/" + component + "/" + object + "/command";
        return new Command(topic, isSwitch ? EspHome::onOff : EspHome::plain, component + "/" + object);
    }

    private static byte[] onOff(double value, long unusedMaxOn, long unusedNow) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("a switch takes 0 or 1, not " + value);
        }
        return (value == 1 ? "ON" : "OFF").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] plain(double value, long unusedMaxOn, long unusedNow) {
        return Double.toString(value).getBytes(StandardCharsets.UTF_8);
    }
}
