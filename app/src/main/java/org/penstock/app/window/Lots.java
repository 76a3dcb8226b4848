package org.penstock.app.window;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.lots.LotDeed;
import org.penstock.app.window.model.lots.LotEntry;
import org.penstock.app.window.model.lots.LotForms;
import org.penstock.app.window.model.lots.LotHistory;
import org.penstock.app.window.model.lots.LotList;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.view.Going;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Slot;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Stock;

/** The page of the lots and their holds. */
final class Lots extends RegisterPage {
    /** Lots read at once, by number; who looks for another one narrows nothing by letters that were not read. */
    private static final int MOST = 1_000;

    /** Lots that a search looks through. */
    private static final int FOUND = 5_000;

    /** Events shown of a lot. */
    private static final int EVENTS = 200;

    private volatile Stock.@Nullable Whole whole;
    /** What would be taken back of it, in words. */
    private volatile String newest = "";
    private volatile List<Items.Item> items = List.of();

    Lots(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Going going) {
        super(Kind.LOTS, LotList.shape(words), room, desk, options, words, screen, going);
    }

    /** Which lots a search finds, by number and item, also closed ones; none where whoever asks may not know. Blocks. */
    static List<FoundRow> found(ControlRoom room, Asker asker, Words words) {
        if (!room.persons().may(asker, Permission.LOT_READ)) {
            return List.of();
        }
        return room.stock().lots(asker, true, FOUND).stream()
                .map(l -> new FoundRow(
                        "lot:" + l.lotNo(),
                        FoundRow.Kind.LOT,
                        l.lotNo(),
                        words.of(FoundRow.Kind.LOT.wordKey()),
                        l.lotNo(),
                        l.held() ? words.of("find.of", l.item(), words.of("lots.is-held")) : l.item()))
                .toList();
    }

    @Override
    Told read(String chosen, Set<String> on, Asker asker, Pen pen) {
        String shut = why(asker, Permission.LOT_READ);
        if (!shut.isEmpty()) {
            whole = null;
            return (_, _) -> new Register(List.of(), "", shut, chosen, null, List.of());
        }
        Stock stock = room.stock();
        List<Lot> read = stock.lots(asker, on.contains(LotList.CLOSED), MOST + 1);
        boolean more = read.size() > MOST;
        List<Lot> lots = more ? read.subList(0, MOST) : read;
        Map<UUID, SortedMap<String, BigDecimal>> where =
                stock.places(asker, lots.stream().map(Lot::id).toList());
        items = stock.items(asker);
        Map<String, String> places = places();
        Stock.Whole one = chosen.isEmpty() ? null : stock.lot(asker, chosen).orElse(null);
        whole = one;
        if (one != null && lots.stream().noneMatch(l -> l.id().equals(one.lot().id()))) {
            // Found elsewhere: closed, or not among the first.
            lots = Stream.concat(lots.stream(), Stream.of(one.lot())).toList();
            where = new HashMap<>(where);
            where.put(one.lot().id(), one.places());
        }
        List<Lot> listed = lots;
        Map<UUID, SortedMap<String, BigDecimal>> lying = where;
        List<FacilityRecord.Event> events = one != null && room.persons().may(asker, Permission.RECORD_READ)
                ? room.record().events(FacilityRecord.Wanted.about("lot:" + one.lot().id(), EVENTS))
                : null;
        Map<String, String> byId = byId(places);
        newest = events == null ? "" : LotHistory.newest(events, id -> byId.getOrDefault(id, id), pen);
        Map<Permission, String> why = LotRights.of(p -> p == Permission.LOT_CHANGE ? whyAnywhere(asker, p) : why(asker, p));
        Entry entry = one == null
                ? null
                : LotEntry.of(
                        one,
                        events,
                        key -> places.getOrDefault(key, key),
                        id -> byId.getOrDefault(id, id),
                        p -> why.getOrDefault(p, ""),
                        pen);
        return (letters, now) -> LotList.of(
                listed,
                lying,
                key -> places.getOrDefault(key, key),
                letters,
                on,
                more,
                chosen,
                entry,
                p -> why.getOrDefault(p, ""),
                now);
    }

    /** Names of the places by key, in the order of the facility file. */
    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        for (LocationSpec place : room.snapshot().field().map().locations()) {
            places.put(place.key(), place.name());
        }
        return places;
    }

    private Map<String, String> byId(Map<String, String> places) {
        Map<String, String> byId = new LinkedHashMap<>();
        places.forEach((key, name) ->
                room.persons().scope(key).ifPresent(s -> byId.put(s.id().toString(), name)));
        return byId;
    }

    @Override
    public void press(String offer) {
        LotDeed deed = LotDeed.of(offer).orElseThrow();
        Stock.Whole one = whole;
        switch (deed) {
            case RECEIVE -> ask(LotForms.receive(items, places(), pen()));
            case NEW_ITEM -> ask(LotForms.newItem(pen()));
            case HOLD,
                    RELEASE,
                    MOVE,
                    SPLIT,
                    MERGE,
                    PICK,
                    PUT_BACK,
                    USE,
                    DISPENSE,
                    SHIP,
                    WASTE,
                    COUNT,
                    REVERSE,
                    JUDGE,
                    DESTROY -> {
                if (one != null && one.lot().lotNo().equals(chosen())) {
                    Map<String, String> places = places();
                    ask(LotForms.of(deed, one, newest, places, key -> places.getOrDefault(key, key), pen()));
                }
            }
        }
    }

    @Override
    Done does(Form form, Filled filled, Asker asker, Pen pen) {
        LotDeed deed = LotDeed.of(form.deed()).orElseThrow();
        Stock stock = room.stock();
        String lot = form.about();
        Stock.Told told = new Stock.Told(
                null, filled.text("reason"), form.id().toString());
        return switch (deed) {
            case RECEIVE -> receive(stock, filled, asker, told, pen);
            case NEW_ITEM -> {
                Items.Item item = stock.makeItem(
                        asker, filled.text("kind"), filled.text("code"), filled.text("name"), filled.text("unit"));
                yield new Done(pen.of("lots.item-made", item.name(), item.code()));
            }
            case HOLD -> hold(stock, lot, filled, asker, pen);
            case RELEASE -> release(stock, filled, asker, pen);
            case MOVE ->
                changed(
                        stock.move(
                                asker,
                                lot,
                                filled.demanded("quantity", words),
                                filled.orNull("from"),
                                filled.text("to"),
                                told),
                        pen);
            case SPLIT ->
                changed(
                        stock.split(
                                asker,
                                lot,
                                filled.demanded("quantity", words),
                                filled.orNull("from"),
                                new Stock.Into(filled.text("into"), kind(filled), filled.orNull("to")),
                                told),
                        pen);
            case USE ->
                changed(
                        stock.use(
                                asker,
                                lot,
                                filled.demanded("quantity", words),
                                filled.orNull("from"),
                                filled.orNull("into"),
                                told),
                        pen);
            case SHIP -> taken(stock, Stock.Way.SHIP, lot, filled, asker, told, pen);
            case DISPENSE -> taken(stock, Stock.Way.DISPENSE, lot, filled, asker, told, pen);
            case WASTE -> taken(stock, Stock.Way.WASTE, lot, filled, asker, told, pen);
            case PICK -> taken(stock, Stock.Way.RESERVE, lot, filled, asker, told, pen);
            case PUT_BACK -> taken(stock, Stock.Way.UNRESERVE, lot, filled, asker, told, pen);
            case MERGE ->
                changed(
                        stock.merge(
                                asker,
                                lot,
                                filled.demanded("quantity", words),
                                filled.orNull("from"),
                                filled.text("into"),
                                filled.orNull("to"),
                                told),
                        pen);
            case REVERSE -> changed(stock.reverse(asker, lot, told), pen);
            case COUNT ->
                changed(
                        stock.count(asker, lot, filled.demanded("found", words), filled.orNull("from"), told), pen);
            case JUDGE -> changed(stock.judge(asker, lot, filled.on("fit"), told), pen);
            case DESTROY -> {
                UUID id = stock.destroying()
                        .schedule(asker, lot, filled.text("jurisdiction"), filled.text("reason"))
                        .id();
                yield new Done(pen.of("destruction.is-scheduled", lot), id.toString(), PageAddress.of(Kind.DESTRUCTION));
            }
        };
    }

    private Done taken(
            Stock stock, Stock.Way way, String lot, Filled filled, Asker asker, Stock.Told told, Pen pen) {
        return changed(
                stock.take(asker, way, lot, filled.demanded("quantity", words), filled.orNull("from"), told), pen);
    }

    private static @Nullable LotKind kind(Filled filled) {
        String kind = filled.text("kind");
        return kind.isEmpty() ? null : LotKind.valueOf(kind);
    }

    private static Done changed(Stock.Whole after, Pen pen) {
        Lot lot = after.lot();
        return new Done(pen.of("lots.is-now", lot.lotNo(), pen.amount(lot.quantity(), lot.unit())), lot.lotNo(), null);
    }

    private Done receive(Stock stock, Filled filled, Asker asker, Stock.Told told, Pen pen) {
        String[] item = filled.text("item").split("/", 2);
        Instant expires =
                filled.moment("expires", room.snapshot().site().zone(), pen.now(), words);
        return changed(
                stock.receive(
                        asker,
                        new Stock.Receipt(
                                filled.text("lot"),
                                item[0],
                                item[1],
                                LotKind.valueOf(filled.text("kind")),
                                filled.text("origin"),
                                !filled.on("pending"),
                                expires),
                        filled.demanded("quantity", words),
                        filled.text("to"),
                        told),
                pen);
    }

    private Done hold(Stock stock, String lot, Filled filled, Asker asker, Pen pen) {
        List<String> lots = new ArrayList<>(List.of(lot));
        filled.texts().keySet().stream()
                .filter(key -> key.startsWith(LotForms.CHILD))
                .map(key -> key.substring(LotForms.CHILD.length()))
                .sorted()
                .forEach(lots::add);
        Stock.Placed placed = stock.hold(
                asker, lots, HoldReason.valueOf(filled.text("why")), filled.on("descendants"), filled.text("note"));
        String held = pen.of("lots.are-held", String.join(pen.of("register.comma"), lots));
        return new Done(
                placed.offered().isEmpty()
                        ? held
                        : pen.of(
                                "lots.not-held-children",
                                held,
                                placed.offered().stream()
                                        .map(Lot::lotNo)
                                        .collect(Collectors.joining(pen.of("register.comma")))));
    }

    private Done release(Stock stock, Filled filled, Asker asker, Pen pen) {
        UUID hold = UUID.fromString(filled.text("hold"));
        if (filled.on("alone")) {
            return new Done(Alone.of(asker, filled, words, (session, secret) -> stock.releaseAlone(
                    session, secret, hold, filled.text("reason"))));
        }
        return new Done(asked(stock.release(asker, hold, filled.text("reason")), pen));
    }

    /** What was asked for, and who must still sign. */
    static String asked(Signoff signoff, Pen pen) {
        return pen.of(
                "register.asked",
                signoff.summary(),
                signoff.open().stream().map(Slot::inWords).collect(Collectors.joining(pen.of("register.comma"))));
    }
}
