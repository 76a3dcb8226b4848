package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * LoRaWAN devices by way of The Things Stack v3 (The Things Network), the word {@code ttn}.
 *
 * <pre>{@code
 * connection: {host: eu1.cloud.thethings.network, tls: true, version: "3.1.1", user: my-app@ttn, password: "${secret:ttn}",
 *              decoder: ttn}
 * address: {eui: A8-40-41-00-00-00-00-01, battery: CR17450}    # or {device: sensor-a840410000000001}
 * streams: {value: temperature}, {value: TempC_DS}, {value: battery}, {value: rssi}
 * }</pre>
 *
 * <p>Its broker speaks MQTT 3.1.1 only and at QoS 0: what it sends while nobody is connected is lost, and the frame counter
 * tells how much that was. Fields that are 0, false or "" are left out of its messages. Source: The Things Stack
 * documentation, "MQTT Server" and "Data Formats".
 */
final class TheThingsStack implements Decoder {
    private static final int KIND = 4;

    @Override
    public String word() {
        return "ttn";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        boolean byEui = address.has("eui");
        boolean byName = address.has("device");
        Map<String, String> options = Uplinks.options(address, problems);
        if (byEui == byName) {
            problems.add(
                    address.node(),
                    byEui ? "the address has both `eui` and `device`" : "the address does not say which device it is",
                    "write `eui: A840410000000001` as on the label, or `device: …` as in the console; one is enough");
            return null;
        }
        if (byName) {
            String device = address.text("device");
            if (!device.matches("[a-z0-9](?:-?[a-z0-9]){2,35}")) {
                problems.add(
                        address.node("device"),
                        "`device: " + device + "` is no device ID of The Things Stack",
                        "write the end device ID of the console: small letters, digits and single dashes");
                return null;
            }
            return new Speaker(device, List.of("v3/+/devices/" + device + "/#"), options);
        }
        String eui = eui(address, problems);
        return eui.isEmpty() ? null : new Speaker(eui, List.of("v3/+/devices/+/#"), options);
    }

    /** The EUI in an address in its one form, or "" when a problem was reported. */
    static String eui(Fields address, Problems problems) {
        String written = address.text("eui");
        String eui = Eui.of(written).orElse("");
        if (eui.isEmpty() && !written.isBlank()) {
            problems.add(
                    address.node("eui"),
                    "`eui: " + written + "` is no EUI",
                    "write the 16 hexadecimal digits of the label, with or without - or : between them");
        }
        return eui;
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public List<String> everybody() {
        return List.of("v3/+/devices/+/up");
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return new Listening(known);
    }

    /** Uplinks that were sent while nobody was connected show as a gap. */
    @Override
    public Ear listenAgain(List<Speaker> known, Ear before) {
        return before;
    }

    private static final class Listening implements Ear {
        private final Map<String, Speaker> known = new HashMap<>();
        private final Uplinks uplinks = new Uplinks();

        private Listening(List<Speaker> speakers) {
            speakers.forEach(s -> known.put(s.identity(), s));
        }

        @Override
        public void hear(Message message, Telling telling) throws Payload.Unreadable {
            String[] levels = message.levels();
            if (levels.length != KIND + 1 || !levels[0].equals("v3") || !levels[2].equals("devices")) {
                return; // downlinks, service data, locations and the normalized copy have longer topics
            }
            switch (levels[KIND]) {
                case "up" -> uplink(message, levels[3], telling);
                case "join" -> speakers(message, levels[3]).forEach(s -> uplinks.joined(s.identity(), telling));
                default -> {}
            }
        }

        /** The devices of the facility a message is from, by EUI and by name; the stranger if it is none of them. */
        private List<Speaker> speakers(Message message, String inTopic) throws Payload.Unreadable {
            JsonNode ids = message.payload().json().path("end_device_ids");
            String device = ids.path("device_id").asString("");
            if (!device.equals(inTopic)) {
                throw new Payload.Unreadable("wrong_device", "topic and message name different devices");
            }
            String eui = Eui.of(ids.path("dev_eui").asString("")).orElse("");
            List<Speaker> meant = known.values().stream()
                    .filter(s -> s.identity().equals(eui) || s.identity().equals(device))
                    .toList();
            return meant.isEmpty() ? List.of(new Speaker(eui.isEmpty() ? device : eui, List.of())) : meant;
        }

        private void uplink(Message message, String inTopic, Telling telling) throws Payload.Unreadable {
            JsonNode json = message.payload().json();
            JsonNode up = json.path("uplink_message");
            if (!up.isObject()) {
                throw new Payload.Unreadable("bad_uplink", "no uplink_message in a message on an uplink's topic");
            }
            long count = Uplinks.count(up, "f_cnt");
            long arrived = Uplinks.arrived(
                    up.path("received_at"),
                    json.path("received_at"),
                    up.path("settings").path("time"));
            String session = up.path("session_key_id").asString("");
            // Without a session nobody knows whether the counter has begun again: then the time belongs to the
            // identity.
            String id = !session.isEmpty()
                    ? session + "/" + count
                    : arrived == Sample.NO_TIME ? null : "at" + arrived + "/" + count;
            boolean formatted = up.path("decoded_payload").isObject()
                    || !up.path("normalized_payload").isEmpty();
            for (Speaker s : speakers(message, inTopic)) {
                uplinks.say(
                        s,
                        new Uplinks.Uplink(
                                session,
                                count,
                                id,
                                arrived,
                                up.path("decoded_payload"),
                                up.path("normalized_payload"),
                                Uplinks.radio(up.path("rx_metadata"), "/gateway_ids/gateway_id"),
                                json.path("simulated").asBoolean(false)
                                        || up.path("simulated").asBoolean(false),
                                !message.retained() && known.containsKey(s.identity())),
                        telling);
                if (!formatted && !up.path("frm_payload").asString("").isEmpty()) {
                    telling.dropped(
                            s.identity(),
                            "no_formatter",
                            inTopic
                                    + " sends bytes that nobody decodes: choose a payload formatter for it in The Things"
                                    + " Stack console, under Payload formatters, Uplink");
                }
            }
        }
    }
}
