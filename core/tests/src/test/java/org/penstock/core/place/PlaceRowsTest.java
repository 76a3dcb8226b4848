package org.penstock.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Locations.LOCATIONS;
import static org.penstock.core.db.tables.tables.Organizations.ORGANIZATIONS;
import static org.penstock.core.db.tables.tables.Sites.SITES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

class PlaceRowsTest {
    private static Placed put(TestDatabase db, List<LocationSpec> locations) {
        return db.database()
                .transact(sql -> PlaceRows.put(
                        sql,
                        Northglass.SITE,
                        locations,
                        (kind, key) -> UuidCreator.getTimeOrderedEpoch(),
                        Northglass.FOUNDED));
    }

    private static String names(TestDatabase db) {
        return db.database()
                .read(sql -> sql.selectFrom(LOCATIONS)
                        .where(LOCATIONS.ARCHIVED_AT.isNull())
                        .and(LOCATIONS.LOCATION_KEY.ne(""))
                        .orderBy(LOCATIONS.SORT_ORDER)
                        .fetch(r -> r.getLocationKey() + "=" + r.getName()))
                .toString();
    }

    @BothDatabases
    void theSameConfigurationTwiceChangesNothing(TestDatabase db) {
        Placed first = put(db, Northglass.LOCATIONS);
        Placed second = put(db, Northglass.LOCATIONS);
        assertEquals(first, second);
        assertEquals(Optional.of(first), db.database().read(sql -> PlaceRows.find(sql, "northglass", "north")));
        assertEquals(Optional.empty(), db.database().read(sql -> PlaceRows.find(sql, "northglass", "south")));
        int versions = db.database()
                .read(sql -> sql.fetchCount(LOCATIONS, LOCATIONS.VERSION.ne(1))
                        + sql.fetchCount(SITES, SITES.VERSION.ne(1)));
        assertEquals(0, versions);
        assertThrows(IllegalArgumentException.class, () -> first.location("bay-9"));
    }

    @BothDatabases
    void aKeyFindsItsRowWhateverElseChanged(TestDatabase db) {
        Placed before = put(db, Northglass.LOCATIONS);
        Placed after = put(
                db,
                List.of(
                        new LocationSpec("bay-1", "Bay 2", "bench", "house"),
                        new LocationSpec("bay-2", "Bay 1", "zone", "house"),
                        new LocationSpec("house", "The old house", "building", "")));
        assertEquals(before.locations(), after.locations());
        assertEquals("[bay-1=Bay 2, bay-2=Bay 1, house=The old house]", names(db));
    }

    @BothDatabases
    void whatTheConfigurationNoLongerNamesIsArchivedAndComesBackAsItself(TestDatabase db) {
        Placed before = put(db, Northglass.LOCATIONS);
        put(db, Northglass.LOCATIONS.subList(0, 2));
        assertEquals("[house=Glasshouse 1, bay-1=Bay 1]", names(db));
        // Its name is free while it is closed.
        put(db, List.of(Northglass.LOCATIONS.get(0), new LocationSpec("new", "Bay 2", "zone", "house")));
        assertEquals("[house=Glasshouse 1, new=Bay 2]", names(db));
        Placed again = put(db, Northglass.LOCATIONS);
        assertEquals(before.location("bay-2"), again.location("bay-2"));
        assertEquals("[house=Glasshouse 1, bay-1=Bay 1, bay-2=Bay 2]", names(db));
    }

    @BothDatabases
    void atMostOneOpenLocationHasANameInItsPlace(TestDatabase db) {
        put(db, Northglass.LOCATIONS);
        assertThrows(
                IntegrityConstraintViolationException.class,
                () -> db.database()
                        .run(sql -> sql.update(LOCATIONS)
                                .set(LOCATIONS.NAME, "Bay 1")
                                .where(LOCATIONS.LOCATION_KEY.eq("bay-2"))
                                .execute()));
        // Two closed ones may.
        db.database()
                .run(sql -> sql.update(LOCATIONS)
                        .set(LOCATIONS.NAME, "Bay")
                        .set(LOCATIONS.ARCHIVED_AT, Northglass.FOUNDED)
                        .where(LOCATIONS.KIND.eq("zone"))
                        .execute());
        assertEquals("[house=Glasshouse 1]", names(db));
    }

    @BothDatabases
    void aCircleIsRefused(TestDatabase db) {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> put(
                        db, List.of(new LocationSpec("a", "A", "room", "b"), new LocationSpec("b", "B", "room", "a"))));
        assertTrue(String.valueOf(refused.getMessage()).contains("circle"));
        int sites = db.database().read(sql -> sql.fetchCount(SITES));
        assertEquals(0, sites);
    }

    @BothDatabases
    void noLocationHangsInAnotherSite(TestDatabase db) {
        put(db, Northglass.LOCATIONS);
        Placed south = Northglass.put(db.database(), Northglass.site("south", "South House"));
        assertThrows(
                IntegrityConstraintViolationException.class,
                () -> db.database()
                        .run(sql -> sql.update(LOCATIONS)
                                .set(LOCATIONS.PARENT_ID, south.location("house"))
                                .where(LOCATIONS.LOCATION_KEY.eq("bay-1"))
                                .and(LOCATIONS.SITE_ID.ne(south.siteId()))
                                .execute()));
    }

    @BothDatabases
    void namesAndZoneFollowTheConfiguration(TestDatabase db) {
        UUID before = put(db, List.of()).siteId();
        Site changed = new Site("north", "North House 2", "northglass", "Northglass Ltd", "lab", ZoneId.of("UTC"));
        Placed after = db.database()
                .transact(sql -> PlaceRows.put(
                        sql, changed, List.of(), (kind, key) -> UuidCreator.getTimeOrderedEpoch(), Northglass.FOUNDED));
        assertEquals(before, after.siteId());
        var site = db.database().read(sql -> sql.fetchSingle(SITES));
        assertEquals("North House 2 lab UTC", site.getName() + " " + site.getProfile() + " " + site.getTimezone());
        assertEquals(
                "Northglass Ltd",
                db.database().read(sql -> sql.fetchSingle(ORGANIZATIONS).getName()));
        assertNotEquals(null, site.getCreatedAt());
    }
}
