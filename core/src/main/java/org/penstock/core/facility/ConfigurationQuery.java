package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Configurations.CONFIGURATIONS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.identity.Actors;

/** Lists the configurations that were in force, from the record. */
public final class ConfigurationQuery {
    private ConfigurationQuery() {}

    /**
     * A configuration that was applied.
     *
     * @param no 1, 2, 3 … in the order in which they came into force
     * @param at since when it was in force
     * @param actor who applied it
     * @param reason what was written with it, "" for nothing
     */
    public record Version(int no, String hash, String fileName, Instant at, String actor, String reason) {}

    /** The newest {@code most} of a site, newest first. */
    public static List<Version> newest(DSLContext sql, UUID site, int most) {
        var rows = sql.select(
                        CONFIGURATIONS.CONFIGURATION_NO,
                        CONFIGURATIONS.HASH,
                        CONFIGURATIONS.FILE_NAME,
                        CONFIGURATIONS.APPLIED_AT,
                        CONFIGURATIONS.ACTOR_ID,
                        CONFIGURATIONS.REASON)
                .from(CONFIGURATIONS)
                .where(CONFIGURATIONS.SITE_ID.eq(site))
                .orderBy(CONFIGURATIONS.CONFIGURATION_NO.desc())
                .limit(most)
                .fetch();
        Map<UUID, String> actors = Actors.keysOf(sql, rows.getValues(CONFIGURATIONS.ACTOR_ID));
        return rows.map(r -> new Version(
                r.get(CONFIGURATIONS.CONFIGURATION_NO),
                r.get(CONFIGURATIONS.HASH),
                r.get(CONFIGURATIONS.FILE_NAME),
                r.get(CONFIGURATIONS.APPLIED_AT),
                actors.getOrDefault(r.get(CONFIGURATIONS.ACTOR_ID), ""),
                r.get(CONFIGURATIONS.REASON)));
    }

    /** The stored text of a version, see {@link FacilityFile#reread}. */
    public static Optional<String> body(DSLContext sql, UUID site, int no) {
        return sql.select(CONFIGURATIONS.BODY)
                .from(CONFIGURATIONS)
                .where(CONFIGURATIONS.SITE_ID.eq(site).and(CONFIGURATIONS.CONFIGURATION_NO.eq(no)))
                .fetchOptional(CONFIGURATIONS.BODY);
    }

    /** The stored text of the configuration with this hash. */
    public static Optional<String> body(DSLContext sql, UUID site, String hash) {
        return sql.select(CONFIGURATIONS.BODY)
                .from(CONFIGURATIONS)
                .where(CONFIGURATIONS.SITE_ID.eq(site).and(CONFIGURATIONS.HASH.eq(hash)))
                .limit(1)
                .fetchOptional(CONFIGURATIONS.BODY);
    }
}
