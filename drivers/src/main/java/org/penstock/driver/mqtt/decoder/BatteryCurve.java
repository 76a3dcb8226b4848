package org.penstock.driver.mqtt.decoder;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How full a battery is at a voltage of the whole pack, by its chemistry. Points between are joined by straight lines.
 * Source: FrostGuard's battery model.
 */
enum BatteryCurve {
    /** One lithium cell 3 V, as in Dragino's sensors. */
    CR17450("CR17450", new double[][] {{2.5, 0}, {2.6, 5}, {2.75, 20}, {2.85, 50}, {2.95, 80}, {3.0, 100}}),
    /** Two lithium iron disulphide cells AA. */
    LIFES2("LiFeS2_AA_x2", new double[][] {{1.8, 0}, {2.0, 5}, {2.4, 20}, {2.8, 50}, {3.2, 80}, {3.6, 100}}),
    /** Two alkaline cells AA. */
    ALKALINE("Alkaline_AA_x2", new double[][] {{1.6, 0}, {1.8, 5}, {2.0, 15}, {2.4, 40}, {2.8, 70}, {3.2, 100}}),
    /** One lithium coin cell. */
    CR2032("CR2032", new double[][] {{2.2, 0}, {2.3, 5}, {2.5, 20}, {2.7, 50}, {2.9, 80}, {3.0, 100}});

    private final String word;
    /** Volt and percent, from empty to full. */
    private final double[][] points;

    BatteryCurve(String word, double[][] points) {
        this.word = word;
        this.points = points;
    }

    /** Every word for {@link #of}. */
    static List<String> words() {
        return Arrays.stream(values()).map(c -> c.word).toList();
    }

    /** The curve for the word in the facility file. */
    static Optional<BatteryCurve> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }

    /** Whether a pack of this chemistry can have {@code volts}: no more than half above a fresh one. */
    boolean possible(double volts) {
        return volts >= 0 && volts <= 1.5 * points[points.length - 1][0];
    }

    /** How full, %, 0 to 100. */
    double percent(double volts) {
        if (volts <= points[0][0]) {
            return 0;
        }
        for (int i = 1; i < points.length; i++) {
            double[] low = points[i - 1];
            double[] high = points[i];
            if (volts <= high[0]) {
                return low[1] + (volts - low[0]) / (high[0] - low[0]) * (high[1] - low[1]);
            }
        }
        return 100;
    }
}
