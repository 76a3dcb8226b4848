package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;

/**
 * Sparkplug B, the word {@code sparkplug}: {@code address: {decoder: sparkplug, group: farm, node: bay-1}} for what an edge
 * node says of itself, with {@code device: plc-3} for a device behind it; streams {@code {value: Tank/Level}}, outputs
 * {@code {metric: Pump/Run, type: boolean}}.
 *
 * <p>Commands go out by name and are believed when the metric itself says so. An edge node that waits for its primary host
 * keeps silent until {@code sparkplug_host} of the connection names the host it waits for. Source: Eclipse Sparkplug
 * Specification 3.0.0.
 */
final class Sparkplug implements Decoder {
    /** The first level of every topic. */
    static final String NAMESPACE = "spBv1.0";

    private static final String REBIRTH = "Node Control/Rebirth";

    @Override
    public String word() {
        return "sparkplug";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String group = level(address, "group", problems);
        String node = level(address, "node", problems);
        boolean behind = address.has("device");
        String device = behind ? level(address, "device", problems) : "";
        if (group.isEmpty() || node.isEmpty() || (behind && device.isEmpty())) {
            return null;
        }
        Map<String, String> options = new HashMap<>(Map.of("group", group, "node", node));
        if (behind) {
            options.put("device", device);
        }
        // Also a device needs all of its node: births, deaths and the common count of messages.
        return new Speaker(
                identity(group, node, device), List.of(NAMESPACE + "/" + group + "/+/" + node + "/#"), options);
    }

    /** One level of the topic; "" when a problem was reported. */
    private static String level(Fields address, String word, Problems problems) {
        String id = address.text(word).strip();
        if (id.contains("/") || id.contains("+") || id.contains("#")) {
            problems.add(
                    address.node(word),
                    "`" + word + ": " + id + "` is no Sparkplug id: it has a / or + or #",
                    "write the one part of the topic spBv1.0/group/DDATA/node/device that is meant");
            return "";
        }
        return id;
    }

    /** The one name of a node, or of a device behind it. */
    static String identity(String group, String node, String device) {
        return group + "/" + node + (device.isEmpty() ? "" : "/" + device);
    }

    @Override
    public List<String> everybody() {
        return List.of(NAMESPACE + "/#");
    }

    @Override
    public String address(String identity, String topic) {
        String[] parts = identity.split("/", 3);
        return parts.length < 2
                ? ""
                : AddressLine.of(
                        word(), "group", parts[0], "node", parts[1], "device", parts.length == 3 ? parts[2] : "");
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return new SparkplugEar(known);
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        String metric = address.text("metric");
        SparkplugType type = SparkplugType.of(address.choice("type", SparkplugType.commanded(), ""));
        if (metric.isEmpty()) {
            return null;
        }
        return new Command(
                topic(speaker.option("group"), speaker.option("node"), speaker.option("device")),
                (value, unusedMaxOn, wallMicros) -> SparkplugPayload.command(metric, type, value, wallMicros / 1_000),
                metric);
    }

    private static String topic(String group, String node, String device) {
        return NAMESPACE + "/" + group + (device.isEmpty() ? "/NCMD/" : "/DCMD/") + identity(node, device);
    }

    private static String identity(String node, String device) {
        return device.isEmpty() ? node : node + "/" + device;
    }

    /** Asks a node to say everything again, that of its devices as well. */
    static void askRebirth(String group, String node, long wallMicros, Telling telling) {
        telling.ask(
                topic(group, node, ""),
                SparkplugPayload.command(REBIRTH, SparkplugType.BOOLEAN, 1, wallMicros / 1_000));
    }
}
