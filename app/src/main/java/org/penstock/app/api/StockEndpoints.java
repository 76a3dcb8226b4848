package org.penstock.app.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Stock;

/** Lots, what they are lots of, and the holds that keep them. */
final class StockEndpoints {
    static final String ITEMS = "/v1/items";
    static final String LOTS = "/v1/lots";
    static final String HOLDS = "/v1/holds";
    private static final int MOST = 10_000;
    private static final Set<String> KINDS = Set.of(
            "strain",
            "nutrient",
            "chemical",
            "feed",
            "ingredient",
            "product",
            "sku",
            "packaging",
            "breed",
            "culture",
            "media",
            "waste");

    private final ControlRoom room;
    private final String account;

    StockEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** An item to be made. */
    record NewItem(
            @Nullable String kind,
            @Nullable String code,
            @Nullable String name,
            @Nullable String unit) {}

    /** What is done to a lot; what a verb needs is asked of it. */
    record Deed(
            @Nullable String lot,
            @Nullable String itemKind,
            @Nullable String item,
            @Nullable String kind,
            @Nullable String origin,
            @Nullable Boolean judged,
            @Nullable Instant expires,
            @Nullable BigDecimal quantity,
            @Nullable String from,
            @Nullable String to,
            @Nullable String into,
            @Nullable BigDecimal found,
            @Nullable String at,
            @Nullable Boolean fit,
            @Nullable Instant happened,
            @Nullable String reason,
            @Nullable String key) {
        Stock.Told told() {
            return new Stock.Told(happened, Bodies.text(reason), Bodies.text(key));
        }

        BigDecimal much() {
            return Bodies.must(Bodies.number(quantity, "quantity"), "quantity");
        }
    }

    /** A hold to be placed. */
    record Holding(
            @Nullable List<String> lots,
            @Nullable String reason,
            @Nullable Boolean descendants,
            @Nullable String note) {}

    static boolean takes(String path) {
        return List.of(ITEMS, LOTS, HOLDS).stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
    }

    Object look(Asked asked) {
        Asker asker = asked.asker(account);
        String path = asked.path();
        Stock stock = room.stock();
        boolean get = asked.method().equals("GET");
        if (path.equals(LOTS) && get) {
            asked.only(Set.of("closed", "most"));
            return lots(stock, asker, asked);
        }
        asked.only(Set.of());
        if (get) {
            return switch (path) {
                case ITEMS ->
                    new StockDocuments.AllItems(
                            "penstock.items.1",
                            stock.items(asker).stream()
                                    .map(StockDocuments.Item::of)
                                    .toList());
                case HOLDS ->
                    new StockDocuments.Holds(
                            "penstock.holds.1",
                            stock.holds(asker).stream()
                                    .map(StockDocuments.OneHold::of)
                                    .toList());
                default -> lot(stock, asker, path);
            };
        }
        Endpoints.must(asked, "POST", Set.of());
        return switch (path) {
            case ITEMS -> item(stock, asker, Bodies.read(asked.body(), NewItem.class));
            case LOTS -> StockDocuments.Whole.of(receive(stock, asker, Bodies.read(asked.body(), Deed.class)));
            case HOLDS -> StockDocuments.Held.of(hold(stock, asker, Bodies.read(asked.body(), Holding.class)));
            default ->
                path.startsWith(HOLDS + "/")
                        ? release(stock, asker, path, Bodies.read(asked.body(), Bodies.Signing.class))
                        : StockDocuments.Whole.of(deed(stock, asker, path, Bodies.read(asked.body(), Deed.class)));
        };
    }

    private static StockDocuments.Lots lots(Stock stock, Asker asker, Asked asked) {
        int most = asked.most(1_000, MOST);
        List<Lot> found = stock.lots(asker, "true".equals(asked.query().get("closed")), most + 1);
        return new StockDocuments.Lots(
                "penstock.lots.1",
                found.size() > most,
                found.stream().limit(most).map(StockDocuments.Lot::of).toList());
    }

    private static StockDocuments.Whole lot(Stock stock, Asker asker, String path) {
        if (!path.startsWith(LOTS + "/")) {
            throw Bodies.unknown(path);
        }
        String lotNo = path.substring(LOTS.length() + 1);
        return StockDocuments.Whole.of(stock.lot(asker, lotNo)
                .orElseThrow(() -> new ApiProblem(
                        404, "unknown_lot", "There is no lot " + lotNo + ".", "GET " + LOTS + " lists them.")));
    }

    private static StockDocuments.OneItem item(Stock stock, Asker asker, NewItem i) {
        String kind = Bodies.must(i.kind(), "kind");
        if (!KINDS.contains(kind)) {
            throw Asked.wrong("kind is one of "
                    + String.join(", ", KINDS.stream().sorted().toList()) + ".");
        }
        String code = Bodies.must(i.code(), "code");
        String name = i.name() == null || i.name().isBlank() ? code : i.name();
        return new StockDocuments.OneItem(
                "penstock.item.1",
                StockDocuments.Item.of(stock.makeItem(asker, kind, code, name, Bodies.must(i.unit(), "unit"))));
    }

    private static Stock.Whole receive(Stock stock, Asker asker, Deed d) {
        return stock.receive(
                asker,
                new Stock.Receipt(
                        Bodies.must(d.lot(), "lot"),
                        Bodies.must(d.itemKind(), "item_kind"),
                        Bodies.must(d.item(), "item"),
                        word(LotKind.class, Bodies.must(d.kind(), "kind"), "kind"),
                        Bodies.text(d.origin()),
                        d.judged() == null || d.judged(),
                        d.expires()),
                d.much(),
                Bodies.must(d.to(), "to"),
                d.told());
    }

    private static Stock.Whole deed(Stock stock, Asker asker, String path, Deed d) {
        int slash = path.lastIndexOf('/');
        if (slash <= LOTS.length()) {
            throw Bodies.unknown(path);
        }
        String lot = path.substring(LOTS.length() + 1, slash);
        return switch (path.substring(slash + 1)) {
            case "move" -> stock.move(asker, lot, d.much(), d.from(), Bodies.must(d.to(), "to"), d.told());
            case "split" ->
                stock.split(
                        asker,
                        lot,
                        d.much(),
                        d.from(),
                        new Stock.Into(
                                Bodies.must(d.into(), "into"),
                                d.kind() == null ? null : word(LotKind.class, d.kind(), "kind"),
                                d.to()),
                        d.told());
            case "use" -> stock.use(asker, lot, d.much(), d.from(), d.into(), d.told());
            case "ship", "dispense", "waste", "reserve", "unreserve" ->
                stock.take(
                        asker,
                        word(Stock.Way.class, path.substring(slash + 1), "verb"),
                        lot,
                        d.much(),
                        d.from(),
                        d.told());
            case "merge" ->
                stock.merge(asker, lot, d.much(), d.from(), Bodies.must(d.into(), "into"), d.to(), d.told());
            case "reverse" -> stock.reverse(asker, lot, d.told());
            case "count" ->
                stock.count(asker, lot, Bodies.must(Bodies.number(d.found(), "found"), "found"), d.at(), d.told());
            case "judge" -> stock.judge(asker, lot, Bodies.must(d.fit(), "fit"), d.told());
            default -> throw Bodies.unknown(path);
        };
    }

    private static Stock.Placed hold(Stock stock, Asker asker, Holding h) {
        List<String> lots = Bodies.must(h.lots(), "lots");
        if (lots.isEmpty()) {
            throw Asked.wrong("lots names none.");
        }
        return stock.hold(
                asker,
                lots,
                word(HoldReason.class, Bodies.must(h.reason(), "reason"), "reason"),
                Boolean.TRUE.equals(h.descendants()),
                Bodies.text(h.note()));
    }

    private static SignoffDocuments.Single release(Stock stock, Asker asker, String path, Bodies.Signing s) {
        if (!path.endsWith("/release")) {
            throw Bodies.unknown(path);
        }
        UUID hold = hold(stock, asker, path.substring(HOLDS.length() + 1, path.length() - "/release".length()));
        String reason = Bodies.text(s.reason());
        return Boolean.TRUE.equals(s.alone())
                ? Bodies.signed(stock.releaseAlone(Bodies.session(asker), s.typed(), hold, reason))
                : Bodies.asked(stock.release(asker, hold, reason));
    }

    /** A hold by its id, or by its lot where that has only one. */
    private static UUID hold(Stock stock, Asker asker, String given) {
        List<Hold> found = stock.holds(asker).stream()
                .filter(h -> h.lotNo().equals(given) || h.id().toString().equals(given))
                .toList();
        if (found.size() == 1) {
            return found.getFirst().id();
        }
        throw new ApiProblem(
                404,
                "unknown_hold",
                found.isEmpty()
                        ? "There is no open hold " + given + "."
                        : "Lot " + given + " has " + found.size() + " holds; say which.",
                "GET " + HOLDS + " lists them.");
    }

    /** A word of a closed list. */
    static <E extends Enum<E>> E word(Class<E> type, String given, String field) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() -> Asked.wrong(field + " is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + "."));
    }
}
