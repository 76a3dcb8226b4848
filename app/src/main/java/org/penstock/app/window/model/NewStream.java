package org.penstock.app.window.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penstock.core.link.Finding;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * A stream of a device that is being described, every word as it will be written.
 *
 * @param interval how often a value is expected: {@code 10s}
 * @param address one line of YAML, "" when it has none
 */
public record NewStream(String key, String name, String metric, String unit, String interval, String address) {
    /** A line to be filled in. */
    public static final NewStream EMPTY = new NewStream("", "", Metric.TEMPERATURE.key(), "°C", "10s", "");

    /** What a finding suggests; a person looks it over. */
    static NewStream of(Finding finding) {
        String place = finding.place().isEmpty() ? finding.device() : finding.place();
        String name = spoken(place);
        Metric metric = metric(place, finding.value());
        Unit unit = written(finding.value(), metric).orElse(metric.canonical());
        return new NewStream(
                NewDevice.keyOf(name), name, metric.key(), unit.symbol(), EMPTY.interval(), finding.write());
    }

    /** The last two parts of a path are what a person says: {@code farm/bay-1/climate/temp} is {@code Climate temp}. */
    private static String spoken(String place) {
        String[] parts = place.split("[/:._\\s]+");
        StringBuilder name = new StringBuilder();
        for (int i = Math.max(0, parts.length - 2); i < parts.length; i++) {
            name.append(name.isEmpty() || parts[i].isEmpty() ? "" : " ").append(parts[i]);
        }
        return name.isEmpty()
                ? ""
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).replace('-', ' ');
    }

    private static Metric metric(String place, String value) {
        String words = place.toLowerCase(Locale.ROOT);
        for (Metric metric : Metric.values()) {
            String stem = metric.key().length() > 4 ? metric.key().substring(0, 4) : metric.key();
            boolean named = stem.length() < 3 ? words.matches(".*\\b" + stem + "\\b.*") : words.contains(stem);
            if (named) {
                return metric;
            }
        }
        for (Metric metric : Metric.values()) {
            if (written(value, metric).isPresent()) {
                return metric;
            }
        }
        return List.of("true", "false", "on", "off", "open", "closed").contains(value.toLowerCase(Locale.ROOT))
                ? Metric.STATE
                : Metric.COUNT;
    }

    /** The unit behind the number of a value, where it is one of the metric's. */
    private static Optional<Unit> written(String value, Metric metric) {
        int at = value.lastIndexOf(' ');
        return at < 0 ? Optional.empty() : Unit.of(value.substring(at + 1), metric);
    }

    String yaml() {
        StringBuilder text = new StringBuilder("{key: ").append(NewDevice.plain(key));
        text.append(", name: ")
                .append(NewDevice.quoted(name))
                .append(", metric: ")
                .append(NewDevice.plain(metric));
        if (!unit.isBlank()) {
            text.append(", unit: ").append(NewDevice.quoted(unit));
        }
        text.append(", interval: ").append(NewDevice.plain(interval));
        if (!address.isBlank()) {
            text.append(", address: ").append(address.strip());
        }
        return text.append('}').toString();
    }
}
