package org.penstock.app.cli;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Example;

/**
 * A facility file to begin with: small, commented, and usable as it is.
 *
 * @param organization name of the organization, at most 200 characters on one line; so is {@code site}
 * @param timezone of the site, as in {@link java.time.ZoneId}
 * @param simulate whether a simulated plant is among the links; its output and rule then show how something is driven
 * @param mqtt broker, null for none
 * @param modbus device, null for none
 */
record FirstFile(
        Example profile,
        String organization,
        String site,
        String timezone,
        boolean simulate,
        @Nullable HostAndPort mqtt,
        @Nullable HostAndPort modbus) {

    /** The words of the drivers it uses, in the order of the file. */
    List<String> drivers() {
        List<String> words = new ArrayList<>();
        if (simulate) {
            words.add("simulator");
        }
        if (mqtt != null) {
            words.add("mqtt");
        }
        if (modbus != null) {
            words.add("modbus");
        }
        return words;
    }

    /** The file. */
    String text() {
        return """
                # %s: the facility file of Penstock. Everything the program knows of the site stands here.
                # Keys never change, names may. A limit carries its unit. Check it with: penstock facility check FILE
                # More of what can be written: penstock --demo %s, and the README.
                penstock: 1

                organization: {key: %s, name: %s}
                site: {key: %s, name: %s, profile: %s, timezone: %s}

                # Where things are. A place lies in its `parent`.
                locations:
                %s
                # How devices are reached. Passwords never stand here: "${secret:name}", kept with penstock secret set name.
                links:
                %s
                # What talks, and what it measures. A replaced sensor is a new stream with a key of its own.
                devices:
                %s%s
                # What needs a person. Silence is told, too.
                alerts:
                %s""".formatted(
                        site.replaceAll("\\s+", " "),
                        profile.profile(),
                        key(organization, "organization"),
                        quoted(organization),
                        key(site, "site"),
                        quoted(site),
                        profile.profile(),
                        timezone,
                        locations(),
                        links(),
                        devices(),
                        rule(),
                        alerts());
    }

    private String locations() {
        return switch (profile) {
            case GROW -> """
                  - {key: house, name: Glasshouse 1, kind: building}
                  - {key: first, name: Bay 1, kind: zone, parent: house}
                """;
            case COLD -> """
                  - {key: kitchen, name: Kitchen, kind: room}
                  - {key: first, name: Walk-in cooler, kind: cold_unit, parent: kitchen}
                """;
            case BARN -> """
                  - {key: yard, name: Yard, kind: area}
                  - {key: first, name: House 1, kind: barn, parent: yard}
                """;
            case LAB -> """
                  - {key: lab, name: Laboratory, kind: room}
                  - {key: first, name: Vessel 1, kind: vessel, parent: lab}
                """;
            case PLANT -> """
                  - {key: process, name: Process room, kind: room}
                  - {key: first, name: Line 1, kind: line, parent: process}
                """;
        };
    }

    private String links() {
        StringBuilder s = new StringBuilder();
        if (simulate) {
            s.append("  # A plant that answers to its outputs; `speed: 60` lets a minute pass in it every second.\n")
                    .append("  - {key: sim, driver: simulator, connection: {plant: " + plant()
                            + ", speed: 1, timezone: " + timezone + "}}\n");
        }
        if (mqtt != null) {
            s.append("  # With a password: user: penstock, password: \"${secret:broker}\". Encrypted: tls: true.\n")
                    .append("  - {key: broker, driver: mqtt, connection: {" + mqtt.words() + ", version: \"5\"}}\n");
        }
        if (modbus != null) {
            s.append("  - {key: plc, driver: modbus, connection: {" + modbus.words() + ", timeout: 1s}}\n");
        }
        return s.toString();
    }

    private String plant() {
        return switch (profile) {
            case GROW -> "greenhouse";
            case COLD -> "cold-store";
            case BARN -> "broiler-house";
            case LAB -> "fermentation-lab";
            case PLANT -> "dairy";
        };
    }

    private String devices() {
        StringBuilder s = new StringBuilder();
        for (String driver : drivers()) {
            String suffix = suffix(driver);
            s.append("  - key: node" + suffix + "\n    name: Node" + suffix.replace('-', ' ') + "\n");
            s.append("    link: " + (driver.equals("simulator") ? "sim" : driver.equals("mqtt") ? "broker" : "plc")
                    + "\n");
            s.append("    location: first\n");
            if (driver.equals("modbus")) {
                s.append("    address: {unit_id: 1}\n");
            }
            s.append("    streams:\n");
            if (driver.equals("mqtt")) {
                s.append(
                        "      # `value` points into the JSON of the message; without it the whole message is the number.\n");
            } else if (driver.equals("modbus")) {
                s.append("      # Registers are counted from 0, as in the protocol.\n");
            }
            List<FirstMeasure> measures = FirstMeasure.of(profile);
            for (int i = 0; i < measures.size(); i++) {
                FirstMeasure m = measures.get(i);
                s.append("      - {key: " + m.key() + suffix + ", name: " + m.name() + suffix.replace('-', ' ') + ", "
                        + m.measures() + ", interval: 10s, max_age: 60s, address: {" + address(driver, m, i) + "}}\n");
            }
            if (driver.equals("simulator")) {
                s.append(output());
            }
        }
        return s.toString();
    }

    private String address(String driver, FirstMeasure measure, int place) {
        return switch (driver) {
            case "simulator" -> "reading: " + measure.key();
            case "mqtt" -> "topic: \"" + key(site, "site") + "/first/" + measure.key() + "\", value: /value";
            default ->
                measure.measures().contains("state")
                        ? "register: \"discrete:0\""
                        : "register: \"holding:" + place + "\", type: int16, scale: 0.1";
        };
    }

    /** The first link has the plain keys. */
    private String suffix(String driver) {
        int place = drivers().indexOf(driver);
        return place == 0 ? "" : "-" + (place + 1);
    }

    private String output() {
        return "    outputs:\n      # `safe` is the value it falls back to; `guard` says what acts when this program is gone.\n"
                + switch (profile) {
                    case GROW ->
                        "      - {key: fan-1, name: Exhaust fan, kind: fan, safe: 0, on_start: keep, guard: hardware, address: {actuator: fan-1}}\n";
                    case COLD ->
                        "      - {key: cooler-compressor, name: Cooler compressor, kind: cooler, safe: 1, on_start: safe, guard: hardware, address: {actuator: cooler-compressor}}\n";
                    case BARN ->
                        "      - {key: fan-2, name: Tunnel fans, kind: fan, safe: 0, on_start: keep, guard: hardware, address: {actuator: fan-2}}\n";
                    case LAB ->
                        "      - {key: jacket, name: Heating jacket, kind: heater, safe: 0, on_start: safe, guard: hardware, address: {actuator: jacket}}\n";
                    case PLANT ->
                        "      - {key: chiller, name: Milk tank chiller, kind: cooler, safe: 0, on_start: keep, guard: hardware, address: {actuator: chiller}}\n";
                };
    }

    private String rule() {
        if (!simulate) {
            return "\n# Outputs, interlocks, rules and programs come when you have watched for a while.\n";
        }
        return "\n# What acts by itself. `fallback` is what it wants while the value is missing.\nrules:\n"
                + switch (profile) {
                    case GROW ->
                        "  - {key: exhaust, name: Run the fan when hot, stream: air-temp, when: above, limit: 26 °C, hysteresis: 1 °C, on_delay: 30s, max_age: 60s, output: fan-1, value: 1, fallback: 0}\n";
                    case COLD ->
                        "  - {key: cooler-rest, name: Rest the cooler when cold, stream: cooler-air, when: below, limit: 35 °F, hysteresis: 3 °F, on_delay: 30s, max_age: 60s, output: cooler-compressor, value: 0, fallback: 1}\n";
                    case BARN ->
                        "  - {key: tunnel, name: Tunnel fans when warm, stream: air-temp, when: above, limit: 30.5 °C, hysteresis: 1 °C, on_delay: 30s, max_age: 60s, output: fan-2, value: 1, fallback: 1}\n";
                    case LAB ->
                        "  - {key: warm, name: Warm to 30 °C, stream: vessel-temp, when: below, limit: 29.8 °C, hysteresis: 0.2 °C, max_age: 60s, output: jacket, value: 1, fallback: 0}\n";
                    case PLANT ->
                        "  - {key: chill, name: Chill the milk, stream: milk-temp, when: above, limit: 4 °C, hysteresis: 0.7 °C, on_delay: 30s, max_age: 60s, output: chiller, value: 1, fallback: 1}\n";
                };
    }

    private String alerts() {
        return drivers().stream()
                .map(this::suffix)
                .flatMap(suffix -> FirstMeasure.of(profile).stream()
                        .map(m -> "  - {key: " + m.key() + suffix + "-limit, stream: " + m.key() + suffix + ", "
                                + m.alert() + "}\n  - {key: " + m.key() + suffix + "-silent, name: " + m.name()
                                + suffix.replace('-', ' ') + " silent, stream: " + m.key() + suffix
                                + ", type: missing_data, severity: warning}\n"))
                .collect(Collectors.joining());
    }

    /** A key made of a name: {@code Nørrebro Køl} is {@code n-rrebro-kol}; the fallback where no letter is left. */
    static String key(String name, String fallback) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String key = plain.substring(0, Math.min(63, plain.length())).replaceAll("-$", "");
        return key.isEmpty() ? fallback : key;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
