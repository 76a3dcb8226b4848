package org.penstock.app.testsupport;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotRefusal;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.LotState;
import org.penstock.core.inventory.MovementType;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.Destroying;
import org.penstock.core.runtime.Recipes;
import org.penstock.core.runtime.Stock;

/** A store that a test fills. Rights are asked for and held lots stay where they are, as in the real one; nothing is kept. */
public final class FakeStock implements Stock {
    /** What was done, in order. */
    public final List<String> done = new ArrayList<>();
    /** Destructions of these lots. */
    public final FakeDestroying destroying;
    /** What things should be made of. */
    public final FakeRecipes recipes;

    private final List<Items.Item> items = new ArrayList<>();
    private final Map<String, Whole> lots = new LinkedHashMap<>();
    private final FakePersons persons;
    private final FakeConsents consents;
    private final InstantSource wall;

    public FakeStock(FakePersons persons, FakeConsents consents, InstantSource wall) {
        this.persons = persons;
        this.consents = consents;
        this.wall = wall;
        this.destroying = new FakeDestroying(this, persons, consents, wall);
        this.recipes = new FakeRecipes(this, persons, wall);
    }

    /** There is a lot. @param places how much of it lies where, by key of location */
    public synchronized FakeStock with(String lotNo, String item, String unit, Map<String, String> places) {
        SortedMap<String, BigDecimal> there = new TreeMap<>();
        places.forEach((place, much) -> there.put(place, new BigDecimal(much)));
        BigDecimal all = there.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        UUID id = new UUID(6, lots.size());
        boolean open = all.signum() > 0;
        Lot lot = new Lot(
                id,
                lotNo,
                LotKind.HARVEST,
                new UUID(5, 1),
                item,
                unit,
                "bay 2, second cut",
                open ? LotState.RELEASED : LotState.CLOSED,
                open ? null : "destroyed",
                wall.instant().plus(Duration.ofDays(90)),
                wall.instant().minus(Duration.ofDays(4)),
                all,
                BigDecimal.ZERO,
                false,
                1);
        lots.put(lotNo, new Whole(lot, there, List.of(), List.of(), List.of()));
        return this;
    }

    /** One lot came from another. */
    public synchronized FakeStock from(String parent, String child, String much) {
        Whole p = whole(parent);
        Whole c = whole(child);
        List<LotQuery.Child> children = new ArrayList<>(p.children());
        children.add(new LotQuery.Child(c.lot(), new BigDecimal(much)));
        lots.put(parent, new Whole(p.lot(), p.places(), p.keeping(), children, p.parents()));
        lots.put(child, new Whole(c.lot(), c.places(), c.keeping(), c.children(), List.of(p.lot())));
        return this;
    }

    /** Somebody has placed a hold. */
    public synchronized FakeStock held(String lotNo, HoldReason reason, String note, String by) {
        Whole w = whole(lotNo);
        List<Hold> keeping = new ArrayList<>(w.keeping());
        keeping.add(new Hold(
                new UUID(4, keeping.size() + 100L * lots.size()),
                w.lot().id(),
                lotNo,
                reason,
                false,
                note,
                by,
                wall.instant(),
                null,
                null,
                null));
        lots.put(lotNo, new Whole(held(w.lot()), w.places(), keeping, w.children(), w.parents()));
        return this;
    }

    private static Lot held(Lot l) {
        return new Lot(
                l.id(),
                l.lotNo(),
                l.kind(),
                l.itemId(),
                l.item(),
                l.unit(),
                l.origin(),
                l.state(),
                l.closedAs(),
                l.expiresAt(),
                l.createdAt(),
                l.quantity(),
                l.reserved(),
                true,
                l.version() + 1);
    }

    Whole whole(String lotNo) {
        Whole w = lots.get(lotNo);
        if (w == null) {
            throw new LotRefused(new LotRefusal.NotNamed("lot", lotNo));
        }
        return w;
    }

    @Override
    public synchronized List<Items.Item> items(Asker asker) {
        persons.admit(asker, Permission.LOT_READ);
        return List.copyOf(items);
    }

    @Override
    public synchronized Items.Item makeItem(Asker asker, String kind, String code, String name, String unit) {
        persons.admit(asker, Permission.LOT_CHANGE);
        Items.Item item = new Items.Item(new UUID(5, items.size() + 1L), kind, code, name, unit);
        items.add(item);
        return item;
    }

    @Override
    public synchronized List<Lot> lots(Asker asker, boolean closed, int most) {
        persons.admit(asker, Permission.LOT_READ);
        return lots.values().stream()
                .map(Whole::lot)
                .filter(l -> closed || l.state() != LotState.CLOSED)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Map<UUID, SortedMap<String, BigDecimal>> places(Asker asker, List<UUID> ids) {
        persons.admit(asker, Permission.LOT_READ);
        Map<UUID, SortedMap<String, BigDecimal>> places = new LinkedHashMap<>();
        lots.values().forEach(w -> places.put(w.lot().id(), w.places()));
        return places;
    }

    @Override
    public synchronized Optional<Whole> lot(Asker asker, String lotNo) {
        persons.admit(asker, Permission.LOT_READ);
        return Optional.ofNullable(lots.get(lotNo));
    }

    private synchronized Whole note(Asker asker, String what, String lotNo) {
        persons.admit(asker, Permission.LOT_CHANGE);
        Whole w = whole(lotNo);
        done.add(FakePersons.name(asker) + " " + what);
        return w;
    }

    @Override
    public synchronized Whole receive(Asker asker, Receipt r, BigDecimal quantity, String to, Told told) {
        persons.admit(asker, Permission.LOT_CHANGE);
        String item = items.stream()
                .filter(i -> i.kind().equals(r.itemKind()) && i.code().equals(r.itemCode()))
                .map(Items.Item::name)
                .findFirst()
                .orElseThrow(() -> new LotRefused(new LotRefusal.NotNamed("item", r.itemCode())));
        if (lots.containsKey(r.lotNo())) {
            throw new LotRefused(new LotRefusal.Taken("lot", r.lotNo()));
        }
        with(r.lotNo(), item, "kg", Map.of(to, quantity.toPlainString()));
        return note(asker, "receives " + r.lotNo() + " " + quantity + " at " + to, r.lotNo());
    }

    @Override
    public synchronized Whole move(
            Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, String to, Told told) {
        Whole w = note(asker, "moves " + quantity + " of " + lotNo + " from " + from + " to " + to, lotNo);
        if (!w.keeping().isEmpty()) {
            throw new LotRefused(new LotRefusal.Held(lotNo, MovementType.TRANSFER, w.keeping()));
        }
        String there = from == null ? w.places().firstKey() : from;
        BigDecimal has = w.places().getOrDefault(there, BigDecimal.ZERO);
        BigDecimal left = has.subtract(quantity);
        if (left.signum() < 0) {
            throw new LotRefused(
                    new LotRefusal.NotEnough(lotNo, has, quantity, w.lot().unit(), "is there"));
        }
        SortedMap<String, BigDecimal> places = new TreeMap<>(w.places());
        places.put(there, left);
        places.merge(to, quantity, BigDecimal::add);
        places.values().removeIf(q -> q.signum() == 0);
        lots.put(lotNo, new Whole(w.lot(), places, w.keeping(), w.children(), w.parents()));
        return whole(lotNo);
    }

    @Override
    public Whole split(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, Into into, Told told) {
        return note(asker, "splits " + quantity + " of " + lotNo + " into " + into.lotNo(), lotNo);
    }

    @Override
    public Whole use(
            Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, @Nullable String into, Told told) {
        return note(asker, "uses " + quantity + " of " + lotNo, lotNo);
    }

    @Override
    public Whole take(Asker asker, Way way, String lotNo, BigDecimal quantity, @Nullable String from, Told told) {
        return note(asker, "takes " + quantity + " of " + lotNo + " to " + way, lotNo);
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
        return note(asker, "merges " + quantity + " of " + lotNo + " into " + into, lotNo);
    }

    @Override
    public Whole reverse(Asker asker, String lotNo, Told told) {
        return note(asker, "reverses the last of " + lotNo, lotNo);
    }

    @Override
    public Whole count(Asker asker, String lotNo, BigDecimal found, @Nullable String at, Told told) {
        return note(asker, "counts " + found + " of " + lotNo + ": " + told.reason(), lotNo);
    }

    @Override
    public Whole judge(Asker asker, String lotNo, boolean fit, Told told) {
        return note(asker, "judges " + lotNo + " " + fit, lotNo);
    }

    @Override
    public synchronized List<Hold> holds(Asker asker) {
        return lots.values().stream().flatMap(w -> w.keeping().stream()).toList();
    }

    @Override
    public synchronized Placed hold(
            Asker asker, List<String> lotNos, HoldReason reason, boolean descendants, String note) {
        persons.admit(asker, Permission.HOLD_PLACE);
        if (note.isBlank()) {
            throw new LotRefused(new LotRefusal.NoReason("a hold"));
        }
        lotNos.forEach(no -> held(no, reason, note, FakePersons.name(asker)));
        done.add(FakePersons.name(asker) + " holds " + lotNos + " for " + reason.word());
        List<Lot> offered = lotNos.stream()
                .flatMap(no -> whole(no).children().stream())
                .map(LotQuery.Child::lot)
                .filter(l -> !lotNos.contains(l.lotNo()))
                .toList();
        return new Placed(List.of(), offered);
    }

    @Override
    public synchronized Signoff release(Asker asker, UUID hold, String reason) {
        Provenance by = persons.admit(asker, Permission.HOLD_RELEASE);
        Hold h = holds(asker).stream()
                .filter(o -> o.id().equals(hold))
                .findFirst()
                .orElseThrow();
        if (consents.waiting.stream().anyMatch(s -> s.subject().equals("hold:" + hold))) {
            throw new LotRefused(new LotRefusal.HoldOver(hold));
        }
        done.add(by.actor() + " asks to release " + h.lotNo() + ": " + reason);
        return signoff(
                Action.HOLD_RELEASE,
                "hold:" + hold,
                "Release lot " + h.lotNo() + ", held for " + h.reason().word(),
                new TreeMap<>(Map.of("lot_no", h.lotNo())),
                by,
                reason);
    }

    @Override
    public Consents.Signed releaseAlone(Asker.Session asker, Secret secret, UUID hold, String reason) {
        if (!secret.text().equals("right")) {
            throw new IdentityRefused("That is not right: check the password or PIN.");
        }
        return new Consents.Signed(release(asker, hold, reason), "The lot is released.");
    }

    /** Something waits for signatures from now on. */
    Signoff signoff(
            Action action,
            String subject,
            String summary,
            SortedMap<String, String> payload,
            Provenance by,
            String why) {
        Instant now = wall.instant();
        Signoff asked = new Signoff(
                new UUID(9, consents.waiting.size() + 1L),
                action,
                subject,
                "1",
                summary,
                payload,
                new TreeMap<>(),
                BuiltInPolicies.of(action),
                "a1".repeat(32),
                by,
                why,
                now,
                now.plus(Duration.ofDays(3)),
                SignoffState.PENDING,
                null,
                null,
                null,
                "",
                null,
                null,
                List.of());
        consents.waiting.add(asked);
        return asked;
    }

    @Override
    public Destroying destroying() {
        return destroying;
    }

    @Override
    public Recipes recipes() {
        return recipes;
    }

    /** There is an item. @param ref kind and code */
    public synchronized FakeStock item(String ref, String name, String unit) {
        items.add(FakeRecipes.item(items.size() + 1, ref, name, unit));
        return this;
    }

    synchronized List<Items.Item> all() {
        return List.copyOf(items);
    }
}
