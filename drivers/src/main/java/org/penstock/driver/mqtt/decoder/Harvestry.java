package org.penstock.driver.mqtt.decoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import tools.jackson.databind.JsonNode;

/**
 * Harvestry's sensor nodes and controllers, the word {@code harvestry}: {@code address: {decoder: harvestry, equipment:
 * a3f8c9e2-…}}, perhaps with {@code site}. Streams: {@code {value: 550e8400-…}}, the stream_id; {@code
 * metadata/battery_level}, {@code metadata/signal_strength}; what a status message says as {@code status/…}, and how many
 * errors were reported in a message as {@code errors}.
 *
 * <p>A batch holds 1 to 50 readings, each with its own message_id and quality_code; a single reading has its stream in the
 * topic. Status and error have no published form: of a status every number counts, and {@code offline} takes all values away.
 * Commands are announced there, not defined, so outputs are not commanded this way.
 *
 * <p>Source: Harvestry_App, docs/telemetry/mqtt-configuration-template.md.
 */
final class Harvestry implements Decoder {
    private static final int MOST_READINGS = 50;
    private static final int KIND = 4;

    @Override
    public String word() {
        return "harvestry";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String site = address.has("site") ? TopicLevel.read(address, "site", problems) : "+";
        String equipment = TopicLevel.read(address, "equipment", problems);
        return site.isEmpty() || equipment.isEmpty()
                ? null
                : new Speaker(equipment, List.of("site/" + site + "/equipment/" + equipment + "/#"));
    }

    @Override
    public List<String> everybody() {
        return List.of("site/+/equipment/+/telemetry/#", "site/+/equipment/+/sensor/+");
    }

    /** Identifiers of streams are UUIDs, the same in capitals. */
    @Override
    public String name(String written) {
        return written.toLowerCase(Locale.ROOT);
    }

    @Override
    public String address(String identity, String topic) {
        return AddressLine.of(word(), "equipment", identity);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return this::hear;
    }

    private void hear(Message message, Telling telling) {
        String[] levels = message.levels();
        if (levels.length <= KIND || !levels[0].equals("site") || !levels[2].equals("equipment")) {
            return;
        }
        try {
            read(levels, message, telling);
        } catch (Payload.Unreadable e) {
            telling.dropped(levels[3], e.word(), e.detail());
        }
    }

    private void read(String[] levels, Message message, Telling telling) throws Payload.Unreadable {
        String equipment = levels[3];
        switch (levels[KIND]) {
            case "telemetry" -> batch(message.payload().json(), equipment, telling);
            case "sensor" -> single(message.payload().json(), levels, telling);
            case "status" -> status(message.payload(), equipment, telling);
            case "error" -> error(message.payload(), equipment, telling);
            default -> {} // command and config are said to the equipment
        }
    }

    private void batch(JsonNode json, String equipment, Telling telling) throws Payload.Unreadable {
        long micros = time(json);
        JsonNode readings = json.path("readings");
        if (!readings.isArray() || readings.isEmpty() || readings.size() > MOST_READINGS) {
            throw new Payload.Unreadable("bad_batch", "not 1 to " + MOST_READINGS + " readings in a batch");
        }
        for (JsonNode reading : readings) {
            reading(reading, reading.path("stream_id").asString(""), micros, equipment, telling);
        }
        Map<String, Value> metadata = new LinkedHashMap<>();
        json.path("metadata").properties().forEach(e -> {
            if (e.getValue().isNumber()) {
                metadata.put(name("metadata/" + e.getKey()), Value.of(e.getValue()));
            }
        });
        if (!metadata.isEmpty()) {
            telling.said(new Report(equipment, micros, null, metadata));
        }
    }

    private void single(JsonNode json, String[] levels, Telling telling) throws Payload.Unreadable {
        String stream = levels.length == KIND + 2 ? levels[KIND + 1] : "";
        String named = json.path("stream_id").asString(stream);
        if (!name(named).equals(name(stream))) {
            throw new Payload.Unreadable("wrong_stream", "topic and message name different streams");
        }
        reading(json, stream, time(json), levels[3], telling);
    }

    /** A reading that is no good does not spoil the others of its batch. */
    private void reading(JsonNode reading, String stream, long micros, String equipment, Telling telling) {
        JsonNode value = reading.path("value");
        String id = reading.path("message_id").asString("");
        if (stream.isBlank() || id.isBlank()) {
            telling.dropped(
                    equipment, "bad_reading", "a reading without its " + (id.isBlank() ? "message_id" : "stream_id"));
        } else if (!value.isNumber() && !value.isNull() && !value.isString()) {
            telling.dropped(equipment, "no_value", "a reading of stream " + name(stream) + " has no value");
        } else {
            JsonNode code = reading.path("quality_code");
            QualityCode quality = code.isMissingNode() ? QualityCode.GOOD : QualityWords.of(code.asString(""));
            Value said = UnitWords.in(Value.of(value), reading.path("unit").asString(""));
            telling.said(new Report(
                    equipment,
                    micros,
                    name(stream) + "/" + id,
                    Map.of(name(stream), value.isNull() ? Value.none() : said.doubted(quality))));
        }
    }

    private void status(Payload payload, String equipment, Telling telling) throws Payload.Unreadable {
        String text = payload.text().strip();
        JsonNode json = text.startsWith("{") ? payload.json() : null;
        String word = json == null ? text : json.path("status").asString("");
        if (word.equalsIgnoreCase("offline")
                || (json != null
                        && json.path("online").isBoolean()
                        && !json.path("online").asBoolean())) {
            telling.silent(equipment, "the equipment's status says offline");
            return;
        }
        if (json != null) {
            Map<String, Value> fields = new LinkedHashMap<>();
            Value.flatten("", json, fields);
            Map<String, Value> values = new LinkedHashMap<>();
            fields.forEach((field, value) -> values.put(name("status/" + field), value));
            OptionalLong micros = DeviceTime.ISO.micros(json.path("timestamp").asString(""));
            telling.said(new Report(equipment, micros.orElse(Sample.NO_TIME), null, values));
        }
    }

    private static void error(Payload payload, String equipment, Telling telling) throws Payload.Unreadable {
        String text = payload.text().strip();
        JsonNode json = text.startsWith("{") || text.startsWith("[") ? payload.json() : null;
        int count = json == null || !json.isArray() ? 1 : json.size();
        OptionalLong micros = json == null
                ? OptionalLong.empty()
                : DeviceTime.ISO.micros(json.path("timestamp").asString(""));
        telling.said(new Report(equipment, micros.orElse(Sample.NO_TIME), null, Map.of("errors", Value.of(count))));
        telling.dropped(equipment, "device_error", "the equipment reports an error of its own; look at it");
    }

    private static long time(JsonNode json) throws Payload.Unreadable {
        return DeviceTime.ISO
                .micros(json.path("timestamp").asString(""))
                .orElseThrow(() -> new Payload.Unreadable("bad_time", "timestamp is no ISO 8601 time with a zone"));
    }
}
