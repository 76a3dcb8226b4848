package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.LotRelationships.LOT_RELATIONSHIPS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.consent.Approved;
import org.penstock.core.db.tables.tables.records.InventoryMovementsRecord;
import org.penstock.core.db.tables.tables.records.LotsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;

/**
 * One change of stuff, in one transaction: its movements, what becomes of its lots, and its events. The one place where a
 * movement is posted, and so the one where a held lot is refused.
 */
final class Ledger {
    private static final int DECIMALS = 6;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private final DSLContext sql;
    private final ChainId chain;
    private final Act act;
    private final @Nullable Approved destruction;
    private final UUID actor;
    private final List<ActorEvent> events = new ArrayList<>();
    private int posted;

    /** Begins the change: from here to the end of the transaction it is alone at its site. */
    Ledger(DSLContext sql, ChainId chain, Act act) {
        this(sql, chain, act, null);
    }

    /** @param destruction what lets held lots pass, and only into their destruction */
    Ledger(DSLContext sql, ChainId chain, Act act, @Nullable Approved destruction) {
        this.sql = sql;
        this.chain = chain;
        this.act = act;
        this.destruction = destruction;
        EventChain.append(sql, chain, List.of());
        StockEvidence.adopt(sql, chain, act.now());
        this.actor = Actors.idOf(sql, chain.organizationId(), act.by().actor(), act.now());
    }

    UUID site() {
        return chain.id();
    }

    UUID actor() {
        return actor;
    }

    Instant now() {
        return act.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** {@link #before(MovementType, UUID, BigDecimal)}, told of the same places. */
    Optional<InventoryMovementsRecord> before(
            MovementType type, UUID lot, BigDecimal quantity, @Nullable UUID from, @Nullable UUID to) {
        Optional<InventoryMovementsRecord> first = before(type, lot, quantity);
        first.ifPresent(m -> {
            if (!Objects.equals(m.getFromId(), from) || !Objects.equals(m.getToId(), to)) {
                throw new LotRefused(new LotRefusal.ToldOtherwise(act.sourceKey()));
            }
        });
        return first;
    }

    /** The movement that this deed began with when it was told before. @throws LotRefused when it was told otherwise */
    Optional<InventoryMovementsRecord> before(MovementType type, @Nullable UUID lot, @Nullable BigDecimal quantity) {
        Optional<InventoryMovementsRecord> first = sql.selectFrom(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site()))
                .and(INVENTORY_MOVEMENTS.SOURCE_KEY.eq(key(0)))
                .fetchOptional();
        first.ifPresent(m -> {
            boolean same = m.getMovementType().equals(type.word())
                    && (lot == null || m.getLotId().equals(lot))
                    && (quantity == null || m.getQuantity().compareTo(quantity) == 0);
            if (!same) {
                throw new LotRefused(new LotRefusal.ToldOtherwise(act.sourceKey()));
            }
        });
        return first;
    }

    /** Every movement of this deed, in order. */
    List<InventoryMovementsRecord> all() {
        List<InventoryMovementsRecord> all = new ArrayList<>();
        for (int i = 0; ; i++) {
            Optional<InventoryMovementsRecord> one = sql.selectFrom(INVENTORY_MOVEMENTS)
                    .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site()))
                    .and(INVENTORY_MOVEMENTS.SOURCE_KEY.eq(key(i)))
                    .fetchOptional();
            if (one.isEmpty()) {
                return all;
            }
            all.add(one.get());
        }
    }

    private String key(int i) {
        return i == 0 ? act.sourceKey() : act.sourceKey() + "#" + i;
    }

    LotsRecord lock(UUID lot) {
        return sql.selectFrom(LOTS)
                .where(LOTS.SITE_ID.eq(site()))
                .and(LOTS.ID.eq(lot))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new LotRefused(new LotRefusal.Unknown("lot", lot)));
    }

    /** @throws LotRefused when it is not a quantity that the table holds */
    static BigDecimal quantity(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.signum() <= 0 || plain.scale() > DECIMALS || plain.compareTo(MOST) >= 0) {
            throw new LotRefused(new LotRefusal.NoQuantity(value.toPlainString()));
        }
        return plain;
    }

    /** Refuses what a lot's state or a hold does not let happen. */
    private void demandFree(LotsRecord lot, MovementType wish, boolean reversal) {
        LotState state = LotState.of(lot.getState());
        if (state == LotState.CLOSED && !reversal) {
            throw new LotRefused(new LotRefusal.Closed(lot.getLotNo(), String.valueOf(lot.getClosedAs())));
        }
        if (destruction == null) {
            List<Hold> holds = LotRows.keeping(sql, site(), lot.getId());
            if (!holds.isEmpty()) {
                throw new LotRefused(new LotRefusal.Held(lot.getLotNo(), wish, holds));
            }
        }
        boolean unfit = wish.uses() && state == LotState.REJECTED || wish.handsOut() && state == LotState.PENDING;
        if (unfit && !reversal) {
            throw new LotRefused(new LotRefusal.NotReleased(lot.getLotNo(), wish, state));
        }
    }

    /** Posts a movement. @param from null = from outside; @param to null = gone */
    InventoryMovementsRecord post(
            MovementType type, LotsRecord lot, BigDecimal value, @Nullable UUID from, @Nullable UUID to) {
        return post(type, lot, value, from, to, null);
    }

    InventoryMovementsRecord post(
            MovementType type,
            LotsRecord lot,
            BigDecimal value,
            @Nullable UUID from,
            @Nullable UUID to,
            @Nullable UUID reverses) {
        BigDecimal quantity = quantity(value);
        demandFree(lot, type, reverses != null);
        if (from != null) {
            BigDecimal there = LotRows.balance(sql, site(), lot.getId()).getOrDefault(from, BigDecimal.ZERO);
            if (there.compareTo(quantity) < 0) {
                throw new LotRefused(
                        new LotRefusal.NotEnough(lot.getLotNo(), there, quantity, lot.getUnit(), "is there"));
            }
        }
        InventoryMovementsRecord row = sql.newRecord(INVENTORY_MOVEMENTS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setSiteId(site());
        row.setMovementType(type.word());
        row.setLotId(lot.getId());
        row.setQuantity(quantity);
        row.setUnit(lot.getUnit());
        row.setFromId(from);
        row.setToId(to);
        row.setReversesId(reverses);
        row.setSourceKey(key(posted++));
        row.setSignoffId(destruction == null ? null : destruction.id());
        row.setReason(act.reason());
        row.setActorId(actor);
        row.setEventAt(act.eventAt().truncatedTo(ChronoUnit.MICROS));
        row.setRecordedAt(now());
        row.setLate(act.late());
        row.insert();
        SortedMap<String, String> data = data(lot);
        data.put("movement", row.getId().toString());
        data.put("quantity", quantity.toPlainString());
        data.put("unit", lot.getUnit());
        data.put("source_key", row.getSourceKey());
        put(data, "from", from);
        put(data, "to", to);
        put(data, "reverses", reverses);
        put(data, "signoff", row.getSignoffId());
        event(
                "inventory." + type.word(),
                lot,
                data,
                row(INVENTORY_MOVEMENTS, INVENTORY_MOVEMENTS.ID, row.getId(), lot));
        return row;
    }

    /** Writes down that {@code child} got {@code quantity} of {@code parent}. */
    void relate(LotsRecord parent, LotsRecord child, String type, BigDecimal quantity, UUID movement) {
        if (parent.getId().equals(child.getId())
                || Genealogy.ancestors(sql, site(), parent.getId()).contains(child.getId())) {
            throw new LotRefused(new LotRefusal.Circle(parent.getLotNo(), child.getLotNo()));
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        sql.insertInto(LOT_RELATIONSHIPS)
                .set(LOT_RELATIONSHIPS.ID, id)
                .set(LOT_RELATIONSHIPS.SITE_ID, site())
                .set(LOT_RELATIONSHIPS.PARENT_ID, parent.getId())
                .set(LOT_RELATIONSHIPS.CHILD_ID, child.getId())
                .set(LOT_RELATIONSHIPS.RELATIONSHIP_TYPE, type)
                .set(LOT_RELATIONSHIPS.QUANTITY, quantity)
                .set(LOT_RELATIONSHIPS.MOVEMENT_ID, movement)
                .set(LOT_RELATIONSHIPS.CREATED_AT, now())
                .execute();
        SortedMap<String, String> data = data(child);
        data.put("parent", parent.getLotNo());
        data.put("type", type);
        data.put("quantity", quantity.toPlainString());
        data.put("unit", parent.getUnit());
        event("lot.related", child, data, row(LOT_RELATIONSHIPS, LOT_RELATIONSHIPS.ID, id, child));
    }

    /** Closes a lot of which nothing is left. */
    void closeIfEmpty(LotsRecord lot, String as) {
        if (LotRows.total(LotRows.balance(sql, site(), lot.getId())).signum() == 0) {
            lot.setClosedAs(as);
            lot.setClosedAt(now());
            state(lot, LotState.CLOSED);
        }
    }

    /** Changes what a lot is. */
    void state(LotsRecord lot, LotState state) {
        String old = lot.getState();
        lot.setState(state.word());
        lot.setVersion(lot.getVersion() + 1);
        lot.update();
        SortedMap<String, String> data = data(lot);
        data.put("old_state", old);
        data.put("state", lot.getState());
        if (lot.getClosedAs() != null) {
            data.put("closed_as", lot.getClosedAs());
        }
        event("lot.state_changed", lot, data);
    }

    SortedMap<String, String> data(LotsRecord lot) {
        SortedMap<String, String> data = new TreeMap<>(act.by().data());
        data.put("lot_no", lot.getLotNo());
        if (!act.reason().isEmpty()) {
            data.put("reason", act.reason());
        }
        if (act.late()) {
            data.put("event_at", act.eventAt().toString());
            data.put("late", "true");
        }
        return data;
    }

    private static void put(SortedMap<String, String> data, String name, @Nullable UUID value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }

    /** A row that the next event tells of. */
    <R extends Record> Evidence.Row row(Table<R> table, TableField<R, UUID> id, UUID value, LotsRecord lot) {
        return StockEvidence.row(sql, table, id, value, StockEvidence.lot(lot.getId()), "");
    }

    /** Tells what became of a lot. @param rows those that were made or changed beside the lot's own */
    void event(String kind, LotsRecord lot, SortedMap<String, String> data, Evidence.Row... rows) {
        List<Evidence.Row> all = new ArrayList<>(List.of(rows));
        all.add(row(LOTS, LOTS.ID, lot.getId(), lot));
        data.putAll(Evidence.data(all));
        events.add(new ActorEvent(
                ChronoUnit.MICROS.between(Instant.EPOCH, act.now()),
                act.by().actor(),
                kind,
                "lot:" + lot.getId(),
                data));
    }

    /** Appends the events: last. */
    void done() {
        ActorEvents.append(sql, chain, events);
        events.clear();
    }
}
