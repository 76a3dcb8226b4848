package org.penstock.core.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.ReadingConflict;

/** Two things that a device said of one moment, in words that differ. */
final class Contradiction {
    private Contradiction() {}

    /** "20.1 °C, then 21.4 °C". @param spec null when the stream is not in the facility any more */
    static String inWords(ReadingConflict c, @Nullable StreamSpec spec) {
        String first = said(c.firstValue(), c.firstQuality(), spec);
        String second = said(c.secondValue(), c.secondQuality(), spec);
        return first.equals(second)
                ? said(c.firstValue(), c.firstQuality(), null) + ", then "
                        + said(c.secondValue(), c.secondQuality(), null)
                : first + ", then " + second;
    }

    private static String said(double value, int quality, @Nullable StreamSpec spec) {
        String text = spec == null || !Double.isFinite(value) ? Double.toString(value) : Fitness.shown(spec, value);
        QualityCode code = QualityCode.of(quality);
        return code == QualityCode.GOOD
                ? text
                : text + " (" + code.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
}
