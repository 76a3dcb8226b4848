package org.penstock.app.window.model;

import java.util.List;
import java.util.Locale;
import org.penstock.core.quantity.Metric;

/** What people of each kind of facility look at first in a room, a unit, a barn, a vessel or a line. */
enum ProfileFace {
    /** Rooms of plants: climate, then water and feed. */
    GROW(
            Metric.TEMPERATURE,
            Metric.HUMIDITY,
            Metric.VPD,
            Metric.CO2,
            Metric.EC,
            Metric.VWC,
            Metric.PH,
            Metric.PPFD,
            Metric.LEVEL,
            Metric.FLOW),
    /** Cold units: the temperature decides, then the door. */
    COLD(Metric.TEMPERATURE, Metric.STATE, Metric.HUMIDITY, Metric.PRESSURE, Metric.POWER),
    /** Animals: climate and air, then what they weigh, eat and drink. */
    BARN(
            Metric.TEMPERATURE,
            Metric.HUMIDITY,
            Metric.AMMONIA,
            Metric.CO2,
            Metric.MASS,
            Metric.FLOW,
            Metric.VOLUME,
            Metric.LEVEL),
    /** Vessels. */
    LAB(Metric.TEMPERATURE, Metric.PH, Metric.DISSOLVED_OXYGEN, Metric.PRESSURE, Metric.FLOW, Metric.MASS, Metric.CO2),
    /** Lines and their heat. */
    PLANT(Metric.TEMPERATURE, Metric.FLOW, Metric.PRESSURE, Metric.STATE, Metric.COUNT, Metric.MASS, Metric.POWER);

    private final List<String> order;

    ProfileFace(Metric... order) {
        this.order = List.of(order).stream().map(Metric::key).toList();
    }

    /** The face of a profile; of one that is not known, the first. */
    static ProfileFace of(String profile) {
        for (ProfileFace face : values()) {
            if (face.name().equals(profile.toUpperCase(Locale.ROOT))) {
                return face;
            }
        }
        return GROW;
    }

    /** Place of a metric, key as in the file; those nobody looks at first come last. */
    int rank(String metric) {
        int at = order.indexOf(metric);
        return at < 0 ? order.size() : at;
    }
}
