package org.penstock.app.window.model.lots;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Shape.Column;
import org.penstock.app.window.model.register.Shape.Kind;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Lot;

/** The lots in a list. */
public final class LotList {
    /** Switch: only what is held. */
    public static final String HELD = "held";

    /** Switch: also what is closed. */
    public static final String CLOSED = "closed";

    private LotList() {}

    /** What never changes about the page. */
    public static Shape shape(Words words) {
        return new Shape(
                words.of("lots.title"),
                List.of(
                        new Column(words.of("lots.number"), 0.17, Kind.NAME),
                        new Column(words.of("lots.item"), 0.29, Kind.TEXT),
                        new Column(words.of("lots.quantity"), 0.15, Kind.NUMBER),
                        new Column(words.of("lots.place"), 0.17, Kind.TEXT),
                        new Column(words.of("lots.state"), 0.12, Kind.QUIET),
                        new Column(words.of("lots.held"), 0.10, Kind.NAME)),
                words.of("lots.letters"),
                List.of(
                        new Shape.Switch(HELD, words.of("lots.only-held")),
                        new Shape.Switch(CLOSED, words.of("lots.also-closed"))),
                words.of("lots.reading"),
                words.of("lots.choose"));
    }

    /**
     * @param lots as they were read
     * @param places where each lies, by key of location
     * @param placeName name of a location
     * @param more whether there are more than were read
     * @param chosen number of the lot that {@code entry} is
     * @param why why who sits here may not do something, "" when he may
     */
    public static Register of(
            List<Lot> lots,
            Map<UUID, SortedMap<String, BigDecimal>> places,
            UnaryOperator<String> placeName,
            String letters,
            Set<String> on,
            boolean more,
            String chosen,
            @Nullable Entry entry,
            Function<Permission, String> why,
            Pen pen) {
        List<RegisterRow> rows = new ArrayList<>();
        for (Lot lot : lots) {
            RegisterRow row = row(lot, places.get(lot.id()), placeName, pen);
            if ((lot.held() || !on.contains(HELD))
                    && Pen.says(letters, row.cells().toArray(String[]::new))) {
                rows.add(row);
            }
        }
        long held = lots.stream().filter(Lot::held).count();
        String summary = pen.of(
                more ? "lots.summary-more" : "lots.summary",
                Integer.toString(rows.size()),
                Integer.toString(lots.size()),
                Long.toString(held));
        return new Register(
                rows,
                summary,
                pen.of(lots.isEmpty() ? "lots.none" : "lots.none-fits"),
                chosen,
                entry,
                List.of(
                        LotDeed.RECEIVE.offer(why.apply(LotDeed.RECEIVE.permission()), pen),
                        LotDeed.NEW_ITEM.offer(why.apply(LotDeed.NEW_ITEM.permission()), pen)));
    }

    private static RegisterRow row(
            Lot lot, @Nullable SortedMap<String, BigDecimal> there, UnaryOperator<String> placeName, Pen pen) {
        return new RegisterRow(
                lot.lotNo(),
                List.of(
                        lot.lotNo(),
                        lot.item(),
                        pen.amount(lot.quantity(), lot.unit()),
                        place(there, placeName, pen),
                        state(lot, pen),
                        lot.held() ? pen.of("lots.is-held") : ""),
                lot.held() ? Mark.TRIPPED : Mark.NONE);
    }

    private static String place(
            @Nullable SortedMap<String, BigDecimal> there, UnaryOperator<String> placeName, Pen pen) {
        if (there == null || there.isEmpty()) {
            return pen.of("lots.nowhere");
        }
        String first = placeName.apply(there.firstKey());
        return there.size() == 1 ? first : pen.of("lots.place-more", first, Integer.toString(there.size() - 1));
    }

    /** Released, pending, or what closed it. */
    static String state(Lot lot, Pen pen) {
        return lot.closedAs() == null
                ? pen.word("lots.state.", lot.state().word())
                : pen.word("lots.closed.", lot.closedAs());
    }
}
