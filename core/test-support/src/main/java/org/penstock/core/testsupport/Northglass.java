package org.penstock.core.testsupport;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.db.Database;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.place.Site;

/** A small site for database tests: Northglass Growers, North House, one glasshouse with two bays. */
public final class Northglass {
    /** When its rows were made. */
    public static final Instant FOUNDED = Instant.parse("2026-03-01T06:00:00Z");
    /** The site. */
    public static final Site SITE = site("north", "North House");
    /** Its locations. */
    public static final List<LocationSpec> LOCATIONS = List.of(
            new LocationSpec("house", "Glasshouse 1", "building", ""),
            new LocationSpec("bay-1", "Bay 1", "zone", "house"),
            new LocationSpec("bay-2", "Bay 2", "zone", "house"));

    private Northglass() {}

    /** Another site of the same organization. */
    public static Site site(String key, String name) {
        return new Site(key, name, "northglass", "Northglass Growers", "grow", ZoneId.of("Europe/Amsterdam"));
    }

    /** Puts the site's rows and founds its chain. */
    public static Placed put(Database database) {
        return put(database, SITE);
    }

    /** Puts a site's rows and founds its chain. */
    public static Placed put(Database database, Site site) {
        return database.transact(sql -> {
            Placed placed = PlaceRows.put(sql, site, LOCATIONS, (kind, key) -> newId(), FOUNDED);
            EventChain.found(sql, chain(placed));
            return placed;
        });
    }

    /** The chain of the site. */
    public static ChainId chain(Placed placed) {
        return ChainId.ofSite(placed.organizationId(), placed.siteId());
    }

    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
