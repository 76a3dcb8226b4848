package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.IngestCounters.INGEST_COUNTERS;
import static org.penstock.core.db.tables.tables.MessagesSeen.MESSAGES_SEEN;
import static org.penstock.core.db.tables.tables.ReadingConflicts.READING_CONFLICTS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.PendingBatch.CountKey;
import org.penstock.core.telemetry.PendingBatch.SeenMessage;

/** The rows beside the readings: counters, messages, conflicts. Inside the projector's transaction. */
final class IngestTables {
    private final UUID site;

    IngestTables(UUID site) {
        this.site = site;
    }

    /** Adds counts to their rows. */
    void count(DSLContext sql, SortedMap<CountKey, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        List<CountKey> keys = List.copyOf(counts.keySet());
        int[] known = sql.batch(
                        sql.update(INGEST_COUNTERS)
                                .set(INGEST_COUNTERS.N, INGEST_COUNTERS.N.plus((Long) null))
                                .where(INGEST_COUNTERS.SITE_ID.eq((UUID) null))
                                .and(INGEST_COUNTERS.LINK_KEY.eq((String) null))
                                .and(INGEST_COUNTERS.DEVICE_KEY.eq((String) null))
                                .and(INGEST_COUNTERS.HOUR_AT.eq((Instant) null))
                                .and(INGEST_COUNTERS.REASON.eq((String) null)),
                        rows(counts, keys))
                .execute();
        List<CountKey> missing = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == 0) {
                missing.add(keys.get(i));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        sql.batch(
                        sql.insertInto(
                                        INGEST_COUNTERS,
                                        INGEST_COUNTERS.N,
                                        INGEST_COUNTERS.SITE_ID,
                                        INGEST_COUNTERS.LINK_KEY,
                                        INGEST_COUNTERS.DEVICE_KEY,
                                        INGEST_COUNTERS.HOUR_AT,
                                        INGEST_COUNTERS.REASON)
                                .values((Long) null, (UUID) null, (String) null, (String) null, (Instant) null, (String)
                                        null),
                        rows(counts, missing))
                .execute();
    }

    private Object[][] rows(SortedMap<CountKey, Long> counts, List<CountKey> keys) {
        return keys.stream()
                .map(key -> new Object[] {
                    counts.getOrDefault(key, 0L),
                    site,
                    key.link(),
                    key.device(),
                    EngineClock.instant(key.hourMicros()),
                    key.reason()
                })
                .toArray(Object[][]::new);
    }

    /** The rows of an hour or later, by link, device, reason and hour. */
    Map<CountKey, Long> counts(DSLContext sql, Instant from) {
        Map<CountKey, Long> counts = new HashMap<>();
        sql.selectFrom(INGEST_COUNTERS)
                .where(INGEST_COUNTERS.SITE_ID.eq(site))
                .and(INGEST_COUNTERS.HOUR_AT.ge(from))
                .forEach(r -> counts.put(
                        new CountKey(
                                r.getLinkKey(), r.getDeviceKey(), r.getReason(), EngineClock.micros(r.getHourAt())),
                        r.getN()));
        return counts;
    }

    /** Remembers messages and deletes what expired before {@code wallMicros}. The first content of an identity stands. */
    void remember(DSLContext sql, List<SeenMessage> messages, long wallMicros) {
        sql.deleteFrom(MESSAGES_SEEN)
                .where(MESSAGES_SEEN.SITE_ID.eq(site))
                .and(MESSAGES_SEEN.EXPIRES_AT.lt(EngineClock.instant(wallMicros)))
                .execute();
        if (messages.isEmpty()) {
            return;
        }
        Object[][] rows = messages.stream()
                .map(m -> new Object[] {
                    site,
                    m.message().scope(),
                    m.message().id(),
                    m.message().contentHash(),
                    EngineClock.instant(m.expiresMicros())
                })
                .toArray(Object[][]::new);
        sql.batch(
                        sql.insertInto(
                                        MESSAGES_SEEN,
                                        MESSAGES_SEEN.SITE_ID,
                                        MESSAGES_SEEN.MESSAGE_SCOPE,
                                        MESSAGES_SEEN.MESSAGE_ID,
                                        MESSAGES_SEEN.CONTENT_HASH,
                                        MESSAGES_SEEN.EXPIRES_AT)
                                .values((UUID) null, (String) null, (String) null, (Long) null, (Instant) null)
                                .onConflictDoNothing(),
                        rows)
                .execute();
    }

    /** Up to {@code most} of the messages that expire last, oldest first. */
    List<SeenMessage> messages(DSLContext sql, int most) {
        return sql.selectFrom(MESSAGES_SEEN)
                .where(MESSAGES_SEEN.SITE_ID.eq(site))
                .orderBy(MESSAGES_SEEN.EXPIRES_AT.desc())
                .limit(most)
                .fetch(r -> new SeenMessage(
                        new Frame.MessageId(r.getMessageScope(), r.getMessageId(), r.getContentHash()),
                        EngineClock.micros(r.getExpiresAt())))
                .reversed();
    }

    /** Second values of a stream in a span (end exclusive, µs UTC), oldest first. */
    List<StoredReading> contradicted(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        return sql.selectFrom(READING_CONFLICTS)
                .where(READING_CONFLICTS.SITE_ID.eq(site))
                .and(READING_CONFLICTS.STREAM_NO.eq(stream))
                .and(READING_CONFLICTS.EVENT_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_CONFLICTS.EVENT_AT.lt(EngineClock.instant(toMicros)))
                .orderBy(READING_CONFLICTS.EVENT_AT, READING_CONFLICTS.FOUND_AT)
                .limit(most)
                .fetch(r -> new StoredReading(
                        EngineClock.micros(r.getEventAt()),
                        r.getSecondValue(),
                        QualityCode.of(r.getSecondQuality()),
                        0));
    }

    /** Keeps both values. @return false when this very conflict is known */
    boolean conflict(DSLContext sql, ReadingConflict c, long foundMicros) {
        long bits = Double.doubleToLongBits(c.secondValue());
        Instant event = EngineClock.instant(c.eventMicros());
        return sql.insertInto(READING_CONFLICTS)
                        .set(READING_CONFLICTS.SITE_ID, site)
                        .set(READING_CONFLICTS.STREAM_NO, c.stream())
                        .set(READING_CONFLICTS.EVENT_AT, event)
                        .set(READING_CONFLICTS.SECOND_BITS, bits)
                        .set(READING_CONFLICTS.SECOND_QUALITY, c.secondQuality())
                        .set(READING_CONFLICTS.FIRST_VALUE, c.firstValue())
                        .set(READING_CONFLICTS.FIRST_QUALITY, c.firstQuality())
                        .set(READING_CONFLICTS.SECOND_VALUE, c.secondValue())
                        .set(READING_CONFLICTS.FOUND_AT, EngineClock.instant(foundMicros))
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }
}
