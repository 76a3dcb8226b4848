package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A facility as anybody might describe it, made of a seed, to be written down in any layout and edited by a hand that knows
 * what it does. Every key is used once in the whole facility, so that a rename can be followed by its text.
 */
final class AnyFacility {
    private static final List<String> PLACES = List.of("building", "room", "zone", "bench", "tray");
    private static final Map<String, List<String>> UNITS = Map.of(
            "temperature", List.of("°C", "°F"),
            "volume", List.of("L", "m³"),
            "pressure", List.of("kPa", "bar"),
            "state", List.of(""),
            "co2", List.of("ppm"),
            "humidity", List.of("%"));
    private static final List<String> ZONES = List.of("Europe/Amsterdam", "America/New_York", "Asia/Kolkata");

    private final Random random;
    private final Map<String, Object> top = new LinkedHashMap<>();
    private int made;

    /** Something of the facility: the words it is described with. @param kind in the singular, as changes are told */
    record Thing(String kind, List<Object> list, Map<String, Object> words) {
        String key() {
            return words.containsKey("key")
                    ? text("key")
                    : kind.equals("relationship") ? text("from") + " " + text("type") + " " + text("to") : text("name");
        }

        String text(String word) {
            return Objects.toString(words.get(word), "");
        }
    }

    AnyFacility(long seed) {
        random = new Random(seed);
        top.put("penstock", "1");
        top.put("organization", map("key", "org", "name", name()));
        Map<String, Object> site = map("key", "site", "name", name(), "profile", any(List.of("grow", "cold", "lab")));
        site.put("timezone", any(ZONES));
        if (random.nextBoolean()) {
            site.put("units", map("temperature", any(List.of("°C", "°F")), "volume", "m³"));
        }
        if (random.nextBoolean()) {
            site.put("shifts", List.of(map("name", "Day", "from", "06:00", "to", "18:00")));
        }
        if (random.nextBoolean()) {
            site.put(
                    "retention",
                    map(
                            "raw",
                            "12 months",
                            "1h",
                            "5 years",
                            "disk",
                            "80 %",
                            "classes",
                            List.of(map("name", "Air", "metrics", List.of("co2", "humidity"), "raw", "90 days"))));
        }
        top.put("site", site);
        times(1, 5, "locations", i -> location());
        times(1, 3, "links", i -> {
            Map<String, Object> link = map("key", "link-" + ++made);
            link.put("driver", any(List.of("simulator", "mqtt", "modbus")));
            link.put("connection", map("host", "10.0.0." + i, "port", "" + (500 + i)));
            return link;
        });
        times(1, 3, "devices", i -> device());
        list(words(any(list("devices"))), "streams").add(stream("volume"));
        interlocks();
        if (!of("output").isEmpty()) {
            times(0, 3, "rules", i -> rule());
            times(0, 2, "programs", i -> program());
        }
        times(0, 4, "alerts", i -> alert());
        times(0, 3, "equipment", i -> equipment());
        relationships();
        if (random.nextBoolean()) {
            times(0, 2, "users", i -> map("name", "\"u" + ++made + "\"", "roles", items("operator", "viewer")));
            list("users").add(map("name", "\"boss\"", "roles", items("admin")));
        }
    }

    private Map<String, Object> location() {
        Map<String, Object> location = thing("loc");
        List<Object> above = list("locations");
        if (!above.isEmpty() && random.nextInt(4) > 0) {
            Map<?, ?> parent = (Map<?, ?>) any(above);
            location.put("kind", PLACES.get(Math.min(4, PLACES.indexOf(parent.get("kind")) + 1)));
            location.put("parent", parent.get("key"));
        } else {
            location.put("kind", any(List.of("building", "room")));
        }
        return location;
    }

    private Map<String, Object> device() {
        Map<String, Object> device = thing("dev");
        device.put("link", key("link"));
        if (random.nextBoolean()) {
            device.put("location", key("location"));
        }
        device.put("address", map("node", "" + ++made));
        for (int i = random.nextInt(4); i >= 0; i--) {
            list(device, "streams")
                    .add(stream(any(List.copyOf(UNITS.keySet().stream().sorted().toList()))));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            list(device, "outputs").add(output());
        }
        return device;
    }

    private Map<String, Object> stream(String metric) {
        Map<String, Object> stream = thing("str");
        stream.put("metric", metric);
        String unit = any(Objects.requireNonNull(UNITS.get(metric)));
        if (!unit.isEmpty()) {
            stream.put("unit", unit.equals("%") ? "\"%\"" : unit);
        }
        if (metric.equals("state") && random.nextBoolean()) {
            stream.put("words", map("0", any(List.of("closed", "off", "\"no\"")), "1", any(List.of("open", "\"1\""))));
        }
        stream.put("interval", any(List.of("1s", "10s", "500ms")));
        if (random.nextBoolean()) {
            stream.put("max_age", any(List.of("60s", "5min")));
        }
        stream.put("address", map("reading", "r" + ++made));
        return stream;
    }

    private Map<String, Object> output() {
        Map<String, Object> output = thing("out");
        String kind = any(List.of("valve", "pump", "doser", "fan", "light", "heater"));
        output.put("kind", kind);
        output.put("safe", "0");
        output.put("on_start", any(List.of("safe", "keep")));
        output.put("max_on", any(List.of("1h", "2h")));
        String guard = kind.equals("pump") ? "hardware" : any(List.of("device_timer", "watchdog_register", "none"));
        output.put("guard", guard);
        if (guard.equals("none")) {
            output.put("guard_reason", any(List.of("It drips", "\"A person: always near\"")));
        }
        if (random.nextBoolean()) {
            output.put("timeout", any(List.of("2s", "3s")));
        }
        output.put("address", map("actuator", "a" + ++made));
        return output;
    }

    private void interlocks() {
        List<Thing> outputs = of("output");
        if (outputs.isEmpty()) {
            return;
        }
        for (Thing stream : of("stream")) {
            Map<String, Object> lock = thing("lock");
            lock.put(
                    "outputs",
                    random.nextInt(3) == 0 ? "all" : items(any(outputs).key()));
            lock.put("stream", stream.key());
            switch (random.nextInt(3) == 0 ? stream.text("metric") : "") {
                case "volume" -> lock.putAll(map("kind", "tank_low", "below", "50 L", "hysteresis", "5 L"));
                case "pressure" -> lock.putAll(map("kind", "over_pressure", "above", "2 bar", "latch", "true"));
                case "co2" -> lock.putAll(map("kind", "co2_lockout", "above", "5000 ppm"));
                case "state" -> lock.putAll(map("kind", "e_stop", "safe_value", "1", "max_age", "60s"));
                case "humidity" -> {
                    lock.remove("stream");
                    lock.putAll(map("kind", "stale_input", "streams", items(stream.key()), "max_age", "2min"));
                }
                default -> {
                    continue;
                }
            }
            list("interlocks").add(lock);
        }
        if (outputs.size() > 1 && random.nextInt(3) == 0) {
            Map<String, Object> lock = thing("lock");
            lock.putAll(map("kind", "concurrency", "most", "1"));
            lock.put("outputs", new ArrayList<>(outputs.stream().map(Thing::key).toList()));
            list("interlocks").add(lock);
        }
    }

    private Map<String, Object> rule() {
        Map<String, Object> rule = thing("rule");
        Thing stream = any(of("stream"));
        rule.putAll(map("stream", stream.key(), "when", any(List.of("above", "below")), "limit", limit(stream)));
        rule.putAll(map("output", key("output"), "value", "1", "on_delay", any(List.of("0s", "30s"))));
        return rule;
    }

    private Map<String, Object> program() {
        Map<String, Object> program = thing("prog");
        program.put("max_runtime", any(List.of("2h", "3h")));
        List<Object> steps = items(map("wait", any(List.of("1min", "2min"))));
        Thing output = any(of("output"));
        if (output.text("kind").equals("valve") || output.text("kind").equals("doser")) {
            steps.add(map("open", items(output.key()), "for", any(List.of("60s", "90s"))));
        }
        program.put("steps", steps);
        if (random.nextBoolean()) {
            program.put("start", map("at", items("\"06:00\"", "\"18:30\""), "missed", "skip"));
        }
        return program;
    }

    private Map<String, Object> alert() {
        Map<String, Object> alert = thing("alert");
        Thing stream = any(of("stream"));
        alert.put("stream", stream.key());
        alert.put("severity", any(List.of("info", "warning", "critical")));
        if (random.nextBoolean()) {
            alert.put("type", "missing_data");
        } else {
            alert.putAll(map("type", any(List.of("limit_high", "limit_low")), "limit", limit(stream)));
        }
        return alert;
    }

    private static String limit(Thing stream) {
        return switch (stream.text("metric")) {
            case "temperature" -> "20 °C";
            case "volume" -> "80 L";
            case "pressure" -> "1 bar";
            case "co2" -> "900 ppm";
            case "humidity" -> "\"60 %\"";
            default -> "0";
        };
    }

    private Map<String, Object> equipment() {
        Map<String, Object> piece = thing("piece");
        piece.putAll(map("kind", any(List.of("pump", "fan", "valve")), "location", key("location")));
        piece.putAll(map("serial", "SN " + ++made, "maker", name()));
        return piece;
    }

    private void relationships() {
        for (Thing piece : of("equipment")) {
            if (random.nextBoolean()) {
                list("relationships")
                        .add(map("from", "stream:" + key("stream"), "type", "measures", "to", piece.key()));
            }
        }
    }

    /** Everything of a kind; "" for everything. Devices before their streams and outputs. */
    List<Thing> of(String kind) {
        List<Thing> things = new ArrayList<>();
        top.forEach((word, value) -> {
            if (value instanceof List<?>) {
                String one = word.equals("equipment") ? word : word.substring(0, word.length() - 1);
                things(one, list(word), things);
            }
        });
        things.removeIf(t -> !kind.isEmpty() && !t.kind().equals(kind));
        return things;
    }

    private static void things(String kind, List<Object> list, List<Thing> into) {
        for (Object item : list) {
            Map<String, Object> words = words(item);
            into.add(new Thing(kind, list, words));
            if (kind.equals("device")) {
                things("stream", list(words, "streams"), into);
                things("output", list(words, "outputs"), into);
            }
        }
    }

    /** Whether anything else names the thing. */
    boolean named(Thing thing) {
        return of("").stream().anyMatch(t -> names(t, thing.key()));
    }

    /** Whether {@code t}, leaving out what it contains, names {@code key}. */
    static boolean names(Thing t, String key) {
        return t.words().entrySet().stream()
                .filter(e -> !List.of("key", "was", "name").contains(e.getKey()))
                .filter(e -> !(t.kind().equals("device")
                        && List.of("streams", "outputs").contains(e.getKey())))
                .anyMatch(e -> e.getValue().toString().matches("(?s)(.*[^a-z0-9-])?" + key + "([^a-z0-9-].*)?"));
    }

    /** Puts other words in the place of every value: {@code change} gets the value as written. */
    void replaceAll(UnaryOperator<String> change) {
        top.replaceAll((word, value) -> replaced(value, change));
    }

    private static Object replaced(Object value, UnaryOperator<String> change) {
        if (value instanceof Map<?, ?> m) {
            Map<String, Object> all = new LinkedHashMap<>();
            m.forEach((k, v) -> all.put((String) k, k.equals("was") ? v : replaced(v, change)));
            return all;
        }
        if (value instanceof List<?> l) {
            List<Object> all = new ArrayList<>();
            l.forEach(v -> all.add(replaced(v, change)));
            return all;
        }
        return change.apply((String) value);
    }

    Map<String, Object> top() {
        return top;
    }

    /** One more stream on a device, named by nobody. */
    Thing addStream() {
        Thing device = any(of("device"));
        Map<String, Object> stream = stream("temperature");
        List<Object> streams = list(device.words(), "streams");
        streams.add(random.nextInt(streams.size() + 1), stream);
        return new Thing("stream", streams, stream);
    }

    /** One more alert. */
    Thing addAlert() {
        Map<String, Object> alert = alert();
        list("alerts").add(alert);
        return new Thing("alert", list("alerts"), alert);
    }

    /** A name nobody has. */
    String name() {
        String text = "Thing " + ++made;
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + text + ": the # one\"";
            case 1 -> "'" + text + " — it''s old'";
            case 2 -> text + " ünd mehr";
            default -> text;
        };
    }

    private Map<String, Object> thing(String prefix) {
        return map("key", prefix + "-" + ++made, "name", name());
    }

    private String key(String kind) {
        return any(of(kind)).key();
    }

    private void times(int least, int most, String word, IntFunction<Map<String, Object>> make) {
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            // Made before it is listed: it may name what is there, not itself.
            Map<String, Object> one = make.apply(i);
            list(word).add(one);
        }
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<Object> list(String word) {
        return list(top, word);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> words, String word) {
        return (List<Object>) words.computeIfAbsent(word, w -> new ArrayList<>());
    }

    private static List<Object> items(Object first, Object... more) {
        List<Object> list = new ArrayList<>(List.of(first));
        list.addAll(List.of(more));
        return list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> words(Object item) {
        return (Map<String, Object>) item;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
