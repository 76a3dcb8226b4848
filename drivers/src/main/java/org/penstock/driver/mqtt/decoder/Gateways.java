package org.penstock.driver.mqtt.decoder;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * The gateways of a LoRaWAN network, as the uplinks tell that they carried: {@code rssi} (dBm) and {@code snr} (dB) of the
 * last uplink, {@code uplinks} carried and {@code devices} heard since the link was opened. Callable from any thread.
 */
final class Gateways {
    private static final String IDENTITY = "gateway/";
    /** An uplink that is delivered again is not counted again while it is among so many. */
    private static final int REMEMBERED = 1_000;

    private static final int MOST_DEVICES = 10_000;
    private static final int MOST_GATEWAYS = 1_000;
    /** Gateways of other people's networks, all under one name. */
    private static final String FOREIGN = "packetbroker";

    /** How one gateway heard one uplink. @param names its EUI and the name it has in the network, as far as they are known */
    private record Heard(List<String> names, double rssi, double snr) {}

    private static final class Carried {
        private long uplinks;
        private final Set<String> devices = new HashSet<>();
    }

    private final Set<String> known = new HashSet<>();
    private final boolean anybody;
    private final Map<String, Carried> carried = new HashMap<>();
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param speakers the devices of the facility; when there are none, somebody looks who is there */
    Gateways(List<Speaker> speakers) {
        speakers.stream().map(Speaker::identity).filter(Gateways::is).forEach(known::add);
        this.anybody = speakers.isEmpty();
    }

    /** Whether an address is a gateway's. */
    static boolean in(Fields address) {
        return address.has("gateway");
    }

    /** A gateway is in when it is heard; a device of the network was given its keys there. */
    static List<EnrolmentKind> enrolments(Fields address) {
        return in(address)
                ? List.of(EnrolmentKind.GATEWAY, EnrolmentKind.MANUAL)
                : List.of(EnrolmentKind.OTAA, EnrolmentKind.ABP, EnrolmentKind.MANUAL);
    }

    /** Whether an identity is a gateway's. */
    static boolean is(String identity) {
        return identity.startsWith(IDENTITY);
    }

    /** The identity of a gateway by its EUI in any spelling, or by its name in the network. */
    static String identity(String written) {
        return IDENTITY + Eui.of(written).orElse(written.strip());
    }

    /** EUI or name of the gateway with an identity. */
    static String name(String identity) {
        return identity.substring(IDENTITY.length());
    }

    /**
     * Tells what an uplink says of the gateways that heard it.
     *
     * @param device whose uplink
     * @param id distinguishes it from every other uplink, or null
     * @param heard how each gateway heard it, a list
     * @param names pointers to the names of a gateway in one of {@code heard}
     */
    synchronized void heard(
            String device,
            @Nullable String id,
            long arrivedMicros,
            JsonNode heard,
            List<String> names,
            Telling telling) {
        if ((known.isEmpty() && !anybody) || (id != null && seen.put(device + "/" + id, true) != null)) {
            return;
        }
        Map<String, Heard> best = new LinkedHashMap<>();
        for (int i = 0; heard.isArray() && i < heard.size(); i++) {
            one(heard.get(i), names, best);
        }
        best.forEach((identity, h) -> {
            Carried so = carried.get(identity);
            if (so == null) {
                if (carried.size() >= MOST_GATEWAYS) {
                    return;
                }
                so = new Carried();
                carried.put(identity, so);
            }
            so.uplinks++;
            if (so.devices.size() < MOST_DEVICES) {
                so.devices.add(device);
            }
            Map<String, Value> values = new LinkedHashMap<>();
            values.put("rssi", Value.of(h.rssi()));
            values.put("snr", Value.of(h.snr()));
            values.put("uplinks", Value.of(so.uplinks));
            values.put("devices", Value.of(so.devices.size()));
            telling.said(new Report(identity, arrivedMicros, null, values));
            telling.noted(identity, words(so, arrivedMicros));
        });
    }

    /** A gateway with several antennas says the same uplink for each. */
    private void one(JsonNode each, List<String> names, Map<String, Heard> best) {
        JsonNode strength = each.has("rssi") ? each.path("rssi") : each.path("channel_rssi");
        Set<String> called = new TreeSet<>();
        String first = "";
        for (String pointer : names) {
            String name = each.at(pointer).asString("");
            if (!name.isBlank() && !name.equals(FOREIGN)) {
                String identity = identity(name);
                first = first.isEmpty() ? identity : first;
                called.add(identity);
            }
        }
        if (called.isEmpty() || !strength.isNumber()) {
            return;
        }
        // A ratio of 0 dB is left out.
        Heard so = new Heard(
                List.copyOf(called), strength.asDouble(), each.path("snr").asDouble(0));
        for (String identity : anybody ? List.of(first) : so.names()) {
            if (anybody || known.contains(identity)) {
                best.merge(identity, so, (a, b) -> a.rssi() >= b.rssi() ? a : b);
            }
        }
    }

    private static String words(Carried so, long arrivedMicros) {
        String at = arrivedMicros == Sample.NO_TIME ? "" : " at " + Instant.ofEpochSecond(arrivedMicros / 1_000_000);
        int devices = so.devices.size();
        return "Heard last" + at + " through the uplinks of " + (devices == 1 ? "1 device" : devices + " devices")
                + ", " + so.uplinks + " since the link was opened";
    }
}
