package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import tools.jackson.databind.JsonNode;

/**
 * OpenMQTTGateway and Theengs Gateway, the word {@code theengs}: {@code address: {decoder: theengs, beacon:
 * "A4:C1:38:0B:5E:1D"}} for a Bluetooth beacon, {@code {decoder: theengs, from: RTL_433toMQTT/Acurite-Tower/A/5812}} for
 * what another radio of a gateway hears; streams {@code {value: tempc}}.
 *
 * <p>A gateway publishes on {@code <base>/<gateway>/<radio>toMQTT/<sender>}, its last will on {@code
 * <base>/<gateway>/LWT}. Without {@code gateway:} every gateway is listened to. A message gives neither time nor identity,
 * and a beacon repeats each value many times: what a second gateway says in the same words within {@link #SAME_ADVERT} is
 * dropped as {@code heard_twice}, for it is the same broadcast or its repetition. A gateway that goes offline silences the
 * senders that no other gateway heard within {@link #STILL_HEARD}; what nobody has heard on this connection goes stale by its
 * age. Source: documentation of OpenMQTTGateway and Theengs Gateway; names of values: Theengs Decoder, rtl_433.
 */
final class Theengs implements Decoder {
    /** A gateway scans for up to this long before it publishes, µs. */
    static final long SAME_ADVERT = 10_000_000;
    /** µs. */
    static final long STILL_HEARD = 600_000_000;

    /** No sender is heard by more; a bound on memory. */
    private static final int MOST_GATEWAYS = 32;

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-F]{12}");
    private static final Pattern UUID = Pattern.compile("[0-9A-F]{32}");
    /** What belongs to the way and not to the sender. */
    private static final Set<String> OF_THE_WAY = Set.of("rssi", "snr", "pferror", "distance", "duration");

    @Override
    public String word() {
        return "theengs";
    }

    @Override
    public @Nullable Speaker speaker(Fields address, Problems problems) {
        String base = address.text("base", "home");
        String gateway = address.text("gateway", "+");
        if (address.has("beacon") == address.has("from")) {
            problems.add(
                    address.node(),
                    "the address names " + (address.has("from") ? "both a `beacon` and `from`" : "no sender"),
                    "write `beacon: \"A4:C1:38:0B:5E:1D\"`, or `from: LORAtoMQTT/node-1` as in the gateway's topic");
            return null;
        }
        String sender = address.has("from") ? address.text("from") : beacon(address, problems);
        boolean wild = base.contains("#") || base.contains("+") || sender.contains("#") || sender.contains("+");
        if (wild
                || (!gateway.equals("+")
                        && (gateway.contains("+") || gateway.contains("#") || gateway.contains("/")))) {
            problems.add(
                    address.node(),
                    "the address holds a topic filter",
                    "write one `base`, one `from`, and one `gateway` or none");
            return null;
        }
        if (!sender.isEmpty() && !sender.split("/")[0].endsWith("toMQTT")) {
            problems.add(
                    address.node("from"),
                    "`from: " + sender + "` does not begin with a radio of a gateway",
                    "copy the topic behind the gateway's name, for example LORAtoMQTT/node-1");
            return null;
        }
        String topic = base + "/" + gateway + "/" + sender;
        return sender.isEmpty() ? null : new Speaker(topic, List.of(topic, base + "/" + gateway + "/LWT"));
    }

    private static String beacon(Fields address, Problems problems) {
        String written = address.text("beacon");
        String bare = written.replaceAll("[:-]", "").toUpperCase(Locale.ROOT);
        if (ADDRESS.matcher(bare).matches()) {
            return "BTtoMQTT/" + bare;
        }
        if (UUID.matcher(bare).matches()) {
            return "BTtoMQTT/" + bare.toLowerCase(Locale.ROOT);
        }
        if (!written.isEmpty()) {
            problems.add(
                    address.node("beacon"),
                    "`beacon: " + written + "` is neither a Bluetooth address nor a UUID",
                    "write the `id` its messages show, in quotes: \"A4:C1:38:0B:5E:1D\"");
        }
        return "";
    }

    @Override
    public List<String> everybody() {
        return List.of("+/+/BTtoMQTT/+", "+/+/LORAtoMQTT/+", "+/+/RTL_433toMQTT/#");
    }

    @Override
    public String address(String identity, String topic) {
        List<String> levels = List.of(identity.split("/"));
        int radio = Gateways.radio(identity.split("/"));
        if (radio < 2) {
            return "";
        }
        String base = String.join("/", levels.subList(0, radio - 1));
        String gateway = levels.get(radio - 1);
        String sender = String.join("/", levels.subList(radio, levels.size()));
        boolean beacon = sender.matches("BTtoMQTT/(?:[0-9A-F]{12}|[0-9a-f]{32})");
        return AddressLine.of(
                word(),
                beacon ? "beacon" : "from",
                beacon ? sender.substring(sender.indexOf('/') + 1) : sender,
                "base",
                base.equals("home") ? "" : base,
                "gateway",
                gateway.equals("+") ? "" : gateway);
    }

    @Override
    public Ear listen(List<Speaker> known) {
        return new Gateways(known);
    }

    /** Who heard whom on one connection. */
    private static final class Gateways implements Ear {
        /** By what is listened to: when which gateway last heard the sender, µs; a gateway is named with its base. */
        private final Map<String, Map<String, Long>> heard = new LinkedHashMap<>();

        private final Map<String, Said> last = new HashMap<>();

        private record Said(String gateway, Map<String, Value> values, long micros) {}

        Gateways(List<Speaker> known) {
            known.forEach(s -> heard.put(s.identity(), new TreeMap<>()));
        }

        @Override
        public void hear(Message message, Telling telling) throws Payload.Unreadable {
            String[] levels = message.levels();
            int radio = radio(levels);
            if (radio < 2) {
                if (levels.length > 2 && levels[levels.length - 1].equals("LWT")) {
                    lastWill(message, telling);
                }
                return;
            }
            String base = String.join("/", List.of(levels).subList(0, radio - 1));
            String sender = String.join("/", List.of(levels).subList(radio, levels.length));
            String anybody = base + "/+/" + sender;
            Map<String, Value> values = values(message.payload());
            boolean own = heard.containsKey(message.topic());
            if (own) {
                said(message.topic(), base + "/" + levels[radio - 1], values, message, telling);
            }
            if (!own || heard.containsKey(anybody)) {
                said(anybody, base + "/" + levels[radio - 1], values, message, telling);
            }
        }

        private static int radio(String[] levels) {
            for (int i = levels.length - 1; i > 0; i--) {
                if (levels[i].endsWith("toMQTT")) {
                    return i;
                }
            }
            return -1;
        }

        private static Map<String, Value> values(Payload payload) throws Payload.Unreadable {
            JsonNode said = payload.object();
            Map<String, Value> values = new LinkedHashMap<>();
            Value.flatten("", said, values);
            values.replaceAll(Gateways::inItsUnit);
            return values;
        }

        /** The name says the unit. */
        private static Value inItsUnit(String name, Value value) {
            if (name.startsWith("tempc") || name.endsWith("_C")) {
                return value.in("degC");
            }
            if (name.startsWith("tempf") || name.endsWith("_F")) {
                return value.in("degF");
            }
            if (name.endsWith("_hPa") && !Double.isNaN(value.number())) {
                return Value.of(value.number() / 10).in("kPa");
            }
            return name.endsWith("_kPa") ? value.in("kPa") : name.endsWith("_PSI") ? value.in("psi") : value;
        }

        private void said(
                String identity, String gateway, Map<String, Value> values, Message message, Telling telling) {
            Map<String, Long> by = heard.get(identity);
            if (by != null && !message.retained()) {
                if (by.size() < MOST_GATEWAYS || by.containsKey(gateway)) {
                    by.put(gateway, message.receivedMicros());
                }
                Map<String, Value> content = new LinkedHashMap<>(values);
                content.keySet().removeAll(OF_THE_WAY);
                Said before = last.get(identity);
                if (before != null
                        && !before.gateway().equals(gateway)
                        && before.values().equals(content)
                        && Math.abs(message.receivedMicros() - before.micros()) < SAME_ADVERT) {
                    telling.dropped(identity, "heard_twice", "another gateway said the same just before");
                    return;
                }
                last.put(identity, new Said(gateway, content, message.receivedMicros()));
            }
            telling.said(Report.now(identity, values));
        }

        private void lastWill(Message message, Telling telling) throws Payload.Unreadable {
            if (!message.payload().text().strip().equals("offline")) {
                return;
            }
            String gateway = message.topic().substring(0, message.topic().lastIndexOf('/'));
            heard.forEach((identity, by) -> {
                by.values().removeIf(t -> Math.abs(message.receivedMicros() - t) > STILL_HEARD);
                boolean its = by.remove(gateway) != null && by.isEmpty();
                if (its || identity.startsWith(gateway + "/")) {
                    last.remove(identity);
                    telling.silent(identity, "the gateway that hears it is offline");
                }
            });
        }
    }
}
