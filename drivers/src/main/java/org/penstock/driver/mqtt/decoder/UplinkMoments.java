package org.penstock.driver.mqtt.decoder;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * Takes the decoded content of one uplink apart by time: what holds now, and the records a device kept while it had no
 * network (an array of objects with a time each, or Dragino's {@code DATALOG}).
 *
 * <p>Sources: decoders of Milesight ({@code history}) and Dragino in TheThingsNetwork/lorawan-devices, and the schema of the
 * normalized payload there.
 */
final class UplinkMoments {
    private static final int MOST = 500;
    private static final List<String> TIMES =
            List.of("time", "timestamp", "measured_at", "measuredAt", "ts", "datetime", "Data_time", "Systimestamp");
    /** Before the year 2000 a clock was never set; a smaller number is a counter that is called time. */
    private static final double OLDEST_SECONDS = 946_684_800;

    private static final String DATALOG = "DATALOG";
    private static final Pattern DATALOG_RECORD = Pattern.compile("\\[([^\\[\\]]{1,200})]");
    private static final DateTimeFormatter DATALOG_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final String identity;
    private final List<String> columns;
    private final Telling telling;
    private final List<Moment> kept = new ArrayList<>();
    private final Map<String, Value> now = new LinkedHashMap<>();
    private long nowMicros = Sample.NO_TIME;

    private UplinkMoments(String identity, List<String> columns, Telling telling) {
        this.identity = identity;
        this.columns = columns;
        this.telling = telling;
    }

    /**
     * The moments in an uplink, kept records first and oldest first; the last one is what holds now.
     *
     * @param decoded what the device's own payload formatter made
     * @param normalized the same in the common schema: an object or an array of them
     * @param columns what the columns of a {@code DATALOG} before its time are called; empty when nobody said
     */
    static List<Moment> of(
            String identity, JsonNode decoded, JsonNode normalized, List<String> columns, Telling telling) {
        UplinkMoments all = new UplinkMoments(identity, columns, telling);
        all.decoded(decoded);
        all.normalized(normalized);
        all.kept.sort(Comparator.comparingLong(Moment::micros));
        all.kept.add(new Moment(all.nowMicros, all.now));
        return all.kept;
    }

    private void decoded(JsonNode decoded) {
        nowMicros = time(decoded);
        if (areRecords(decoded)) {
            records(decoded);
        }
        decoded.properties().forEach(field -> {
            if (areRecords(field.getValue())) {
                records(field.getValue());
            } else if (field.getKey().equals(DATALOG) && field.getValue().isString()) {
                datalog(field.getValue().asString());
            } else {
                Value.flatten(field.getKey(), field.getValue(), now);
            }
        });
    }

    private static boolean areRecords(JsonNode node) {
        boolean timed = false;
        for (JsonNode each : node.isArray() ? node : List.<JsonNode>of()) {
            if (!each.isObject()) {
                return false;
            }
            timed |= TIMES.stream().anyMatch(each::has);
        }
        return timed;
    }

    private void records(JsonNode array) {
        int n = 0;
        for (JsonNode each : array) {
            long micros = time(each);
            if (n++ >= MOST) {
                telling.dropped(identity, "too_many_records", array.size() + " records, at most " + MOST + " are read");
                return;
            }
            if (micros == Sample.NO_TIME) {
                telling.dropped(identity, "no_time", "a kept record has no readable time with a zone");
                continue;
            }
            Map<String, Value> values = new LinkedHashMap<>();
            Value.flatten("", each, values);
            kept.add(new Moment(micros, values));
        }
    }

    /**
     * Dragino's stored records, {@code [327.67,28.44,57.4,2023-05-15 10:24:39],[…]}. Its formatter writes local time of the
     * network server, which is UTC.
     */
    private void datalog(String text) {
        if (columns.isEmpty()) {
            telling.dropped(
                    identity,
                    "unknown_datalog",
                    "the device sends stored records, but nobody knows their columns: write them into its address, for an"
                            + " LHT65N `datalog: [TempC_DS, TempC_SHT, Hum_SHT]`");
            return;
        }
        Matcher records = DATALOG_RECORD.matcher(text);
        for (int n = 0; n < MOST && records.find(); n++) {
            String[] cells = records.group(1).split(",", -1);
            OptionalLong micros = datalogTime(cells[cells.length - 1].strip());
            if (cells.length != columns.size() + 1 || micros.isEmpty()) {
                telling.dropped(
                        identity,
                        "bad_datalog",
                        "a stored record has " + (cells.length - 1) + " values and "
                                + (micros.isEmpty() ? "no readable time" : "a time") + "; `datalog` names "
                                + columns.size());
                continue;
            }
            Map<String, Value> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), Value.of(cells[i]));
            }
            kept.add(new Moment(micros.getAsLong(), values));
        }
    }

    private static OptionalLong datalogTime(String text) {
        try {
            long seconds = LocalDateTime.parse(text, DATALOG_TIME).toEpochSecond(ZoneOffset.UTC);
            return seconds < OLDEST_SECONDS ? OptionalLong.empty() : OptionalLong.of(seconds * 1_000_000);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private void normalized(JsonNode normalized) {
        if (normalized.isObject()) {
            normalizedNow(normalized, "");
        }
        for (int i = 0; normalized.isArray() && i < normalized.size() && i < MOST; i++) {
            JsonNode each = normalized.get(i);
            long micros = time(each);
            if (micros == Sample.NO_TIME || normalized.size() == 1) {
                normalizedNow(each, normalized.size() == 1 ? "" : i + "/");
                continue;
            }
            Map<String, Value> values = kept.stream()
                    .filter(m -> m.micros() == micros)
                    .map(Moment::values)
                    .findFirst()
                    .orElseGet(() -> {
                        Moment added = new Moment(micros, new LinkedHashMap<>());
                        kept.add(added);
                        return added.values();
                    });
            common(each).forEach(values::putIfAbsent);
        }
    }

    private void normalizedNow(JsonNode measurement, String place) {
        nowMicros = nowMicros == Sample.NO_TIME ? time(measurement) : nowMicros;
        common(measurement).forEach((name, value) -> {
            now.putIfAbsent(name, value);
            now.putIfAbsent(place + name, value);
        });
    }

    /** The values of a normalized measurement in the units of the schema. */
    private static Map<String, Value> common(JsonNode measurement) {
        Map<String, Value> values = new LinkedHashMap<>();
        Value.flatten("", measurement, values);
        values.replaceAll((name, value) -> switch (name) {
            case "air/temperature", "soil/temperature", "water/temperature/min", "water/temperature/max" ->
                value.in("degC");
            case "air/pressure" -> Value.of(value.number() / 10).in("kPa"); // hPa
            case "soil/ec" -> value.in("mS"); // dS/m
            default -> value;
        });
        Value battery = values.remove("battery");
        if (battery != null) {
            values.put("battery_voltage", battery.in("V"));
        }
        return values;
    }

    /** The time a device wrote into {@code object}, µs since 1970 UTC. */
    private static long time(JsonNode object) {
        for (String name : TIMES) {
            JsonNode node = object.path(name);
            OptionalLong micros = node.isNumber() || node.isString() ? time(node.asString()) : OptionalLong.empty();
            if (micros.isPresent() && micros.getAsLong() >= OLDEST_SECONDS * 1e6) {
                return micros.getAsLong();
            }
        }
        return Sample.NO_TIME;
    }

    private static OptionalLong time(String text) {
        OptionalLong iso = DeviceTime.ISO.micros(text);
        if (iso.isPresent() || !text.matches("\\d{9,16}(\\.\\d{1,6})?")) {
            return iso;
        }
        int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        return (digits <= 11 ? DeviceTime.S : digits <= 14 ? DeviceTime.MS : DeviceTime.US).micros(text);
    }
}
