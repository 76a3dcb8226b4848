package org.penstock.core.place;

import static org.penstock.core.db.tables.tables.Locations.LOCATIONS;
import static org.penstock.core.db.tables.tables.Organizations.ORGANIZATIONS;
import static org.penstock.core.db.tables.tables.Sites.SITES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Brings organization, site and locations of a configuration into their rows. A key finds its row again, whatever else
 * changed; a row is never deleted, what the configuration no longer names is archived.
 */
public final class PlaceRows {
    /** Key of the root of every site's tree. */
    public static final String ROOT = "";

    private PlaceRows() {}

    /**
     * Ids of a site's rows.
     *
     * @param locations id by location key; the site's root under {@link #ROOT}
     */
    public record Placed(UUID organizationId, UUID siteId, Map<String, UUID> locations) {
        public Placed {
            locations = Map.copyOf(locations);
        }

        /** The id of a location. @throws IllegalArgumentException when the site has none of that key */
        public UUID location(String key) {
            UUID id = locations.get(key);
            if (id == null) {
                throw new IllegalArgumentException("there is no location \"" + key + "\"");
            }
            return id;
        }
    }

    /** The organization that a site belongs to, or the organization itself; empty for an id nobody has. */
    public static Optional<UUID> organizationOf(DSLContext sql, UUID siteOrOrganization) {
        return sql.select(SITES.ORGANIZATION_ID)
                .from(SITES)
                .where(SITES.ID.eq(siteOrOrganization))
                .fetchOptional(SITES.ORGANIZATION_ID)
                .or(() -> sql.select(ORGANIZATIONS.ID)
                        .from(ORGANIZATIONS)
                        .where(ORGANIZATIONS.ID.eq(siteOrOrganization))
                        .fetchOptional(ORGANIZATIONS.ID));
    }

    /** Keys of a site that was put. */
    public record Keys(String organization, String site) {}

    /** Every site there is, by organization and key. */
    public static List<Keys> all(DSLContext sql) {
        return sql.select(ORGANIZATIONS.SLUG, SITES.SITE_KEY)
                .from(SITES)
                .join(ORGANIZATIONS)
                .on(ORGANIZATIONS.ID.eq(SITES.ORGANIZATION_ID))
                .orderBy(ORGANIZATIONS.SLUG, SITES.SITE_KEY)
                .fetch(r -> new Keys(r.value1(), r.value2()));
    }

    /** The rows of a site, if it was ever put; archived locations are among them. */
    public static Optional<Placed> find(DSLContext sql, String organizationKey, String siteKey) {
        return sql.select(SITES.ORGANIZATION_ID, SITES.ID)
                .from(SITES)
                .join(ORGANIZATIONS)
                .on(ORGANIZATIONS.ID.eq(SITES.ORGANIZATION_ID))
                .where(ORGANIZATIONS.SLUG.eq(organizationKey))
                .and(SITES.SITE_KEY.eq(siteKey))
                .fetchOptional()
                .map(r -> new Placed(r.value1(), r.value2(), locationIds(sql, r.value2())));
    }

    /**
     * Makes or changes the rows so that they say what the configuration says. The same configuration twice changes
     * nothing. A row that is there keeps its id, whatever {@code ids} says: take ids from what is returned.
     *
     * @param ids the id for a row that is new, by kind ({@code organization}, {@code site}, {@code location}) and key
     * @param at when the configuration came into force
     * @throws IllegalArgumentException when a parent is unknown or the tree has a circle
     */
    public static Placed put(
            DSLContext sql, Site site, List<LocationSpec> locations, BiFunction<String, String, UUID> ids, Instant at) {
        Instant micros = at.truncatedTo(ChronoUnit.MICROS);
        UUID organization = organization(sql, site, ids, micros);
        UUID id = site(sql, organization, site, ids, micros);
        Map<String, UUID> placed = locationIds(sql, id);
        if (!placed.containsKey(ROOT)) {
            UUID root = UuidCreator.getTimeOrderedEpoch();
            insert(sql, id, root, root, new LocationSpec(ROOT, site.name(), "root", ROOT), 0, micros);
            placed.put(ROOT, root);
        }
        List<LocationSpec> ordered = parentsFirst(locations);
        rename(sql, ordered, placed, ids);
        makeRoom(sql, id, ordered, placed);
        archive(sql, id, ordered, micros);
        for (LocationSpec spec : ordered) {
            UUID parent = placed.get(spec.parent());
            if (parent == null) {
                throw new IllegalArgumentException("there is no location \"" + spec.parent() + "\"");
            }
            int order = locations.indexOf(spec);
            UUID known = placed.get(spec.key());
            if (known == null) {
                UUID made = ids.apply("location", spec.key());
                insert(sql, id, made, parent, spec, order, micros);
                placed.put(spec.key(), made);
            } else {
                update(sql, known, parent, spec, order);
            }
        }
        return new Placed(organization, id, placed);
    }

    private static UUID organization(DSLContext sql, Site site, BiFunction<String, String, UUID> ids, Instant at) {
        sql.insertInto(ORGANIZATIONS)
                .set(ORGANIZATIONS.ID, ids.apply("organization", site.organizationKey()))
                .set(ORGANIZATIONS.SLUG, site.organizationKey())
                .set(ORGANIZATIONS.NAME, site.organization())
                .set(ORGANIZATIONS.TIMEZONE, site.zone().getId())
                .set(ORGANIZATIONS.CREATED_AT, at)
                .onConflictDoNothing()
                .execute();
        sql.update(ORGANIZATIONS)
                .set(ORGANIZATIONS.NAME, site.organization())
                .set(ORGANIZATIONS.VERSION, ORGANIZATIONS.VERSION.plus(1))
                .where(ORGANIZATIONS.SLUG.eq(site.organizationKey()))
                .and(ORGANIZATIONS.NAME.ne(site.organization()))
                .execute();
        return sql.select(ORGANIZATIONS.ID)
                .from(ORGANIZATIONS)
                .where(ORGANIZATIONS.SLUG.eq(site.organizationKey()))
                .fetchSingle(ORGANIZATIONS.ID);
    }

    private static UUID site(
            DSLContext sql, UUID organization, Site site, BiFunction<String, String, UUID> ids, Instant at) {
        sql.insertInto(SITES)
                .set(SITES.ID, ids.apply("site", site.key()))
                .set(SITES.ORGANIZATION_ID, organization)
                .set(SITES.SITE_KEY, site.key())
                .set(SITES.NAME, site.name())
                .set(SITES.PROFILE, site.profile())
                .set(SITES.TIMEZONE, site.zone().getId())
                .set(SITES.DISPLAY_UNITS, units(site))
                .set(SITES.CREATED_AT, at)
                .onConflictDoNothing()
                .execute();
        sql.update(SITES)
                .set(SITES.NAME, site.name())
                .set(SITES.PROFILE, site.profile())
                .set(SITES.TIMEZONE, site.zone().getId())
                .set(SITES.DISPLAY_UNITS, units(site))
                .set(SITES.VERSION, SITES.VERSION.plus(1))
                .where(SITES.ORGANIZATION_ID.eq(organization))
                .and(SITES.SITE_KEY.eq(site.key()))
                .and(SITES.NAME
                        .ne(site.name())
                        .or(SITES.PROFILE.ne(site.profile()))
                        .or(SITES.TIMEZONE.ne(site.zone().getId()))
                        .or(SITES.DISPLAY_UNITS.ne(units(site))))
                .execute();
        return sql.select(SITES.ID)
                .from(SITES)
                .where(SITES.ORGANIZATION_ID.eq(organization))
                .and(SITES.SITE_KEY.eq(site.key()))
                .fetchSingle(SITES.ID);
    }

    /** As JSON, metrics in order; the words of metrics and units need no escape. */
    private static String units(Site site) {
        return site.units().entrySet().stream()
                .map(e -> "\"" + e.getKey().key() + "\":\"" + e.getValue().code() + "\"")
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, UUID> locationIds(DSLContext sql, UUID site) {
        return new HashMap<>(sql.select(LOCATIONS.LOCATION_KEY, LOCATIONS.ID)
                .from(LOCATIONS)
                .where(LOCATIONS.SITE_ID.eq(site))
                .fetchMap(LOCATIONS.LOCATION_KEY, LOCATIONS.ID));
    }

    private static void insert(
            DSLContext sql, UUID site, UUID id, UUID parent, LocationSpec spec, int order, Instant at) {
        sql.insertInto(LOCATIONS)
                .set(LOCATIONS.ID, id)
                .set(LOCATIONS.SITE_ID, site)
                .set(LOCATIONS.LOCATION_KEY, spec.key())
                .set(LOCATIONS.PARENT_ID, parent)
                .set(LOCATIONS.KIND, spec.kind())
                .set(LOCATIONS.NAME, spec.name())
                .set(LOCATIONS.SORT_ORDER, order)
                .set(LOCATIONS.CREATED_AT, at)
                .execute();
    }

    private static void update(DSLContext sql, UUID id, UUID parent, LocationSpec spec, int order) {
        sql.update(LOCATIONS)
                .set(LOCATIONS.PARENT_ID, parent)
                .set(LOCATIONS.KIND, spec.kind())
                .set(LOCATIONS.NAME, spec.name())
                .set(LOCATIONS.SORT_ORDER, order)
                .setNull(LOCATIONS.ARCHIVED_AT)
                .set(LOCATIONS.VERSION, LOCATIONS.VERSION.plus(1))
                .where(LOCATIONS.ID.eq(id))
                .and(LOCATIONS
                        .PARENT_ID
                        .ne(parent)
                        .or(LOCATIONS.KIND.ne(spec.kind()))
                        .or(LOCATIONS.NAME.ne(spec.name()))
                        .or(LOCATIONS.SORT_ORDER.ne(order))
                        .or(LOCATIONS.ARCHIVED_AT.isNotNull()))
                .execute();
    }

    /** A location that was given another key is the row with its id. */
    private static void rename(
            DSLContext sql, List<LocationSpec> specs, Map<String, UUID> placed, BiFunction<String, String, UUID> ids) {
        Map<UUID, String> keys = new HashMap<>();
        placed.forEach((key, id) -> keys.put(id, key));
        for (LocationSpec spec : specs) {
            UUID id = placed.containsKey(spec.key()) ? null : ids.apply("location", spec.key());
            String was = id == null ? null : keys.get(id);
            if (id != null && was != null) {
                sql.update(LOCATIONS)
                        .set(LOCATIONS.LOCATION_KEY, spec.key())
                        .set(LOCATIONS.VERSION, LOCATIONS.VERSION.plus(1))
                        .where(LOCATIONS.ID.eq(id))
                        .execute();
                placed.remove(was);
                placed.put(spec.key(), id);
            }
        }
    }

    /** Two locations may exchange their names: so names that change make room first, under a name nobody can write. */
    private static void makeRoom(DSLContext sql, UUID site, List<LocationSpec> specs, Map<String, UUID> ids) {
        for (LocationSpec spec : specs) {
            UUID id = ids.get(spec.key());
            if (id != null) {
                sql.update(LOCATIONS)
                        .set(LOCATIONS.NAME, "\t" + id)
                        .where(LOCATIONS.SITE_ID.eq(site))
                        .and(LOCATIONS.ID.eq(id))
                        .and(LOCATIONS.NAME.ne(spec.name()))
                        .execute();
            }
        }
    }

    private static void archive(DSLContext sql, UUID site, List<LocationSpec> specs, Instant at) {
        Set<String> open = new HashSet<>();
        open.add(ROOT);
        specs.forEach(spec -> open.add(spec.key()));
        sql.update(LOCATIONS)
                .set(LOCATIONS.ARCHIVED_AT, at)
                .set(LOCATIONS.VERSION, LOCATIONS.VERSION.plus(1))
                .where(LOCATIONS.SITE_ID.eq(site))
                .and(LOCATIONS.ARCHIVED_AT.isNull())
                .and(LOCATIONS.LOCATION_KEY.notIn(open))
                .execute();
    }

    private static List<LocationSpec> parentsFirst(List<LocationSpec> specs) {
        List<LocationSpec> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>(Set.of(ROOT));
        List<LocationSpec> waiting = new ArrayList<>(specs);
        while (!waiting.isEmpty()) {
            List<LocationSpec> next =
                    waiting.stream().filter(s -> placed.contains(s.parent())).toList();
            if (next.isEmpty()) {
                throw new IllegalArgumentException("location \""
                        + waiting.getFirst().key() + "\" is in a circle or in a location that does not exist");
            }
            ordered.addAll(next);
            next.forEach(s -> placed.add(s.key()));
            waiting.removeAll(next);
        }
        return ordered;
    }
}
