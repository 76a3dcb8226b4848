package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.DestructionEvents.DESTRUCTION_EVENTS;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.tables.tables.records.DestructionEventsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;

/** Reads destructions. */
final class DestructionRows {
    private DestructionRows() {}

    static List<Destruction> list(DSLContext sql, ChainId chain, Condition wanted, int most) {
        List<DestructionEventsRecord> rows = sql.selectFrom(DESTRUCTION_EVENTS)
                .where(DESTRUCTION_EVENTS.SITE_ID.eq(chain.id()))
                .and(wanted)
                .orderBy(DESTRUCTION_EVENTS.SCHEDULED_AT.desc(), DESTRUCTION_EVENTS.ID)
                .limit(most)
                .fetch();
        Set<UUID> actors = new HashSet<>();
        rows.forEach(r -> Stream.of(r.getScheduledBy(), r.getWeighedBy(), r.getRecordedBy())
                .filter(Objects::nonNull)
                .forEach(actors::add));
        Map<UUID, String> keys = Actors.keysOf(sql, actors);
        LotQuery lots = new LotQuery(chain);
        return rows.stream()
                .map(r -> view(
                        r, keys, lots.find(sql, r.getLotId()).map(Lot::lotNo).orElse("")))
                .toList();
    }

    private static Destruction view(DestructionEventsRecord r, Map<UUID, String> keys, String lotNo) {
        String method = r.getMethod();
        return new Destruction(
                r.getId(),
                r.getLotId(),
                lotNo,
                r.getUnit(),
                JurisdictionRule.read(r.getRule()),
                r.getReason(),
                String.valueOf(keys.get(r.getScheduledBy())),
                r.getScheduledAt(),
                r.getHoldUntil(),
                Destruction.State.of(r.getState()),
                r.getLocationId(),
                r.getWeight(),
                r.getWeightUnit(),
                key(keys, r.getWeighedBy()),
                r.getWeighedAt(),
                r.getQuantity(),
                r.getAdjustment(),
                r.getAdjustmentReason(),
                method == null ? null : JurisdictionRule.Method.of(method),
                r.getMaterial(),
                r.getMixedPercent(),
                r.getEventAt(),
                r.getRecordedAt(),
                key(keys, r.getRecordedBy()),
                r.getLate(),
                r.getLateReason(),
                r.getSignoffId(),
                r.getMovementId(),
                r.getEndedAt(),
                r.getEndReason(),
                r.getVersion());
    }

    private static @Nullable String key(Map<UUID, String> keys, @Nullable UUID actor) {
        return actor == null ? null : keys.get(actor);
    }
}
