package org.penstock.core.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.link.Driver;
import org.penstock.core.quantity.Ticker;

/**
 * How a facility is opened.
 *
 * @param data the data directory; made when it is not there
 * @param facilityFile the file that fills an empty directory, or is compared with what a filled one holds; null for
 *     neither
 * @param database where the record is kept, null for the embedded database in the data directory
 * @param drivers the protocols this process can talk
 * @param drive false = look and ask only: no link is opened and nothing is driven
 * @param kind "window", "serve" or "command", for the message that a second process gets
 * @param actor account of the computer that started it
 * @param workstation name of the computer, as it stands beside what was done at it
 * @param hash what hashing a password costs
 */
public record FacilityOptions(
        Path data,
        @Nullable FacilityText facilityFile,
        @Nullable DatabaseAddress database,
        List<Driver> drivers,
        boolean drive,
        String kind,
        String actor,
        InstantSource wall,
        Ticker ticker,
        String workstation,
        SlowHash.Cost hash) {
    /** Name of a workstation that is the only one. */
    public static final String WORKSTATION = "workstation";

    public FacilityOptions {
        drivers = List.copyOf(drivers);
    }

    /** At a workstation whose name does not matter, because there is no other. */
    public FacilityOptions(
            Path data,
            @Nullable FacilityText facilityFile,
            @Nullable DatabaseAddress database,
            List<Driver> drivers,
            boolean drive,
            String kind,
            String actor,
            InstantSource wall,
            Ticker ticker) {
        this(
                data,
                facilityFile,
                database,
                drivers,
                drive,
                kind,
                actor,
                wall,
                ticker,
                WORKSTATION,
                SlowHash.Cost.STANDARD);
    }

    /**
     * A facility file that was read.
     *
     * @param files the main file first, then what it includes
     */
    public record FacilityText(List<Configuration.File> files) {
        public FacilityText {
            files = List.copyOf(files);
        }

        /** A file that includes nothing. @param name shown with a problem */
        public FacilityText(String name, String text) {
            this(List.of(new Configuration.File(name, text)));
        }

        /** The name of the main file. */
        public String name() {
            return files.getFirst().name();
        }
    }
}
