package org.penstock.core.control;

import java.util.List;

/**
 * A house of 18,000 broilers, twelve days old at the beginning: they give off heat, moisture, carbon dioxide and ammonia,
 * eat and drink while lamps or the day through the curtains give light, and grow for what they eat. Inlets open by themselves for the fans; a lorry fills the
 * feed bin before it is empty.
 *
 * <p>Actuators: {@code fan-1} (least ventilation), {@code fan-2, fan-3} (tunnel), {@code heater} (burns propane in the
 * house), {@code pad-pump} (wets the cooling pads; they cool what the fans draw in), {@code auger} (bin to pans, stops by
 * itself when the pans are full), {@code lights}, {@code flush-valve} (drinker lines).
 *
 * <p>Readings: {@code air-temp, outside-temp} °C, {@code air-humidity} %, {@code co2, ammonia} ppm, {@code static-pressure}
 * Pa below outside, {@code water-flow} L/min, {@code water-meter} L, {@code bin-weight} kg, {@code pan-level} %, {@code
 * bird-weight} kg, {@code door} (1 = open), {@code power} (1 = mains there). Happenings: {@code power-cut, door-open}.
 */
public final class BroilerHouse extends PlantModel {
    private static final List<String> ACTUATORS =
            List.of("fan-1", "fan-2", "fan-3", "heater", "pad-pump", "auger", "lights", "flush-valve");
    private static final List<String> MEASURED = List.of(
            "air-temp",
            "outside-temp",
            "air-humidity",
            "co2",
            "ammonia",
            "static-pressure",
            "water-flow",
            "water-meter",
            "bin-weight",
            "pan-level",
            "bird-weight",
            "door",
            "power");
    private static final int HEATER = 3;
    private static final int PADS = 4;
    private static final int AUGER = 5;
    private static final int LIGHTS = 6;
    private static final int FLUSH = 7;
    private static final int POWER_CUT = 1;
    private static final int DOOR = 2;
    private static final double BIRDS = 18_000;
    private static final double HOUSE_M3 = 4_500;
    /** What each stage of fans moves, m³/s. */
    private static final double[] STAGES = {5.5, 17, 33};

    private static final double LEAKS = 0.4;
    private static final double OUTSIDE_WATER = 11;
    private static final double PANS_KG = 400;
    private static final double AUGER_KG_MIN = 60;
    private static final double FLUSH_FLOW = 25;
    /** Joules that turn a gram of water into vapour. */
    private static final double VAPOUR = 2_450;

    private double air = 28;
    private double water = 13;
    private double co2 = 1_800;
    private double ammonia = 7;
    private double under;
    private double bin = 7_000;
    private double pans = 300;
    private double bird = 0.38;
    private double drinking;
    private double meter = 120_000;
    private double pads;

    /**
     * @param seed another one gives sensors another unrest
     * @param startMicros time of day at which the model begins, µs since local midnight
     */
    public BroilerHouse(long seed, long startMicros) {
        super(seed, startMicros, ACTUATORS, MEASURED, List.of("power-cut", "door-open"));
    }

    @Override
    void step() {
        double on = lasts(POWER_CUT) ? 0 : 1;
        double moved = LEAKS + (lasts(DOOR) ? 3 : 0);
        double fans = 0;
        for (int stage = 0; stage < STAGES.length; stage++) {
            fans += on * at(stage) * STAGES[stage];
        }
        moved += fans;
        climate(on, fans, moved);
        // Inlets follow the fans, an open door makes them useless.
        double aim = fans < 1 || lasts(DOOR) ? 1 : 15 + 12 * fans / 55.5;
        under += STEP_S / 15 * (aim - under);
        feed(on);
    }

    private void climate(double on, double fans, double moved) {
        // Animals give off 10.6 W · kg^0.75 (CIGR 2002); the warmer they are, the more of it as moisture.
        double heat = BIRDS * 10.6 * StrictMath.pow(bird, 0.75) * (light() ? 1 : 0.8);
        double felt = Math.clamp(0.62 - 0.02 * (air - 25), 0.25, 0.8);
        double outside = outside();
        pads += STEP_S / 90 * (on * at(PADS) - pads);
        // The drier the afternoon, the more the pads cool: three quarters of the way to the wet bulb.
        double cooled = fans > 6 ? pads * 0.75 * 0.55 * Math.max(0, outside - 15) : 0;
        double roof = 60_000 * Math.max(0, StrictMath.sin(Math.PI * (hour() - 6) / 12));
        double burnt = on * at(HEATER) * 150_000;
        air += STEP_S
                * (felt * heat + roof + burnt - 4_000 * (air - outside) - moved * 1_200 * (air - (outside - cooled)))
                / 25e6;
        double vapour = (1 - felt) * heat * 1.3 / VAPOUR;
        double drawnIn = OUTSIDE_WATER + cooled * 0.41;
        water += STEP_S * (vapour + moved * 1.2 * (drawnIn - water)) / (1.2 * HOUSE_M3);
        water = Math.min(water, saturated(air));
        double exhaled = heat * 5.1e-8 + burnt * 2.7e-8;
        co2 += STEP_S * (exhaled * 1e6 - moved * (co2 - 420)) / HOUSE_M3;
        ammonia += STEP_S * (0.0045 - moved * ammonia / HOUSE_M3);
    }

    private void feed(double on) {
        if (bin < 2_500 && during(10, 1)) {
            bin += 8_000;
        }
        double carried = Math.min(Math.min(bin, PANS_KG - pans), on * at(AUGER) * AUGER_KG_MIN * STEP_S / 60);
        double hunger = light() ? Math.min(1, pans / 20) : 0;
        double eaten = hunger * BIRDS * (0.030 + 0.07 * bird) / (18 * 3_600) * STEP_S;
        bin -= carried;
        pans = Math.max(0, pans + carried - eaten);
        // 1.4 kg of feed make a kilogram of bird at this age.
        bird += eaten / 1.4 / BIRDS;
        double thirst = hunger > 0 ? 1.8 * eaten / STEP_S * 60 * (1 + 0.05 * Math.max(0, air - 28)) : 0.1;
        drinking += STEP_S / 5 * (thirst + at(FLUSH) * FLUSH_FLOW - drinking);
        meter += drinking * STEP_S / 60;
    }

    private boolean light() {
        boolean lamps = at(LIGHTS) > 0.5 && !lasts(POWER_CUT);
        return lamps || during(6, 12 * 60);
    }

    private double outside() {
        return daily(22, 9, 15);
    }

    @Override
    double measure(String reading) {
        return switch (reading) {
            case "air-temp" -> air + noise(1, 0.05);
            case "outside-temp" -> outside() + noise(2, 0.05);
            case "air-humidity" -> Math.min(100, 100 * water / saturated(air) + noise(3, 0.3));
            case "co2" -> co2 + noise(4, 8);
            case "ammonia" -> Math.max(0, ammonia + noise(5, 0.2));
            case "static-pressure" -> Math.max(0, under + noise(6, 0.4));
            case "water-flow" -> Math.max(0, drinking + noise(7, 0.02));
            case "water-meter" -> Math.floor(meter);
            case "bin-weight" -> Math.max(0, bin + noise(8, 3));
            case "pan-level" -> 100 * pans / PANS_KG;
            case "bird-weight" -> bird + noise(9, 0.004);
            case "door" -> lasts(DOOR) ? 1 : 0;
            default -> lasts(POWER_CUT) ? 0 : 1;
        };
    }
}
