package org.penstock.app.window.model.overview;

import java.util.List;
import java.util.Locale;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.quantity.Metric;

/**
 * What people of each kind of facility look at first, and as what kind of place they see each location.
 */
public enum ProfileFace {
    /** Rooms of plants: climate, then water and feed. */
    GROW(
            22,
            "tiles-grow",
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
    COLD(21, "tiles-cold", Metric.TEMPERATURE, Metric.STATE, Metric.HUMIDITY, Metric.PRESSURE, Metric.POWER),
    /** Animals: climate and air, then what they weigh, eat and drink. */
    BARN(
            35,
            "tiles-barn",
            Metric.TEMPERATURE,
            Metric.HUMIDITY,
            Metric.AMMONIA,
            Metric.CO2,
            Metric.MASS,
            Metric.FLOW,
            Metric.VOLUME,
            Metric.LEVEL),
    /** Vessels. */
    LAB(
            26,
            "tiles-lab",
            Metric.TEMPERATURE,
            Metric.PH,
            Metric.DISSOLVED_OXYGEN,
            Metric.PRESSURE,
            Metric.FLOW,
            Metric.MASS,
            Metric.CO2),
    /** Lines and their heat, as a board: one below the other. */
    PLANT(
            200,
            "tiles-plant",
            Metric.TEMPERATURE,
            Metric.FLOW,
            Metric.PRESSURE,
            Metric.STATE,
            Metric.COUNT,
            Metric.MASS,
            Metric.POWER);

    private final double width;
    private final String styleClass;
    private final List<String> order;

    ProfileFace(double width, String styleClass, Metric... order) {
        this.width = width;
        this.styleClass = styleClass;
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

    /** Narrowest tile, letter heights; wider than any window where tiles stand one below the other. */
    public double width() {
        return width;
    }

    /** Style class of the tiles; it says how high they are. */
    public String styleClass() {
        return styleClass;
    }

    /** Place of a metric, key as in the file; those nobody looks at first come last. */
    int rank(String metric) {
        int at = order.indexOf(metric);
        return at < 0 ? order.size() : at;
    }

    /** Whether everything in the location is shown on its tile, so that what lies in it needs none. */
    boolean holdsAll(LocationSpec location) {
        return this == BARN && location.kind().equals("barn");
    }

    /** Whether the worst tile comes first; else each stays in its spot, whatever is wrong. */
    boolean worstFirst() {
        return this == COLD;
    }

    TileFace face(Here here, String kind, SinceWhen since) {
        if (this == PLANT) {
            return LineFace.of(here, since);
        }
        return switch (kind) {
            case "cold_unit", "store" -> ColdFace.of(here, since);
            case "vessel" -> VesselFace.of(here);
            case "barn" -> BarnFace.of(here);
            case "line" -> LineFace.of(here, since);
            default -> this == GROW && !here.place().isEmpty() ? RoomFace.of(here) : PlainFace.of(here);
        };
    }
}
