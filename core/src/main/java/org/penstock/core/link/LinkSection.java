package org.penstock.core.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.FileSection;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Shape;

/**
 * {@code links}: which driver reaches which devices. Everything under {@code connection:} and {@code address:} is checked
 * by the driver; what is common to all drivers is checked here: known devices, no password in an address, no two outputs
 * on one channel.
 */
public final class LinkSection implements FileSection<Links> {
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^/\\s:@]*:[^/\\s@]+@");

    private final Map<String, Driver> drivers = new TreeMap<>();

    /** @param drivers every driver of this program; their order does not matter */
    public LinkSection(List<Driver> drivers) {
        drivers.forEach(d -> this.drivers.put(d.protocol(), d));
    }

    @Override
    public Class<Links> type() {
        return Links.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("").may("links", Shape.list("Over which lines devices are reached.", link()));
    }

    private Shape.Group link() {
        return Shape.group("A line over which devices are reached.")
                .must("key", Shape.key())
                .may("was", Shape.was())
                .must("driver", Shape.choice("The protocol.", List.copyOf(drivers.keySet())))
                .may("connection", Shape.open("How to connect; the words are the driver's."));
    }

    @Override
    public Links read(Node file, Draft draft, Problems problems) {
        List<Node> written = Fields.of(file, problems).items("links");
        Shape.Group shape = link();
        List<Fields> fields =
                written.stream().map(n -> Fields.of(n, shape, problems)).toList();
        List<String> keys = fields.stream().map(f -> draft.key(f, "link")).toList();
        keys.forEach(key -> draft.id("link", key));
        Map<String, List<LinkSpec.Device>> devices = devices(draft);
        List<LinkSpec> links = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Fields f = fields.get(i);
            String protocol = f.choice("driver", drivers.keySet(), "");
            Node connection = f.node("connection");
            f.done();
            refusePasswords(connection, problems);
            LinkSpec spec =
                    new LinkSpec(keys.get(i), protocol, connection, devices.getOrDefault(keys.get(i), List.of()));
            if (spec.devices().isEmpty()) {
                problems.warn(
                        written.get(i),
                        "no device is reached over the link `" + spec.key() + "`",
                        "name it as `link:` of a device, or take it out");
            }
            checkChannels(spec, problems);
            Driver driver = drivers.get(f.node("driver").text());
            if (driver != null) {
                driver.check(spec, problems);
            }
            links.add(spec);
        }
        return new Links(links);
    }

    private static Map<String, List<LinkSpec.Device>> devices(Draft draft) {
        Map<String, List<LinkSpec.Device>> byLink = new HashMap<>();
        Devices devices = draft.part(Devices.class).orElse(new Devices(List.of(), List.of(), List.of()));
        for (int i = 0; i < devices.devices().size(); i++) {
            Node node = devices.written().get(i);
            String link = draft.resolve(node.get("link"), "link", "link");
            List<LinkSpec.StreamPoint> streams = new ArrayList<>();
            for (Node s : node.get("streams").items()) {
                String key = s.get("key").text();
                devices.stream(key)
                        .ifPresent(spec -> streams.add(new LinkSpec.StreamPoint(
                                spec.no(),
                                key,
                                spec.metric(),
                                spec.sourceUnit(),
                                spec.intervalMicros() / 1000,
                                s.get("address"))));
            }
            List<LinkSpec.OutputPoint> outputs = new ArrayList<>();
            for (Node o : node.get("outputs").items()) {
                String key = o.get("key").text();
                if (draft.declared("output", key).isPresent()) {
                    outputs.add(new LinkSpec.OutputPoint(
                            draft.number("output", key),
                            key,
                            o.get("address"),
                            o.get("guard").text(),
                            // What is wrong with it, the section of the outputs says.
                            Fields.of(o, new Problems()).duration("timeout", 0) / 1_000));
                }
            }
            byLink.computeIfAbsent(link, k -> new ArrayList<>())
                    .add(new LinkSpec.Device(devices.devices().get(i).key(), node.get("address"), streams, outputs));
        }
        return byLink;
    }

    /** Two outputs that write the same place would fight: each closes what the other has opened. */
    private static void checkChannels(LinkSpec spec, Problems problems) {
        Map<String, LinkSpec.OutputPoint> taken = new HashMap<>();
        for (LinkSpec.Device device : spec.devices()) {
            for (LinkSpec.OutputPoint output : device.outputs()) {
                String place =
                        device.address().canonical() + " " + output.address().canonical();
                LinkSpec.OutputPoint other = taken.putIfAbsent(place, output);
                if (other != null) {
                    problems.add(
                            output.address(),
                            "the outputs `" + other.key() + "` and `" + output.key() + "` drive the same address",
                            "give each output the address of its own relay or coil");
                }
            }
        }
    }

    private static void refusePasswords(Node node, Problems problems) {
        node.words().forEach(word -> refusePasswords(node.get(word), problems));
        node.items().forEach(item -> refusePasswords(item, problems));
        if (PASSWORD_IN_ADDRESS.matcher(node.text()).find()) {
            problems.add(
                    node,
                    "an address holds a password in plain text",
                    "take it out of the address; write `user: …` and `password: ${secret:some-name}`, "
                            + "and set it with `penstock secret set some-name`");
        }
    }
}
