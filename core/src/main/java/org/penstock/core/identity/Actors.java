package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Actors.ACTORS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Finds everybody a record can name. An actor's key is a word or {@code kind:word} ({@code system}, {@code device:skid},
 * {@code anna}); an actor is never deleted, and a key never means somebody else.
 *
 * <p>Nothing is remembered between calls: a row made by a transaction that is rolled back must not be believed in, and
 * looking up the few actors of a batch is one query.
 */
public final class Actors {
    /** Who acts when nobody asked. */
    public static final String SYSTEM = "system";

    /** What the key of a device's actor begins with. */
    public static final String DEVICE = "device:";

    private static final int KEY = 200;

    private static final String ONE = "select id from actors where organization_id = ? and actor_key = ?";

    private Actors() {}

    /** What an actor is; the words of model.md. */
    public enum Kind {
        PERSON,
        DEVICE,
        SERVICE,
        ASSISTANT,
        CENTRE,
        SYSTEM;

        /** The word in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind a key says: {@code device:skid} a device, {@code system} the system, without a kind a person. */
        static Kind of(String key) {
            String word = key.contains(":") ? key.substring(0, key.indexOf(':')) : key;
            for (Kind kind : values()) {
                if (kind.word().equals(word) && (key.contains(":") || kind == SYSTEM)) {
                    return kind;
                }
            }
            return PERSON;
        }
    }

    /** The row of one actor, made when it is new. */
    public static UUID idOf(DSLContext sql, UUID organizationId, String key, Instant at) {
        UUID id = idsOf(sql, organizationId, List.of(key), at).get(key);
        if (id == null) {
            throw new IllegalStateException("actor " + key + " was neither found nor made");
        }
        return id;
    }

    /**
     * The rows of many actors in one go, made where they are new.
     *
     * @param keys as {@link #keyFrom} makes them
     * @param at when a new one was first seen
     * @return an id for every key of {@code keys}
     */
    public static Map<String, UUID> idsOf(DSLContext sql, UUID organizationId, Collection<String> keys, Instant at) {
        TreeSet<String> wanted = new TreeSet<>(keys);
        Map<String, UUID> found = select(sql, organizationId, wanted);
        if (found.size() == wanted.size()) {
            return found;
        }
        for (String key : wanted) {
            if (!found.containsKey(key)) {
                // In key order, so that two transactions that make the same actors cannot lock each other out.
                sql.insertInto(ACTORS)
                        .set(ACTORS.ID, UuidCreator.getTimeOrderedEpoch())
                        .set(ACTORS.ORGANIZATION_ID, organizationId)
                        .set(ACTORS.ACTOR_KEY, key)
                        .set(ACTORS.KIND, Kind.of(key).word())
                        .set(ACTORS.CREATED_AT, at.truncatedTo(ChronoUnit.MICROS))
                        .onConflictDoNothing()
                        .execute();
            }
        }
        return select(sql, organizationId, wanted);
    }

    /** The row of an actor, if there is one: nothing is made. */
    public static Optional<UUID> find(DSLContext sql, UUID organizationId, String key) {
        return Optional.ofNullable(select(sql, organizationId, List.of(key)).get(key));
    }

    /** Keys of actors by id; an id nobody has is left out. */
    public static Map<UUID, String> keysOf(DSLContext sql, Collection<UUID> ids) {
        return sql.select(ACTORS.ID, ACTORS.ACTOR_KEY)
                .from(ACTORS)
                .where(ACTORS.ID.in(ids))
                .fetchMap(ACTORS.ID, ACTORS.ACTOR_KEY);
    }

    /** Before every event of everything: written out, as {@code EventRows} are and for the same reason. */
    private static Map<String, UUID> one(DSLContext sql, UUID organizationId, String key) {
        return sql.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ONE)) {
                statement.setObject(1, organizationId);
                statement.setString(2, key);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Map.of(key, row.getObject(1, UUID.class)) : Map.of();
                }
            }
        });
    }

    private static Map<String, UUID> select(DSLContext sql, UUID organizationId, Collection<String> keys) {
        if (keys.size() == 1) {
            return one(sql, organizationId, keys.iterator().next());
        }
        return sql.select(ACTORS.ACTOR_KEY, ACTORS.ID)
                .from(ACTORS)
                .where(ACTORS.ORGANIZATION_ID.eq(organizationId))
                .and(ACTORS.ACTOR_KEY.in(keys))
                .fetchMap(ACTORS.ACTOR_KEY, ACTORS.ID);
    }

    /**
     * A key made from a name that a person typed or a machine gave: control characters become spaces, nothing becomes
     * {@code unknown}, what is too long is cut. The record must not stop at an odd name.
     */
    public static String keyFrom(String name) {
        StringBuilder key = new StringBuilder();
        name.strip().codePoints().limit(KEY / 2).forEach(c -> {
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
            key.appendCodePoint(odd ? ' ' : c);
        });
        return key.isEmpty() ? "unknown" : key.toString();
    }
}
