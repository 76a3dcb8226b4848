package org.penstock.core.facility;

import java.util.List;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.Site;

/** The site of a facility file and its tree of locations, in file order. */
public record Places(Site site, List<LocationSpec> locations) {
    public Places {
        locations = List.copyOf(locations);
    }
}
