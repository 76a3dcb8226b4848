package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The Homie convention, versions 5 and 4, the word {@code homie}: {@code address: {decoder: homie, device: bay-1}}, streams
 * {@code {value: climate/temperature}}, outputs {@code {property: pump/power}} for true and false, {@code type: integer} or
 * {@code float} for numbers, and {@code type: enum, values: {open: 1, closed: 0}}.
 *
 * <p>{@code version: 4} and {@code root: farm} where they are not 5 and {@code homie}. {@code root_device: bridge} names the
 * device that holds the connection of a device behind it: only its last will tells when both are lost. Whether a property is
 * settable is said only by the device while it runs; a command to one that is not is never believed, for its state does not
 * change. Source: Homie convention 5.0 and 4.0.
 */
final class Homie implements Decoder {
    /** Words of a speaker's options. */
    static final String VERSION = "version";

    static final String ROOT_DEVICE = "root_device";

    /** Also the hyphen, but not the first $ of attributes. */
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

    private static final List<String> TYPES = List.of("boolean", "integer", "float", "enum");

    @Override
    public String word() {
        return "homie";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String version = address.choice(VERSION, List.of("5", "4"), "5");
        String root = address.text("root", "homie");
        String device = id(address, "device", address.text("device"), problems);
        boolean behind = address.has(ROOT_DEVICE);
        String rootDevice = behind ? id(address, ROOT_DEVICE, address.text(ROOT_DEVICE), problems) : "";
        if (root.isEmpty() || root.contains("+") || root.contains("#") || root.endsWith("/")) {
            problems.add(
                    address.node("root"),
                    "`root: " + root + "` is no topic",
                    "write what comes before the version and the device: homie");
            return null;
        }
        if (device.isEmpty() || (behind && rootDevice.isEmpty())) {
            return null;
        }
        String base = version.equals("5") ? root + "/5/" : root + "/";
        List<String> topics = new ArrayList<>(List.of(base + device + "/#"));
        Map<String, String> options = new HashMap<>(Map.of(VERSION, version));
        if (behind) {
            topics.add(base + rootDevice + "/$state");
            options.put(ROOT_DEVICE, base + rootDevice);
        }
        return new Speaker(base + device, topics, options);
    }

    private static String id(Fields address, String word, String id, Problems problems) {
        if (id.isEmpty() || ID.matcher(id).matches()) {
            return id;
        }
        problems.add(
                address.node(word),
                "`" + word + ": " + id + "` is no Homie id",
                "write the part of the topic that names the device: small letters, digits and hyphens");
        return "";
    }

    @Override
    public List<String> everybody() {
        return List.of("+/5/+/#");
    }

    @Override
    public String address(String identity, String topic) {
        int last = identity.lastIndexOf('/');
        boolean five = identity.startsWith("5/", identity.lastIndexOf('/', last - 1) + 1);
        String root = identity.substring(0, five ? last - 2 : last);
        return AddressLine.of(
                word(),
                VERSION,
                five ? "" : "4",
                "root",
                root.equals("homie") ? "" : root,
                "device",
                identity.substring(last + 1));
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return new HomieEar(known);
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        String property = address.text("property");
        String type = address.choice("type", TYPES, "boolean");
        boolean isEnum = type.equals("enum");
        Map<Double, String> words = isEnum ? words(address.node("values"), problems) : Map.of();
        if (isEnum && words.isEmpty()) {
            problems.add(
                    address.node(),
                    "`type: enum` without `values`",
                    "write what the device's words mean: `values: {open: 1, closed: 0}`");
            return null;
        }
        String[] levels = property.split("/", -1);
        if (levels.length != 2
                || !ID.matcher(levels[0]).matches()
                || !ID.matcher(levels[1]).matches()) {
            if (!property.isEmpty()) {
                problems.add(
                        address.node("property"),
                        "`property: " + property + "` is no Homie property",
                        "write the node and the property, as in the topic: pump/power");
            }
            return null;
        }
        Command.Encoding encoding =
                (value, unusedMaxOn, unusedNow) -> text(type, words, value).getBytes(StandardCharsets.UTF_8);
        return new Command(speaker.identity() + "/" + property + "/set", encoding, property);
    }

    /** The device's words by what they mean; the numbers were checked with the rest of the address. */
    private static Map<Double, String> words(Node values, Problems problems) {
        Map<Double, String> words = new HashMap<>();
        for (String word : values.words()) {
            double number = Fields.of(values, new Problems()).number(word, 0, -1e12, 1e12);
            String other = words.putIfAbsent(number, word);
            if (other != null) {
                problems.add(
                        values.get(word),
                        "`" + other + "` and `" + word + "` mean the same number",
                        "give each word its own: a command must know which one to send");
            }
        }
        return words;
    }

    private static String text(String type, Map<Double, String> words, double value) {
        String said = switch (type) {
            case "boolean" -> value == 1 ? "true" : value == 0 ? "false" : null;
            case "integer" ->
                value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Long.toString((long) value) : null;
            case "enum" -> words.get(value + 0.0);
            default -> Double.isFinite(value) ? Double.toString(value) : null;
        };
        if (said == null) {
            throw new IllegalArgumentException("a property of the type " + type + " cannot be " + value);
        }
        return said;
    }
}
