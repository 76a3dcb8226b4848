package org.penstock.driver.mqtt.decoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.EnrolmentKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * LoRaWAN devices by way of a ChirpStack v4 network server on the premises, the word {@code chirpstack}: {@code address:
 * {decoder: chirpstack, eui: A840410000000001, battery: CR17450}}, streams as with The Things Stack. Outputs, see {@link
 * Downlink}, want {@code application: 17c82e96-be03-4f38-aef3-f83d48582d97} beside the EUI.
 *
 * <p>A gateway is {@code address: {decoder: chirpstack, gateway: 0016C001F153A14C}}, with {@code prefix: eu868} where its
 * topics have a prefix of several levels. Its streams: {@code online} (1 or 0), {@code rssi}, {@code snr}, {@code uplinks},
 * {@code devices}, and what it counts: {@code rxPacketsReceived}, {@code txPacketsEmitted}, {@code metadata/…}.
 *
 * <p>A session is known by the device address, which changes at each join; an uplink by its deduplication id. The status
 * event brings {@code battery} (%) and {@code margin} (dB). Source: ChirpStack documentation, "Event types", and its {@code
 * integration.proto}; the JSON marshaler of ChirpStack must be on.
 */
final class ChirpStack implements Decoder {
    /** Every uplink of every device. */
    static final String EVERY_UPLINK = "application/+/device/+/event/up";

    private static final int EVENT = 5;
    private static final Set<String> READ = Set.of("up", "join", "status", "ack", "txack", "log");

    @Override
    public String word() {
        return "chirpstack";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        if (Gateways.in(address)) {
            return ChirpStackGateways.speaker(address, problems);
        }
        Map<String, String> options = Uplinks.options(address, problems);
        String application = TopicLevel.read(address, ChirpStackDownlinks.APPLICATION, "", problems);
        options.put(ChirpStackDownlinks.APPLICATION, application);
        String eui = TheThingsStack.eui(address, problems);
        String inTopic = eui.toLowerCase(Locale.ROOT);
        return eui.isEmpty()
                ? null
                : new Speaker(
                        eui,
                        List.of("application/" + (application.isEmpty() ? "+" : application) + "/device/" + inTopic
                                + "/event/+"),
                        options);
    }

    @Override
    public List<EnrolmentKind> enrolments(Fields address) {
        return Gateways.enrolments(address);
    }

    @Override
    public List<String> everybody() {
        List<String> topics = new ArrayList<>(ChirpStackGateways.everybody());
        topics.add(EVERY_UPLINK);
        return topics;
    }

    @Override
    public String address(String identity, String topic) {
        return Gateways.is(identity)
                ? AddressLine.of(word(), "gateway", Gateways.name(identity))
                : AddressLine.of(word(), "eui", identity);
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        return ChirpStackDownlinks.command(speaker, address, problems);
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
            if (ChirpStackGateways.takes(levels)) {
                ChirpStackGateways.hear(levels, message, telling);
                return;
            }
            if (levels.length != EVENT + 1 || !levels[0].equals("application") || !levels[4].equals("event")) {
                return;
            }
            String event = levels[EVENT];
            if (!READ.contains(event)) {
                return; // location, integration
            }
            JsonNode json = message.payload().json();
            String eui = Eui.of(levels[3]).orElse(levels[3]);
            if (!eui.equals(
                    Eui.of(json.path("deviceInfo").path("devEui").asString("")).orElse(""))) {
                throw new Payload.Unreadable("wrong_device", "topic and message name different devices");
            }
            Speaker speaker = known.getOrDefault(eui, new Speaker(eui, List.of()));
            switch (event) {
                case "up" -> uplink(json, speaker, message.retained(), telling);
                case "join" -> uplinks.joined(eui, telling);
                case "status" -> status(json, eui, telling);
                default -> ChirpStackDownlinks.hear(eui, event, json, telling);
            }
        }

        private void uplink(JsonNode json, Speaker speaker, boolean retained, Telling telling)
                throws Payload.Unreadable {
            String id = json.path("deduplicationId").asString("");
            long arrived = Uplinks.arrived(json.path("time"));
            if (!retained) {
                gateways.heard(
                        speaker.identity(),
                        id.isEmpty() ? null : id,
                        arrived,
                        json.path("rxInfo"),
                        List.of("/gatewayId"),
                        telling);
            }
            uplinks.say(
                    speaker,
                    new Uplinks.Uplink(
                            json.path("devAddr").asString(""),
                            Uplinks.count(json, "fCnt"),
                            id.isEmpty() ? null : id,
                            arrived,
                            json.path("object"),
                            MissingNode.getInstance(),
                            Uplinks.radio(json.path("rxInfo"), "/gatewayId"),
                            false,
                            !retained && known.containsKey(speaker.identity())),
                    telling);
            if (!json.path("object").isObject()
                    && !json.path("data").asString("").isEmpty()) {
                telling.dropped(
                        speaker.identity(),
                        "no_formatter",
                        speaker.identity() + " sends bytes that nobody decodes: choose a codec in its device profile in"
                                + " ChirpStack");
            }
        }

        private static void status(JsonNode json, String eui, Telling telling) {
            Map<String, Value> values = new LinkedHashMap<>();
            values.put("margin", Value.of(json.path("margin").asDouble(0)));
            if (!json.path("batteryLevelUnavailable").asBoolean(false)
                    && !json.path("externalPowerSource").asBoolean(false)) {
                values.put("battery", Value.of(json.path("batteryLevel").asDouble(0)));
            }
            String id = json.path("deduplicationId").asString("");
            telling.said(
                    new Report(eui, Uplinks.arrived(json.path("time")), id.isEmpty() ? null : eui + "/" + id, values));
        }
    }
}
