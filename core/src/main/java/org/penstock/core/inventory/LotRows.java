package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Holds.HOLDS;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penstock.core.db.tables.tables.records.HoldsRecord;
import org.penstock.core.identity.Actors;

/** Reads lots and what is known of them. */
final class LotRows {
    private static final int BATCH = 500;

    private LotRows() {}

    /** What there is of a lot, by location. Only where something is. */
    static Map<UUID, BigDecimal> balance(DSLContext sql, UUID site, UUID lot) {
        Map<UUID, BigDecimal> there = new TreeMap<>();
        sql.select(INVENTORY_MOVEMENTS.FROM_ID, INVENTORY_MOVEMENTS.TO_ID, INVENTORY_MOVEMENTS.QUANTITY)
                .from(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                .and(INVENTORY_MOVEMENTS.LOT_ID.eq(lot))
                .forEach(m -> {
                    if (m.value1() != null) {
                        there.merge(m.value1(), m.value3().negate(), BigDecimal::add);
                    }
                    if (m.value2() != null) {
                        there.merge(m.value2(), m.value3(), BigDecimal::add);
                    }
                });
        there.values().removeIf(q -> q.signum() == 0);
        return there;
    }

    /** What there is of many lots, by location, added up by the database. Only where something is. */
    static Map<UUID, Map<UUID, BigDecimal>> balances(DSLContext sql, UUID site, List<UUID> lots) {
        Map<UUID, Map<UUID, BigDecimal>> there = new HashMap<>();
        for (int from = 0; from < lots.size(); from += BATCH) {
            sql.select(
                            INVENTORY_MOVEMENTS.LOT_ID,
                            INVENTORY_MOVEMENTS.FROM_ID,
                            INVENTORY_MOVEMENTS.TO_ID,
                            DSL.sum(INVENTORY_MOVEMENTS.QUANTITY))
                    .from(INVENTORY_MOVEMENTS)
                    .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                    .and(INVENTORY_MOVEMENTS.LOT_ID.in(lots.subList(from, Math.min(from + BATCH, lots.size()))))
                    .groupBy(INVENTORY_MOVEMENTS.LOT_ID, INVENTORY_MOVEMENTS.FROM_ID, INVENTORY_MOVEMENTS.TO_ID)
                    .forEach(m -> {
                        Map<UUID, BigDecimal> of = there.computeIfAbsent(m.value1(), _ -> new TreeMap<>());
                        if (m.value2() != null) {
                            of.merge(m.value2(), m.value4().negate(), BigDecimal::add);
                        }
                        if (m.value3() != null) {
                            of.merge(m.value3(), m.value4(), BigDecimal::add);
                        }
                    });
        }
        there.values().forEach(of -> of.values().removeIf(q -> q.signum() == 0));
        return there;
    }

    static BigDecimal total(Map<UUID, BigDecimal> balance) {
        return balance.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How much of a lot is picked for something. */
    static BigDecimal reserved(DSLContext sql, UUID site, UUID lot) {
        return sql
                .select(INVENTORY_MOVEMENTS.MOVEMENT_TYPE, INVENTORY_MOVEMENTS.QUANTITY)
                .from(INVENTORY_MOVEMENTS)
                .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                .and(INVENTORY_MOVEMENTS.LOT_ID.eq(lot))
                .and(INVENTORY_MOVEMENTS.MOVEMENT_TYPE.in(MovementType.RESERVE.word(), MovementType.UNRESERVE.word()))
                .stream()
                .map(m -> m.value1().equals(MovementType.RESERVE.word())
                        ? m.value2()
                        : m.value2().negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Open holds that keep a lot: its own, and those of lots it came from that reach further. */
    static List<Hold> keeping(DSLContext sql, UUID site, UUID lot) {
        List<Hold> keeping = new ArrayList<>(
                holds(sql, HOLDS.SITE_ID.eq(site).and(HOLDS.LOT_ID.eq(lot)).and(HOLDS.ENDED_AT.isNull())));
        Set<UUID> ancestors = Genealogy.ancestors(sql, site, lot);
        if (!ancestors.isEmpty()) {
            // By what is held, not by who came from where: few lots are held, and ancestors may be many.
            holds(sql, HOLDS.SITE_ID.eq(site).and(HOLDS.ENDED_AT.isNull()).and(HOLDS.REACH.eq("descendants"))).stream()
                    .filter(h -> ancestors.contains(h.lotId()))
                    .forEach(keeping::add);
        }
        return keeping;
    }

    static List<Hold> holds(DSLContext sql, Condition wanted) {
        var rows = sql.select(HOLDS.fields())
                .select(LOTS.LOT_NO)
                .from(HOLDS)
                .join(LOTS)
                .on(LOTS.ID.eq(HOLDS.LOT_ID))
                .where(wanted)
                .orderBy(HOLDS.PLACED_AT, HOLDS.ID)
                .fetch();
        Set<UUID> placers =
                rows.stream().map(r -> r.get(HOLDS.PLACED_BY)).collect(Collectors.toCollection(HashSet::new));
        Map<UUID, String> keys = Actors.keysOf(sql, placers);
        return rows.map(r -> {
            HoldsRecord h = r.into(HOLDS);
            return new Hold(
                    h.getId(),
                    h.getLotId(),
                    r.get(LOTS.LOT_NO),
                    HoldReason.of(h.getReason()),
                    h.getReach().equals("descendants"),
                    h.getNote(),
                    String.valueOf(keys.get(h.getPlacedBy())),
                    h.getPlacedAt(),
                    h.getEndedAt(),
                    h.getEndedAs(),
                    h.getEndedSignoffId());
        });
    }

    static List<Lot> lots(DSLContext sql, UUID site, Condition wanted, int most) {
        var rows = sql.select(LOTS.fields())
                .select(ITEMS.NAME)
                .from(LOTS)
                .join(ITEMS)
                .on(ITEMS.ID.eq(LOTS.ITEM_ID))
                .where(LOTS.SITE_ID.eq(site))
                .and(wanted)
                .orderBy(LOTS.LOT_NO)
                .limit(most)
                .fetch();
        Map<UUID, Sum> sums = sums(sql, site, rows.getValues(LOTS.ID));
        Set<UUID> held = held(sql, site);
        return rows.map(r -> new Lot(
                r.get(LOTS.ID),
                r.get(LOTS.LOT_NO),
                LotKind.of(r.get(LOTS.KIND)),
                r.get(LOTS.ITEM_ID),
                r.get(ITEMS.NAME),
                r.get(LOTS.UNIT),
                r.get(LOTS.ORIGIN),
                LotState.of(r.get(LOTS.STATE)),
                r.get(LOTS.CLOSED_AS),
                r.get(LOTS.EXPIRES_AT),
                r.get(LOTS.CREATED_AT),
                sums.getOrDefault(r.get(LOTS.ID), Sum.NONE).quantity(),
                sums.getOrDefault(r.get(LOTS.ID), Sum.NONE).reserved(),
                held.contains(r.get(LOTS.ID)),
                r.get(LOTS.VERSION)));
    }

    private record Sum(BigDecimal quantity, BigDecimal reserved) {
        static final Sum NONE = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(quantity.add(other.quantity), reserved.add(other.reserved));
        }
    }

    /** What there is of many lots, added up by the database. */
    private static Map<UUID, Sum> sums(DSLContext sql, UUID site, List<UUID> lots) {
        Map<UUID, Sum> sums = new HashMap<>();
        for (int from = 0; from < lots.size(); from += BATCH) {
            Field<Boolean> in = DSL.field(INVENTORY_MOVEMENTS.TO_ID.isNotNull());
            Field<Boolean> out = DSL.field(INVENTORY_MOVEMENTS.FROM_ID.isNotNull());
            sql.select(
                            INVENTORY_MOVEMENTS.LOT_ID,
                            INVENTORY_MOVEMENTS.MOVEMENT_TYPE,
                            in,
                            out,
                            DSL.sum(INVENTORY_MOVEMENTS.QUANTITY))
                    .from(INVENTORY_MOVEMENTS)
                    .where(INVENTORY_MOVEMENTS.SITE_ID.eq(site))
                    .and(INVENTORY_MOVEMENTS.LOT_ID.in(lots.subList(from, Math.min(from + BATCH, lots.size()))))
                    .groupBy(INVENTORY_MOVEMENTS.LOT_ID, INVENTORY_MOVEMENTS.MOVEMENT_TYPE, in, out)
                    .forEach(r -> {
                        boolean reserve = r.value2().equals(MovementType.RESERVE.word());
                        boolean unreserve = r.value2().equals(MovementType.UNRESERVE.word());
                        BigDecimal effect = r.value3().equals(r.value4())
                                ? BigDecimal.ZERO
                                : r.value3() ? r.value5() : r.value5().negate();
                        BigDecimal picked =
                                reserve ? r.value5() : unreserve ? r.value5().negate() : BigDecimal.ZERO;
                        sums.merge(r.value1(), new Sum(effect, picked), Sum::plus);
                    });
        }
        return sums;
    }

    /** Every lot of the site that a hold keeps. */
    private static Set<UUID> held(DSLContext sql, UUID site) {
        Set<UUID> held = new HashSet<>();
        sql.select(HOLDS.LOT_ID, HOLDS.REACH)
                .from(HOLDS)
                .where(HOLDS.SITE_ID.eq(site))
                .and(HOLDS.ENDED_AT.isNull())
                .forEach(h -> {
                    held.add(h.value1());
                    if (h.value2().equals("descendants")) {
                        held.addAll(Genealogy.descendants(sql, site, h.value1()));
                    }
                });
        return held;
    }
}
