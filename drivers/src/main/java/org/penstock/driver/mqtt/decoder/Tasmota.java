package org.penstock.driver.mqtt.decoder;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import tools.jackson.databind.JsonNode;

/**
 * Tasmota, the word {@code tasmota}: {@code address: {decoder: tasmota, topic: bay-1, timezone: Europe/Berlin}}, streams
 * {@code {value: AM2301/Temperature}} or {@code {value: POWER1}}, outputs {@code {relay: 1}} or {@code {relay: 1, pulse_time:
 * true}}.
 *
 * <p>A device reports on {@code tele/<topic>/SENSOR} and {@code STATE}, its relays on {@code stat/<topic>/POWER<n>} and
 * {@code RESULT}, its last will on {@code tele/<topic>/LWT}. Whoever has set {@code FullTopic} writes the same text under
 * {@code full_topic}. With {@code pulse_time} the device's own PulseTime is set in the same message that opens a relay, so
 * that it closes by itself. Source: Tasmota documentation, "MQTT" and "Commands".
 */
final class Tasmota implements Decoder {
    private static final String PREFIX = "%prefix%";
    private static final String USUAL = "%prefix%/%topic%/";
    private static final Set<String> STATUS_GROUPS = Set.of("StatusSNS", "StatusSTS");
    /** Older firmware gives a ninth relay the time of the first. */
    private static final int MOST_TIMED = 8;

    private static final int MOST_RELAYS = 32;

    @Override
    public String word() {
        return "tasmota";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String topic = address.text("topic");
        String full = address.text("full_topic", USUAL);
        String zone = address.text("timezone", "");
        if (topic.contains("+") || topic.contains("#")) {
            problems.add(
                    address.node("topic"), "`topic: " + topic + "` is a topic filter", "write the Topic of one device");
            return null;
        }
        if (!List.of(full.split("/")).contains(PREFIX) || !full.contains("%topic%")) {
            problems.add(
                    address.node("full_topic"),
                    "`full_topic: " + full + "` lacks %prefix% or %topic%",
                    "copy FullTopic from the device's MQTT settings, for example %topic%/%prefix%/");
            return null;
        }
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.add(
                    address.node("timezone"),
                    "`timezone: " + zone + "` is no time zone",
                    "write a region such as Europe/Berlin, or leave it out: then the time of receipt counts");
            return null;
        }
        if (topic.isEmpty()) {
            return null;
        }
        String identity = full.replace("%topic%", topic).replaceAll("/+$", "");
        return new Speaker(
                identity,
                List.of(identity.replace(PREFIX, "tele") + "/+", identity.replace(PREFIX, "stat") + "/+"),
                Map.of("timezone", zone));
    }

    @Override
    public List<String> everybody() {
        return List.of("tele/+/+", "+/tele/+");
    }

    @Override
    public String name(String written) {
        // A device with one relay leaves the number out.
        return written.equals("POWER") ? "POWER1" : written;
    }

    @Override
    public String address(String identity, String topic) {
        boolean usual = identity.startsWith(PREFIX + "/");
        String device = usual ? identity.substring(PREFIX.length() + 1) : identity.replace("/" + PREFIX, "");
        return AddressLine.of(word(), "topic", device, "full_topic", usual ? "" : "%topic%/%prefix%/");
    }

    @Override
    public Ear listen(List<Speaker> known) {
        Map<String, Speaker> byTopic = new HashMap<>();
        for (Speaker s : known) {
            byTopic.put(s.identity().replace(PREFIX, "tele"), s);
            byTopic.put(s.identity().replace(PREFIX, "stat"), s);
        }
        return (message, telling) -> hear(message, byTopic, telling);
    }

    private void hear(Message message, Map<String, Speaker> known, Telling telling) throws Payload.Unreadable {
        int slash = message.topic().lastIndexOf('/');
        if (slash <= 0) {
            return;
        }
        String head = message.topic().substring(0, slash);
        String word = message.topic().substring(slash + 1);
        Speaker speaker = known.getOrDefault(head, new Speaker(identity(head), List.of()));
        if (word.equals("LWT")) {
            lastWill(message, speaker, known.containsKey(head), telling);
        } else if (word.startsWith("POWER") && plain(message.payload())) {
            telling.said(Report.now(
                    speaker.identity(),
                    Map.of(name(word), Value.of(message.payload().text()))));
        } else if (word.equals("SENSOR")
                || word.equals("STATE")
                || word.equals("RESULT")
                || word.startsWith("STATUS")) {
            Map<String, Value> values = new LinkedHashMap<>();
            JsonNode said = message.payload().object();
            for (String group : STATUS_GROUPS) {
                said = said.has(group) ? said.get(group) : said;
            }
            Value.flatten("", said, values);
            telling.said(report(speaker, said, values));
        } // else INFO, UPTIME, MARGINS and the like: no values
    }

    private static boolean plain(Payload payload) throws Payload.Unreadable {
        return !payload.text().stripLeading().startsWith("{");
    }

    private static void lastWill(Message message, Speaker speaker, boolean known, Telling telling)
            throws Payload.Unreadable {
        if (message.payload().text().strip().equals("Offline")) {
            telling.silent(speaker.identity(), "the device's last will says Offline");
        } else if (known) {
            // Its next telemetry may be five minutes away.
            String topic = speaker.identity().replace(PREFIX, "cmnd") + "/STATUS";
            telling.ask(topic, "10".getBytes(StandardCharsets.UTF_8));
            telling.ask(topic, "11".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The identity of a device nobody set up, in one of the two usual orders. */
    private static String identity(String head) {
        String first = head.replaceFirst("^(tele|stat)/", PREFIX + "/");
        return first.equals(head) ? head.replaceFirst("/(tele|stat)$", "/" + PREFIX) : first;
    }

    private Report report(Speaker speaker, JsonNode said, Map<String, Value> values) {
        Map<String, Value> named = new LinkedHashMap<>();
        values.forEach((name, value) -> named.put(name(name), TasmotaUnits.of(name, value, said)));
        return new Report(speaker.identity(), TasmotaTime.micros(said, speaker.option("timezone")), null, named);
    }

    @Override
    public @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        boolean timed = address.flag("pulse_time", false);
        int relay = address.integer("relay", Integer.MIN_VALUE, 1, MOST_RELAYS);
        if (timed && relay > MOST_TIMED) {
            problems.add(
                    address.node("relay"),
                    "relay " + relay + " has no PulseTime of its own",
                    "use one of the relays 1 to 8, or leave out `pulse_time`");
            return null;
        }
        if (relay == Integer.MIN_VALUE) {
            return null;
        }
        String power = "POWER" + relay;
        String commands = speaker.identity().replace(PREFIX, "cmnd") + "/";
        return new Command(
                commands + (timed ? "Backlog" : power),
                timed ? (value, maxOn, now) -> timed(relay, value, maxOn) : Tasmota::onOff,
                power,
                commands + power,
                "",
                timed);
    }

    private static byte[] onOff(double value, long unusedMaxOn, long unusedNow) {
        return word(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String word(double value) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("a relay takes 0 or 1, not " + value);
        }
        return value == 1 ? "ON" : "OFF";
    }

    /** PulseTime is kept in the device, so one that must stay on takes it back. */
    private static byte[] timed(int relay, double value, long maxOnMillis) {
        String power = "POWER" + relay + " " + word(value);
        String text = value == 0 ? power : "PulseTime" + relay + " " + pulseTime(maxOnMillis) + "; " + power;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** 1 to 111 are tenths of a second, 112 to 64900 are seconds and 100. */
    private static long pulseTime(long maxOnMillis) {
        long tenths = Math.ceilDiv(maxOnMillis, 100L);
        long set = tenths <= 111 ? tenths : Math.max(112, Math.ceilDiv(maxOnMillis, 1_000L) + 100);
        if (set > 64_900) {
            throw new IllegalArgumentException("PulseTime reaches 18 h, not " + maxOnMillis / 3_600_000 + " h");
        }
        return set;
    }
}
