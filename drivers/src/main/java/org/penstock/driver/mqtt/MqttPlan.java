package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.mqtt.BrokerConnection.Subscription;
import org.penstock.driver.mqtt.MqttOutput.State.OnTopic;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Decoders;

/**
 * Everything an MQTT link has to do, compiled from its specification.
 *
 * @param devices keys of all devices, in file order
 * @param outputs by number of the output
 */
record MqttPlan(
        MqttSettings settings,
        List<String> devices,
        List<Route> routes,
        List<Availability> availabilities,
        List<Spoken> spoken,
        Map<Integer, MqttOutput> outputs) {
    MqttPlan {
        devices = List.copyOf(devices);
        availabilities = List.copyOf(availabilities);
        spoken = List.copyOf(spoken);
        routes = List.copyOf(routes);
        outputs = Map.copyOf(outputs);
    }

    static MqttPlan compile(LinkSpec spec, Problems problems) {
        MqttSettings settings = MqttSettings.read(spec.key(), spec.connection(), problems);
        List<Route> routes = new ArrayList<>();
        Map<Integer, MqttOutput> outputs = new HashMap<>();
        Map<String, String> commanded = new HashMap<>();
        List<Availability> availabilities = new ArrayList<>();
        List<Spoken> spoken = new ArrayList<>();
        for (LinkSpec.Device device : spec.devices()) {
            if (!known(device, problems)) {
                continue;
            }
            Decoder decoder = decoder(device, settings);
            Spoken speaking = decoder == null ? null : Spoken.read(device, decoder, problems);
            if (decoder == null) {
                Route.checkShared(device, problems);
                Availability availability = Availability.read(device, problems);
                if (availability != null) {
                    availabilities.add(availability);
                }
                for (LinkSpec.StreamPoint s : device.streams()) {
                    Route r = Route.read(device, s, problems);
                    if (r != null) {
                        routes.add(r);
                    }
                }
            } else if (speaking != null) {
                spoken.add(speaking);
            }
            for (LinkSpec.OutputPoint o : device.outputs()) {
                MqttOutput out = speaking == null || !o.address().get("topic").isMissing()
                        ? MqttOutput.read(device, o, problems)
                        : MqttOutput.read(device, o, speaking.decoder(), speaking.speaker(), problems);
                if (out != null) {
                    outputs.put(o.no(), out);
                    claim(o, out, commanded, problems);
                }
            }
        }
        List<String> devices = spec.devices().stream().map(LinkSpec.Device::key).toList();
        return new MqttPlan(settings, devices, routes, availabilities, spoken, outputs);
    }

    /** Whether the device's {@code decoder:} is one; where it is not, nothing else in its address can be judged. */
    private static boolean known(LinkSpec.Device device, Problems problems) {
        Fields address = Fields.of(device.address(), problems);
        return !address.has("decoder")
                || address.choice("decoder", Decoders.words(), "")
                        .equals(address.node("decoder").text());
    }

    /** The convention a device speaks, by its own word or its link's; null = plain topics. */
    private static @Nullable Decoder decoder(LinkSpec.Device device, MqttSettings settings) {
        Node own = device.address().get("decoder");
        return Decoders.of(own.isMissing() ? settings.decoder() : own.text()).orElse(null);
    }

    /** How a device of a checked link comes into the facility; one of plain topics can publish a code. */
    static List<EnrolmentKind> enrolments(LinkSpec spec, LinkSpec.Device device) {
        Decoder decoder = decoder(device, MqttSettings.read(spec.key(), spec.connection(), new Problems()));
        return decoder == null
                ? List.of(EnrolmentKind.PAIRING, EnrolmentKind.MANUAL)
                : decoder.enrolments(Fields.of(device.address(), new Problems()));
    }

    private static void claim(
            LinkSpec.OutputPoint o, MqttOutput out, Map<String, String> commanded, Problems problems) {
        String place = out.topic() + " " + opening(out);
        String other = commanded.putIfAbsent(place, o.key());
        if (other != null) {
            problems.add(
                    o.address(),
                    "outputs " + other + " and " + o.key() + " send the same message to " + out.topic(),
                    "give each output its own topic, or remove one of them");
        }
    }

    /** Key of the device of each stream, by number of the stream. */
    Map<Integer, String> deviceOfStream() {
        Map<Integer, String> devices = new HashMap<>();
        routes.forEach(r -> devices.put(r.stream(), r.device()));
        spoken.forEach(d -> d.streams().forEach(s -> devices.put(s.stream(), d.key())));
        return devices;
    }

    /** What opens an output, for comparison; "" when it does not know a 1. */
    private static String opening(MqttOutput out) {
        try {
            return HexFormat.of().formatHex(out.encoding().bytes(1, 1_000, 0));
        } catch (IllegalArgumentException unused) {
            return "";
        }
    }

    /**
     * What to subscribe to, each topic once. What says whether a device is there, or what an output does, is also replayed
     * on a reconnect.
     */
    List<Subscription> subscriptions() {
        List<TopicFilter> all = new ArrayList<>(settings.watch());
        routes.forEach(r -> all.add(r.filter()));
        List<TopicFilter> states = new ArrayList<>();
        availabilities.forEach(a -> states.add(a.filter()));
        spoken.forEach(d -> d.speaker().topics().forEach(t -> states.add(new TopicFilter(t))));
        outputs.values().forEach(o -> {
            if (o.state() instanceof OnTopic s) {
                states.add(s.filter());
            }
        });
        all.addAll(states);
        return TopicFilter.fewest(all).stream()
                .map(f -> new Subscription(f, states.stream().anyMatch(f::covers)))
                .toList();
    }
}
