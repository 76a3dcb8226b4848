package org.penstock.core.control;

/**
 * One insulated box with a coil in it: heat goes from the kitchen through walls and doorway into the air, from the air into
 * the product and out through the coil. °C, W, J/K; moves by {@link PlantModel#STEP_S}.
 */
final class ColdUnit {
    private static final double COIL_SECONDS = 120;
    private static final double DEFROST_WATTS = 1_600;
    /** The part of the defrost heat that does not go into the ice. */
    private static final double DEFROST_LEAK = 0.2;

    private final Build build;
    private double air;
    private double product;
    private double coil;
    /** Ice on the coil, kg. */
    private double ice;

    private boolean compressor;
    private boolean fan;

    /**
     * @param airHeat what air, shelves and lining take, J/K
     * @param walls what the walls let in, W/K
     * @param doorway what the open door lets in besides, W/K
     * @param blown from air to product while the fan runs, W/K
     * @param still the same while it stands
     * @param productHeat what the product takes, J/K
     * @param cooling of the clean coil, W
     */
    record Build(
            double airHeat,
            double walls,
            double doorway,
            double blown,
            double still,
            double productHeat,
            double cooling) {}

    ColdUnit(Build build, double air, double product) {
        this.build = build;
        this.air = air;
        this.product = product;
        coil = air;
    }

    void step(double outside, boolean open, boolean compressorRuns, boolean fanRuns, boolean defrost) {
        compressor = compressorRuns;
        fan = fanRuns;
        double s = PlantModel.STEP_S;
        double toProduct = (fan ? build.blown : build.still) * (air - product);
        double in = (build.walls + (open ? build.doorway : 0)) * (outside - air)
                + (fan ? 80 : 0)
                + (defrost ? DEFROST_WATTS * DEFROST_LEAK : 0);
        air += s * (in - toProduct - cooled()) / build.airHeat;
        product += s * toProduct / build.productHeat;
        double aim = compressor ? air - 7 : defrost ? (ice > 0.01 ? 1 : 14) : air;
        coil += s * (aim - coil) / COIL_SECONDS;
        freeze(s, outside, open, defrost);
    }

    private double cooled() {
        // Ice keeps air from the coil; without the fan hardly any air comes to it; the colder, the less a compressor
        // moves.
        double colder = Math.clamp((air + 45) / 30, 0.2, 1.2);
        return compressor ? build.cooling * colder * (fan ? 1 : 0.6) / (1 + ice / 4) : 0;
    }

    private void freeze(double s, double outside, boolean open, boolean defrost) {
        if (compressor) {
            ice += s * (2e-7 * (outside - air) + (open ? 2e-6 * (outside - air) : 0));
        } else if (defrost) {
            ice -= s * 1.5e-3;
        } else if (air > 0.5) {
            ice -= s * 2e-4;
        }
        ice = Math.max(0, ice);
    }

    /** Other product takes the place of what is in it. */
    void load(double celsius) {
        product = celsius;
    }

    double air() {
        return air;
    }

    double product() {
        return product;
    }

    double coil() {
        return coil;
    }

    boolean compressor() {
        return compressor;
    }

    boolean fan() {
        return fan;
    }
}
