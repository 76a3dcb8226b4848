package org.penstock.core.control;

import java.util.List;

/**
 * A culture lab: a stirred vessel of yeast, an incubator and an ultra-low freezer. The culture grows on what it is fed,
 * breathes, warms its vessel and makes it sour; when the vessel is full it is harvested down to an inoculum. Incubator and
 * freezer have thermostats of their own; people open their doors in working hours.
 *
 * <p>Actuators: {@code stirrer} (0 to 1 = 0 to 1200 rpm), {@code jacket} (heats), {@code cooling-water}, {@code feed-pump,
 * acid-pump, base-pump}. What a doser gives is found by the probe only when it is mixed in.
 *
 * <p>Readings: {@code vessel-temp, incubator-temp, freezer-temp, room-temp} °C, {@code vessel-ph} pH, {@code vessel-do}
 * mg/L, {@code stirrer-speed} rpm, {@code vessel-pressure} bar, {@code vessel-volume, feed-bottle, acid-bottle, base-bottle}
 * L, {@code biomass} (optical density), {@code incubator-door, freezer-door} (1 = open), {@code power} (1 = mains there).
 * Happenings: {@code power-cut, filter-clogged} (the vessel's exhaust), {@code incubator-door, freezer-door} (held open).
 */
public final class FermentationLab extends PlantModel {
    private static final List<String> ACTUATORS =
            List.of("stirrer", "jacket", "cooling-water", "feed-pump", "acid-pump", "base-pump");
    private static final List<String> MEASURED = List.of(
            "vessel-temp",
            "incubator-temp",
            "freezer-temp",
            "room-temp",
            "vessel-ph",
            "vessel-do",
            "stirrer-speed",
            "vessel-pressure",
            "vessel-volume",
            "feed-bottle",
            "acid-bottle",
            "base-bottle",
            "biomass",
            "incubator-door",
            "freezer-door",
            "power");
    private static final int STIRRER = 0;
    private static final int JACKET = 1;
    private static final int COOLING = 2;
    private static final int FEED = 3;
    private static final int ACID = 4;
    private static final int BASE = 5;
    private static final int POWER_CUT = 1;
    private static final int CLOGGED = 2;
    private static final int INCUBATOR_DOOR = 3;
    private static final int FREEZER_DOOR = 4;
    private static final double FULL = 12;
    private static final double INOCULATED = 10;
    /** What a doser gives, L/min. */
    private static final double DOSE = 0.03;

    private static final double HOUR = 3_600;

    private double vessel = 29;
    private double jacket;
    private double ph = 5.5;
    private double unmixed;
    private double oxygen = 6;
    private double cells = 2;
    private double sugar = 10;
    private double volume = INOCULATED;
    private double stirred;
    private double pressure = 0.3;
    private final double[] bottles = {5, 2, 2};
    private double incubator = 37;
    private double freezer = -80;
    private boolean freezing;

    /**
     * @param seed another one lets people come at other moments
     * @param startMicros time of day at which the model begins, µs since local midnight
     */
    public FermentationLab(long seed, long startMicros) {
        super(
                seed,
                startMicros,
                ACTUATORS,
                MEASURED,
                List.of("power-cut", "filter-clogged", "incubator-door", "freezer-door"));
    }

    @Override
    void step() {
        double on = lasts(POWER_CUT) ? 0 : 1;
        stirred += STEP_S / 3 * (on * at(STIRRER) - stirred);
        double grown = culture();
        vesselHeat(on, grown);
        dose(on, grown);
        pressure += STEP_S / 40 * ((lasts(CLOGGED) ? 1.4 : 0.3) - pressure);
        cabinets(on);
        if (volume >= FULL) {
            volume = INOCULATED;
            cells = 2;
            sugar = 10;
            bottles[0] = 5;
            bottles[1] = 2;
            bottles[2] = 2;
        }
    }

    /** @return what grew, g/L in an hour (Monod on sugar and oxygen, slower away from 30 °C) */
    private double culture() {
        double warm = Math.max(0, 1 - StrictMath.pow((vessel - 30) / 8, 2));
        double sour = Math.max(0, 1 - StrictMath.pow((ph - 5.5) / 2.5, 2));
        double rate = 0.25 * warm * sour * sugar / (0.1 + sugar) * oxygen / (0.3 + oxygen);
        double grown = rate * cells;
        cells += STEP_S / HOUR * (grown - 0.004 * cells);
        sugar = Math.max(0, sugar - STEP_S / HOUR * grown / 0.5);
        double transfer = 20 + 400 * StrictMath.pow(stirred, 1.5);
        oxygen += STEP_S / HOUR * (transfer * (7.5 - oxygen) - 450 * grown);
        oxygen = Math.max(0, oxygen);
        return grown;
    }

    private void vesselHeat(double on, double grown) {
        jacket += STEP_S / 20 * (on * at(JACKET) * 250 - jacket);
        double cooled = at(COOLING) * 20 * Math.max(0, vessel - 12);
        double heat = jacket + 3.6 * grown * volume + 30 * stirred - cooled - 3 * (vessel - room());
        vessel += STEP_S * heat / (4_500 * volume);
    }

    private void dose(double on, double grown) {
        double given = pump(on, FEED, 0);
        volume += given;
        sugar += given * 400 / volume;
        double acid = pump(on, ACID, 1);
        double base = pump(on, BASE, 2);
        volume += acid + base;
        unmixed += 20 * (base - acid);
        double mixed = unmixed * STEP_S / 8;
        unmixed -= mixed;
        ph = Math.clamp(ph + mixed - STEP_S / HOUR * 0.15 * grown, 2, 12);
    }

    /** @return litres that came out of the bottle */
    private double pump(double on, int actuator, int bottle) {
        double given = Math.min(bottles[bottle], on * at(actuator) * DOSE * STEP_S / 60);
        bottles[bottle] -= given;
        return given;
    }

    private void cabinets(double on) {
        double warms = on * Math.clamp((37.05 - incubator) * 400, 0, 200);
        double open = open("incubator-door") ? 12 : 0;
        incubator += STEP_S * (warms - (4 + open) * (incubator - room())) / 40_000;
        freezing = freezer > (freezing ? -81.5 : -79);
        double leaks = (2.2 + (open("freezer-door") ? 10 : 0)) * (room() - freezer);
        freezer += STEP_S * (leaks - (freezing ? on * 620 : 0)) / 160_000;
    }

    private boolean open(String door) {
        return door.equals("incubator-door")
                ? lasts(INCUBATOR_DOOR) || visited(1, 8, 18, 90, 40)
                : lasts(FREEZER_DOOR) || visited(2, 9, 17, 240, 60);
    }

    private double room() {
        return daily(21, 0.8, 15);
    }

    @Override
    double measure(String reading) {
        return switch (reading) {
            case "vessel-temp" -> vessel + noise(1, 0.02);
            case "incubator-temp" -> incubator + noise(2, 0.03);
            case "freezer-temp" -> freezer + noise(3, 0.1);
            case "room-temp" -> room() + noise(4, 0.05);
            case "vessel-ph" -> ph + noise(5, 0.004);
            case "vessel-do" -> Math.max(0, oxygen + noise(6, 0.02));
            case "stirrer-speed" -> Math.rint(1_200 * stirred);
            case "vessel-pressure" -> pressure + noise(7, 0.003);
            case "vessel-volume" -> volume;
            case "feed-bottle" -> bottles[0];
            case "acid-bottle" -> bottles[1];
            case "base-bottle" -> bottles[2];
            case "biomass" -> Math.max(0, 2.5 * cells + noise(8, 0.02));
            case "incubator-door", "freezer-door" -> open(reading) ? 1 : 0;
            default -> lasts(POWER_CUT) ? 0 : 1;
        };
    }
}
