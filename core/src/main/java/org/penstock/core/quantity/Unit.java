package org.penstock.core.quantity;

import java.util.List;
import java.util.Optional;

/**
 * Units of measure. Each converts to the canonical unit of its dimension by {@code canonical = (value + offset) · factor};
 * the way back is the exact inverse after rounding to 1/1000 of a metric's resolution (property test). A dimension has one
 * canonical unit, whatever is measured: vapour pressure deficit and line pressure are both kept in kPa.
 */
public enum Unit {
    NONE("none", "", "none", 0, 1),
    CELSIUS("degC", "°C", "temperature", 0, 1),
    FAHRENHEIT("degF", "°F", "temperature", -32, 5.0 / 9),
    KELVIN("K", "K", "temperature", -273.15, 1),
    PERCENT("pct", "%", "ratio", 0, 1),
    FRACTION("fraction", "of 1", "ratio", 0, 100),
    PPM("ppm", "ppm", "ppm", 0, 1),
    KILOPASCAL("kPa", "kPa", "pressure", 0, 1),
    PASCAL("Pa", "Pa", "pressure", 0, 0.001),
    BAR("bar", "bar", "pressure", 0, 100),
    PSI("psi", "psi", "pressure", 0, 6.894757293168),
    MICROMOL_M2_S("umol", "µmol/m²/s", "ppfd", 0, 1),
    MICROSIEMENS_CM("uS", "µS/cm", "ec", 0, 1),
    MILLISIEMENS_CM("mS", "mS/cm", "ec", 0, 1000),
    PH("pH", "pH", "ph", 0, 1),
    MILLIGRAM_L("mg_L", "mg/L", "concentration", 0, 1),
    LITRE("L", "L", "volume", 0, 1),
    GALLON("gal", "gal", "volume", 0, 3.785411784),
    CUBIC_METRE("m3", "m³", "volume", 0, 1000),
    LITRE_MIN("lpm", "L/min", "flow", 0, 1),
    GALLON_MIN("gpm", "gal/min", "flow", 0, 3.785411784),
    CUBIC_METRE_HOUR("m3h", "m³/h", "flow", 0, 1000.0 / 60),
    KILOGRAM("kg", "kg", "mass", 0, 1),
    GRAM("g", "g", "mass", 0, 0.001),
    POUND("lb", "lb", "mass", 0, 0.45359237),
    AMPERE("A", "A", "current", 0, 1),
    MILLIAMPERE("mA", "mA", "current", 0, 0.001),
    VOLT("V", "V", "voltage", 0, 1),
    MILLIVOLT("mV", "mV", "voltage", 0, 0.001),
    WATT("W", "W", "power", 0, 1),
    KILOWATT("kW", "kW", "power", 0, 1000),
    KILOWATT_HOUR("kWh", "kWh", "energy", 0, 1),
    DECIBEL_MILLIWATT("dBm", "dBm", "signal", 0, 1);

    private final String code;
    private final String symbol;
    private final String dimension;
    private final double offset;
    private final double factor;

    Unit(String code, String symbol, String dimension, double offset, double factor) {
        this.code = code;
        this.symbol = symbol;
        this.dimension = dimension;
        this.offset = offset;
        this.factor = factor;
    }

    /** The word in files, tables and messages: {@code degF}. */
    public String code() {
        return code;
    }

    /** What a person reads: {@code °F}. */
    public String symbol() {
        return symbol;
    }

    /** Whether a value in this unit can be converted to {@code other}. */
    public boolean fits(Unit other) {
        return dimension.equals(other.dimension);
    }

    /** Converts to the canonical unit of the dimension. */
    public double toCanonical(double value) {
        return (value + offset) * factor;
    }

    /** Converts from the canonical unit of the dimension. */
    public double fromCanonical(double canonical) {
        return canonical / factor - offset;
    }

    /** The unit for a word that fits {@code metric}; the Greek letter mu does for the micro sign. */
    public static Optional<Unit> of(String word, Metric metric) {
        String code = word.replace('\u03BC', '\u00B5');
        for (Unit u : values()) {
            if (u.fits(metric.canonical()) && (u.code.equals(code) || u.symbol.equals(code))) {
                return Optional.of(u);
            }
        }
        return Optional.empty();
    }

    /** A difference between two values in this unit, in {@code other}: without what only a value has, such as 32 °F. */
    public double difference(double value, Unit other) {
        return other.fromCanonical(toCanonical(value)) - other.fromCanonical(toCanonical(0));
    }

    /** Digits after the point that mean something for {@code metric} in this unit; never more than three. */
    public int decimals(Metric metric) {
        double step = Math.abs(fromCanonical(metric.resolution()) - fromCanonical(0));
        return Math.clamp((int) -Math.floor(Math.log10(step) + 1e-9), 0, 3);
    }

    /** Every unit a metric can be written in. */
    public static List<Unit> fitting(Metric metric) {
        return List.of(values()).stream()
                .filter(u -> u.fits(metric.canonical()))
                .toList();
    }
}
