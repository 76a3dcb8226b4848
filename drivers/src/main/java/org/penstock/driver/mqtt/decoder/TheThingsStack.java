package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.EnrolmentKind;
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
 *
 * address: {device: valve-3, application: my-app@ttn}           # with outputs, see Downlink
 * outputs: {port: 2, on: "0301", off: "0300", state: relay}
 *
 * address: {gateway: 9C-5C-8E-00-00-1A-05-C4}                   # or {gateway: gtw1}
 * streams: {value: rssi}, {value: snr}, {value: uplinks}, {value: devices}
 * }</pre>
 *
 * <p>The server does not tell an application how its gateways are: a gateway is there while uplinks name it.
 *
 * <p>Its broker speaks MQTT 3.1.1 only and at QoS 0: what it sends while nobody is connected is lost, and the frame counter
 * tells how much that was. Fields that are 0, false or "" are left out of its messages. Source: The Things Stack
 * documentation, "MQTT Server" and "Data Formats".
 */
final class TheThingsStack implements Decoder {
    private static final int KIND = 4;
    private static final String EVERY_UPLINK = "v3/+/devices/+/up";

    @Override
    public String word() {
        return "ttn";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        if (Gateways.in(address)) {
            return gateway(address, problems);
        }
        boolean byEui = address.has("eui");
        boolean byName = address.has("device");
        Map<String, String> options = Uplinks.options(address, problems);
        String application = TopicLevel.read(address, TheThingsDownlinks.APPLICATION, "", problems);
        options.put(TheThingsDownlinks.APPLICATION, application);
        String head = "v3/" + (application.isEmpty() ? "+" : application) + "/devices/";
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
            options.put(TheThingsDownlinks.DEVICE, device);
            return new Speaker(device, List.of(head + device + "/#"), options);
        }
        String eui = eui(address, problems);
        return eui.isEmpty() ? null : new Speaker(eui, List.of(head + "+/#"), options);
    }

    private static @Nullable Speaker gateway(Fields address, Problems problems) {
        String written = address.text("gateway");
        if (Eui.of(written).isEmpty() && !written.matches("[a-z0-9](?:-?[a-z0-9]){2,35}")) {
            problems.add(
                    address.node("gateway"),
                    "`gateway: " + written + "` is neither an EUI nor a gateway ID of The Things Stack",
                    "write the 16 hexadecimal digits of its label, or the gateway ID of the console");
            return null;
        }
        return new Speaker(Gateways.identity(written), List.of(EVERY_UPLINK));
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
    public List<EnrolmentKind> enrolments(Fields address) {
        return Gateways.enrolments(address);
    }

    @Override
    public List<String> everybody() {
        return List.of(EVERY_UPLINK);
    }

    @Override
    public String address(String identity, String topic) {
        return Gateways.is(identity)
                ? AddressLine.of(word(), "gateway", Gateways.name(identity))
                : AddressLine.of(
                        word(), Eui.of(identity).filter(identity::equals).isPresent() ? "eui" : "device", identity);
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        return TheThingsDownlinks.command(speaker, address, problems);
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
        private final Gateways gateways;

        private Listening(List<Speaker> speakers) {
            gateways = new Gateways(speakers);
            speakers.forEach(s -> known.put(s.identity(), s));
        }

        @Override
        public void hear(Message message, Telling telling) throws Payload.Unreadable {
            String[] levels = message.levels();
            if (levels.length <= KIND || !levels[0].equals("v3") || !levels[2].equals("devices")) {
                return;
            }
            if (levels.length > KIND + 1) {
                if (levels[KIND].equals("down") && levels.length == KIND + 2 && known.containsKey(levels[3])) {
                    TheThingsDownlinks.hear(levels[3], levels[KIND + 1], message.payload(), telling);
                }
                return; // service data, locations and the normalized copy have longer topics as well
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
            boolean simulated = json.path("simulated").asBoolean(false)
                    || up.path("simulated").asBoolean(false);
            JsonNode heard = up.path("rx_metadata");
            boolean formatted = up.path("decoded_payload").isObject()
                    || !up.path("normalized_payload").isEmpty();
            List<Speaker> speakers = speakers(message, inTopic);
            if (!simulated && !message.retained()) {
                gateways.heard(
                        inTopic, id, arrived, heard, List.of("/gateway_ids/eui", "/gateway_ids/gateway_id"), telling);
            }
            for (Speaker s : speakers) {
                uplinks.say(
                        s,
                        new Uplinks.Uplink(
                                session,
                                count,
                                id,
                                arrived,
                                up.path("decoded_payload"),
                                up.path("normalized_payload"),
                                Uplinks.radio(heard, "/gateway_ids/gateway_id"),
                                simulated,
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
