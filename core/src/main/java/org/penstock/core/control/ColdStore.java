package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;

/**
 * The cold rooms of a commissary kitchen: a walk-in cooler, a walk-in freezer and a blast chiller. Each has air and product
 * at temperatures of their own, walls and a door that let heat in, and a coil that ices up and cools less for it. People go
 * in and out by day; a delivery holds the cooler's door open in the morning, and every afternoon a hot batch is put into
 * the blast chiller.
 *
 * <p>Actuators: {@code cooler-compressor} (without it the cooler warms up; its own freeze protection stops it near 33 °F),
 * {@code freezer-defrost} (heats the freezer's coil while compressor and fan rest), {@code blast-cycle} (chills hard
 * instead of holding 37 °F). Freezer and blast chiller have thermostats of their own.
 *
 * <p>Readings, where U is {@code cooler}, {@code freezer} or {@code blast}: {@code U-air}, {@code U-product} and {@code
 * U-coil} °F, {@code U-door} (1 = open), {@code U-compressor} and {@code U-fan} (1 = runs); {@code kitchen-temp} °F, {@code
 * power} (1 = mains there). Happenings: {@code power-cut, cooler-door, freezer-door, blast-door} (held open).
 */
public final class ColdStore extends PlantModel {
    private static final List<String> UNITS = List.of("cooler", "freezer", "blast");
    private static final int COOLER_COMPRESSOR = 0;
    private static final int FREEZER_DEFROST = 1;
    private static final int BLAST_CYCLE = 2;
    private static final int POWER_CUT = 1;
    /** The first door's happening; the others follow in the order of the units. */
    private static final int DOORS = 2;

    private static final double HOT_BATCH = 66;

    private final ColdUnit cooler = new ColdUnit(new ColdUnit.Build(200_000, 28, 260, 90, 45, 1_100_000, 2_600), 3, 3);
    private final ColdUnit freezer =
            new ColdUnit(new ColdUnit.Build(220_000, 22, 200, 120, 60, 4_000_000, 3_200), -20, -20);
    private final ColdUnit blast = new ColdUnit(new ColdUnit.Build(60_000, 8, 90, 60, 8, 110_000, 4_200), 3, 3);
    private final List<ColdUnit> units = List.of(cooler, freezer, blast);

    /**
     * @param seed another one lets people come at other moments
     * @param startMicros time of day at which the model begins, µs since local midnight
     */
    public ColdStore(long seed, long startMicros) {
        super(
                seed,
                startMicros,
                List.of("cooler-compressor", "freezer-defrost", "blast-cycle"),
                measured(),
                List.of("power-cut", "cooler-door", "freezer-door", "blast-door"));
    }

    private static List<String> measured() {
        List<String> names = new ArrayList<>(List.of("kitchen-temp", "power"));
        for (String unit : UNITS) {
            for (String what : List.of("air", "product", "coil", "door", "compressor", "fan")) {
                names.add(unit + "-" + what);
            }
        }
        return names;
    }

    @Override
    void step() {
        boolean power = !lasts(POWER_CUT);
        double kitchen = kitchen();
        // Its freeze protection: lettuce must not freeze, whatever holds the contactor.
        boolean tooCold = cooler.air() < (cooler.compressor() ? 0.6 : 1.2);
        cooler.step(kitchen, open(0), power && at(COOLER_COMPRESSOR) > 0.5 && !tooCold, power, false);

        boolean defrost = at(FREEZER_DEFROST) > 0.5;
        boolean cold = freezer.air() < (freezer.compressor() ? -21.5 : -18.5);
        freezer.step(kitchen, open(1), power && !defrost && !cold, power && !defrost, power && defrost);

        if (during(14.25, 0.1)) {
            blast.load(HOT_BATCH);
        }
        double wanted = at(BLAST_CYCLE) > 0.5 && blast.product() > 2.5 ? -18 : 2.5;
        boolean chilled = blast.air() < (blast.compressor() ? wanted - 1.5 : wanted + 1.5);
        blast.step(kitchen, open(2), power && !chilled, power && at(BLAST_CYCLE) > 0.5, false);
    }

    private double kitchen() {
        return daily(24, 3, 14);
    }

    private boolean open(int unit) {
        return lasts(DOORS + unit)
                || switch (unit) {
                    case 0 -> during(7.5, 6) || visited(unit, 6, 22, 20, 75);
                    case 1 -> visited(unit, 6, 22, 60, 60);
                    default -> during(14.25, 2) || during(17.5, 1.5);
                };
    }

    @Override
    double measure(String reading) {
        if (reading.equals("kitchen-temp")) {
            return fahrenheit(kitchen() + noise(1, 0.1));
        }
        if (reading.equals("power")) {
            return lasts(POWER_CUT) ? 0 : 1;
        }
        int dash = reading.indexOf('-');
        int no = UNITS.indexOf(reading.substring(0, dash));
        ColdUnit unit = units.get(no);
        return switch (reading.substring(dash + 1)) {
            case "air" -> fahrenheit(unit.air() + noise(10 + no, 0.05));
            case "product" -> fahrenheit(unit.product() + noise(20 + no, 0.02));
            case "coil" -> fahrenheit(unit.coil() + noise(30 + no, 0.1));
            case "door" -> open(no) ? 1 : 0;
            case "compressor" -> unit.compressor() ? 1 : 0;
            default -> unit.fan() ? 1 : 0;
        };
    }

    private static double fahrenheit(double celsius) {
        return celsius * 1.8 + 32;
    }
}
