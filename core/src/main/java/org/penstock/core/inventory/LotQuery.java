package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Holds.HOLDS;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;

/** Looks lots, holds and where lots come from up. Reads only. */
public final class LotQuery {
    private final UUID site;

    public LotQuery(ChainId chain) {
        this.site = chain.id();
    }

    /** A lot by its id. */
    public Optional<Lot> find(DSLContext sql, UUID id) {
        return LotRows.lots(sql, site, LOTS.ID.eq(id), 1).stream().findFirst();
    }

    /** A lot by its number. */
    public Optional<Lot> find(DSLContext sql, String lotNo) {
        return LotRows.lots(sql, site, LOTS.LOT_NO.eq(lotNo), 1).stream().findFirst();
    }

    /** Lots by number. @param closed also those of which nothing is left */
    public List<Lot> list(DSLContext sql, boolean closed, int most) {
        return LotRows.lots(sql, site, closed ? LOTS.ID.isNotNull() : LOTS.CLOSED_AT.isNull(), most);
    }

    /** How much of a lot is at each location; only where something is. */
    public Map<UUID, BigDecimal> balance(DSLContext sql, UUID lot) {
        return LotRows.balance(sql, site, lot);
    }

    /** How much of each of {@code lots} is at each location; only where something is. */
    public Map<UUID, Map<UUID, BigDecimal>> balances(DSLContext sql, List<UUID> lots) {
        return LotRows.balances(sql, site, lots);
    }

    /** Every hold that is open, the oldest first. */
    public List<Hold> openHolds(DSLContext sql) {
        return LotRows.holds(sql, HOLDS.SITE_ID.eq(site).and(HOLDS.ENDED_AT.isNull()));
    }

    /** Holds that were ever placed on a lot itself. */
    public List<Hold> holdsOf(DSLContext sql, UUID lot) {
        return LotRows.holds(sql, HOLDS.SITE_ID.eq(site).and(HOLDS.LOT_ID.eq(lot)));
    }

    /** A hold by its id. */
    public Optional<Hold> hold(DSLContext sql, UUID id) {
        return LotRows.holds(sql, HOLDS.SITE_ID.eq(site).and(HOLDS.ID.eq(id))).stream()
                .findFirst();
    }

    /** Open holds that keep a lot: its own, and those that reach it from lots it came from. */
    public List<Hold> keeping(DSLContext sql, UUID lot) {
        return LotRows.keeping(sql, site, lot);
    }

    /**
     * A lot that came from another one.
     *
     * @param direct how much it got from that very lot, in that lot's unit; 0 = it came through others
     */
    public record Child(Lot lot, BigDecimal direct) {}

    /** What came from a lot and is still open, the nearest first: what a hold on it is offered for as well. */
    public List<Child> children(DSLContext sql, UUID lot) {
        Set<UUID> ids = Genealogy.descendants(sql, site, lot);
        Map<UUID, BigDecimal> given = Genealogy.given(sql, site, lot, ids);
        List<Child> children = new ArrayList<>();
        for (UUID id : ids) {
            find(sql, id)
                    .filter(l -> l.state() != LotState.CLOSED)
                    .ifPresent(l -> children.add(new Child(l, given.getOrDefault(id, BigDecimal.ZERO))));
        }
        return children;
    }

    /** Every lot that {@code lot} came from, the nearest first. */
    public List<Lot> parents(DSLContext sql, UUID lot) {
        return Genealogy.ancestors(sql, site, lot).stream()
                .map(id -> find(sql, id).orElseThrow())
                .toList();
    }

    /** The movement of a lot that was written down last. */
    public Optional<UUID> newestMovement(DSLContext sql, UUID lot) {
        return sql.select(INVENTORY_MOVEMENTS.ID)
                .from(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                .and(INVENTORY_MOVEMENTS.LOT_ID.eq(lot))
                .orderBy(INVENTORY_MOVEMENTS.RECORDED_AT.desc(), INVENTORY_MOVEMENTS.ID.desc())
                .limit(1)
                .fetchOptional(INVENTORY_MOVEMENTS.ID);
    }

    /**
     * What went where.
     *
     * @param from null where it came from outside, or stayed
     * @param to null where it went outside, or stayed
     */
    public record Move(@Nullable UUID from, @Nullable UUID to, BigDecimal quantity, Instant at) {}

    /** What happened to a lot, in the order in which it happened. */
    public List<Move> moves(DSLContext sql, UUID lot) {
        return sql.selectFrom(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                .and(INVENTORY_MOVEMENTS.LOT_ID.eq(lot))
                .orderBy(INVENTORY_MOVEMENTS.EVENT_AT, INVENTORY_MOVEMENTS.RECORDED_AT, INVENTORY_MOVEMENTS.ID)
                .fetch(r -> new Move(r.getFromId(), r.getToId(), r.getQuantity(), r.getEventAt()));
    }
}
