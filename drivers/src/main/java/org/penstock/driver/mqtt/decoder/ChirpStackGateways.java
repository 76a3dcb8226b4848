package org.penstock.driver.mqtt.decoder;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * What gateways say to ChirpStack themselves, in JSON or as protocol buffers: whether they are connected, on the retained
 * {@code <prefix>/gateway/<id>/state/conn}, and what they counted since the message before, on {@code event/stats}. Source:
 * ChirpStack documentation, "States" and "Events" of the Gateway Bridge, topics of the MQTT Forwarder, {@code gw.proto}.
 */
final class ChirpStackGateways {
    private static final String ONLINE = "online";
    /** In every message; what is 0 is left out. */
    private static final List<String> COUNTS =
            List.of("rxPacketsReceived", "rxPacketsReceivedOk", "txPacketsReceived", "txPacketsEmitted");

    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private ChirpStackGateways() {}

    /** Reads {@code {gateway: EUI, prefix: eu868}}; null when a problem was reported. */
    static @Nullable Speaker speaker(Fields address, Problems problems) {
        String written = address.text("gateway");
        String prefix = address.text("prefix", "");
        String eui = Eui.of(written).orElse("");
        if (eui.isEmpty() && !written.isBlank()) {
            problems.add(
                    address.node("gateway"),
                    "`gateway: " + written + "` is no EUI",
                    "write the gateway ID as ChirpStack shows it, 16 hexadecimal digits, with or without - or : between"
                            + " them");
        }
        if (prefix.contains("+") || prefix.contains("#")) {
            problems.add(
                    address.node("prefix"),
                    "`prefix: " + prefix + "` is a topic filter",
                    "write what stands before gateway/ in its topics: eu868");
            return null;
        }
        if (eui.isEmpty()) {
            return null;
        }
        String own = "gateway/" + eui.toLowerCase(Locale.ROOT);
        List<String> topics = new ArrayList<>(List.of(ChirpStack.EVERY_UPLINK));
        for (String head : prefix.isEmpty() ? List.of("+/", "") : List.of(prefix + "/")) {
            topics.add(head + own + "/state/conn");
            topics.add(head + own + "/event/stats");
        }
        return new Speaker(Gateways.identity(eui), topics);
    }

    /** Where gateways speak that nobody has set up. */
    static List<String> everybody() {
        return List.of(
                "+/gateway/+/state/conn", "+/gateway/+/event/stats", "gateway/+/state/conn", "gateway/+/event/stats");
    }

    /** Whether a topic is a gateway's. */
    static boolean takes(String[] levels) {
        int n = levels.length;
        return n >= 4
                && levels[n - 4].equals("gateway")
                && (levels[n - 2].equals("state") || levels[n - 2].equals("event"));
    }

    static void hear(String[] levels, Message message, Telling telling) throws Payload.Unreadable {
        int n = levels.length;
        String identity = Gateways.identity(levels[n - 3]);
        byte[] bytes = message.payload().bytes();
        boolean json = bytes.length > 0 && bytes[0] == '{';
        switch (levels[n - 2] + "/" + levels[n - 1]) {
            case "state/conn" -> {
                if (json ? online(message.payload().object()) : online(bytes)) {
                    telling.said(Report.now(identity, Map.of(ONLINE, Value.of(true))));
                } else {
                    // What the broker kept may be the state of yesterday: then nobody knows.
                    telling.silent(
                            identity,
                            "the network says that the gateway is offline",
                            message.retained() ? Map.of() : Map.of(ONLINE, Value.of(false)));
                }
            }
            case "event/stats" -> telling.said(stats(identity, json, message.payload()));
            default -> {} // up, ack, exec, raw, mesh: what the network server itself reads
        }
    }

    /** Offline is the state that JSON leaves out. */
    private static boolean online(JsonNode said) {
        JsonNode state = said.path("state");
        return state.asString("").equals("ONLINE") || state.asInt(0) == 1;
    }

    private static boolean online(byte[] bytes) throws Payload.Unreadable {
        long[] state = {0};
        read(bytes, (tag, in) -> {
            if (tag == (2 << 3 | VARINT)) {
                state[0] = in.readUInt64();
                return true;
            }
            return false;
        });
        return state[0] == 1;
    }

    private static Report stats(String identity, boolean json, Payload payload) throws Payload.Unreadable {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put(ONLINE, Value.of(true));
        COUNTS.forEach(c -> values.put(c, Value.of(0)));
        if (!json) {
            return new Report(identity, protobuf(payload.bytes(), values), null, values);
        }
        JsonNode said = payload.object();
        Value.flatten("", said, values);
        values.remove("gatewayId");
        values.remove("time");
        return new Report(identity, Uplinks.arrived(said.path("time")), null, values);
    }

    /** @return the gateway's time, µs UTC, or {@link Sample#NO_TIME} */
    private static long protobuf(byte[] bytes, Map<String, Value> values) throws Payload.Unreadable {
        long[] micros = {Sample.NO_TIME};
        read(bytes, (tag, in) -> {
            int field = tag >>> 3;
            if ((tag & 7) == VARINT && field >= 5 && field < 5 + COUNTS.size()) {
                values.put(COUNTS.get(field - 5), Value.of(Integer.toUnsignedLong(in.readUInt32())));
                return true;
            }
            if (tag == (2 << 3 | BYTES)) {
                long[] time = {0, 0};
                read(in.readByteArray(), (part, of) -> {
                    boolean known = part == (1 << 3 | VARINT) || part == (2 << 3 | VARINT);
                    if (known) {
                        time[(part >>> 3) - 1] = of.readInt64();
                    }
                    return known;
                });
                boolean sensible = time[0] > 0 && time[0] < 1L << 36 && time[1] >= 0 && time[1] < 1_000_000_000;
                micros[0] = sensible ? time[0] * 1_000_000 + time[1] / 1_000 : Sample.NO_TIME;
                return true;
            }
            if (tag == (10 << 3 | BYTES)) {
                String[] entry = {"", ""};
                read(in.readByteArray(), (part, of) -> {
                    boolean known = part == (1 << 3 | BYTES) || part == (2 << 3 | BYTES);
                    if (known) {
                        entry[(part >>> 3) - 1] = of.readString();
                    }
                    return known;
                });
                values.put("metadata/" + entry[0], Value.of(entry[1]));
                return true;
            }
            return false;
        });
        return micros[0];
    }

    /** Takes a field of a protocol buffer. */
    private interface FieldReader {
        /** @return false when it is to be passed over */
        boolean read(int tag, CodedInputStream in) throws IOException, Payload.Unreadable;
    }

    private static void read(byte[] bytes, FieldReader field) throws Payload.Unreadable {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            in.pushLimit(bytes.length);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (!field.read(tag, in) && !in.skipField(tag)) {
                    throw new InvalidProtocolBufferException("a group ends that never began");
                }
            }
        } catch (IOException e) {
            throw new Payload.Unreadable(
                    "bad_gateway", "neither JSON nor a protocol buffer of ChirpStack: " + e.getMessage());
        }
    }
}
