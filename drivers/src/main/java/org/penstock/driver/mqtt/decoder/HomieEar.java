package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the facility's Homie devices on one connection: what their descriptions say of each property, and whether they are
 * there. The broker replays values and descriptions in any order; with version 5 a replayed value waits for its description,
 * so that °F are never taken for °C.
 */
final class HomieEar implements Ear {
    /** So many properties of a device are remembered. */
    private static final int MOST = 1_000;

    private static final int LONGEST_JSON = 65_536;
    private static final String TARGET = "/$target";

    private final Map<String, Device> devices = new HashMap<>();
    /** Devices by the identity of the one that holds their connection. */
    private final Map<String, List<String>> behind = new HashMap<>();

    HomieEar(List<Speaker> known) {
        for (Speaker s : known) {
            devices.putIfAbsent(s.identity(), new Device(s.option(Homie.VERSION).equals("4")));
            String root = s.option(Homie.ROOT_DEVICE);
            if (!root.isEmpty()) {
                behind.computeIfAbsent(root, unused -> new ArrayList<>()).add(s.identity());
            }
        }
    }

    /** What a description says of a property. */
    private record Property(String datatype, String unit) {
        private static final Property UNKNOWN = new Property("", "");
    }

    /** One device of the facility. */
    private static final class Device {
        private final Map<String, Property> properties = new HashMap<>();
        /** Replayed values, by name, until the description comes. */
        private final Map<String, String> waiting = new LinkedHashMap<>();

        private boolean described;
        private boolean gone;
        private boolean cutOff;

        Device(boolean described) {
            this.described = described;
        }
    }

    @Override
    public void hear(Message message, Telling telling) throws Payload.Unreadable {
        String topic = message.topic();
        String identity = identity(topic);
        if (identity.isEmpty()) {
            return;
        }
        String[] rest = topic.substring(identity.length() + 1).split("/", -1);
        Device device = devices.get(identity);
        if (rest.length == 1 && rest[0].equals("$state")) {
            state(identity, message, telling);
        } else if (rest.length == 1 && rest[0].equals("$description") && device != null) {
            describe(identity, device, message, telling);
        } else if (rest.length == 2 && !rest[0].startsWith("$") && !rest[1].startsWith("$")) {
            value(identity, device, rest[0] + "/" + rest[1], message, telling);
        } else if (rest.length == 3 && ("/" + rest[2]).equals(TARGET)) {
            value(identity, device, rest[0] + "/" + rest[1] + TARGET, message, telling);
        } else if (rest.length == 3 && rest[2].startsWith("$") && device != null) {
            attribute(
                    device, rest[0] + "/" + rest[1], rest[2], message.payload().text());
        } // else logs, alerts and commands, also our own
    }

    /** Whose topic it is: a device of the facility, or a stranger's of version 5; "" when nobody's. */
    private String identity(String topic) {
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', slash + 1)) {
            String head = topic.substring(0, slash);
            if (devices.containsKey(head) || behind.containsKey(head)) {
                return head;
            }
        }
        String[] levels = topic.split("/", 4);
        return levels.length == 4 && levels[1].equals("5") ? levels[0] + "/5/" + levels[2] : "";
    }

    private void state(String identity, Message message, Telling telling) throws Payload.Unreadable {
        String state = message.payload().text().strip();
        // Who sleeps or begins still has its last values; an empty state removes a device.
        boolean gone = state.equals("lost") || state.equals("disconnected") || state.isEmpty();
        Device device = devices.get(identity);
        if (device != null) {
            device.gone = gone;
            if (gone) {
                telling.silent(identity, state.isEmpty() ? "the device was removed" : "the device is " + state);
            }
        } else if (!gone && !behind.containsKey(identity)) {
            telling.said(Report.now(identity, Map.of("$state", Value.of(state))));
        }
        for (String child : behind.getOrDefault(identity, List.of())) {
            boolean cutOff = state.equals("lost");
            devices.getOrDefault(child, new Device(true)).cutOff = cutOff;
            if (cutOff) {
                telling.silent(child, "the device that holds its connection is lost");
            }
        }
    }

    private static void describe(String identity, Device device, Message message, Telling telling)
            throws Payload.Unreadable {
        JsonNode nodes = message.payload().json().path("nodes");
        device.properties.clear();
        for (Map.Entry<String, JsonNode> node : nodes.properties()) {
            for (Map.Entry<String, JsonNode> p :
                    node.getValue().path("properties").properties()) {
                if (device.properties.size() < MOST) {
                    device.properties.put(
                            node.getKey() + "/" + p.getKey(),
                            new Property(word(p.getValue(), "datatype"), word(p.getValue(), "unit")));
                }
            }
        }
        device.described = true;
        Map<String, Value> values = new LinkedHashMap<>();
        if (message.retained() && !device.gone && !device.cutOff) {
            for (Map.Entry<String, String> w : device.waiting.entrySet()) {
                put(device, w.getKey(), w.getValue(), values);
            }
        }
        device.waiting.clear();
        if (!values.isEmpty()) {
            telling.said(Report.now(identity, values));
        }
    }

    private static String word(JsonNode property, String field) {
        JsonNode n = property.path(field);
        return n.isString() ? n.asString() : "";
    }

    /** What version 4 says of a property, each on a topic of its own. */
    private static void attribute(Device device, String name, String attribute, String text) {
        Property before = device.properties.getOrDefault(name, Property.UNKNOWN);
        if (device.properties.size() >= MOST && before == Property.UNKNOWN) {
            return;
        }
        if (attribute.equals("$datatype")) {
            device.properties.put(name, new Property(text, before.unit()));
        } else if (attribute.equals("$unit")) {
            device.properties.put(name, new Property(before.datatype(), text));
        }
    }

    private static void value(String identity, @Nullable Device device, String name, Message message, Telling telling)
            throws Payload.Unreadable {
        String text = message.payload().text();
        if (device != null && message.retained()) {
            if (device.gone || device.cutOff) {
                return; // what it said before it went
            }
            if (!device.described) {
                if (device.waiting.size() < MOST) {
                    device.waiting.put(name, text);
                }
                return;
            }
        }
        Map<String, Value> values = new LinkedHashMap<>();
        put(device, name, text, values);
        telling.said(Report.now(identity, values));
    }

    private static void put(@Nullable Device device, String name, String text, Map<String, Value> values)
            throws Payload.Unreadable {
        String of = name.endsWith(TARGET) ? name.substring(0, name.length() - TARGET.length()) : name;
        Property property = device == null ? Property.UNKNOWN : device.properties.getOrDefault(of, Property.UNKNOWN);
        if (text.isEmpty()) {
            values.put(name, Value.none()); // the property was taken away
            return;
        }
        switch (property.datatype()) {
            case "boolean" ->
                values.put(
                        name,
                        text.equals("true") || text.equals("false") ? Value.of(text.equals("true")) : Value.of(text));
            case "color" -> color(name, text, values);
            case "json" ->
                Value.flatten(
                        name,
                        Payload.of(text.getBytes(StandardCharsets.UTF_8), LONGEST_JSON)
                                .json(),
                        values);
            case "string", "enum", "datetime", "duration" -> values.put(name, Value.of(text));
            default ->
                values.put(
                        name,
                        property.unit().isEmpty()
                                ? Value.of(text)
                                : Value.of(text).in(UnitWords.code(property.unit())));
        }
    }

    /** {@code rgb,255,128,0} becomes {@code lamp/color/r}, {@code /g} and {@code /b}. */
    private static void color(String name, String text, Map<String, Value> values) {
        String[] parts = text.split(",", -1);
        for (int i = 1; i < parts.length && i <= parts[0].length(); i++) {
            values.put(name + "/" + parts[0].charAt(i - 1), Value.of(parts[i]));
        }
    }
}
