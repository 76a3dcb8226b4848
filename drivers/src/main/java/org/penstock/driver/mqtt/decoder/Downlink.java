package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a LoRaWAN device is told, whichever network carries it:
 *
 * <pre>{@code
 * address: {port: 2, on: "03 01 01", off: "03 01 00", state: RO1_status}      # bytes, as in the maker's document
 * address: {port: 10, switch: valve, timer: seconds, state: valve}             # fields that the network's formatter encodes
 * address: {port: 10, number: setpoint, state: setpoint, confirmed: true}
 * address: {port: 2, on: "0301", off: "0300", state: relay, class: C}          # always reachable
 * }</pre>
 *
 * @param port 1 to 223
 * @param content what is said
 * @param confirmed whether the device's radio must acknowledge it
 * @param state in which value of its uplinks the device shows what it does
 * @param alwaysReachable whether it is of class C, which listens always
 */
record Downlink(int port, Content content, boolean confirmed, String state, boolean alwaysReachable) {
    private static final long SHORTEST_A = TimeUnit.MINUTES.toMillis(1);
    private static final long SHORTEST_C = TimeUnit.SECONDS.toMillis(5);

    /** What is said to the device. */
    private sealed interface Content {
        /** The bytes for on and off. */
        record Bytes(byte[] on, byte[] off) implements Content {}

        /** A field that the network encodes. @param timer field that takes the longest time in seconds, "" = none */
        record Field(String name, boolean flag, String timer) implements Content {}
    }

    /** Reads the words of an output; null when a problem was reported. */
    static @Nullable Downlink read(Fields address, Problems problems) {
        int port = address.integer("port", -1, 1, 223);
        boolean confirmed = address.flag("confirmed", false);
        boolean always = address.choice("class", List.of("A", "C"), "A").equals("C");
        Content content = content(address, problems);
        if (!address.has("port")) {
            problems.add(
                    address.node(),
                    "the output does not say on which `port` its device takes commands",
                    "write `port: 2` as in the device's manual (FPort)");
            return null;
        }
        if (!address.has("state")) {
            problems.add(
                    address.node(),
                    "the output does not say where its device shows what it does",
                    "write `state: relay`, the value of its uplinks that shows it: that the network took a downlink proves"
                            + " nothing");
            return null;
        }
        String state = address.text("state");
        return content == null || port < 1 ? null : new Downlink(port, content, confirmed, state, always);
    }

    private static @Nullable Content content(Fields address, Problems problems) {
        boolean bytes = address.has("on") || address.has("off");
        boolean flag = address.has("switch");
        boolean number = address.has("number");
        if ((bytes ? 1 : 0) + (flag ? 1 : 0) + (number ? 1 : 0) != 1) {
            problems.add(
                    address.node(),
                    bytes || flag || number
                            ? "the output says in more than one way what its device is told"
                            : "the output does not say what its device is told",
                    "write `on: \"0301\", off: \"0300\"` for its bytes, or `switch: field` or `number: field` where the"
                            + " network's formatter encodes downlinks");
            return null;
        }
        if (bytes) {
            byte[] on = hex(address, "on", problems);
            byte[] off = hex(address, "off", problems);
            return on == null || off == null ? null : new Content.Bytes(on, off);
        }
        return new Content.Field(address.text(flag ? "switch" : "number"), flag, address.text("timer", ""));
    }

    private static byte @Nullable [] hex(Fields address, String word, Problems problems) {
        String written = address.text(word);
        String bare = written.replaceAll("[ :-]", "").toLowerCase(Locale.ROOT);
        if (bare.matches("(?:[0-9a-f]{2}){1,222}")) {
            return HexFormat.of().parseHex(bare);
        }
        if (!written.isBlank()) {
            problems.add(
                    address.node(word),
                    "`" + word + ": " + written + "` are no bytes",
                    "write two hexadecimal digits for each byte: `" + word + ": \"03 01 01\"`");
        }
        return null;
    }

    /** Whether the device learns how long it may keep what it is told. */
    boolean tellsTime() {
        return content instanceof Content.Field f && !f.timer().isEmpty();
    }

    /** When the device hears it. */
    String when() {
        return alwaysReachable ? "as soon as a gateway is free" : "only after its next uplink";
    }

    /** The shortest time limit that makes sense, ms. */
    long shortestMillis() {
        return alwaysReachable ? SHORTEST_C : SHORTEST_A;
    }

    /**
     * Puts what is said into {@code message}.
     *
     * @param bytes name of the field for bytes
     * @param fields name of the field for an object that the network encodes
     * @throws IllegalArgumentException when the device cannot be told this value
     */
    void into(ObjectNode message, String bytes, String fields, double value, long maxOnMillis) {
        switch (content) {
            case Content.Bytes(byte[] on, byte[] off) ->
                message.put(bytes, Base64.getEncoder().encodeToString(state(value) ? on : off));
            case Content.Field(String name, boolean flag, String timer) -> {
                ObjectNode said = object();
                if (flag) {
                    said.put(name, state(value));
                } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                    said.put(name, (long) value);
                } else {
                    said.put(name, value);
                }
                if (!timer.isEmpty() && maxOnMillis > 0) {
                    said.put(timer, Math.ceilDiv(maxOnMillis, 1_000L));
                }
                message.set(fields, said);
            }
        }
    }

    private static boolean state(double value) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("it takes 0 or 1, not " + value);
        }
        return value == 1;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(ObjectNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
