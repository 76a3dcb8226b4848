package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Placements.PLACEMENTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

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
        wanted.forEach((subject, location) -> {
            Open now = open.remove(subject.id());
            if (now != null && now.location.equals(location)) {
                return;
            }
            if (now != null) {
                end(now);
            }
            begin(subject, location);
        });
        open.values().forEach(this::end);
    }

    /** Never before its beginning: the clock of the workstation may have been set back since. */
    private void end(Open open) {
        sql.update(PLACEMENTS)
                .set(PLACEMENTS.ENDED_AT, open.since.isAfter(at) ? open.since : at)
                .where(PLACEMENTS.ID.eq(open.id))
                .execute();
    }

    private void begin(Subject subject, UUID location) {
        Instant ended = sql.select(PLACEMENTS.ENDED_AT)
                .from(PLACEMENTS)
                .where(PLACEMENTS.SITE_ID.eq(siteId))
                .and(PLACEMENTS.SUBJECT_ID.eq(subject.id()))
                .and(PLACEMENTS.ENDED_AT.gt(at))
                .orderBy(PLACEMENTS.ENDED_AT.desc())
                .limit(1)
                .fetchOne(PLACEMENTS.ENDED_AT);
        sql.insertInto(PLACEMENTS)
                .set(PLACEMENTS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(PLACEMENTS.SITE_ID, siteId)
                .set(PLACEMENTS.SUBJECT_KIND, subject.kind())
                .set(PLACEMENTS.SUBJECT_ID, subject.id())
                .set(PLACEMENTS.LOCATION_ID, location)
                .set(PLACEMENTS.STARTED_AT, ended == null ? at : ended)
                .set(PLACEMENTS.CREATED_AT, at)
                .execute();
    }
}
