package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.Actors.ACTORS;
import static org.penstock.core.db.tables.tables.Credentials.CREDENTIALS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Rows of what people prove themselves by. Only hashes come here. */
final class Credentials {
    private Credentials() {}

    /** What a credential is. */
    enum Kind {
        PASSWORD,
        PIN,
        BADGE,
        /** A code told once, to set the first password. */
        RECOVERY,
        API_KEY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A stored credential. @param secret its hash */
    record Stored(UUID id, UUID actor, String secret, Optional<Instant> expires) {}

    /** Puts a credential in place of the one of the same kind. */
    static void put(
            DSLContext sql,
            UUID organization,
            UUID actor,
            Kind kind,
            String hash,
            @Nullable String last4,
            @Nullable Instant expires,
            Instant at) {
        if (kind != Kind.API_KEY) {
            revoke(sql, actor, kind, at);
        }
        sql.insertInto(CREDENTIALS)
                .set(CREDENTIALS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(CREDENTIALS.ORGANIZATION_ID, organization)
                .set(CREDENTIALS.ACTOR_ID, actor)
                .set(CREDENTIALS.KIND, kind.word())
                .set(CREDENTIALS.SECRET, hash)
                .set(CREDENTIALS.LAST4, last4)
                .set(CREDENTIALS.CREATED_AT, at)
                .set(CREDENTIALS.EXPIRES_AT, expires)
                .set(CREDENTIALS.SEAL, UUID.randomUUID().toString())
                .execute();
    }

    /** @return whether there was one */
    static boolean revoke(DSLContext sql, UUID actor, Kind kind, Instant at) {
        return sql.update(CREDENTIALS)
                        .set(CREDENTIALS.REVOKED_AT, at)
                        .where(CREDENTIALS.ACTOR_ID.eq(actor))
                        .and(CREDENTIALS.KIND.eq(kind.word()))
                        .and(CREDENTIALS.REVOKED_AT.isNull())
                        .execute()
                > 0;
    }

    static Optional<Stored> of(DSLContext sql, UUID actor, Kind kind) {
        return sql.selectFrom(CREDENTIALS)
                .where(CREDENTIALS.ACTOR_ID.eq(actor))
                .and(CREDENTIALS.KIND.eq(kind.word()))
                .and(CREDENTIALS.REVOKED_AT.isNull())
                .fetchOptional(r ->
                        new Stored(r.getId(), r.getActorId(), r.getSecret(), Optional.ofNullable(r.getExpiresAt())));
    }

    /** The one whose hash finds its owner: a badge or a key. */
    static Optional<Stored> byLookup(DSLContext sql, String hash) {
        return sql.selectFrom(CREDENTIALS)
                .where(CREDENTIALS.OPEN_LOOKUP.eq(hash))
                .fetchOptional(r ->
                        new Stored(r.getId(), r.getActorId(), r.getSecret(), Optional.ofNullable(r.getExpiresAt())));
    }

    /** Keys of machines in force, by their hash. */
    static Map<String, DeviceKey> keys(DSLContext sql, UUID organization) {
        Map<String, DeviceKey> keys = new HashMap<>();
        sql.select(CREDENTIALS.fields())
                .select(ACTORS.ACTOR_KEY)
                .from(CREDENTIALS)
                .join(ACTORS)
                .on(ACTORS.ID.eq(CREDENTIALS.ACTOR_ID))
                .where(CREDENTIALS.ORGANIZATION_ID.eq(organization))
                .and(CREDENTIALS.KIND.eq(Kind.API_KEY.word()))
                .and(CREDENTIALS.REVOKED_AT.isNull())
                .forEach(r -> keys.put(
                        r.get(CREDENTIALS.SECRET),
                        new DeviceKey(
                                r.get(CREDENTIALS.ID),
                                r.get(ACTORS.ACTOR_KEY),
                                Objects.requireNonNullElse(r.get(CREDENTIALS.LAST4), ""),
                                r.get(CREDENTIALS.CREATED_AT))));
        return Map.copyOf(keys);
    }

    /** Gives a seal to rows that were made before there were seals. */
    static void seal(DSLContext sql, UUID organization) {
        sql.select(CREDENTIALS.ID)
                .from(CREDENTIALS)
                .where(CREDENTIALS.ORGANIZATION_ID.eq(organization))
                .and(CREDENTIALS.SEAL.isNull())
                .fetch(CREDENTIALS.ID)
                .forEach(id -> sql.update(CREDENTIALS)
                        .set(CREDENTIALS.SEAL, UUID.randomUUID().toString())
                        .where(CREDENTIALS.ID.eq(id))
                        .execute());
    }

    /** Puts a hash in place of a cheaper one of the same secret. */
    static void rehash(DSLContext sql, UUID credential, String hash) {
        sql.update(CREDENTIALS)
                .set(CREDENTIALS.SECRET, hash)
                .where(CREDENTIALS.ID.eq(credential))
                .and(CREDENTIALS.REVOKED_AT.isNull())
                .execute();
    }
}
