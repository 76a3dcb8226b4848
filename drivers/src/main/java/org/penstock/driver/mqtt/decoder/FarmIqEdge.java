package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import tools.jackson.databind.JsonNode;

/**
 * FarmIQ's older topic map, the word {@code farmiq-edge}: {@code address: {decoder: farmiq-edge, tenant: t1, house: h01,
 * device: scale01}}. The device is the id of a scale, a sensor or a robot; for what a station itself reports, the station.
 * Streams: {@code {value: weight}} or another metric; {@code pose/x}, {@code health/batteryLevel}, {@code stat/rssi}, {@code
 * weigh/weight_kg}.
 *
 * <p>A weight that the scale does not call stable is uncertain. Messages have no identity of their own: what is delivered
 * again is recognised by its time. What belongs to a weighing (a scale's message with a session_id, {@code weigh/finalized}) is
 * handed on whole besides, recognised by its bytes. Alerts, cameras, commands, configuration and dead letters are passed over.
 *
 * <p>Source: FarmIQ, edge/mqtt-topics.md, version 1.0.
 */
final class FarmIqEdge implements Decoder {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_]+@1(\\.\\d+)?");

    @Override
    public String word() {
        return "farmiq-edge";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String tenant = TopicLevel.read(address, "tenant", problems);
        String house = TopicLevel.read(address, "house", problems);
        String device = TopicLevel.read(address, "device", problems);
        String place = tenant + "/" + house + "/";
        return tenant.isEmpty() || house.isEmpty() || device.isEmpty()
                ? null
                : new Speaker(
                        place + device,
                        List.of("edge/tele/" + place + "#", "edge/evt/" + place + "#", "edge/stat/" + place + "#"));
    }

    @Override
    public List<String> everybody() {
        return List.of("edge/tele/#", "edge/stat/#");
    }

    @Override
    public String address(String identity, String topic) {
        String[] parts = identity.split("/", 3);
        return parts.length < 3
                ? ""
                : AddressLine.of(word(), "tenant", parts[0], "house", parts[1], "device", parts[2]);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return FarmIqEdge::hear;
    }

    /**
     * What a topic is about.
     *
     * @param device whose message it is
     * @param named the field of the message that repeats the device, "" when none does
     * @param before what stands before the names of its fields, or the one metric when {@code metric}
     */
    private record Topic(String device, String named, String before, boolean metric) {
        /** Null for what carries no value. */
        static @Nullable Topic of(String[] l) {
            int n = l.length;
            if (n < 6) {
                return null;
            }
            String last = l[n - 1];
            return switch (l[1]) {
                case "stat" -> n == 6 ? new Topic(last, "", "stat/", false) : null;
                case "evt" ->
                    l[n - 2].equals("weigh") && last.equals("finalized") ? new Topic(l[5], "", "weigh/", false) : null;
                default -> tele(l, last);
            };
        }

        private static @Nullable Topic tele(String[] l, String last) {
            return switch (l[4] + l.length) {
                case "lab9" -> new Topic(l[7], "device", last, true);
                case "robot10" -> new Topic(l[8], "device", last, true);
                case "robot7" -> last.equals("pose") ? new Topic(l[5], "", "pose/", false) : null;
                case "device7" -> last.equals("health") ? new Topic(l[5], "device", "health/", false) : null;
                default -> null;
            };
        }
    }

    private static void hear(Message message, Telling telling) {
        String[] levels = message.levels();
        Topic topic = Topic.of(levels);
        if (topic == null) {
            return;
        }
        String identity = levels[2] + "/" + levels[3] + "/" + topic.device();
        try {
            read(levels, topic, identity, message, telling);
        } catch (Payload.Unreadable e) {
            telling.dropped(identity, e.word(), e.detail());
        }
    }

    private static void read(String[] levels, Topic topic, String identity, Message message, Telling telling)
            throws Payload.Unreadable {
        JsonNode json = message.payload().json();
        if (levels[1].equals("stat")
                && json.path("online").isBoolean()
                && !json.path("online").asBoolean()) {
            telling.silent(identity, "the device's last will says that it is not online");
            return;
        }
        String schema = json.path("schema").asString("");
        if (!schema.isEmpty() && !SCHEMA.matcher(schema).matches()) {
            throw new Payload.Unreadable("wrong_schema", "a message of another schema than version 1");
        }
        agree("wrong_tenant", levels[2], json.path("tenant"));
        agree("wrong_house", levels[3], json.path("house"));
        if (!topic.named().isEmpty()) {
            agree("wrong_device", topic.device(), json.path(topic.named()));
        }
        JsonNode ts = json.has("ts") ? json.path("ts") : json.path("t_weight");
        OptionalLong micros = DeviceTime.ISO.micros(ts.asString(""));
        if (!ts.isMissingNode() && micros.isEmpty()) {
            throw new Payload.Unreadable("bad_time", "ts is no ISO 8601 time with a zone");
        }
        Content content = weighing(levels) ? content(topic, message) : null;
        telling.said(new Report(identity, micros.orElse(Sample.NO_TIME), null, values(topic, json), false, content));
    }

    private static boolean weighing(String[] levels) {
        return levels[1].equals("evt") || (levels.length == 9 && levels[6].equals("scale"));
    }

    /** What a weighing says besides its weight; null when it belongs to no session. */
    private static @Nullable Content content(Topic topic, Message message) throws Payload.Unreadable {
        String session = message.payload().json().path("session_id").asString("");
        if (topic.metric() && session.isEmpty()) {
            return null;
        }
        String kind = topic.metric() ? "scale." + topic.before() : "weigh.finalized";
        return new Content(kind, session, digest(message), message.payload().text());
    }

    private static String digest(Message message) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(message.topic().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(message.payload().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static Map<String, Value> values(Topic topic, JsonNode json) throws Payload.Unreadable {
        if (topic.metric()) {
            if (!json.has("value")) {
                throw new Payload.Unreadable("no_value", "a measurement without a value");
            }
            Value value =
                    UnitWords.in(Value.of(json.path("value")), json.path("unit").asString(""));
            boolean moving =
                    json.path("stable").isBoolean() && !json.path("stable").asBoolean();
            return Map.of(topic.before(), moving ? value.doubted(QualityCode.UNCERTAIN) : value);
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        Value.flatten("", json, fields);
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach(
                (name, value) -> values.put(topic.before() + name, name.endsWith("_kg") ? value.in("kg") : value));
        return values;
    }

    /** What a message repeats of its topic must be the same. */
    private static void agree(String word, String inTopic, JsonNode inMessage) throws Payload.Unreadable {
        if (inMessage.isString() && !inMessage.asString().equals(inTopic)) {
            throw new Payload.Unreadable(word, "topic and message disagree");
        }
    }
}
