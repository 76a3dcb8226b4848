package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * FarmIQ's devices in livestock barns, the word {@code farmiq}: {@code address: {decoder: farmiq, tenant: t-001, farm: f-001,
 * barn: b-001, device: d-001}}, for a weighing station {@code station: st-01} instead of {@code device}. Streams: {@code
 * {value: temperature}} is a telemetry metric; what an event says has the event's type before it: {@code {value:
 * weighvision.weight.recorded/weight_kg}}, {@code {value: feed.dispensed/quantity_kg}}, {@code {value:
 * device.status/signal_strength}}.
 *
 * <p>A message is judged in the order of FarmIQ's own ingress gateway, and each reason to drop it is counted under its own
 * word: {@code bad_json}, {@code bad_envelope}, {@code wrong_schema}, {@code bad_time}, {@code wrong_tenant}, {@code
 * wrong_device}, {@code wrong_event}, {@code wrong_metric}, {@code not_allowed}, {@code wrong_farm}, {@code wrong_barn},
 * {@code not_a_number}. The facility file is the allow-list. A message delivered again has the same identity, tenant and
 * event_id; whether it was stored already is known only where it is stored. Events give their numbers; what weighing and
 * feeding say besides (session, batch, picture, feed lot) is handed on whole, as it came.
 *
 * <p>Source: FarmIQ_V02, "MQTT topic map" (docs/iot-layer) and its edge-ingress-gateway.
 */
final class FarmIq implements Decoder {
    /** Before 2000 a device's clock was never set: then the time of producing counts, or that of arrival. */
    private static final long OLDEST_MICROS = 946_684_800_000_000L;

    private static final List<String> WEIGHTS = List.of("weightKg", "weight", "value");

    @Override
    public String word() {
        return "farmiq";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        boolean station = address.has("station");
        if (station == address.has("device")) {
            problems.add(
                    address.node(),
                    station
                            ? "the address has both `device` and `station`"
                            : "the address names neither device nor station",
                    "write `device: d-001` for a sensor or feeder, `station: st-01` for a weighing station");
            return null;
        }
        String tenant = TopicLevel.read(address, "tenant", problems);
        String farm = TopicLevel.read(address, "farm", problems);
        String barn = TopicLevel.read(address, "barn", problems);
        String kind = station ? "station" : "device";
        String id = TopicLevel.read(address, kind, problems);
        return tenant.isEmpty() || farm.isEmpty() || barn.isEmpty() || id.isEmpty()
                ? null
                : new Speaker(
                        identity(tenant, kind, id),
                        List.of("iot/+/" + tenant + "/#"),
                        Map.of("farm", farm, "barn", barn));
    }

    private static String identity(String tenant, String kind, String id) {
        return tenant + "/" + kind + "/" + id;
    }

    @Override
    public List<String> everybody() {
        return List.of("iot/telemetry/#", "iot/event/#", "iot/weighvision/#", "iot/status/#");
    }

    @Override
    public String address(String identity, String topic) {
        Topic heard = Topic.of(topic.split("/", -1));
        String[] parts = identity.split("/", 3);
        return heard == null || parts.length < 3
                ? ""
                : AddressLine.of(
                        word(), "tenant", parts[0], "farm", heard.farm(), "barn", heard.barn(), parts[1], parts[2]);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        Map<String, Speaker> allowed = new HashMap<>();
        known.forEach(s -> allowed.put(s.identity(), s));
        return (message, telling) -> hear(message, allowed, telling);
    }

    /**
     * Where a message came in.
     *
     * @param kind telemetry, event, weighvision or status
     * @param session of a weighing station, nowhere else in its messages; "" of others
     * @param last metric or event type
     */
    private record Topic(String kind, String tenant, String farm, String barn, String id, String session, String last) {
        static @Nullable Topic of(String[] l) {
            boolean known = l[0].equals("iot")
                    && switch (l.length < 2 ? "" : l[1]) {
                        case "telemetry", "event" -> l.length == 7;
                        case "weighvision" -> l.length == 9 && l[6].equals("session");
                        case "status" -> l.length == 6;
                        default -> false;
                    };
            String session = known && l[1].equals("weighvision") ? l[7] : "";
            return known ? new Topic(l[1], l[2], l[3], l[4], l[5], session, l[l.length - 1]) : null;
        }

        String identity() {
            return FarmIq.identity(tenant, kind.equals("weighvision") ? "station" : "device", id);
        }

        /** Whether the message says more than its numbers. */
        boolean handsOn() {
            return kind.equals("weighvision") || (kind.equals("event") && last.startsWith("feed."));
        }

        String eventType() {
            return switch (kind) {
                case "telemetry" -> "telemetry.reading";
                case "status" -> "device.status";
                default -> last;
            };
        }
    }

    private static void hear(Message message, Map<String, Speaker> allowed, Telling telling) throws Payload.Unreadable {
        Topic topic = Topic.of(message.levels());
        if (topic == null) {
            throw new Payload.Unreadable("bad_topic", "not a topic of FarmIQ's map");
        }
        try {
            judge(topic, message.payload(), allowed, telling);
        } catch (Payload.Unreadable e) {
            telling.dropped(topic.identity(), e.word(), e.detail());
        }
    }

    private static void judge(Topic topic, Payload said, Map<String, Speaker> allowed, Telling telling)
            throws Payload.Unreadable {
        if (topic.kind().equals("status") && saysOffline(said)) {
            allow(topic, allowed);
            telling.silent(topic.identity(), "the device's last will says offline");
            return;
        }
        JsonNode envelope = said.json();
        long micros = checked(envelope);
        JsonNode payload = envelope.path("payload");
        agree("wrong_tenant", "tenant", topic.tenant(), envelope.path("tenant_id"));
        if (!topic.kind().equals("weighvision")) {
            agree("wrong_device", "device", topic.id(), envelope.path("device_id"));
        }
        if (!topic.kind().equals("status")) {
            agree("wrong_event", "event type", topic.eventType(), envelope.path("event_type"));
        }
        if (topic.kind().equals("telemetry") && payload.path("metric").isString()) {
            agree("wrong_metric", "metric", topic.last(), payload.path("metric"));
        }
        allow(topic, allowed);
        Map<String, Value> values = topic.kind().equals("telemetry")
                ? Map.of(topic.last(), reading(payload))
                : event(topic.eventType(), payload);
        String id = envelope.path("event_id").asString("");
        Content content = topic.handsOn() ? new Content(topic.eventType(), topic.session(), id, said.text()) : null;
        telling.said(new Report(topic.identity(), micros, topic.tenant() + "/" + id, values, false, content));
    }

    /** Checks the envelope. @return its time, µs UTC */
    private static long checked(JsonNode envelope) throws Payload.Unreadable {
        for (String field : List.of("schema_version", "event_id", "tenant_id", "device_id", "event_type")) {
            if (!envelope.path(field).isString()
                    || envelope.path(field).asString().isBlank()) {
                throw new Payload.Unreadable("bad_envelope", "no " + field + " in the envelope");
            }
        }
        if (!envelope.path("schema_version").asString().equals("1.0")) {
            throw new Payload.Unreadable("wrong_schema", "an envelope of another version than 1.0");
        }
        if (!envelope.path("payload").isObject()) {
            throw new Payload.Unreadable("bad_envelope", "no payload in the envelope");
        }
        OptionalLong ts = time(envelope.has("ts") ? envelope.path("ts") : envelope.path("occurred_at"));
        if (ts.isEmpty()) {
            throw new Payload.Unreadable("bad_time", "ts is no ISO 8601 time with a zone");
        }
        if (ts.getAsLong() >= OLDEST_MICROS) {
            return ts.getAsLong();
        }
        long produced = time(envelope.path("produced_at")).orElse(Sample.NO_TIME);
        return produced >= OLDEST_MICROS ? produced : Sample.NO_TIME;
    }

    private static OptionalLong time(JsonNode node) {
        return node.isString() ? DeviceTime.ISO.micros(node.asString()) : OptionalLong.empty();
    }

    private static void agree(String word, String what, String inTopic, JsonNode inMessage) throws Payload.Unreadable {
        if (!inTopic.equals(inMessage.asString(""))) {
            throw new Payload.Unreadable(word, "the message names another " + what + " than its topic");
        }
    }

    private static void allow(Topic topic, Map<String, Speaker> allowed) throws Payload.Unreadable {
        if (allowed.isEmpty()) {
            return; // somebody looks who is there
        }
        Speaker speaker = allowed.get(topic.identity());
        if (speaker == null) {
            throw new Payload.Unreadable("not_allowed", topic.identity() + " is no device of this facility");
        }
        if (!speaker.option("farm").equals(topic.farm())) {
            throw new Payload.Unreadable("wrong_farm", topic.identity() + " belongs to another farm");
        }
        if (!speaker.option("barn").equals(topic.barn())) {
            throw new Payload.Unreadable("wrong_barn", topic.identity() + " belongs to another barn");
        }
    }

    private static Value reading(JsonNode payload) throws Payload.Unreadable {
        JsonNode node = payload.path("value");
        Value value = Value.of(node);
        if (!node.isNumber() && !node.isNull() && !value.text().matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw new Payload.Unreadable("not_a_number", "payload.value is no number");
        }
        return UnitWords.in(value, payload.path("unit").asString(""));
    }

    private static Map<String, Value> event(String type, JsonNode payload) throws Payload.Unreadable {
        Map<String, Value> fields = new LinkedHashMap<>();
        Value.flatten("", payload, fields);
        if (type.equals("weighvision.weight.recorded")) {
            for (String name : WEIGHTS) {
                Value value = fields.get(name);
                if (value != null) {
                    fields.putIfAbsent("weight_kg", value);
                }
            }
            if (!fields.containsKey("weight_kg")) {
                throw new Payload.Unreadable("not_a_number", "a recorded weight without a weight");
            }
        }
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> values.put(type + "/" + name, name.endsWith("_kg") ? value.in("kg") : value));
        return values;
    }

    /** A last will was written when the device connected; its envelope is of no interest. */
    private static boolean saysOffline(Payload payload) throws Payload.Unreadable {
        if (payload.text().strip().equalsIgnoreCase("offline")) {
            return true;
        }
        JsonNode json = payload.json();
        JsonNode said = json.path("payload").isObject() ? json.path("payload") : json;
        return said.path("status").asString("").equalsIgnoreCase("offline")
                || (said.path("online").isBoolean() && !said.path("online").asBoolean());
    }
}
