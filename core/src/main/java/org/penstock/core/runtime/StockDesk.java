package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Signoff;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.inventory.Act;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Holds;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotRefusal;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.LotSpec;
import org.penstock.core.inventory.Lots;

/** Asks who may, finds what is named, and changes it in one transaction. Thread-safe. */
final class StockDesk implements Stock {
    private final Database database;
    private final ChainId chain;
    private final Lots lots;
    private final Holds holds;
    private final LotQuery query;
    private final PeopleDesk people;
    private final ConsentDesk consents;
    private final Named named;
    private final Destroying destroying;
    private final Recipes recipes;
    private final InstantSource wall;

    StockDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            ConsentDesk consents,
            Named named,
            Destroying destroying,
            Recipes recipes,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.lots = new Lots(chain);
        this.holds = new Holds(chain);
        this.query = new LotQuery(chain);
        this.people = people;
        this.consents = consents;
        this.named = named;
        this.destroying = destroying;
        this.recipes = recipes;
        this.wall = wall;
    }

    @Override
    public List<Items.Item> items(Asker asker) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(sql -> Items.list(sql, chain));
    }

    @Override
    public Items.Item makeItem(Asker asker, String kind, String code, String name, String unit) {
        Provenance by = people.admit(asker, Permission.LOT_CHANGE);
        return database.transact(sql -> Items.make(sql, chain, kind, code, name, unit, by, wall.instant()));
    }

    @Override
    public List<Lot> lots(Asker asker, boolean closed, int most) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(sql -> query.list(sql, closed, most));
    }

    @Override
    public Map<UUID, SortedMap<String, BigDecimal>> places(Asker asker, List<UUID> lots) {
        people.admit(asker, Permission.LOT_READ);
        Map<UUID, SortedMap<String, BigDecimal>> places = new HashMap<>();
        database.read(sql -> query.balances(sql, lots)).forEach((lot, there) -> {
            if (!there.isEmpty()) {
                places.put(lot, named.keyed(there));
            }
        });
        return places;
    }

    @Override
    public Optional<Whole> lot(Asker asker, String lotNo) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(sql -> query.find(sql, lotNo).map(lot -> whole(sql, lot.id())));
    }

    private Whole whole(DSLContext sql, UUID id) {
        return new Whole(
                query.find(sql, id).orElseThrow(),
                named.keyed(query.balance(sql, id)),
                query.keeping(sql, id),
                query.children(sql, id),
                query.parents(sql, id));
    }

    /** What is done to a lot, by whom. */
    private interface Deed {
        /** @return id of the lot that is shown then */
        UUID run(DSLContext sql, Act act);
    }

    /** Somebody must be allowed to do it at every place that is named; where none is, at the whole site. */
    private Whole change(Asker asker, Told told, Deed deed, @Nullable String... places) {
        List<String> keys = Stream.of(places).filter(p -> p != null).distinct().toList();
        Provenance by = people.admit(asker, Permission.LOT_CHANGE, keys.isEmpty() ? "" : keys.getFirst());
        keys.stream().skip(1).forEach(key -> people.admit(asker, Permission.LOT_CHANGE, key));
        Instant now = wall.instant();
        Act act = new Act(
                by,
                told.at() == null ? now : told.at(),
                now,
                told.reason(),
                told.key().isEmpty() ? UUID.randomUUID().toString() : told.key());
        return database.transact(sql -> whole(sql, deed.run(sql, act)));
    }

    @Override
    public Whole receive(Asker asker, Receipt r, BigDecimal quantity, String to, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Items.Item item = Items.find(sql, chain, r.itemKind(), r.itemCode())
                            .orElseThrow(() ->
                                    new LotRefused(new LotRefusal.NotNamed("item", r.itemKind() + "/" + r.itemCode())));
                    LotSpec spec = new LotSpec(item.id(), r.lotNo(), r.kind(), r.origin(), r.judged(), r.expiresAt());
                    return lots.receive(sql, spec, quantity, named.location(to), act);
                },
                to);
    }

    @Override
    public Whole move(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, String to, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    UUID there = named.location(to);
                    lots.move(sql, lot.id(), quantity, whence(sql, asker, lot, from), there, act);
                    return lot.id();
                },
                to,
                from);
    }

    /** Where nobody said from where, it is asked now whether he may there. */
    private UUID whence(DSLContext sql, Asker asker, Lot lot, @Nullable String from) {
        UUID id = named.whence(sql, lot, from);
        if (from == null) {
            people.admit(asker, Permission.LOT_CHANGE, named.key(id));
        }
        return id;
    }

    @Override
    public Whole split(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, Into into, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    UUID here = whence(sql, asker, lot, from);
                    Lots.Part part = new Lots.Part(
                            into.lotNo(),
                            into.kind() == null ? lot.kind() : into.kind(),
                            quantity,
                            into.to() == null ? here : named.location(into.to()));
                    return lots.split(sql, lot.id(), here, List.of(part), act).getFirst();
                },
                from,
                into.to());
    }

    @Override
    public Whole use(
            Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, @Nullable String into, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    UUID becomes = into == null ? null : named.lot(sql, into).id();
                    lots.use(sql, lot.id(), quantity, whence(sql, asker, lot, from), becomes, act);
                    return lot.id();
                },
                from);
    }

    @Override
    public Whole take(Asker asker, Way way, String lotNo, BigDecimal quantity, @Nullable String from, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    UUID here = whence(sql, asker, lot, from);
                    switch (way) {
                        case SHIP -> lots.ship(sql, lot.id(), quantity, here, act);
                        case DISPENSE -> lots.dispense(sql, lot.id(), quantity, here, act);
                        case WASTE -> lots.waste(sql, lot.id(), quantity, here, act);
                        case RESERVE -> lots.reserve(sql, lot.id(), quantity, here, act);
                        case UNRESERVE -> lots.unreserve(sql, lot.id(), quantity, here, act);
                    }
                    return lot.id();
                },
                from);
    }

    @Override
    public Whole merge(
            Asker asker,
            String lotNo,
            BigDecimal quantity,
            @Nullable String from,
            String into,
            @Nullable String to,
            Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    UUID other = named.lot(sql, into).id();
                    UUID here = whence(sql, asker, lot, from);
                    UUID there = to == null ? here : named.location(to);
                    lots.merge(sql, lot.id(), quantity, here, other, there, act);
                    return other;
                },
                from,
                to);
    }

    @Override
    public Whole reverse(Asker asker, String lotNo, Told told) {
        return change(asker, told, (sql, act) -> {
            Lot lot = named.lot(sql, lotNo);
            UUID newest = query.newestMovement(sql, lot.id())
                    .orElseThrow(() -> new LotRefused(new LotRefusal.NotNamed("movement of lot", lotNo)));
            lots.reverse(sql, newest, act);
            return lot.id();
        });
    }

    @Override
    public Whole count(Asker asker, String lotNo, BigDecimal found, @Nullable String at, Told told) {
        return change(
                asker,
                told,
                (sql, act) -> {
                    Lot lot = named.lot(sql, lotNo);
                    lots.count(sql, lot.id(), whence(sql, asker, lot, at), found, act);
                    return lot.id();
                },
                at);
    }

    @Override
    public Whole judge(Asker asker, String lotNo, boolean fit, Told told) {
        return change(asker, told, (sql, act) -> {
            Lot lot = named.lot(sql, lotNo);
            lots.judge(sql, lot.id(), fit, act);
            return lot.id();
        });
    }

    @Override
    public List<Hold> holds(Asker asker) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(query::openHolds);
    }

    @Override
    public Placed hold(Asker asker, List<String> lotNos, HoldReason reason, boolean descendants, String note) {
        Provenance by = people.admit(asker, Permission.HOLD_PLACE);
        return database.transact(sql -> {
            Set<UUID> wanted = new LinkedHashSet<>();
            lotNos.forEach(no -> wanted.add(named.lot(sql, no).id()));
            List<UUID> placed = holds.place(sql, List.copyOf(wanted), reason, descendants, note, by, wall.instant());
            Set<UUID> seen = new LinkedHashSet<>(wanted);
            List<Lot> offered = new ArrayList<>();
            for (UUID id : wanted) {
                query.children(sql, id).stream()
                        .map(LotQuery.Child::lot)
                        .filter(child -> !child.held() && seen.add(child.id()))
                        .forEach(offered::add);
            }
            return new Placed(placed, offered);
        });
    }

    @Override
    public Signoff release(Asker asker, UUID hold, String reason) {
        Provenance by = people.admit(asker, Permission.HOLD_RELEASE);
        return consents.request(by, sql -> holds.wish(sql, hold, false, reason));
    }

    @Override
    public Consents.Signed releaseAlone(Asker.Session asker, Secret secret, UUID hold, String reason) {
        people.admit(asker, Permission.HOLD_RELEASE);
        return consents.alone(asker, secret, sql -> holds.wish(sql, hold, true, reason));
    }

    @Override
    public Destroying destroying() {
        return destroying;
    }

    @Override
    public Recipes recipes() {
        return recipes;
    }
}
