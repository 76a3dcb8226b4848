package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotRefusal;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.place.LocationSpec;

/** Finds rows by the names that people use, and names by rows. */
final class Named {
    private static final String LOCATION = "location";

    private final LotQuery query;
    private final Supplier<Configuration> configuration;

    Named(ChainId chain, Supplier<Configuration> configuration) {
        this.query = new LotQuery(chain);
        this.configuration = configuration;
    }

    /** A lot by its number. */
    Lot lot(DSLContext sql, String lotNo) {
        return query.find(sql, lotNo).orElseThrow(() -> new LotRefused(new LotRefusal.NotNamed("lot", lotNo)));
    }

    /** A location where something is put: one of the file. */
    UUID location(String key) {
        Configuration now = configuration.get();
        if (now.part(Places.class).locations().stream().noneMatch(l -> l.key().equals(key))) {
            throw new LotRefused(new LotRefusal.NotNamed(LOCATION, key));
        }
        return now.identities().id(LOCATION, key);
    }

    /** Where a lot lies; a place may have left the file since. @param key null where all of it lies at one place */
    UUID whence(DSLContext sql, Lot lot, @Nullable String key) {
        if (key != null) {
            UUID id = configuration.get().identities().all(LOCATION).get(key);
            if (id == null) {
                throw new LotRefused(new LotRefusal.NotNamed(LOCATION, key));
            }
            return id;
        }
        Map<UUID, BigDecimal> places = query.balance(sql, lot.id());
        if (places.size() != 1) {
            throw new LotRefused(
                    new LotRefusal.Whence(lot.lotNo(), keyed(places).keySet()));
        }
        return places.keySet().iterator().next();
    }

    /** By key what is by id. */
    SortedMap<String, BigDecimal> keyed(Map<UUID, BigDecimal> places) {
        SortedMap<String, BigDecimal> keyed = new TreeMap<>();
        places.forEach((id, quantity) -> keyed.put(key(id), quantity));
        return keyed;
    }

    /** Key of a location. */
    String key(UUID id) {
        return configuration.get().identities().all(LOCATION).entrySet().stream()
                .filter(e -> e.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id.toString());
    }

    /** Name of a location; its key when it has left the file. */
    String name(UUID id) {
        String key = key(id);
        return configuration.get().part(Places.class).locations().stream()
                .filter(l -> l.key().equals(key))
                .map(LocationSpec::name)
                .findFirst()
                .orElse(key);
    }
}
