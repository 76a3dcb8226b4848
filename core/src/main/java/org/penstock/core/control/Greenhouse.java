package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;

/**
 * A small growing room with its irrigation: heat and moisture of the air under a day's sun, a tank, a pump, valves with a
 * bed of substrate behind each.
 *
 * <p>Actuators (fan, vent and heater also in between): {@code pump-1, refill-1, fan-1, vent-1, heater-1, valve-1} …
 * Readings: {@code air-temp} °C, {@code air-humidity} %, {@code outside-temp} °C, {@code sun} µmol/m²/s, {@code
 * tank-level} L, {@code flow} L/min, {@code pressure} Pa, {@code pump-current} A, {@code vwc-1} … %, {@code
 * substrate-ec-1} … µS/cm.
 */
public final class Greenhouse extends PlantModel {
    private static final List<String> COMMON = List.of("pump-1", "refill-1", "fan-1", "vent-1", "heater-1");
    private static final List<String> MEASURED = List.of(
            "air-temp", "air-humidity", "outside-temp", "sun", "tank-level", "flow", "pressure", "pump-current");
    private static final int PUMP = 0;
    private static final int REFILL = 1;
    private static final int FAN = 2;
    private static final int VENT = 3;
    private static final int HEATER = 4;
    private static final int VALVES = 5;
    private static final double OUTSIDE_MEAN = 14;
    private static final double OUTSIDE_SWING = 6;
    private static final double SUN_NOON = 1_200;
    private static final double VALVE_FLOW = 8;
    private static final double PUMP_FLOW = 20;
    private static final double REFILL_FLOW = 40;
    /** A valve's motor travels from closed to open in this time, s. */
    private static final double VALVE_TRAVEL = 1.5;

    private static final double PUMP_SPIN_UP = 0.4;

    private final Tank tank;
    private final Bed[] beds;
    private double airTemp = 19;
    private double airWater = 8.5;
    private double level;
    private double flow;
    private double pump;
    private boolean filling;

    /**
     * @param capacity litres the tank holds
     * @param level litres in it at the beginning
     * @param floatValve whether a float valve refills it by itself between half full and nearly full
     */
    public record Tank(double capacity, double level, boolean floatValve) {}

    private static final class Bed {
        /** Volume of substrate, L. */
        static final double VOLUME = 200;

        static final double SATURATION = 0.72 * VOLUME;
        static final double FEED_EC = 2_200;
        double position;
        double water = 0.55 * VOLUME;
        double salt = 0.55 * VOLUME * 2_600;
    }

    /**
     * @param valves how many valves, 1..99
     * @param seed another one gives sensors another unrest
     * @param startMicros time of day at which the model begins, µs since local midnight; only the sun needs it
     */
    public Greenhouse(int valves, Tank tank, long seed, long startMicros) {
        super(seed, startMicros, numbered(COMMON, valves, "valve-"), readings(valves), List.of());
        this.tank = tank;
        level = tank.level();
        beds = new Bed[valves];
        for (int i = 0; i < valves; i++) {
            beds[i] = new Bed();
        }
    }

    private static List<String> readings(int valves) {
        return numbered(MEASURED, valves, "vwc-", "substrate-ec-");
    }

    private static List<String> numbered(List<String> common, int valves, String... each) {
        if (valves < 1 || valves > 99) {
            throw new IllegalArgumentException("a greenhouse has 1 to 99 valves, not " + valves);
        }
        List<String> names = new ArrayList<>(common);
        for (int i = 1; i <= valves; i++) {
            for (String name : each) {
                names.add(name + i);
            }
        }
        return names;
    }

    @Override
    void step() {
        double day = day();
        double sun = sun(day);
        air(sun, outside(day));
        double used = water();
        bedsUnder(sun);
        tankAfter(used);
    }

    private void air(double sun, double outside) {
        double fan = at(FAN);
        double vent = at(VENT);
        double heater = at(HEATER);
        // Exchange with outside per second: leaks of the house, vents by the wind, fan.
        double exchange = 1.0 / 7_200 + vent / 1_500 + fan / 360;
        double gain = sun / SUN_NOON * 11 / 3_600 + heater * 14 / 3_600;
        airTemp += STEP_S * (exchange * (outside - airTemp) + gain);
        double outsideWater = 0.75 * saturated(OUTSIDE_MEAN - OUTSIDE_SWING);
        double leaf = 0.0002 + sun / SUN_NOON * 0.0016;
        airWater += STEP_S * (exchange * (outsideWater - airWater) + leaf);
        // What is more than the air can hold runs down the glass.
        airWater = Math.min(airWater, saturated(airTemp));
    }

    /** Moves pump, valves and water. @return litres drawn from the tank */
    private double water() {
        double open = 0;
        for (int i = 0; i < beds.length; i++) {
            double wanted = at(VALVES + i);
            double move = STEP_S / VALVE_TRAVEL;
            beds[i].position += Math.max(-move, Math.min(move, wanted - beds[i].position));
            open += beds[i].position;
        }
        pump += STEP_S / PUMP_SPIN_UP * (at(PUMP) - pump);
        double possible = level > 0.5 ? Math.min(open * VALVE_FLOW, PUMP_FLOW) : 0;
        flow += Math.min(1, STEP_S / 0.6) * (possible * pump - flow);
        double litres = flow * STEP_S / 60;
        for (Bed bed : beds) {
            if (open > 1e-9) {
                double share = litres * bed.position / open;
                bed.water += share;
                bed.salt += share * Bed.FEED_EC;
            }
        }
        return litres;
    }

    private void bedsUnder(double sun) {
        for (Bed bed : beds) {
            double ec = bed.salt / bed.water;
            if (bed.water > Bed.SATURATION) {
                double drain = (bed.water - Bed.SATURATION) * Math.min(1, STEP_S / 120);
                bed.water -= drain;
                bed.salt -= drain * ec;
            }
            double thirst = Math.min(1, Math.max(0, (bed.water / Bed.VOLUME - 0.12) / 0.2));
            double drunk = (0.3 + 4.2 * sun / SUN_NOON) / 3_600 * thirst * STEP_S;
            bed.water -= drunk;
            // Roots take less salt than water: what is left grows stronger as it dries.
            bed.salt -= drunk * ec * 0.7;
        }
    }

    private void tankAfter(double used) {
        if (tank.floatValve()) {
            filling = level < 0.5 * tank.capacity() || (filling && level < 0.95 * tank.capacity());
        }
        double in = (filling ? REFILL_FLOW : 0) + at(REFILL) * REFILL_FLOW;
        level = Math.max(0, Math.min(tank.capacity(), level - used + in * STEP_S / 60));
    }

    @Override
    double measure(String reading) {
        double day = day();
        return switch (reading) {
            case "air-temp" -> airTemp + noise(1, 0.02);
            case "air-humidity" -> Math.min(100, 100 * airWater / saturated(airTemp) + noise(2, 0.2));
            case "outside-temp" -> outside(day) + noise(3, 0.05);
            case "sun" -> Math.max(0, sun(day) + (sun(day) > 0 ? noise(4, 4) : 0));
            case "tank-level" -> Math.max(0, level + noise(5, 0.05));
            case "flow" -> flow < 0.05 ? 0 : flow + noise(6, 0.03);
            case "pressure" -> Math.max(0, pump * (flow < 0.5 && level > 0.5 ? 420_000 : 180_000) + noise(7, 200));
            case "pump-current" -> pump < 0.02 ? 0 : pump * (level > 0.5 ? 2.1 + 0.04 * flow : 0.9) + noise(8, 0.01);
            default -> bed(reading);
        };
    }

    private double bed(String reading) {
        int dash = reading.lastIndexOf('-');
        int no = Integer.parseInt(reading.substring(dash + 1)) - 1;
        Bed bed = beds[no];
        return reading.startsWith("vwc")
                ? Math.max(0, 100 * bed.water / Bed.VOLUME + noise(10 + no, 0.05))
                : Math.max(0, bed.salt / bed.water + noise(110 + no, 5));
    }

    private static double outside(double day) {
        // Coldest at five in the morning, warmest at five in the afternoon.
        return OUTSIDE_MEAN - OUTSIDE_SWING * StrictMath.cos(2 * Math.PI * (day - 5.0 / 24));
    }

    private static double sun(double day) {
        double height = StrictMath.sin(Math.PI * (day - 6.0 / 24) / (14.0 / 24));
        return day > 6.0 / 24 && day < 20.0 / 24 ? SUN_NOON * height : 0;
    }
}
