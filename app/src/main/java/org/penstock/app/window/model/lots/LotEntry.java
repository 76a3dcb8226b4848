package org.penstock.app.window.model.lots;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotState;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.Stock;

/** One lot whole. */
public final class LotEntry {
    private LotEntry() {}

    /**
     * @param events what was done to it, newest first; null where who sits here may not read the record
     * @param placeName name of a location by its key
     * @param placeById name of a location by its id
     * @param why why who sits here may not do something, "" when he may
     */
    public static Entry of(
            Stock.Whole whole,
            @Nullable List<FacilityRecord.Event> events,
            UnaryOperator<String> placeName,
            UnaryOperator<String> placeById,
            Function<Permission, String> why,
            Pen pen) {
        Lot lot = whole.lot();
        return new Entry(
                pen.of("lots.entry", lot.lotNo(), lot.item()),
                sentence(whole, pen),
                List.of(
                        new Section(pen.of("lots.about"), about(whole, placeName, pen)),
                        new Section(
                                pen.of("lots.holds"),
                                whole.keeping().stream()
                                        .map(h -> hold(h, lot, pen))
                                        .toList(),
                                pen.of("lots.holds-none")),
                        new Section(pen.of("lots.parents"), parents(whole, pen), pen.of("lots.parents-none")),
                        new Section(pen.of("lots.children"), children(whole, pen), pen.of("lots.children-none")),
                        new Section(
                                pen.of("lots.history"),
                                events == null ? List.of() : LotHistory.of(events, placeById, pen),
                                events == null ? why.apply(Permission.RECORD_READ) : pen.of("lots.history-none"))),
                offers(whole, why, pen));
    }

    private static String sentence(Stock.Whole whole, Pen pen) {
        Lot lot = whole.lot();
        String much = pen.amount(lot.quantity(), lot.unit());
        if (!whole.keeping().isEmpty()) {
            return pen.of("lots.stands-held", much, LotList.state(lot, pen));
        }
        return pen.of("lots.stands", much, LotList.state(lot, pen));
    }

    private static List<Fact> about(Stock.Whole whole, UnaryOperator<String> placeName, Pen pen) {
        Lot lot = whole.lot();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(pen.of("lots.kind"), pen.word("lots.kind.", lot.kind().word())));
        whole.places()
                .forEach((place, much) -> facts.add(new Fact(placeName.apply(place), pen.amount(much, lot.unit()))));
        if (lot.reserved().signum() != 0) {
            facts.add(new Fact(pen.of("lots.reserved"), pen.amount(lot.reserved(), lot.unit())));
        }
        if (!lot.origin().isEmpty()) {
            facts.add(new Fact(pen.of("lots.origin"), lot.origin()));
        }
        facts.add(new Fact(pen.of("lots.since"), pen.moment(lot.createdAt())));
        if (lot.expiresAt() != null) {
            facts.add(new Fact(pen.of("lots.expires"), pen.moment(lot.expiresAt())));
        }
        return facts;
    }

    private static Fact hold(Hold h, Lot lot, Pen pen) {
        String by = pen.of("lots.hold-by", pen.name(h.placedBy()), pen.moment(h.placedAt()), h.note());
        String where = h.lotId().equals(lot.id()) ? by : pen.of("lots.hold-of", by, h.lotNo());
        return new Fact(
                pen.word("lots.reason.", h.reason().word()),
                h.descendants() ? pen.of("lots.hold-reach", where) : where);
    }

    private static List<Fact> parents(Stock.Whole whole, Pen pen) {
        return whole.parents().stream()
                .map(p -> new Fact(p.lotNo(), other(p, pen)))
                .toList();
    }

    private static List<Fact> children(Stock.Whole whole, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        for (LotQuery.Child c : whole.children()) {
            String text = other(c.lot(), pen);
            boolean direct = c.direct().compareTo(BigDecimal.ZERO) != 0;
            facts.add(new Fact(
                    c.lot().lotNo(),
                    direct
                            ? pen.of(
                                    "lots.child-got",
                                    text,
                                    pen.amount(c.direct(), whole.lot().unit()))
                            : pen.of("lots.child-through", text)));
        }
        return facts;
    }

    private static String other(Lot lot, Pen pen) {
        String much = pen.of("lots.other", pen.amount(lot.quantity(), lot.unit()), lot.item(), LotList.state(lot, pen));
        return lot.held() ? pen.of("lots.other-held", much) : much;
    }

    private static List<Offer> offers(Stock.Whole whole, Function<Permission, String> why, Pen pen) {
        List<Offer> offers = new ArrayList<>();
        for (LotDeed deed : LotDeed.values()) {
            if (!deed.begins()) {
                String may = why.apply(deed.permission());
                offers.add(deed.offer(may.isEmpty() ? now(deed, whole, pen) : may, pen));
            }
        }
        return offers;
    }

    /** Why a lot that stands so keeps from it what he may do. */
    private static String now(LotDeed deed, Stock.Whole whole, Pen pen) {
        Lot lot = whole.lot();
        if (deed == LotDeed.RELEASE) {
            return whole.keeping().isEmpty() ? pen.of("lots.not-held") : "";
        }
        boolean comesBack =
                deed == LotDeed.REVERSE && ("shipped".equals(lot.closedAs()) || "consumed".equals(lot.closedAs()));
        if (lot.state() == LotState.CLOSED && !comesBack) {
            return pen.of("lots.is-closed", LotList.state(lot, pen));
        }
        if (deed == LotDeed.PUT_BACK && lot.reserved().signum() == 0) {
            return pen.of("lots.nothing-picked");
        }
        return deed.moves() && !whole.keeping().isEmpty() ? pen.of("lots.keeps") : "";
    }
}
