package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.facility.Relationships;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;

/**
 * What is connected where, as the facility file in force says: for whoever stands in front of it. Immutable; lists are in
 * file order.
 *
 * @param hash of the configuration
 */
public record Wiring(String hash, List<Device> devices, List<Stream> streams, List<Output> outputs) {
    private static final double TEN_YEARS_SECONDS = 3650 * 86_400.0;

    public Wiring {
        devices = List.copyOf(devices);
        streams = List.copyOf(streams);
        outputs = List.copyOf(outputs);
    }

    /**
     * @param link key of its link, "" when none reaches it
     * @param protocol the link's driver
     * @param connection the link's connection as written; a secret stays its name
     * @param address the device's own address as written
     */
    public record Device(String key, String name, String link, String protocol, String connection, String address) {}

    /** @param address as written, "" when it has none of its own */
    public record Stream(String key, String device, String address) {}

    /**
     * @param address as written
     * @param mostSeconds longest time away from safe; infinite when it may stay
     * @param timeoutSeconds time for a write and its read-back
     * @param related keys of the streams that the relationships of the file bind to it, then those of its device
     */
    public record Output(
            String key,
            String device,
            String address,
            double mostSeconds,
            double timeoutSeconds,
            List<String> related) {
        public Output {
            related = List.copyOf(related);
        }
    }

    /** What a configuration says. */
    static Wiring of(Configuration configuration) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, LinkSpec> links = new HashMap<>();
        for (LinkSpec link : configuration.part(Links.class).links()) {
            for (LinkSpec.Device device : link.devices()) {
                links.put(device.key(), link);
                addresses.put("device:" + device.key(), words(device.address()));
                device.streams().forEach(s -> addresses.put("stream:" + s.key(), words(s.address())));
                device.outputs().forEach(o -> addresses.put("output:" + o.key(), words(o.address())));
            }
        }
        Devices written = configuration.part(Devices.class);
        List<RelationshipSpec> bound = configuration
                .find(Relationships.class)
                .map(Relationships::relationships)
                .orElse(List.of());
        return new Wiring(
                configuration.hash(),
                written.devices().stream().map(d -> device(d, links, addresses)).toList(),
                written.streams().stream()
                        .map(s -> new Stream(s.key(), s.device(), addresses.getOrDefault("stream:" + s.key(), "")))
                        .toList(),
                configuration.part(ControlConfig.class).outputs().stream()
                        .map(o -> output(o, addresses, related(o, bound, written)))
                        .toList());
    }

    private static Device device(DeviceSpec d, Map<String, LinkSpec> links, Map<String, String> addresses) {
        LinkSpec link = links.get(d.key());
        return new Device(
                d.key(),
                d.name(),
                link == null ? "" : link.key(),
                link == null ? "" : link.protocol(),
                link == null ? "" : words(link.connection()),
                addresses.getOrDefault("device:" + d.key(), ""));
    }

    private static Output output(OutputSpec o, Map<String, String> addresses, List<String> related) {
        double most = o.maxOnMicros() / 1e6;
        return new Output(
                o.key(),
                o.device(),
                addresses.getOrDefault("output:" + o.key(), ""),
                most >= TEN_YEARS_SECONDS ? Double.POSITIVE_INFINITY : most,
                o.timeoutMicros() / 1e6,
                related);
    }

    /** {@code host: plc, port: 502}: what is written, without the outer brackets. */
    private static String words(Node node) {
        List<String> words = new ArrayList<>();
        for (String word : node.words()) {
            if (!node.get(word).isMissing()) {
                words.add(word + ": " + node.get(word).canonical());
            }
        }
        return words.isEmpty() ? node.canonical() : String.join(", ", words);
    }

    /**
     * The streams that tell something about an output: those bound to it, to what it feeds, powers or controls, or to what
     * is bound to it; last its device's.
     */
    private static List<String> related(OutputSpec output, List<RelationshipSpec> bound, Devices devices) {
        Set<Point> things = new LinkedHashSet<>();
        Point self = new Point(End.OUTPUT, output.key());
        things.add(self);
        for (RelationshipSpec r : bound) {
            if (r.from().equals(self)) {
                things.add(r.to());
            } else if (r.to().equals(self)) {
                things.add(r.from());
            }
        }
        Set<String> streams = new LinkedHashSet<>();
        for (Point thing : things) {
            if (thing.end() == End.STREAM) {
                streams.add(thing.key());
            }
            for (RelationshipSpec r : bound) {
                if (r.to().equals(thing) && r.from().end() == End.STREAM) {
                    streams.add(r.from().key());
                }
            }
        }
        devices.streams().stream()
                .filter(s -> s.device().equals(output.device()))
                .forEach(s -> streams.add(s.key()));
        return List.copyOf(streams);
    }
}
