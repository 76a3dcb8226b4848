package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Relationships.RELATIONSHIPS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.facility.RelationshipSpec.Point;

/** Brings {@code relationships} of a configuration into their rows: what is no longer so ends, nothing is deleted. */
final class RelationshipRows {
    private final DSLContext sql;
    private final UUID siteId;
    private final Instant at;

    RelationshipRows(DSLContext sql, UUID siteId, Instant at) {
        this.sql = sql;
        this.siteId = siteId;
        this.at = at;
    }

    private record Bond(UUID from, UUID to, String type) {}

    private record Open(UUID id, BigDecimal strength, Instant since) {}

    /** Ends what is no longer so, begins what is new. @param idOf the row of a thing at an end */
    void write(List<RelationshipSpec> wanted, Function<Point, UUID> idOf) {
        Map<Bond, Open> open = new HashMap<>();
        sql.selectFrom(RELATIONSHIPS)
                .where(RELATIONSHIPS.SITE_ID.eq(siteId))
                .and(RELATIONSHIPS.VALID_TO.isNull())
                .forEach(r -> open.put(
                        new Bond(r.getFromId(), r.getToId(), r.getRelationshipType()),
                        new Open(r.getId(), r.getStrength(), r.getValidFrom())));
        for (RelationshipSpec spec : wanted) {
            Bond bond = new Bond(
                    idOf.apply(spec.from()), idOf.apply(spec.to()), spec.type().word());
            Open now = open.remove(bond);
            if (now == null) {
                begin(spec, bond, spec.validFrom().orElse(at).truncatedTo(ChronoUnit.MICROS));
            } else if (now.strength.compareTo(spec.strength()) != 0) {
                begin(spec, bond, end(now));
            } else {
                spec.validFrom()
                        .filter(since -> !since.equals(now.since))
                        .ifPresent(since -> correct(now, bond, since));
            }
        }
        open.values().forEach(this::end);
    }

    /** Never before its beginning: that may lie ahead, or the clock was set back since. */
    private Instant end(Open open) {
        Instant end = open.since.isAfter(at) ? open.since : at;
        sql.update(RELATIONSHIPS)
                .set(RELATIONSHIPS.VALID_TO, end)
                .where(RELATIONSHIPS.ID.eq(open.id))
                .execute();
        return end;
    }

    private void begin(RelationshipSpec spec, Bond bond, Instant since) {
        sql.insertInto(RELATIONSHIPS)
                .set(RELATIONSHIPS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(RELATIONSHIPS.SITE_ID, siteId)
                .set(RELATIONSHIPS.FROM_KIND, spec.from().end().word())
                .set(RELATIONSHIPS.FROM_ID, bond.from)
                .set(RELATIONSHIPS.RELATIONSHIP_TYPE, bond.type)
                .set(RELATIONSHIPS.TO_KIND, spec.to().end().word())
                .set(RELATIONSHIPS.TO_ID, bond.to)
                .set(RELATIONSHIPS.STRENGTH, spec.strength())
                .set(RELATIONSHIPS.VALID_FROM, notBefore(bond, since))
                .set(RELATIONSHIPS.CREATED_AT, at)
                .execute();
    }

    /** The first day was written wrong and is written right now. */
    private void correct(Open open, Bond bond, Instant since) {
        sql.update(RELATIONSHIPS)
                .set(RELATIONSHIPS.VALID_FROM, notBefore(bond, since))
                .where(RELATIONSHIPS.ID.eq(open.id))
                .execute();
    }

    /** {@code since}, or the end of the time before where that is later: two times of one bond never overlap. */
    private Instant notBefore(Bond bond, Instant since) {
        Instant ended = sql.select(RELATIONSHIPS.VALID_TO)
                .from(RELATIONSHIPS)
                .where(RELATIONSHIPS.SITE_ID.eq(siteId))
                .and(RELATIONSHIPS.FROM_ID.eq(bond.from))
                .and(RELATIONSHIPS.TO_ID.eq(bond.to))
                .and(RELATIONSHIPS.RELATIONSHIP_TYPE.eq(bond.type))
                .and(RELATIONSHIPS.VALID_TO.gt(since))
                .orderBy(RELATIONSHIPS.VALID_TO.desc())
                .limit(1)
                .fetchOne(RELATIONSHIPS.VALID_TO);
        return ended == null ? since : ended;
    }
}
