package org.penstock.driver.mqtt.decoder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.QualityCode;

/**
 * What the payload formatters of many makers call the same thing: beside each field as it came, {@code temperature}, {@code
 * humidity}, {@code door}, {@code battery} (%), {@code battery_voltage}, {@code co2} and the soil values.
 *
 * <p>Source of the names: FrostGuard's alias lists, the decoders in TheThingsNetwork/lorawan-devices (Dragino, Milesight) and
 * the normalized payload schema in the same place.
 */
final class SensorFields {
    /** {@code battery: percent} in an address: what the device says is how full it is. */
    static final String PERCENT = "percent";
    /** {@code battery: volts}: what it says is a voltage, in V or mV. */
    static final String VOLTS = "volts";

    /** Dragino sensors without a probe send the largest 16-bit number. */
    private static final double NO_PROBE = 327.67;

    private static final Set<String> NO_VALUE =
            Set.of("no sensor", "no external sensor", "sensor no connection", "327.67", "null", "n/a");

    private record Field(String name, String unit) {}

    private static final List<Field> TEMPERATURE = List.of(
            new Field("TempC_SHT", "degC"),
            new Field("TempC_DS", "degC"),
            new Field("temperature_c", "degC"),
            new Field("temp_c", "degC"),
            new Field("temp", ""),
            new Field("Temperature", ""),
            new Field("temperature_f", "degF"),
            new Field("temp_f", "degF"),
            new Field("air/temperature", ""));
    private static final List<Field> HUMIDITY = plain(
            "Hum_SHT", "humidity_pct", "relative_humidity", "relativeHumidity", "Humidity", "air/relativeHumidity");
    private static final List<Field> CO2 = plain("co2_ppm", "CO2", "air/co2");
    private static final List<Field> SOIL_MOISTURE = plain("water_SOIL", "soil/moisture");
    private static final List<Field> SOIL_TEMPERATURE = plain("temp_SOIL", "soil/temperature");
    private static final List<Field> SOIL_EC = List.of(new Field("conduct_SOIL", "uS"), new Field("soil/ec", ""));

    private static final List<Field> DOOR = plain(
            "door_open",
            "DOOR_OPEN_STATUS",
            "door_status",
            "open_state_abs",
            "doorStatus",
            "door",
            "open_close",
            "contactStatus",
            "action/contactState");
    private static final List<Field> BATTERY_VOLTS = plain(
            "battery_voltage",
            "BatV",
            "BAT_V",
            "bat_v",
            "battery_v",
            "battery_volt_abs",
            "batteryVoltage",
            "vbat",
            "battery_mv");
    private static final List<Field> BATTERY_PERCENT =
            plain("battery_percent", "battery_pct", "battery_level", "batteryLevel", "batteryPercentage");

    private SensorFields() {}

    private static List<Field> plain(String... names) {
        return List.of(names).stream().map(n -> new Field(n, "")).toList();
    }

    /** Every word after {@code battery:}. */
    static List<String> batteryWords() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(PERCENT, VOLTS), BatteryCurve.words().stream())
                .toList();
    }

    /**
     * Adds the common names to the fields of one moment.
     *
     * @param battery one of {@link #batteryWords}, or "" when nobody said what the battery value is
     */
    static void name(Map<String, Value> values, String battery) {
        values.replaceAll((name, value) -> saysNone(value) ? Value.none() : value);
        first(values, "temperature", TEMPERATURE);
        first(values, "humidity", HUMIDITY);
        first(values, "co2", CO2);
        first(values, "soil_moisture", SOIL_MOISTURE);
        first(values, "soil_temperature", SOIL_TEMPERATURE);
        first(values, "soil_ec", SOIL_EC);
        Value door = any(values, DOOR);
        if (door != null) {
            values.put("door", state(door));
        }
        battery(values, battery);
    }

    private static boolean saysNone(Value value) {
        return value.number() == NO_PROBE || NO_VALUE.contains(value.text().toLowerCase(Locale.ROOT));
    }

    private static @Nullable Value any(Map<String, Value> values, List<Field> names) {
        for (Field f : names) {
            Value value = values.get(f.name());
            if (value != null) {
                return f.unit().isEmpty() ? value : value.in(f.unit());
            }
        }
        return null;
    }

    /** A field that already has the common name is what it says. */
    private static void first(Map<String, Value> values, String common, List<Field> names) {
        Value value = values.containsKey(common) ? null : any(values, names);
        if (value != null) {
            values.put(common, value);
        }
    }

    /** A door open is 1, closed 0; the word stays, for a stream may give it another number. */
    private static Value state(Value said) {
        return switch (said.text().toLowerCase(Locale.ROOT)) {
            case "open", "true", "1" -> new Value(1, said.text(), said.quality(), "");
            case "close", "closed", "false", "0" -> new Value(0, said.text(), said.quality(), "");
            default -> said;
        };
    }

    private static void battery(Map<String, Value> values, String kind) {
        Optional<BatteryCurve> curve = BatteryCurve.of(kind);
        Value percent = any(values, BATTERY_PERCENT);
        Value volts = any(values, BATTERY_VOLTS);
        Value bare = values.get("battery");
        double n = bare == null ? Double.NaN : number(bare);
        if (bare != null && !Double.isNaN(n)) {
            if (n >= 1_000
                    || (n <= 20 && (curve.isPresent() || kind.equals(VOLTS)))
                    || (kind.isEmpty() && isVolts(n))) {
                volts = volts == null ? bare : volts;
            } else if (n >= 0 && n <= 100 && !kind.equals(VOLTS) && (kind.equals(PERCENT) || n < 0.01 || n >= 1)) {
                percent = bare;
            } else {
                // A fraction of one, or a number that is neither: nobody knows what it means.
                values.put("battery", bare.doubted(QualityCode.CONFIGURATION));
            }
        }
        Value inVolts = volts == null ? null : inVolts(volts);
        if (inVolts != null) {
            values.put("battery_voltage", inVolts);
        }
        if (percent != null) {
            values.put("battery", percent);
        } else if (inVolts != null && curve.isPresent()) {
            values.put("battery", full(curve.get(), inVolts));
        } else if (inVolts != null && bare != null && volts == bare) {
            values.put("battery", inVolts);
        }
    }

    /** Between the voltages of one to three cells, and not a whole number: 3.1 is a voltage, 3 is nearly empty. */
    private static boolean isVolts(double n) {
        return n >= 1.5 && n <= 5 && n != Math.rint(n);
    }

    private static Value inVolts(Value said) {
        double n = number(said);
        if (Double.isNaN(n)) {
            return said;
        }
        return new Value(n >= 1_000 ? n / 1_000 : n, "", said.quality(), "V");
    }

    private static Value full(BatteryCurve curve, Value volts) {
        double v = volts.number();
        if (Double.isNaN(v)) {
            return Value.none();
        }
        Value percent = new Value(curve.percent(v), "", volts.quality(), "");
        return curve.possible(v) ? percent : percent.doubted(QualityCode.CONFIGURATION);
    }

    /** The number of a value, also one written as text; NaN when it is none. */
    private static double number(Value value) {
        if (!Double.isNaN(value.number()) || !value.text().matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            return value.number();
        }
        return Double.parseDouble(value.text());
    }
}
