package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.mqtt.BrokerConnection.Subscription;

/**
 * Everything an MQTT link has to do, compiled from its specification.
 *
 * @param outputs by number of the output
 */
record MqttPlan(MqttSettings settings, List<Route> routes, Map<Integer, MqttOutput> outputs) {
    MqttPlan {
        routes = List.copyOf(routes);
        outputs = Map.copyOf(outputs);
    }

    static MqttPlan compile(LinkSpec spec, Problems problems) {
        MqttSettings settings = MqttSettings.read(spec.key(), spec.connection(), problems);
        List<Route> routes = new ArrayList<>();
        Map<Integer, MqttOutput> outputs = new HashMap<>();
        Map<String, String> commanded = new HashMap<>();
        for (LinkSpec.Device device : spec.devices()) {
            Route.checkShared(device, problems);
            for (LinkSpec.StreamPoint s : device.streams()) {
                Route r = Route.read(device, s, problems);
                if (r != null) {
                    routes.add(r);
                }
            }
            for (LinkSpec.OutputPoint o : device.outputs()) {
                MqttOutput out = MqttOutput.read(device, o, problems);
                if (out != null) {
                    outputs.put(o.no(), out);
                    String place = out.topic() + " " + (out.payload() != null ? out.payload() : out.on());
                    String other = commanded.putIfAbsent(place, o.key());
                    if (other != null) {
                        problems.add(
                                o.address(),
                                "outputs " + other + " and " + o.key() + " send the same message to " + out.topic(),
                                "give each output its own topic, or remove one of them");
                    }
                }
            }
        }
        return new MqttPlan(settings, routes, outputs);
    }

    /** What to subscribe to, each topic once; states also replayed on a reconnect, for they are read back from there. */
    List<Subscription> subscriptions() {
        List<TopicFilter> all = new ArrayList<>(settings.watch());
        routes.forEach(r -> all.add(r.filter()));
        List<TopicFilter> states = new ArrayList<>();
        for (MqttOutput o : outputs.values()) {
            MqttOutput.State s = o.state();
            if (s != null) {
                states.add(s.filter());
            }
        }
        all.addAll(states);
        return TopicFilter.fewest(all).stream()
                .map(f -> new Subscription(f, states.stream().anyMatch(f::covers)))
                .toList();
    }

    /** Whether a message on {@code topic} reports the state of an output. */
    boolean reports(String topic) {
        return outputs.values().stream()
                .anyMatch(o -> o.state() != null && o.state().filter().matches(topic));
    }
}
