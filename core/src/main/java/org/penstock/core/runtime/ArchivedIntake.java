package org.penstock.core.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.db.Database;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Projector;
import org.penstock.core.telemetry.ReadingStore;

/** What is in the database of readings that people bring. Thread-safe. */
final class ArchivedIntake implements IntakeRecord, HandIntake.HandRecord {
    private static final String WRITTEN = "reading.written";
    private static final int MOST_WRITTEN = 1_000;

    private final Database database;
    private final ChainId chain;
    private final ReadingStore store;
    private final Projector projector;
    private final Function<String, TreeMap<Instant, Double>> offsets;
    private final InstantSource wall;

    /** @param offsets what calibration added to a stream, by the time of the first reading it was added to */
    ArchivedIntake(
            Database database,
            ChainId chain,
            ReadingStore store,
            Projector projector,
            Function<String, TreeMap<Instant, Double>> offsets,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.store = store;
        this.projector = projector;
        this.offsets = offsets;
        this.wall = wall;
    }

    @Override
    public List<Known> known(StreamSpec stream, long from, long to, int most) {
        TreeMap<Instant, Double> added = offsets.apply(stream.key());
        return store.readings(stream.no(), from, to, most).stream()
                .map(r -> {
                    Map.Entry<Instant, Double> in = added.floorEntry(EngineClock.instant(r.eventMicros()));
                    return new Known(r.eventMicros(), in == null ? r.value() : r.value() - in.getValue());
                })
                .toList();
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
        return projector.awaitAll(millis);
    }

    @Override
    public void event(Provenance by, String kind, String subject, SortedMap<String, String> data) {
        long now = EngineClock.micros(wall.instant());
        database.transact(sql ->
                ActorEvents.append(sql, chain, List.of(new ActorEvents.ActorEvent(now, by, kind, subject, data))));
    }

    @Override
    public boolean has(String subject, String at) {
        return database
                .read(sql -> new EventQuery(WRITTEN, subject, Long.MAX_VALUE, MOST_WRITTEN).list(sql, chain))
                .stream()
                .anyMatch(e -> at.equals(e.data().get("at")));
    }

    @Override
    public void add(
            Provenance by,
            String subject,
            String picture,
            MediaFiles.@Nullable Stored photo,
            SortedMap<String, String> data) {
        Instant now = wall.instant();
        database.transact(sql -> {
            if (photo != null) {
                MediaRows media = new MediaRows(chain);
                MediaRows.Who who = new MediaRows.Who(
                        Actors.idOf(sql, chain.organizationId(), by.actor(), now), by.actor(), by.data());
                UUID id = media.stored(sql, photo, null, "", who, now);
                media.attach(sql, id, picture, "instrument", who, now);
            }
            return ActorEvents.append(
                    sql,
                    chain,
                    List.of(new ActorEvents.ActorEvent(EngineClock.micros(now), by, WRITTEN, subject, data)));
        });
    }
}
