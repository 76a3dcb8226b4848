package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Items.ITEMS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Provenance;

/** What lots are lots of. */
public final class Items {
    private Items() {}

    /**
     * An item.
     *
     * @param kind strain, nutrient, chemical, feed, ingredient, product, sku, packaging, breed, culture, media or waste
     * @param code unique for its kind in the organization
     * @param unit code of the unit that every quantity of it is in: {@code kg}, {@code L}, {@code each}; never changes
     */
    public record Item(UUID id, String kind, String code, String name, String unit) {
        /** {@code nutrient/cal-mag}: what people write. */
        public String ref() {
            return kind + "/" + code;
        }
    }

    /** Makes an item. @throws LotRefused when the code is taken */
    public static Item make(
            DSLContext sql,
            ChainId chain,
            String kind,
            String code,
            String name,
            String unit,
            Provenance by,
            Instant now) {
        Act.fit("code", code, 80);
        Act.fit("name", name, 200);
        Act.fit("unit", unit, 20);
        if (find(sql, chain, kind, code).isPresent()) {
            throw new LotRefused(new LotRefusal.Taken("item", kind + " " + code));
        }
        Item item = new Item(UuidCreator.getTimeOrderedEpoch(), kind, code, name, unit);
        StockEvidence.adopt(sql, chain, now);
        sql.insertInto(ITEMS)
                .set(ITEMS.ID, item.id())
                .set(ITEMS.ORGANIZATION_ID, chain.organizationId())
                .set(ITEMS.KIND, kind)
                .set(ITEMS.CODE, code)
                .set(ITEMS.NAME, name)
                .set(ITEMS.UNIT, unit)
                .set(ITEMS.CREATED_AT, now.truncatedTo(ChronoUnit.MICROS))
                .execute();
        SortedMap<String, String> data = new TreeMap<>(by.data());
        data.put("kind", kind);
        data.put("code", code);
        data.put("name", name);
        data.put("unit", unit);
        data.putAll(
                Evidence.data(List.of(StockEvidence.row(sql, ITEMS, ITEMS.ID, item.id(), "item:" + item.id(), ""))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now),
                        by.actor(),
                        "item.made",
                        "item:" + item.id(),
                        data)));
        return item;
    }

    /** An item by what it is called. */
    public static Optional<Item> find(DSLContext sql, ChainId chain, String kind, String code) {
        return sql.selectFrom(ITEMS)
                .where(ITEMS.ORGANIZATION_ID.eq(chain.organizationId()))
                .and(ITEMS.KIND.eq(kind))
                .and(ITEMS.CODE.eq(code))
                .fetchOptional(r -> new Item(r.getId(), r.getKind(), r.getCode(), r.getName(), r.getUnit()));
    }

    /** Every item in use, by kind and code. */
    public static List<Item> list(DSLContext sql, ChainId chain) {
        return sql.selectFrom(ITEMS)
                .where(ITEMS.ORGANIZATION_ID.eq(chain.organizationId()))
                .and(ITEMS.ARCHIVED_AT.isNull())
                .orderBy(ITEMS.KIND, ITEMS.CODE)
                .fetch(r -> new Item(r.getId(), r.getKind(), r.getCode(), r.getName(), r.getUnit()));
    }
}
