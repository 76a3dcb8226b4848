package org.penstock.app.window.view.trend;

import java.util.EnumMap;
import java.util.Map;

/** The marks of all pens for one scale of the screen; made when they are first needed. */
final class Stamps {
    private final Map<Marker, Stamp> made = new EnumMap<>(Marker.class);
    private double scale = Double.NaN;

    Stamp of(Marker marker, double wanted) {
        if (wanted != scale) {
            made.clear();
            scale = wanted;
        }
        return made.computeIfAbsent(marker, m -> m.stamp(wanted));
    }
}
