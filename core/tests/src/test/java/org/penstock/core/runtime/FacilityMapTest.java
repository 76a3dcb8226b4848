package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.place.LocationSpec;

/** Where things are, asked from inside and from outside. */
class FacilityMapTest {
    private final FacilityMap map = new FacilityMap(
            List.of(
                    new LocationSpec("house", "House", "building", ""),
                    new LocationSpec("bay-1", "Bay 1", "zone", "house"),
                    new LocationSpec("bench", "Bench", "zone", "bay-1"),
                    new LocationSpec("yard", "Yard", "zone", "")),
            List.of(),
            List.of());

    @Test
    void whatLiesInAPlaceIsAllOfItAndThePlaceItself() {
        assertEquals(Set.of("house", "bay-1", "bench"), map.within("house"));
        assertEquals(Set.of("", "house", "bay-1", "bench", "yard"), map.within(""));
        assertEquals(Set.of("gone"), map.within("gone"));
    }

    @Test
    void theWayToAPlaceGoesFromTheSiteInwards() {
        assertEquals(
                List.of("House", "Bay 1", "Bench"),
                map.path("bench").stream().map(LocationSpec::name).toList());
        assertEquals(List.of(), map.path(""));
    }

    @Test
    void whatLiesDirectlyInAPlaceIsInTheOrderOfTheFile() {
        assertEquals(
                List.of("house", "yard"),
                map.in("").stream().map(LocationSpec::key).toList());
    }
}
