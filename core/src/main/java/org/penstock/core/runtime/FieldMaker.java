package org.penstock.core.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.alert.AlertRuleSpec;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.Unit;

/** Says of devices and streams what a screen shows: units, names, ages, limits. Stateless; any thread. */
final class FieldMaker {
    private FieldMaker() {}

    /** @param now engine time the ages are told for, µs; not before the picture's */
    static FieldSnapshot make(Picture picture, long now, List<LinkStatus> links) {
        Names names = Names.of(picture.configuration());
        return new FieldSnapshot(
                DeviceMaker.devices(picture, now, links, names.locations()),
                picture.values().stream().map(v -> stream(v, now, names)).toList(),
                links,
                FacilityMap.of(picture.configuration()));
    }

    private static FieldSnapshot.Stream stream(Picture.Value v, long now, Names names) {
        StreamSpec spec = v.spec();
        boolean known = v.bornMicros() != Long.MIN_VALUE;
        long age = known ? now - v.bornMicros() : Long.MAX_VALUE;
        Unit unit = names.site().shown(spec.metric(), spec.sourceUnit());
        return new FieldSnapshot.Stream(
                spec.key(),
                spec.name(),
                spec.location(),
                spec.device(),
                spec.metric().key(),
                unit.fromCanonical(v.value()),
                unit.symbol(),
                unit.decimals(spec.metric()),
                v.quality().name().toLowerCase(Locale.ROOT),
                v.quality().quality() == Quality.BAD,
                known ? age / 1e6 : Double.POSITIVE_INFINITY,
                !known || age > spec.maxAgeMicros(),
                names.locations().getOrDefault(spec.location(), spec.location()),
                names.devices().getOrDefault(spec.device(), spec.device()),
                limit(names.low(), spec, unit),
                limit(names.high(), spec, unit),
                spec.words(),
                CareDesk.difference(unit, v.offset()));
    }

    private static double limit(Map<Integer, Double> limits, StreamSpec spec, Unit unit) {
        return unit.fromCanonical(limits.getOrDefault(spec.no(), Double.NaN));
    }

    /**
     * What a configuration calls its keys, and between which limits nobody is told about a stream.
     *
     * @param site says in which units values are shown
     * @param low highest limit told below, by number of the stream, canonical units
     * @param high lowest limit told above
     */
    private record Names(
            Site site,
            Map<String, String> locations,
            Map<String, String> devices,
            Map<Integer, Double> low,
            Map<Integer, Double> high) {
        static Names of(Configuration configuration) {
            Map<String, String> locations = new HashMap<>();
            configuration.part(Places.class).locations().forEach(l -> locations.put(l.key(), l.name()));
            Map<String, String> devices = new HashMap<>();
            configuration.part(Devices.class).devices().forEach(d -> devices.put(d.key(), d.name()));
            Map<Integer, Double> low = new HashMap<>();
            Map<Integer, Double> high = new HashMap<>();
            for (AlertRuleSpec rule : configuration.part(AlertConfig.class).rules()) {
                switch (rule.type()) {
                    case LIMIT_HIGH -> high.merge(rule.stream(), rule.limit(), Math::min);
                    case LIMIT_LOW -> low.merge(rule.stream(), rule.limit(), Math::max);
                    case MISSING_DATA -> {}
                }
            }
            return new Names(configuration.part(Places.class).site(), locations, devices, low, high);
        }
    }
}
