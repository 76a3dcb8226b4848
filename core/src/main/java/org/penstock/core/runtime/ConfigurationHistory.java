package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;

/** The configurations that were in force at a site, from the record. Blocks on the database; any thread. */
record ConfigurationHistory(Database database, UUID site) {
    /** Newest first. */
    List<ConfigurationQuery.Version> versions(int most) {
        return database.read(sql -> ConfigurationQuery.newest(sql, site, most));
    }

    /** Files of a configuration that was in force, by its number; empty when there is none. */
    Optional<List<Configuration.File>> files(int no) {
        return database.read(sql -> ConfigurationQuery.body(sql, site, no)).map(Configuration::filesOf);
    }

    /** Files of a configuration that was in force, by its hash; empty when there is none. */
    Optional<List<Configuration.File>> files(String hash) {
        return database.read(sql -> ConfigurationQuery.body(sql, site, hash)).map(Configuration::filesOf);
    }
}
