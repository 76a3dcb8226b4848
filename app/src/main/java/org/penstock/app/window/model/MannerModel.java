package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * The choices of how values are read.
 *
 * @param units one for each kind of value that can be read in more than one unit
 * @param sample a number, a negative one and the present time as they would be written
 */
public record MannerModel(List<UnitChoice> units, Manner manner, String sample) {
    private static final List<Metric> CHOSEN = List.of(
            Metric.TEMPERATURE, Metric.PRESSURE, Metric.EC, Metric.VOLUME, Metric.FLOW, Metric.MASS, Metric.POWER);
    private static final double SAMPLE = 12_345.6;

    public MannerModel {
        units = List.copyOf(units);
    }

    /**
     * The unit of one kind of value.
     *
     * @param offered every unit it can be read in
     * @param chosen null for as the site says
     */
    public record UnitChoice(
            Metric metric,
            String name,
            List<Unit> offered,
            @Nullable Unit chosen) {
        public UnitChoice {
            offered = List.copyOf(offered);
        }
    }

    /** The choices of whoever reads {@code beat}. */
    public static MannerModel of(Beat beat) {
        Words words = beat.words();
        List<UnitChoice> units = new ArrayList<>();
        for (Metric metric : CHOSEN) {
            units.add(new UnitChoice(
                    metric,
                    words.of("settings.metric." + metric.key()),
                    Unit.fitting(metric),
                    words.manner().units().get(metric)));
        }
        return new MannerModel(
                units,
                words.manner(),
                words.of(
                        "settings.sample",
                        words.number(SAMPLE, 1),
                        words.number(-0.5, 1),
                        beat.times().clock(beat.moment().now())));
    }

    /** {@code manner} with another unit for one metric. @param unit null for as the site says */
    public static Manner with(Manner manner, Metric metric, @Nullable Unit unit) {
        Map<Metric, Unit> units = new EnumMap<>(Metric.class);
        units.putAll(manner.units());
        if (unit == null) {
            units.remove(metric);
        } else {
            units.put(metric, unit);
        }
        return new Manner(units, manner.numbers(), manner.twelveHours());
    }
}
