package org.penstock.core.quantity;

import java.util.Locale;
import java.util.Optional;

/**
 * What can be measured. The key is the word in the facility file and the database; the range is what is physically
 * possible for a sensor in a facility, not what is wanted there.
 */
public enum Metric {
    /** Of air, substrate, product or water. */
    TEMPERATURE(Unit.CELSIUS, -100, 300, 0.01),
    /** Relative humidity of air. */
    HUMIDITY(Unit.PERCENT, 0, 100, 0.1),
    /** Carbon dioxide in air. */
    CO2(Unit.PPM, 0, 20_000, 1),
    /** Ammonia in air. */
    AMMONIA(Unit.PPM, 0, 500, 0.1),
    /** Vapour pressure deficit. */
    VPD(Unit.KILOPASCAL, 0, 15, 0.001),
    /** Photosynthetic photon flux density. */
    PPFD(Unit.MICROMOL_M2_S, 0, 3_000, 1),
    /** Electrical conductivity at 25 °C. */
    EC(Unit.MICROSIEMENS_CM, 0, 20_000, 1),
    /** Acidity. */
    PH(Unit.PH, 0, 14, 0.01),
    /** Dissolved oxygen. */
    DISSOLVED_OXYGEN(Unit.MILLIGRAM_L, 0, 50, 0.01),
    /** Volumetric water content of a substrate. */
    VWC(Unit.PERCENT, 0, 100, 0.1),
    /** Filling of a tank in parts of its capacity. */
    LEVEL(Unit.PERCENT, 0, 100, 0.1),
    /** Volume in a tank, or counted by a meter. */
    VOLUME(Unit.LITRE, 0, 10_000_000, 0.01),
    /** Volume flow. */
    FLOW(Unit.LITRE_MIN, 0, 10_000, 0.01),
    /** Pressure above ambient. */
    PRESSURE(Unit.KILOPASCAL, -101.325, 4_000, 0.01),
    /** Weight on a scale. */
    MASS(Unit.KILOGRAM, 0, 1_000_000, 0.001),
    /** Electrical current. */
    CURRENT(Unit.AMPERE, 0, 10_000, 0.001),
    /** Electrical voltage. */
    VOLTAGE(Unit.VOLT, 0, 100_000, 0.001),
    /** Electrical power. */
    POWER(Unit.WATT, -10_000_000, 10_000_000, 1),
    /** Electrical energy. */
    ENERGY(Unit.KILOWATT_HOUR, 0, 1_000_000_000, 0.001),
    /** Signal strength of a radio. */
    SIGNAL(Unit.DECIBEL_MILLIWATT, -200, 50, 1),
    /** Two states, 0 and 1: door, e-stop loop, running. */
    STATE(Unit.NONE, 0, 1, 1),
    /** A count or any plain number. */
    COUNT(Unit.NONE, -1e12, 1e12, 0.001);

    private final Unit canonical;
    private final double min;
    private final double max;
    private final double resolution;

    Metric(Unit canonical, double min, double max, double resolution) {
        this.canonical = canonical;
        this.min = min;
        this.max = max;
        this.resolution = resolution;
    }

    /** The word in files and tables: {@code dissolved_oxygen}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit every stored reading of the metric is in. */
    public Unit canonical() {
        return canonical;
    }

    /** Smallest physically possible value, canonical unit. */
    public double min() {
        return min;
    }

    /** Largest physically possible value, canonical unit. */
    public double max() {
        return max;
    }

    /** Smallest difference that means something, canonical unit; also decides the decimals shown. */
    public double resolution() {
        return resolution;
    }

    /** The value rounded to 1/1000 of the resolution: what limits are compared on, so that 46 °F is 46 °F. */
    public double rounded(double value) {
        // Divided by a whole number: 27 stays 27 and does not become 27.000000000000004.
        double steps = Math.rint(1000 / resolution);
        // + 0.0: a negative zero is a zero.
        return Math.rint(value * steps) / steps + 0.0;
    }

    /** The metric for a word, ignoring case ({@code pH} = {@code ph}). */
    public static Optional<Metric> of(String key) {
        String wanted = key.toLowerCase(Locale.ROOT);
        for (Metric m : values()) {
            if (m.key().equals(wanted)) {
                return Optional.of(m);
            }
        }
        return Optional.empty();
    }
}
