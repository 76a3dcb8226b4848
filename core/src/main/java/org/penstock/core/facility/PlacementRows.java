package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Placements.PLACEMENTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Brings {@code placements} in line with where a configuration says things are: what moved ends there and begins here. */
final class PlacementRows {
    private final DSLContext sql;
    private final UUID siteId;
    private final Instant at;

    PlacementRows(DSLContext sql, UUID siteId, Instant at) {
        this.sql = sql;
        this.siteId = siteId;
        this.at = at;
    }

    /** What is placed. @param kind equipment, device, stream or output; @param id of its row */
    record Subject(String kind, UUID id) {}

    private record Open(UUID id, UUID location, Instant since) {}

    /** Ends what is no longer so, begins what is new. @param wanted the location's id of everything that has one */
    void write(Map<Subject, UUID> wanted) {
        Map<UUID, Open> open = new HashMap<>();
        sql.select(PLACEMENTS.SUBJECT_ID, PLACEMENTS.ID, PLACEMENTS.LOCATION_ID, PLACEMENTS.STARTED_AT)
                .from(PLACEMENTS)
                .where(PLACEMENTS.SITE_ID.eq(siteId))
                .and(PLACEMENTS.ENDED_AT.isNull())
                .forEach(r -> open.put(r.value1(), new Open(r.value2(), r.value3(), r.value4())));
        Map<UUID, Instant> ended = endedLater();
        wanted.forEach((subject, location) -> {
            Open now = open.remove(subject.id());
            if (now != null && now.location.equals(location)) {
                return;
            }
            Instant begins = ended.getOrDefault(subject.id(), at);
            if (now != null) {
                begins = latest(begins, end(now));
            }
            begin(subject, location, begins);
        });
        open.values().forEach(this::end);
    }

    /** When the newest placement of each subject ended, where that is after now: the workstation's clock was set back since. */
    private Map<UUID, Instant> endedLater() {
        return sql.select(PLACEMENTS.SUBJECT_ID, DSL.max(PLACEMENTS.ENDED_AT))
                .from(PLACEMENTS)
                .where(PLACEMENTS.SITE_ID.eq(siteId))
                .and(PLACEMENTS.ENDED_AT.gt(at))
                .groupBy(PLACEMENTS.SUBJECT_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }

    /** @return when it ended: never before its beginning, for the same reason */
    private Instant end(Open open) {
        Instant end = latest(open.since, at);
        sql.update(PLACEMENTS)
                .set(PLACEMENTS.ENDED_AT, end)
                .where(PLACEMENTS.ID.eq(open.id))
                .execute();
        return end;
    }

    private void begin(Subject subject, UUID location, Instant begins) {
        sql.insertInto(PLACEMENTS)
                .set(PLACEMENTS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(PLACEMENTS.SITE_ID, siteId)
                .set(PLACEMENTS.SUBJECT_KIND, subject.kind())
                .set(PLACEMENTS.SUBJECT_ID, subject.id())
                .set(PLACEMENTS.LOCATION_ID, location)
                .set(PLACEMENTS.STARTED_AT, begins)
                .set(PLACEMENTS.CREATED_AT, at)
                .execute();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
