package org.penstock.app.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.runtime.Stock;

/** Documents about lots and holds; described in API.md. Quantities are exact numbers in the unit beside them. */
public final class StockDocuments {
    private StockDocuments() {}

    /** {@code penstock.items.1}. */
    public record AllItems(String schema, List<Item> items) {}

    /** {@code penstock.item.1}. */
    public record OneItem(String schema, Item item) {}

    /** An item. @param unit of every quantity of it */
    public record Item(String kind, String code, String name, String unit) {
        static Item of(Items.Item i) {
            return new Item(i.kind(), i.code(), i.name(), i.unit());
        }
    }

    /** {@code penstock.lots.1}. @param truncated whether there are more */
    public record Lots(String schema, boolean truncated, List<Lot> lots) {}

    /** A lot. @param closedAs null while it is open */
    public record Lot(
            String lot,
            String kind,
            String item,
            BigDecimal quantity,
            String unit,
            BigDecimal reserved,
            String state,
            boolean held,
            @Nullable String closedAs,
            String origin,
            @Nullable Instant expires,
            Instant made) {
        static Lot of(org.penstock.core.inventory.Lot l) {
            return new Lot(
                    l.lotNo(),
                    l.kind().word(),
                    l.item(),
                    exact(l.quantity()),
                    l.unit(),
                    exact(l.reserved()),
                    l.state().word(),
                    l.held(),
                    l.closedAs(),
                    l.origin(),
                    l.expiresAt(),
                    l.createdAt());
        }
    }

    /** {@code penstock.lot.1}. @param places quantity by key of location @param holds open ones that keep it */
    public record Whole(
            String schema,
            Lot lot,
            Map<String, BigDecimal> places,
            List<OneHold> holds,
            List<Child> children,
            List<String> parents) {
        static Whole of(Stock.Whole w) {
            Map<String, BigDecimal> places = new TreeMap<>();
            w.places().forEach((key, quantity) -> places.put(key, exact(quantity)));
            return new Whole(
                    "penstock.lot.1",
                    Lot.of(w.lot()),
                    places,
                    w.keeping().stream().map(OneHold::of).toList(),
                    w.children().stream().map(Child::of).toList(),
                    w.parents().stream()
                            .map(org.penstock.core.inventory.Lot::lotNo)
                            .toList());
        }
    }

    /** What came from a lot. @param direct how much of that very lot went into it, 0 = through others */
    public record Child(String lot, BigDecimal direct, boolean held) {
        static Child of(LotQuery.Child c) {
            return new Child(c.lot().lotNo(), exact(c.direct()), c.lot().held());
        }
    }

    /** {@code penstock.holds.1}. */
    public record Holds(String schema, List<OneHold> holds) {}

    /** A hold. @param lot that it was placed on @param descendants whether it also keeps what comes from that lot */
    public record OneHold(
            UUID id, String lot, String reason, boolean descendants, String note, String placedBy, Instant placed) {
        static OneHold of(Hold h) {
            return new OneHold(
                    h.id(), h.lotNo(), h.reason().word(), h.descendants(), h.note(), h.placedBy(), h.placedAt());
        }
    }

    /** {@code penstock.held.1}. @param offered lots that came from the held ones and are not held */
    public record Held(String schema, List<UUID> holds, List<String> offered) {
        static Held of(Stock.Placed p) {
            return new Held(
                    "penstock.held.1",
                    p.holds(),
                    p.offered().stream()
                            .map(org.penstock.core.inventory.Lot::lotNo)
                            .toList());
        }
    }

    /** Without zeros that say nothing, and never with an exponent. */
    static BigDecimal exact(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
