package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import tools.jackson.databind.JsonNode;

/**
 * What LoRaWAN networks have in common, whichever server forwards it: an uplink that several gateways may have heard, its
 * counter, its time, its decoded content. Callable from any
 * thread.
 */
final class Uplinks {
    private static final int MOST_GATEWAYS = 50;
    private static final long LARGEST_COUNT = 0xFFFF_FFFFL;

    private final FrameCounts counts = new FrameCounts();

    /**
     * One uplink.
     *
     * @param session names the session of the counter, "" when the network does not say
     * @param count frame counter, 32 bits
     * @param id distinguishes it from every other of its device, or null
     * @param arrivedMicros when the network had it, µs UTC, or {@link Sample#NO_TIME}
     * @param decoded what the device's payload formatter made, missing when there is none
     * @param normalized the same in the common schema, missing when there is none
     * @param radio how the gateways heard it
     * @param simulated a person made it up
     * @param counted whether it may be counted for gaps
     */
    record Uplink(
            String session,
            long count,
            @Nullable String id,
            long arrivedMicros,
            JsonNode decoded,
            JsonNode normalized,
            Map<String, Value> radio,
            boolean simulated,
            boolean counted) {}

    /** Reads the words every LoRaWAN device may have in its address: {@code battery} and {@code datalog}. */
    static Map<String, String> options(Fields address, Problems problems) {
        Map<String, String> options = new HashMap<>();
        if (address.has("battery")) {
            options.put("battery", address.choice("battery", SensorFields.batteryWords(), ""));
        }
        List<Node> columns = address.items("datalog");
        for (Node column : columns) {
            if (column.text().isBlank() || column.text().contains(",")) {
                problems.add(
                        column, "a column of `datalog` has no name", "write `datalog: [TempC_DS, TempC_SHT, Hum_SHT]`");
            }
        }
        if (!columns.isEmpty()) {
            options.put(
                    "datalog", String.join(",", columns.stream().map(Node::text).toList()));
        }
        return options;
    }

    /** The counter in {@code field} of {@code message}; a network leaves it out when it is 0. */
    static long count(JsonNode message, String field) throws Payload.Unreadable {
        JsonNode node = message.path(field);
        long count = node.isMissingNode() ? 0 : node.isIntegralNumber() ? node.asLong(-1) : -1;
        if (count < 0 || count > LARGEST_COUNT) {
            throw new Payload.Unreadable("bad_uplink", field + " is no frame counter of 32 bits");
        }
        return count;
    }

    /** The first readable time, µs UTC, or {@link Sample#NO_TIME}. */
    static long arrived(JsonNode... written) {
        for (JsonNode node : written) {
            if (node.isString() && DeviceTime.ISO.micros(node.asString()).isPresent()) {
                return DeviceTime.ISO.micros(node.asString()).getAsLong();
            }
        }
        return Sample.NO_TIME;
    }

    /**
     * How the gateways heard one uplink: {@code rssi} (dBm) and {@code snr} (dB) of the best, {@code gateways} how many, and
     * both for each as {@code gateways/name/rssi}.
     *
     * @param name pointer to the name of a gateway in one of {@code heard}
     */
    static Map<String, Value> radio(JsonNode heard, String name) {
        double rssi = Double.NEGATIVE_INFINITY;
        double snr = Double.NEGATIVE_INFINITY;
        Set<String> gateways = new HashSet<>();
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; heard.isArray() && i < heard.size(); i++) {
            JsonNode each = heard.get(i);
            JsonNode strength = each.has("rssi") ? each.path("rssi") : each.path("channel_rssi");
            String gateway = each.at(name).asString("");
            if (!strength.isNumber() || gateways.size() >= MOST_GATEWAYS) {
                continue;
            }
            gateways.add(gateway);
            // A ratio of 0 dB is left out.
            double ratio = each.path("snr").asDouble(0);
            rssi = Math.max(rssi, strength.asDouble());
            snr = Math.max(snr, ratio);
            if (!gateway.isEmpty()) {
                values.put("gateways/" + gateway + "/rssi", Value.of(strength.asDouble()));
                values.put("gateways/" + gateway + "/snr", Value.of(ratio));
            }
        }
        if (!gateways.isEmpty()) {
            values.put("rssi", Value.of(rssi));
            values.put("snr", Value.of(snr));
            values.put("gateways", Value.of(gateways.size()));
        }
        return values;
    }

    /** A device has joined the network: its counter begins again. */
    void joined(String identity, Telling telling) {
        counts.joined(identity);
        telling.joined(identity);
    }

    /**
     * Tells what {@code uplink} of a device says: a report for each moment in it, each with an identity of its own.
     *
     * @param speaker the device, with its {@link #options}
     */
    void say(Speaker speaker, Uplink uplink, Telling telling) {
        String identity = speaker.identity();
        if (uplink.counted() && !uplink.simulated()) {
            long missing = counts.missingBefore(identity, uplink.session(), uplink.count(), uplink.arrivedMicros());
            if (missing > 0) {
                telling.missed(identity, missing);
            }
        }
        String columns = speaker.option("datalog");
        List<Moment> moments = UplinkMoments.of(
                identity,
                uplink.decoded(),
                uplink.normalized(),
                columns.isEmpty() ? List.of() : List.of(columns.split(",", -1)),
                telling);
        for (int i = 0; i < moments.size(); i++) {
            boolean now = i == moments.size() - 1;
            Map<String, Value> values = new LinkedHashMap<>(moments.get(i).values());
            SensorFields.name(values, speaker.option("battery"));
            long micros = moments.get(i).micros();
            if (now) {
                values.putAll(uplink.radio());
                micros = micros == Sample.NO_TIME ? uplink.arrivedMicros() : micros;
            }
            if (uplink.simulated()) {
                values.replaceAll((name, value) -> value.doubted(QualityCode.CONFIGURATION));
            }
            telling.said(new Report(identity, micros, id(uplink, now ? "" : "/" + i, identity), values));
        }
    }

    /** A simulated uplink may bear the counter of a real one; neither may be taken for the other. */
    private static @Nullable String id(Uplink uplink, String place, String identity) {
        String id = uplink.id();
        return id == null ? null : (uplink.simulated() ? "simulated/" : "") + identity + "/" + id + place;
    }
}
