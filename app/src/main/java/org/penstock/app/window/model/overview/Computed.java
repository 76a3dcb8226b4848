package org.penstock.app.window.model.overview;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Numerals;
import org.penstock.app.window.model.ValueLine;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** What is not measured but follows from what is. A number computed from one that may not be believed may not be either. */
final class Computed {
    private Computed() {}

    /**
     * Vapour pressure deficit of air, kPa. Saturation pressure after Tetens, as in FAO Irrigation and Drainage Paper 56,
     * equation 11.
     *
     * @param celsius of the air
     * @param percent relative humidity, 0..100
     */
    static double vpd(double celsius, double percent) {
        double saturated = 0.6108 * Math.exp(17.27 * celsius / (celsius + 237.3));
        return saturated * (1 - percent / 100);
    }

    /**
     * Temperature-humidity index: how warm animals feel it; from 72 on cattle, from 75 on pigs are stressed. National
     * Research Council (US), A Guide to Environmental Research on Animals, 1971.
     *
     * @param celsius of the air
     * @param percent relative humidity, 0..100
     */
    static double thi(double celsius, double percent) {
        double fahrenheit = 1.8 * celsius + 32;
        return fahrenheit - (0.55 - 0.0055 * percent) * (fahrenheit - 58);
    }

    static @Nullable Figure vpd(Here here, @Nullable Stream temperature, @Nullable Stream humidity) {
        if (temperature == null || humidity == null) {
            return null;
        }
        return figure(
                here,
                here.words().of("tile.metric.vpd"),
                vpd(celsius(temperature), humidity.value()),
                2,
                Metric.VPD.canonical().symbol(),
                temperature,
                humidity);
    }

    static @Nullable Figure thi(Here here, @Nullable Stream temperature, @Nullable Stream humidity) {
        if (temperature == null || humidity == null) {
            return null;
        }
        return figure(
                here,
                here.words().of("tile.thi"),
                thi(celsius(temperature), humidity.value()),
                0,
                "",
                temperature,
                humidity);
    }

    private static double celsius(Stream stream) {
        return Unit.of(stream.unit(), Metric.TEMPERATURE).orElse(Unit.CELSIUS).toCanonical(stream.value());
    }

    private static Figure figure(
            Here here, String label, double number, int decimals, String unit, Stream one, Stream other) {
        ValueLine.State a = here.value(one).state();
        ValueLine.State b = here.value(other).state();
        ValueLine.State worse = a.compareTo(b) >= 0 ? a : b;
        return new Figure(
                label,
                here.words().of("tile.computed"),
                worse == ValueLine.State.WAITING ? Numerals.NONE : here.words().number(number, decimals),
                unit,
                worse,
                null,
                null,
                "");
    }
}
