package org.penstock.core.control;

import java.util.List;

/**
 * A small dairy: raw milk tank, pasteuriser, milk tank with its chiller, one filler, and the cleaning in place (CIP) of the
 * line. The pasteuriser's own valve sends milk that was not hot enough back to the raw tank. A lorry brings milk in the
 * night and at noon.
 *
 * <p>Actuators: {@code feed-pump} and {@code product-valve} (together: milk flows), {@code steam} (heats the pasteuriser),
 * {@code chiller}, {@code filler}, {@code cip-pump} with {@code rinse-valve, caustic-valve, acid-valve}. A pump alone, or a
 * valve alone, moves nothing; the filler stands still without milk, with its guard open, or when metal was found.
 *
 * <p>Readings: {@code raw-level, milk-level} L, {@code product-flow, cip-flow} L/min, {@code hold-temp, milk-temp, cip-temp}
 * °C, {@code forward} (1 = hot enough, 0 = sent back), {@code line-pressure} bar, {@code line-speed} packs/min, {@code packs,
 * rejects} (counts), {@code metal-detector} (1 = all well), {@code line-guard} (1 = closed), {@code cip-conductivity} mS/cm,
 * {@code power} kW, {@code energy} kWh. Happenings: {@code metal-found, guard-open, steam-lost}.
 */
public final class Dairy extends PlantModel {
    private static final List<String> ACTUATORS = List.of(
            "feed-pump",
            "product-valve",
            "steam",
            "chiller",
            "filler",
            "cip-pump",
            "rinse-valve",
            "caustic-valve",
            "acid-valve");
    private static final List<String> MEASURED = List.of(
            "raw-level",
            "milk-level",
            "product-flow",
            "cip-flow",
            "hold-temp",
            "milk-temp",
            "cip-temp",
            "forward",
            "line-pressure",
            "line-speed",
            "packs",
            "rejects",
            "metal-detector",
            "line-guard",
            "cip-conductivity",
            "power",
            "energy");
    private static final int FEED_PUMP = 0;
    private static final int PRODUCT_VALVE = 1;
    private static final int STEAM = 2;
    private static final int CHILLER = 3;
    private static final int FILLER = 4;
    private static final int CIP_PUMP = 5;
    private static final int RINSE = 6;
    private static final int CAUSTIC = 7;
    private static final int ACID = 8;
    private static final int METAL = 1;
    private static final int GUARD = 2;
    private static final int STEAM_LOST = 3;
    private static final double RAW_TANK = 10_000;
    private static final double MILK_TANK = 8_000;
    private static final double FLOW = 40;
    private static final double CIP_FLOW = 120;
    private static final double PACKS_MIN = 50;
    /** What milk takes, J for a litre and a kelvin. */
    private static final double MILK_HEAT = 4_000;
    /** Below this the pasteuriser's own valve turns, °C. */
    private static final double HOT_ENOUGH = 72;

    private double raw = 7_000;
    private double milk = 1_200;
    private double milkTemp = 3.6;
    private double hold = 75.5;
    private double flow;
    private double cipFlow;
    private double cipTemp = 25;
    private double conductivity = 0.5;
    private double speed;
    private double packs;
    private double power = 8;
    private double energy = 48_000;

    /**
     * @param seed another one gives sensors another unrest
     * @param startMicros time of day at which the model begins, µs since local midnight
     */
    public Dairy(long seed, long startMicros) {
        super(seed, startMicros, ACTUATORS, MEASURED, List.of("metal-found", "guard-open", "steam-lost"));
    }

    @Override
    void step() {
        if (during(4.5, 1) || during(12.25, 1)) {
            raw = 0.95 * RAW_TANK;
        }
        pasteurise();
        keepAndFill();
        clean();
        power = 8 + 3 * at(FEED_PUMP) + 12 * at(CHILLER) + 6 * speed / PACKS_MIN + 4 * at(CIP_PUMP);
        energy += power * STEP_S / 3_600;
    }

    private void pasteurise() {
        double possible = raw > 1 ? FLOW * at(FEED_PUMP) * at(PRODUCT_VALVE) : 0;
        flow += STEP_S / 2 * (possible - flow);
        double litres = flow / 60;
        // The regenerator gives back most of the heat: milk comes to the heater at 64 °C.
        double steam = lasts(STEAM_LOST) ? 0 : 90_000 * at(STEAM);
        double taken = litres * MILK_HEAT * (hold - 64) + 300 * (hold - 20);
        hold += STEP_S * (steam - taken) / 1_200_000;
        if (forward()) {
            raw -= litres * STEP_S;
            double added = Math.min(litres * STEP_S, MILK_TANK - milk);
            milk += added;
            milkTemp += added / milk * (8 - milkTemp);
        }
    }

    private boolean forward() {
        return hold >= HOT_ENOUGH;
    }

    private void keepAndFill() {
        double heat = 60 * (20 - milkTemp) - at(CHILLER) * 35_000;
        milkTemp = Math.max(0.5, milkTemp + STEP_S * heat / ((milk + 50) * MILK_HEAT));
        boolean runs = at(FILLER) > 0.5 && milk > 60 && !lasts(GUARD) && !lasts(METAL);
        speed += STEP_S / (runs ? 6 : 1) * ((runs ? PACKS_MIN : 0) - speed);
        packs += speed * STEP_S / 60;
        milk = Math.max(0, milk - speed * STEP_S / 60);
    }

    private void clean() {
        double open = Math.min(1, at(RINSE) + at(CAUSTIC) + at(ACID));
        cipFlow += STEP_S / 2 * (CIP_FLOW * at(CIP_PUMP) * open - cipFlow);
        if (cipFlow > 10) {
            double aimTemp = at(CAUSTIC) > 0.5 ? 75 : at(ACID) > 0.5 ? 62 : 25;
            double aimSalt = at(CAUSTIC) > 0.5 ? 18 : at(ACID) > 0.5 ? 9 : 0.5;
            cipTemp += STEP_S / 60 * (aimTemp - cipTemp);
            conductivity += STEP_S / 30 * (aimSalt - conductivity);
        } else {
            cipTemp += STEP_S / 1_800 * (22 - cipTemp);
        }
    }

    @Override
    double measure(String reading) {
        return switch (reading) {
            case "raw-level" -> Math.max(0, raw + noise(1, 2));
            case "milk-level" -> Math.max(0, milk + noise(2, 2));
            case "product-flow" -> flow < 0.5 ? 0 : flow + noise(3, 0.1);
            case "cip-flow" -> cipFlow < 0.5 ? 0 : cipFlow + noise(4, 0.4);
            case "hold-temp" -> hold + noise(5, 0.04);
            case "milk-temp" -> milkTemp + noise(6, 0.03);
            case "cip-temp" -> cipTemp + noise(7, 0.1);
            case "forward" -> forward() ? 1 : 0;
            case "line-pressure" -> at(FEED_PUMP) * (flow < 1 && raw > 1 ? 4.2 : 2.1) + Math.abs(noise(8, 0.02));
            case "line-speed" -> Math.rint(speed);
            case "packs" -> Math.floor(packs);
            // One pack in nine hundred is under weight.
            case "rejects" -> Math.floor(packs / 900);
            case "metal-detector" -> lasts(METAL) ? 0 : 1;
            case "line-guard" -> lasts(GUARD) ? 0 : 1;
            case "cip-conductivity" -> conductivity + Math.abs(noise(9, 0.02));
            case "power" -> power + noise(10, 0.05);
            default -> energy;
        };
    }
}
