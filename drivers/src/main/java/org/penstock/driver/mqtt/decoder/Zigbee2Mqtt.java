package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Zigbee2MQTT, the word {@code zigbee2mqtt}: {@code address: {decoder: zigbee2mqtt, name: barn/door}}, streams {@code
 * {value: temperature}} or {@code {value: color/x}}, outputs {@code {switch: state}}, {@code {switch: state, timer:
 * on_time}} or {@code {number: brightness}}.
 *
 * <p>A value is what the device calls it: {@code contact} is true while a door is <em>closed</em>, so a stream that means
 * "open" says {@code values: {"true": 0, "false": 1}}. The device time is {@code last_seen}, where Zigbee2MQTT is set to
 * send it. Without it the first message of each device after a start of the bridge is dropped as {@code cached}: then the
 * bridge repeats what it remembers from before, and nothing in the message tells how old that is. Source: Zigbee2MQTT
 * documentation, "MQTT Topics and Messages" and "Device-Availability".
 *
 * <p>While a person waits for a device, its bridge is told to let devices in, and to stop when it has joined.
 */
final class Zigbee2Mqtt implements Decoder {
    /** A ZCL On With Timed Off counts tenths of a second in 16 bits. */
    private static final long LONGEST_ON_SECONDS = 6_553;

    /** The longest that Zigbee lets devices in; then it is asked for again. */
    private static final int LONGEST_PERMIT_SECONDS = 254;

    private static final String EVENT = "/bridge/event";
    private static final String PERMITTED = "/bridge/response/permit_join";

    @Override
    public String word() {
        return "zigbee2mqtt";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String name = address.text("name");
        String base = address.text("base", "zigbee2mqtt");
        for (String word : List.of("name", "base")) {
            String text = word.equals("name") ? name : base;
            if (text.contains("+") || text.contains("#")) {
                problems.add(
                        address.node(word),
                        "`" + word + ": " + text + "` is a topic filter",
                        word.equals("name")
                                ? "write the friendly name of one device, or its IEEE address"
                                : "write the base topic of one bridge");
                return null;
            }
        }
        if (name.isEmpty()) {
            return null;
        }
        String identity = base + "/" + name;
        return new Speaker(
                identity,
                List.of(identity, identity + "/availability", bridgeTopic(base), base + EVENT, base + PERMITTED),
                Map.of("base", base));
    }

    /** Nobody gives a Zigbee device a code: its network lets it in. */
    @Override
    public List<EnrolmentKind> enrolments(Fields address) {
        return List.of(EnrolmentKind.NETWORK, EnrolmentKind.MANUAL);
    }

    @Override
    public Admission admission(Speaker speaker) {
        return new Admission(
                speaker.option("base") + "/bridge/request/permit_join",
                bytes(object().put("time", LONGEST_PERMIT_SECONDS)),
                bytes(object().put("time", 0)),
                LONGEST_PERMIT_SECONDS);
    }

    private static String bridgeTopic(String base) {
        return base + "/bridge/state";
    }

    @Override
    public List<String> everybody() {
        return List.of("zigbee2mqtt/#");
    }

    @Override
    public String address(String identity, String topic) {
        int slash = identity.indexOf('/');
        String base = slash < 0 ? "" : identity.substring(0, slash);
        return AddressLine.of(
                word(), "name", identity.substring(slash + 1), "base", base.equals("zigbee2mqtt") ? "" : base);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return new Bridges(known);
    }

    /** What is known of the bridges of one connection. */
    private static final class Bridges implements Ear {
        private final Map<String, Set<String>> devices = new HashMap<>();
        private final Set<String> restarted = new LinkedHashSet<>();

        Bridges(List<Speaker> known) {
            known.forEach(s -> devices.computeIfAbsent(bridgeTopic(s.option("base")), unused -> new LinkedHashSet<>())
                    .add(s.identity()));
        }

        @Override
        public void hear(Message message, Telling telling) throws Payload.Unreadable {
            String topic = message.topic();
            Set<String> behind = devices.get(topic);
            if (behind != null) {
                bridge(message, behind, telling);
            } else if (topic.endsWith(EVENT)) {
                event(topic.substring(0, topic.length() - EVENT.length()), message, telling);
            } else if (topic.endsWith(PERMITTED)) {
                permitted(topic.substring(0, topic.length() - PERMITTED.length()), message, telling);
            } else if (topic.endsWith("/availability")) {
                if (state(message.payload()).equals("offline")) {
                    telling.silent(
                            topic.substring(0, topic.lastIndexOf('/')), "the bridge says that the device is offline");
                }
            } else if (!topic.contains("/bridge/") && !topic.endsWith("/set") && !topic.endsWith("/get")) {
                device(message, telling);
            }
        }

        private void bridge(Message message, Set<String> behind, Telling telling) throws Payload.Unreadable {
            if (state(message.payload()).equals("offline")) {
                behind.forEach(d -> telling.silent(d, "its bridge is offline"));
            } else if (!message.retained()) {
                restarted.addAll(behind);
            }
        }

        /** A device that the facility knows by its name or by its IEEE address, which is its name until it is given one. */
        private static void event(String base, Message message, Telling telling) throws Payload.Unreadable {
            JsonNode said = message.payload().object();
            JsonNode device = said.path("data");
            boolean in = switch (said.path("type").asString("")) {
                case "device_joined" -> true;
                case "device_interview" -> device.path("status").asString("").equals("successful");
                default -> false;
            };
            if (in && !message.retained()) {
                Set<String> names = new LinkedHashSet<>();
                names.add(device.path("friendly_name").asString(""));
                names.add(device.path("ieee_address").asString(""));
                names.forEach(name -> telling.joined(base + "/" + name));
            }
        }

        private void permitted(String base, Message message, Telling telling) throws Payload.Unreadable {
            JsonNode said = message.payload().object();
            if (said.path("status").asString("").equals("error")) {
                String why = said.path("error").asString("it does not say why");
                devices.getOrDefault(bridgeTopic(base), Set.of())
                        .forEach(d -> telling.noted(d, "Its bridge lets nobody in: " + why));
            }
        }

        private void device(Message message, Telling telling) throws Payload.Unreadable {
            String identity = message.topic();
            JsonNode said = message.payload().object();
            long seen = lastSeen(said);
            if (restarted.remove(identity) && seen == Sample.NO_TIME) {
                telling.dropped(
                        identity,
                        "cached",
                        "the bridge has started and repeats what it remembers, without `last_seen`");
                return;
            }
            Map<String, Value> values = new LinkedHashMap<>();
            Value.flatten("", said, values);
            telling.said(new Report(identity, seen, null, values));
        }

        private static String state(Payload payload) throws Payload.Unreadable {
            String text = payload.text().strip();
            return text.startsWith("{") ? payload.json().path("state").asString("") : text;
        }

        private static long lastSeen(JsonNode said) throws Payload.Unreadable {
            JsonNode seen = said.path("last_seen");
            if (seen.isMissingNode() || seen.isNull()) {
                return Sample.NO_TIME;
            }
            OptionalLong micros =
                    seen.isNumber() ? DeviceTime.MS.micros(seen.asString()) : DeviceTime.ISO.micros(seen.asString(""));
            return micros.orElseThrow(() -> new Payload.Unreadable("bad_time", "`last_seen` is no time"));
        }
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        boolean isSwitch = address.has("switch");
        if (isSwitch == address.has("number")) {
            problems.add(
                    address.node(),
                    "the output names " + (isSwitch ? "both a `switch` and a `number`" : "no property of its device"),
                    "write `switch: state` for on and off, or `number: brightness` for a value");
            return null;
        }
        String property = address.text(isSwitch ? "switch" : "number");
        String on = isSwitch ? address.text("on", "ON") : "";
        String off = isSwitch ? address.text("off", "OFF") : "";
        boolean timed = isSwitch && address.has("timer");
        String timer = timed ? address.choice("timer", List.of("on_time"), "") : "";
        return new Command(
                speaker.identity() + "/set",
                isSwitch
                        ? (value, maxOn, now) -> onOff(property, value, on, off, timer, maxOn)
                        : (value, maxOn, now) -> bytes(object().put(property, value)),
                property,
                speaker.identity() + "/get",
                object().put(property, "").toString(),
                timed);
    }

    private static byte[] onOff(String property, double value, String on, String off, String timer, long maxOnMillis) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("a switch takes 0 or 1, not " + value);
        }
        ObjectNode payload = object().put(property, value == 1 ? on : off);
        if (value == 1 && !timer.isEmpty() && maxOnMillis > 0) {
            long seconds = Math.ceilDiv(maxOnMillis, 1_000L);
            if (seconds > LONGEST_ON_SECONDS) {
                throw new IllegalArgumentException(
                        "`on_time` reaches " + LONGEST_ON_SECONDS + " s, not " + seconds + " s");
            }
            payload.put(timer, seconds);
        }
        return bytes(payload);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(ObjectNode payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }
}
