package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Holds.HOLDS;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Approved;
import org.penstock.core.db.tables.tables.records.InventoryMovementsRecord;
import org.penstock.core.db.tables.tables.records.LotsRecord;

/**
 * What is done with lots. Every method is one change in the transaction of {@code sql}; told twice with the same
 * {@link Act#sourceKey} it is done once and answers the same. Quantities are in the lot's unit.
 *
 * @see LotRefusal what throws {@link LotRefused}; the transaction must then roll back
 */
public final class Lots {
    private final ChainId chain;

    public Lots(ChainId chain) {
        this.chain = chain;
    }

    /** Makes a lot of what came in, or was harvested or made. @return its id */
    public UUID receive(DSLContext sql, LotSpec spec, BigDecimal quantity, UUID to, Act act) {
        return make(sql, MovementType.RECEIVE, spec, quantity, to, act);
    }

    /** Makes a lot of what a process made. {@link #use} says of what. @return its id */
    public UUID produce(DSLContext sql, LotSpec spec, BigDecimal quantity, UUID to, Act act) {
        return make(sql, MovementType.PROCESS_OUTPUT, spec, quantity, to, act);
    }

    private UUID make(DSLContext sql, MovementType type, LotSpec spec, BigDecimal quantity, UUID to, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        Optional<InventoryMovementsRecord> before = ledger.before(type, null, quantity);
        if (before.isPresent()) {
            UUID made = before.get().getLotId();
            if (!ledger.lock(made).getLotNo().equals(spec.lotNo())) {
                throw new LotRefused(new LotRefusal.ToldOtherwise(act.sourceKey()));
            }
            return made;
        }
        LotsRecord lot = insert(sql, ledger, spec);
        ledger.post(type, lot, quantity, null, to);
        ledger.done();
        return lot.getId();
    }

    private LotsRecord insert(DSLContext sql, Ledger ledger, LotSpec spec) {
        if (0 < sql.fetchCount(LOTS, LOTS.SITE_ID.eq(chain.id()).and(LOTS.LOT_NO.eq(spec.lotNo())))) {
            throw new LotRefused(new LotRefusal.Taken("lot", spec.lotNo()));
        }
        String unit = sql.select(ITEMS.UNIT)
                .from(ITEMS)
                .where(ITEMS.ORGANIZATION_ID.eq(chain.organizationId()))
                .and(ITEMS.ID.eq(spec.itemId()))
                .fetchOptional(ITEMS.UNIT)
                .orElseThrow(() -> new LotRefused(new LotRefusal.Unknown("item", spec.itemId())));
        LotsRecord lot = sql.newRecord(LOTS);
        lot.setId(UuidCreator.getTimeOrderedEpoch());
        lot.setOrganizationId(chain.organizationId());
        lot.setSiteId(chain.id());
        lot.setItemId(spec.itemId());
        lot.setUnit(unit);
        lot.setLotNo(spec.lotNo());
        lot.setKind(spec.kind().word());
        lot.setOrigin(spec.origin());
        lot.setState((spec.judged() ? LotState.RELEASED : LotState.PENDING).word());
        lot.setExpiresAt(spec.expiresAt() == null ? null : spec.expiresAt().truncatedTo(ChronoUnit.MICROS));
        lot.setCreatedBy(ledger.actor());
        lot.setCreatedAt(ledger.now());
        lot.setVersion(1);
        lot.insert();
        SortedMap<String, String> data = ledger.data(lot);
        data.put("item", spec.itemId().toString());
        data.put("kind", lot.getKind());
        data.put("origin", lot.getOrigin());
        data.put("state", lot.getState());
        ledger.event("lot.made", lot, data);
        return lot;
    }

    /** Moves some of a lot to another place. */
    public UUID move(DSLContext sql, UUID lot, BigDecimal quantity, UUID from, UUID to, Act act) {
        return one(sql, MovementType.TRANSFER, lot, quantity, from, to, null, act);
    }

    /** Sends some of a lot out of the house. */
    public UUID ship(DSLContext sql, UUID lot, BigDecimal quantity, UUID from, Act act) {
        return one(sql, MovementType.SHIP, lot, quantity, from, null, "shipped", act);
    }

    /** Hands some of a lot out to be applied: a nutrient, a feed, a chemical. */
    public UUID dispense(DSLContext sql, UUID lot, BigDecimal quantity, UUID from, Act act) {
        return one(sql, MovementType.DISPENSE, lot, quantity, from, null, "consumed", act);
    }

    /** Loses some of a lot in the ordinary course: no destruction, which takes signatures. */
    public UUID waste(DSLContext sql, UUID lot, BigDecimal quantity, UUID from, Act act) {
        demandReason(act, "waste");
        return one(sql, MovementType.WASTE, lot, quantity, from, null, "consumed", act);
    }

    /** Picks some of a lot for something; it stays where it is. */
    public UUID reserve(DSLContext sql, UUID lot, BigDecimal quantity, UUID at, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        LotsRecord row = ledger.lock(lot);
        BigDecimal free =
                LotRows.total(LotRows.balance(sql, chain.id(), lot)).subtract(LotRows.reserved(sql, chain.id(), lot));
        if (ledger.before(MovementType.RESERVE, lot, quantity).isEmpty() && free.compareTo(quantity) < 0) {
            throw new LotRefused(
                    new LotRefusal.NotEnough(row.getLotNo(), free, quantity, row.getUnit(), "is free to be picked"));
        }
        return one(sql, MovementType.RESERVE, lot, quantity, at, at, null, act);
    }

    /** Puts back what was picked. */
    public UUID unreserve(DSLContext sql, UUID lot, BigDecimal quantity, UUID at, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        LotsRecord row = ledger.lock(lot);
        BigDecimal picked = LotRows.reserved(sql, chain.id(), lot);
        if (ledger.before(MovementType.UNRESERVE, lot, quantity).isEmpty() && picked.compareTo(quantity) < 0) {
            throw new LotRefused(
                    new LotRefusal.NotEnough(row.getLotNo(), picked, quantity, row.getUnit(), "is picked"));
        }
        return one(sql, MovementType.UNRESERVE, lot, quantity, at, at, null, act);
    }

    private UUID one(
            DSLContext sql,
            MovementType type,
            UUID lot,
            BigDecimal quantity,
            UUID from,
            @Nullable UUID to,
            @Nullable String emptyIs,
            Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        Optional<InventoryMovementsRecord> before = ledger.before(type, lot, quantity, from, to);
        if (before.isPresent()) {
            return before.get().getId();
        }
        LotsRecord row = ledger.lock(lot);
        UUID id = ledger.post(type, row, quantity, from, to).getId();
        if (emptyIs != null) {
            ledger.closeIfEmpty(row, emptyIs);
        }
        ledger.done();
        return id;
    }

    /**
     * Says what was found at a place. What it differs by from the sum of the movements becomes a movement of its own.
     *
     * @return the difference: positive = there was more
     */
    public BigDecimal count(DSLContext sql, UUID lot, UUID at, BigDecimal found, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        Optional<InventoryMovementsRecord> before = ledger.before(MovementType.CYCLE_COUNT, lot, null);
        if (before.isPresent()) {
            InventoryMovementsRecord m = before.get();
            return m.getToId() == null ? m.getQuantity().negate() : m.getQuantity();
        }
        LotsRecord row = ledger.lock(lot);
        BigDecimal there = LotRows.balance(sql, chain.id(), lot).getOrDefault(at, BigDecimal.ZERO);
        BigDecimal difference = found.subtract(there);
        if (difference.signum() != 0) {
            demandReason(act, "a difference");
            ledger.post(
                    MovementType.CYCLE_COUNT,
                    row,
                    difference.abs(),
                    difference.signum() < 0 ? at : null,
                    difference.signum() < 0 ? null : at);
            ledger.closeIfEmpty(row, "consumed");
            ledger.done();
        }
        return difference;
    }

    /**
     * A part that is split off.
     *
     * @param lotNo number of the lot that it becomes
     */
    public record Part(String lotNo, LotKind kind, BigDecimal quantity, UUID to) {}

    /** Splits parts off a lot: what leaves it is the sum of what they get. @return ids of the parts, in order */
    public List<UUID> split(DSLContext sql, UUID lot, UUID from, List<Part> parts, Act act) {
        BigDecimal sum = parts.stream().map(Part::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        Ledger ledger = new Ledger(sql, chain, act);
        if (ledger.before(MovementType.SPLIT, lot, sum).isPresent()) {
            return ledger.all().stream()
                    .skip(1)
                    .map(InventoryMovementsRecord::getLotId)
                    .toList();
        }
        LotsRecord parent = ledger.lock(lot);
        UUID out = ledger.post(MovementType.SPLIT, parent, sum, from, null).getId();
        List<UUID> children = new ArrayList<>();
        for (Part part : parts) {
            LotsRecord child = insert(
                    sql,
                    ledger,
                    new LotSpec(
                            parent.getItemId(),
                            part.lotNo(),
                            part.kind(),
                            "split from " + parent.getLotNo(),
                            parent.getState().equals(LotState.RELEASED.word()),
                            parent.getExpiresAt()));
            if (parent.getState().equals(LotState.REJECTED.word())) {
                ledger.state(child, LotState.REJECTED);
            }
            ledger.relate(parent, child, "split", part.quantity(), out);
            ledger.post(MovementType.SPLIT, child, part.quantity(), null, part.to());
            children.add(child.getId());
        }
        ledger.closeIfEmpty(parent, "consumed");
        ledger.done();
        return children;
    }

    /** Puts some of a lot into another lot of the same item. */
    public UUID merge(DSLContext sql, UUID source, BigDecimal quantity, UUID from, UUID into, UUID to, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        Optional<InventoryMovementsRecord> before = ledger.before(MovementType.MERGE, source, quantity);
        if (before.isPresent()) {
            return before.get().getId();
        }
        LotsRecord parent = ledger.lock(source);
        LotsRecord child = ledger.lock(into);
        if (!parent.getItemId().equals(child.getItemId())) {
            throw new LotRefused(new LotRefusal.OtherItem(parent.getLotNo(), child.getLotNo()));
        }
        UUID out = ledger.post(MovementType.MERGE, parent, quantity, from, null).getId();
        ledger.relate(parent, child, "merge", quantity, out);
        ledger.post(MovementType.MERGE, child, quantity, null, to);
        ledger.closeIfEmpty(parent, "merged");
        ledger.done();
        return out;
    }

    /** Uses some of a lot up. @param into the lot that it becomes part of, null when it becomes none */
    public UUID use(DSLContext sql, UUID lot, BigDecimal quantity, UUID from, @Nullable UUID into, Act act) {
        Ledger ledger = new Ledger(sql, chain, act);
        Optional<InventoryMovementsRecord> before = ledger.before(MovementType.PROCESS_INPUT, lot, quantity);
        if (before.isPresent()) {
            return before.get().getId();
        }
        LotsRecord parent = ledger.lock(lot);
        UUID out = ledger.post(MovementType.PROCESS_INPUT, parent, quantity, from, null)
                .getId();
        if (into != null) {
            ledger.relate(parent, ledger.lock(into), "consume", quantity, out);
        }
        ledger.closeIfEmpty(parent, "consumed");
        ledger.done();
        return out;
    }

    /** Takes a movement back by its opposite; a lot that it had emptied is open again. @return id of the opposite */
    public UUID reverse(DSLContext sql, UUID movement, Act act) {
        demandReason(act, "a reversal");
        Ledger ledger = new Ledger(sql, chain, act);
        InventoryMovementsRecord was = sql.selectFrom(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(chain.id()))
                .and(INVENTORY_MOVEMENTS.ID.eq(movement))
                .fetchOptional()
                .orElseThrow(() -> new LotRefused(new LotRefusal.Unknown("movement", movement)));
        MovementType type = MovementType.of(was.getMovementType());
        Optional<InventoryMovementsRecord> before = ledger.before(type, was.getLotId(), was.getQuantity());
        if (before.isPresent()) {
            return before.get().getId();
        }
        if (!type.reversible()) {
            throw new LotRefused(new LotRefusal.Final(type, "other lots or signatures hang on it"));
        }
        if (was.getReversesId() != null
                || 0 < sql.fetchCount(INVENTORY_MOVEMENTS, INVENTORY_MOVEMENTS.REVERSES_ID.eq(movement))) {
            throw new LotRefused(new LotRefusal.Final(type, "it is a reversal, or was reversed already"));
        }
        LotsRecord lot = ledger.lock(was.getLotId());
        if ("destroyed".equals(lot.getClosedAs()) || "merged".equals(lot.getClosedAs())) {
            throw new LotRefused(new LotRefusal.Closed(lot.getLotNo(), lot.getClosedAs()));
        }
        UUID id = ledger.post(type, lot, was.getQuantity(), was.getToId(), was.getFromId(), movement)
                .getId();
        if (lot.getClosedAs() != null) {
            lot.setClosedAs(null);
            lot.setClosedAt(null);
            ledger.state(lot, LotState.RELEASED);
        }
        ledger.done();
        return id;
    }

    /** Judges a lot. A held one can be judged: that opens no hold. */
    public void judge(DSLContext sql, UUID lot, boolean fit, Act act) {
        demandReason(act, "a judgement");
        Ledger ledger = new Ledger(sql, chain, act);
        LotsRecord row = ledger.lock(lot);
        LotState state = LotState.of(row.getState());
        if (state == LotState.CLOSED) {
            throw new LotRefused(new LotRefusal.Closed(row.getLotNo(), String.valueOf(row.getClosedAs())));
        }
        LotState next = fit ? LotState.RELEASED : LotState.REJECTED;
        if (state != next) {
            ledger.state(row, next);
            ledger.done();
            new Holds(chain).voidReleases(sql, lot, act.by(), act.now());
        }
    }

    /**
     * Destroys some of a lot, held or not, by what people have signed: the payload says {@code lot}, {@code quantity} and
     * {@code adjustment}. The adjustment comes first: what the scale showed beside the sum of the movements.
     *
     * @param at where it is
     * @return id of the movement
     */
    public UUID destroy(DSLContext sql, Approved approved, UUID at, Act act) {
        approved.demand(Action.DESTRUCTION);
        UUID lot = UUID.fromString(approved.signed("lot"));
        BigDecimal quantity = new BigDecimal(approved.signed("quantity"));
        BigDecimal adjustment = new BigDecimal(approved.signed("adjustment"));
        Ledger ledger = new Ledger(sql, chain, act, approved);
        LotsRecord row = ledger.lock(lot);
        if (adjustment.signum() != 0) {
            boolean less = adjustment.signum() < 0;
            ledger.post(MovementType.ADJUSTMENT, row, adjustment.abs(), less ? at : null, less ? null : at);
        }
        UUID id = ledger.post(MovementType.DESTRUCTION, row, quantity, at, null).getId();
        ledger.closeIfEmpty(row, "destroyed");
        if (row.getState().equals(LotState.CLOSED.word())) {
            Holds.endAll(sql, ledger, row, approved, HOLDS.LOT_ID.eq(lot), "destroyed");
        }
        ledger.done();
        return id;
    }

    private static void demandReason(Act act, String what) {
        if (act.reason().isBlank()) {
            throw new LotRefused(new LotRefusal.NoReason(what));
        }
    }
}
