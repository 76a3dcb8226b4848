package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseRefused;
import org.penstock.core.db.DatabaseState;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.Places;
import org.penstock.core.link.Driver;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;

/**
 * A site whose record a server holds. One data directory drives it and records there; any other may look at the record, as a
 * console does.
 */
public final class RecordedSite {
    private RecordedSite() {}

    /**
     * Which site of a server is meant. Blocks on the server.
     *
     * @param siteKey null for the only one
     * @throws FacilityRefused when the server does not answer, or holds no such site
     */
    public static String key(DatabaseAddress.Server server, @Nullable String siteKey, InstantSource wall)
            throws FacilityRefused {
        try (Database database = open(server, wall)) {
            return chosen(database.read(PlaceRows::all), siteKey, server).site();
        }
    }

    /**
     * Brings the configuration in force into a directory from which the record is only looked at. Blocks on the server.
     *
     * @param siteKey which of its sites
     * @throws FacilityRefused when the server does not answer, or holds no such site
     * @throws IOException when the directory cannot be written
     */
    public static void bring(
            DatabaseAddress.Server server, String siteKey, Path data, List<Driver> drivers, InstantSource wall)
            throws IOException, FacilityRefused {
        try (Database database = open(server, wall)) {
            PlaceRows.Keys site = chosen(database.read(PlaceRows::all), siteKey, server);
            FacilityFile file = Rooms.facilityFile(drivers, UuidCreator::getTimeOrderedEpoch);
            Configuration now = file.reread(database.read(sql -> newest(sql, site)));
            Files.createDirectories(data);
            new ConfigurationStore(data, file).save(now);
        }
    }

    private static Database open(DatabaseAddress.Server server, InstantSource wall) throws FacilityRefused {
        try {
            Database database = Database.open(server, wall);
            if (database.state() instanceof DatabaseState.Away(String reason, var _)) {
                database.close();
                throw new FacilityRefused("The server " + server.url() + " does not answer: " + reason + ".");
            }
            return database;
        } catch (DatabaseRefused e) {
            throw new FacilityRefused(String.valueOf(e.getMessage()));
        }
    }

    private static String newest(DSLContext sql, PlaceRows.Keys keys) {
        UUID site = PlaceRows.find(sql, keys.organization(), keys.site())
                .orElseThrow()
                .siteId();
        int no = ConfigurationQuery.newest(sql, site, 1).getFirst().no();
        return ConfigurationQuery.body(sql, site, no).orElseThrow();
    }

    private static PlaceRows.Keys chosen(
            List<PlaceRows.Keys> sites, @Nullable String siteKey, DatabaseAddress.Server server)
            throws FacilityRefused {
        List<PlaceRows.Keys> fitting = sites.stream()
                .filter(k -> siteKey == null || k.site().equals(siteKey))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String there = sites.isEmpty()
                ? "It holds no site yet: start the facility that records there first."
                : "It holds " + sites.stream().map(PlaceRows.Keys::site).collect(Collectors.joining(", "))
                        + ": say which with --site.";
        throw new FacilityRefused("Which site of " + server.url() + " is meant is not clear. " + there);
    }

    /**
     * That no other data directory records the site of a configuration: two programs that drive the same outputs close what
     * the other opens, and only one of them has a record.
     *
     * @throws FacilityRefused when another one does
     */
    static void mustBeOurs(Database database, Configuration configuration, Path data) throws FacilityRefused {
        if (database.embedded() || !(database.state() instanceof DatabaseState.Ok)) {
            return;
        }
        Site place = configuration.part(Places.class).site();
        UUID ours = configuration.identities().id("site", place.key());
        boolean others = database.read(sql -> PlaceRows.find(sql, place.organizationKey(), place.key()))
                .filter(placed -> !placed.siteId().equals(ours))
                .isPresent();
        if (others) {
            throw new FacilityRefused("The site `" + place.key() + "` of `" + place.organizationKey()
                    + "` is recorded on this server by another data directory, and only one may drive it. Start there; or"
                    + " bring that directory here when its workstation is gone. To look at the record from here, use"
                    + " penstock console with an empty directory. Nothing was driven; " + data + " can be deleted.");
        }
    }
}
