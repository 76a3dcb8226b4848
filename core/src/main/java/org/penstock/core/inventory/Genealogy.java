package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.LotRelationships.LOT_RELATIONSHIPS;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.penstock.core.db.tables.tables.records.LotRelationshipsRecord;

/** Walks between lots: breadth first, by batches, without a limit of depth, and safe should there be a circle. */
final class Genealogy {
    private static final int BATCH = 500;

    private Genealogy() {}

    /** Every lot that {@code lot} came from, the nearest first; without itself. */
    static Set<UUID> ancestors(DSLContext sql, UUID site, UUID lot) {
        return walk(sql, site, lot, LOT_RELATIONSHIPS.CHILD_ID, LOT_RELATIONSHIPS.PARENT_ID);
    }

    /** Every lot that came from {@code lot}, the nearest first; without itself. */
    static Set<UUID> descendants(DSLContext sql, UUID site, UUID lot) {
        return walk(sql, site, lot, LOT_RELATIONSHIPS.PARENT_ID, LOT_RELATIONSHIPS.CHILD_ID);
    }

    private static Set<UUID> walk(
            DSLContext sql,
            UUID site,
            UUID start,
            TableField<LotRelationshipsRecord, UUID> from,
            TableField<LotRelationshipsRecord, UUID> to) {
        Set<UUID> seen = new LinkedHashSet<>();
        Set<UUID> all = new HashSet<>(Set.of(start));
        List<UUID> ring = List.of(start);
        while (!ring.isEmpty()) {
            List<UUID> next = new ArrayList<>();
            for (int i = 0; i < ring.size(); i += BATCH) {
                sql.selectDistinct(to)
                        .from(LOT_RELATIONSHIPS)
                        .where(LOT_RELATIONSHIPS.SITE_ID.eq(site))
                        .and(from.in(ring.subList(i, Math.min(i + BATCH, ring.size()))))
                        .orderBy(to)
                        .fetch(to)
                        .forEach(id -> {
                            if (all.add(id)) {
                                seen.add(id);
                                next.add(id);
                            }
                        });
            }
            ring = next;
        }
        return seen;
    }

    /** How much went directly from {@code parent} into each of {@code children}, in the parent's unit. */
    static Map<UUID, BigDecimal> given(DSLContext sql, UUID site, UUID parent, Collection<UUID> children) {
        Map<UUID, BigDecimal> given = new LinkedHashMap<>();
        sql.select(LOT_RELATIONSHIPS.CHILD_ID, LOT_RELATIONSHIPS.QUANTITY)
                .from(LOT_RELATIONSHIPS)
                .where(LOT_RELATIONSHIPS.SITE_ID.eq(site))
                .and(LOT_RELATIONSHIPS.PARENT_ID.eq(parent))
                .and(LOT_RELATIONSHIPS.CHILD_ID.in(children))
                .forEach(r -> given.merge(r.value1(), r.value2(), BigDecimal::add));
        return given;
    }
}
