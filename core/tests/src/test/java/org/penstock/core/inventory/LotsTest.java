package org.penstock.core.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.testsupport.StoryStore.OTTO;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.db.tables.tables.records.InventoryMovementsRecord;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** What there is, where it goes, and what a hold keeps, on both databases. */
class LotsTest {
    private static final Provenance CARA = StoryPeople.by("cara", Role.COMPLIANCE);
    private static final Provenance CLEO = StoryPeople.by("cleo", Role.COMPLIANCE);
    private static final Provenance SVEN = StoryPeople.by("sven", Role.SUPERVISOR);

    private static BigDecimal kg(String value) {
        return new BigDecimal(value);
    }

    private static LotRefusal refused(StoryStore store, BiConsumer<StoryStore, DSLContext> work) {
        return assertThrows(
                        LotRefused.class,
                        () -> store.in(sql -> {
                            work.accept(store, sql);
                            return true;
                        }))
                .refusal();
    }

    private static List<UUID> holds(StoryStore store, HoldReason reason, boolean descendants, UUID... lots) {
        return store.in(sql -> new Holds(store.chain)
                .place(sql, List.of(lots), reason, descendants, "mould was seen", CLEO, store.now));
    }

    @BothDatabases
    void whatThereIsIsTheSumOfItsMovements(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10.5");
        store.in(sql -> store.lots.move(sql, lot, kg("4"), store.bay1, store.bay2, store.act("")));
        store.in(sql -> store.lots.dispense(sql, lot, kg("0.25"), store.bay2, store.act("")));
        assertEquals(
                0,
                store.database
                        .read(sql -> store.query.balance(sql, lot))
                        .getOrDefault(store.bay1, BigDecimal.ZERO)
                        .compareTo(kg("6.5")));
        assertEquals("10.25", store.left(lot));
        assertEquals(
                "Of lot B-1 3.75 kg is there, not 4 kg. Count it, or adjust it with a reason.",
                refused(store, (s, sql) -> s.lots.ship(sql, lot, kg("4"), s.bay2, s.act("")))
                        .inWords());
        BigDecimal less = store.in(sql -> store.lots.count(sql, lot, store.bay2, kg("3.7"), store.act("dried out")));
        assertEquals(0, less.compareTo(kg("-0.05")));
        UUID ship = store.in(sql -> store.lots.ship(sql, lot, kg("3.7"), store.bay2, store.act("")));
        store.in(sql -> store.lots.ship(sql, lot, kg("6.5"), store.bay1, store.act("")));
        assertEquals(
                "shipped",
                store.database
                        .read(sql -> store.query.find(sql, lot))
                        .orElseThrow()
                        .closedAs());
        store.in(sql -> store.lots.reverse(sql, ship, store.act("the van came back")));
        assertEquals("3.7", store.left(lot));
        assertInstanceOf(
                LotRefusal.Final.class, refused(store, (s, sql) -> s.lots.reverse(sql, ship, s.act("once more"))));
    }

    @BothDatabases
    void theSameDeedToldTwiceIsDoneOnce(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        Act scan = store.act("");
        UUID first = store.in(sql -> store.lots.ship(sql, lot, kg("2"), store.bay1, scan));
        assertEquals(first, store.in(sql -> store.lots.ship(sql, lot, kg("2.0"), store.bay1, scan)));
        assertEquals("8", store.left(lot));
        assertInstanceOf(
                LotRefusal.ToldOtherwise.class,
                refused(store, (s, sql) -> s.lots.ship(sql, lot, kg("3"), s.bay1, scan)));
        assertInstanceOf(
                LotRefusal.ToldOtherwise.class,
                refused(store, (s, sql) -> s.lots.ship(sql, lot, kg("2"), s.bay2, scan)));
        Act split = store.act("");
        var parts = List.of(new Lots.Part("B-1a", LotKind.PACKAGE, kg("1"), store.bay2));
        List<UUID> made = store.in(sql -> store.lots.split(sql, lot, store.bay1, parts, split));
        List<UUID> again = store.in(sql -> store.lots.split(sql, lot, store.bay1, parts, split));
        assertEquals(made, again);
        assertEquals("7", store.left(lot));
        Lots.Part twin = new Lots.Part("B-1b", LotKind.PACKAGE, kg("1"), store.bay2);
        assertInstanceOf(
                LotRefusal.Taken.class,
                refused(store, (s, sql) -> s.lots.split(sql, lot, s.bay1, List.of(twin, twin), s.act(""))));
    }

    @BothDatabases
    void aHeldLotStaysWhateverIsTried(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        UUID other = store.lot("B-2", "5");
        UUID ship = store.in(sql -> store.lots.move(sql, lot, kg("1"), store.bay1, store.bay2, store.act("")));
        holds(store, HoldReason.CONTAMINATION, false, lot);
        String words = refused(store, (s, sql) -> s.lots.move(sql, lot, kg("1"), s.bay1, s.bay2, s.act("")))
                .inWords();
        assertTrue(
                words.startsWith(
                        "Lot B-1 cannot be moved: it is held for contamination by cleo since 2026-03-02T08:00:00Z."),
                words);
        List<BiConsumer<StoryStore, DSLContext>> tries = List.of(
                (s, sql) -> s.lots.ship(sql, lot, kg("1"), s.bay1, s.act("")),
                (s, sql) -> s.lots.dispense(sql, lot, kg("1"), s.bay1, s.act("")),
                (s, sql) -> s.lots.waste(sql, lot, kg("1"), s.bay1, s.act("x")),
                (s, sql) -> s.lots.reserve(sql, lot, kg("1"), s.bay1, s.act("")),
                (s, sql) -> s.lots.use(sql, lot, kg("1"), s.bay1, null, s.act("")),
                (s, sql) -> s.lots.use(sql, lot, kg("1"), s.bay1, other, s.act("")),
                (s, sql) -> s.lots.merge(sql, lot, kg("1"), s.bay1, other, s.bay1, s.act("")),
                (s, sql) -> s.lots.merge(sql, other, kg("1"), s.bay1, lot, s.bay1, s.act("")),
                (s, sql) -> s.lots.count(sql, lot, s.bay1, kg("8"), s.act("x")),
                (s, sql) -> s.lots.reverse(sql, ship, s.act("x")),
                (s, sql) -> s.lots.split(
                        sql, lot, s.bay1, List.of(new Lots.Part("B-1a", LotKind.PACKAGE, kg("1"), s.bay1)), s.act("")));
        for (BiConsumer<StoryStore, DSLContext> one : tries) {
            assertInstanceOf(LotRefusal.Held.class, refused(store, one));
        }
        assertEquals("10", store.left(lot));
    }

    @BothDatabases
    void aHoldReachesWhatCameFromTheLotAndOffersTheRest(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        UUID part = store.in(sql -> store.lots.split(
                        sql,
                        lot,
                        store.bay1,
                        List.of(new Lots.Part("B-1a", LotKind.PACKAGE, kg("4"), store.bay2)),
                        store.act("")))
                .getFirst();
        UUID oil = store.in(sql -> store.lots.produce(
                sql,
                new LotSpec(store.item.id(), "OIL-1", LotKind.WIP, "", true, null),
                kg("0.5"),
                store.bay2,
                store.act("")));
        store.in(sql -> store.lots.use(sql, part, kg("3"), store.bay2, oil, store.act("")));
        var offered = store.database.read(sql -> store.query.children(sql, lot));
        assertEquals(
                List.of("B-1a", "OIL-1"),
                offered.stream().map(c -> c.lot().lotNo()).toList());
        assertEquals(0, offered.getFirst().direct().compareTo(kg("4")));
        assertInstanceOf(
                LotRefusal.Circle.class,
                refused(store, (s, sql) -> s.lots.use(sql, oil, kg("0.1"), s.bay2, lot, s.act(""))));

        UUID only = holds(store, HoldReason.DAMAGED, false, lot).getFirst();
        assertFalse(store.database
                .read(sql -> store.query.find(sql, oil))
                .orElseThrow()
                .held());
        holds(store, HoldReason.CONTAMINATION, true, lot);
        assertTrue(store.database
                .read(sql -> store.query.find(sql, oil))
                .orElseThrow()
                .held());
        String words = refused(store, (s, sql) -> s.lots.ship(sql, oil, kg("0.1"), s.bay2, s.act("")))
                .inWords();
        assertTrue(words.contains("lot B-1, from which it came, is held for contamination"), words);
        assertInstanceOf(
                LotRefusal.HeldAlready.class,
                refused(
                        store,
                        (s, sql) -> new Holds(s.chain)
                                .place(sql, List.of(part, lot), HoldReason.DAMAGED, false, "x", OTTO, s.now)));
        assertEquals(2, store.database.read(sql -> store.query.openHolds(sql)).size());
        assertTrue(store.database.read(sql -> store.query.hold(sql, only)).isPresent());
    }

    @BothDatabases
    void twoReleaseAHoldAndNeitherPlacedIt(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        UUID hold = holds(store, HoldReason.COA_FAILED, true, lot).getFirst();
        Holds holds = new Holds(store.chain);
        Signoff asked = store.asked(store.in(sql -> holds.wish(sql, hold, false, "the second sample passed")));
        assertInstanceOf(
                Refusal.Concerned.class,
                assertThrows(SignoffRefused.class, () -> store.signs(asked, CLEO, Meaning.APPROVED))
                        .refusal());
        store.signs(asked, CARA, Meaning.APPROVED);
        assertInstanceOf(
                Execution.Refused.class, store.in(sql -> holds.release(sql, asked.id(), hold, OTTO, store.now)));
        store.signs(asked, SVEN, Meaning.APPROVED);
        var done = assertInstanceOf(
                Execution.Done.class, store.in(sql -> holds.release(sql, asked.id(), hold, OTTO, store.now)));
        assertEquals("released", ((Hold) done.result()).endedAs());
        store.in(sql -> store.lots.ship(sql, lot, kg("10"), store.bay1, store.act("")));
        assertEquals(
                List.of("hold.placed", "hold.ended"),
                store
                        .database
                        .read(sql -> new EventQuery("hold.", null, Long.MAX_VALUE, 10).list(sql, store.chain))
                        .reversed()
                        .stream()
                        .map(EventQuery.Event::kind)
                        .toList());
        assertThrows(LotRefused.class, () -> store.in(sql -> holds.release(sql, asked.id(), hold, OTTO, store.now)));
    }

    @BothDatabases
    void anotherHoldVoidsTheSignatures(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        UUID hold = holds(store, HoldReason.COA_FAILED, true, lot).getFirst();
        Holds holds = new Holds(store.chain);
        Signoff asked = store.asked(store.in(sql -> holds.wish(sql, hold, false, "passed")));
        store.signs(asked, CARA, Meaning.APPROVED);
        store.signs(asked, SVEN, Meaning.APPROVED);
        UUID damaged =
                holds(store, HoldReason.DAMAGED, false, store.lot("B-2", "1")).getFirst();
        Signoff second = store.asked(store.in(sql -> holds.wish(sql, damaged, false, "dry")));
        holds(store, HoldReason.INVESTIGATION, false, lot);
        var refused = assertInstanceOf(
                Execution.Refused.class, store.in(sql -> holds.release(sql, asked.id(), hold, OTTO, store.now)));
        assertTrue(
                refused.refusal().inWords().contains("changed from lot 1, holds 1 to lot 1, holds 2"),
                refused.refusal().inWords());
        assertEquals(
                2, store.database.read(sql -> store.query.keeping(sql, lot)).size());
        UUID other = store.database
                .read(sql -> store.query.find(sql, "B-2"))
                .orElseThrow()
                .id();
        store.in(sql -> {
            store.lots.judge(sql, other, false, store.act("wet through"));
            return true;
        });
        assertInstanceOf(
                Refusal.Over.class,
                assertThrows(SignoffRefused.class, () -> store.signs(second, CARA, Meaning.APPROVED))
                        .refusal());
    }

    @BothDatabases
    void whatIsWrittenDownLaterIsFlagged(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "10");
        Act late = new Act(OTTO, store.now.minus(Duration.ofHours(3)), store.now, "the tablet was flat", "paper-7");
        store.in(sql -> store.lots.move(sql, lot, kg("1"), store.bay1, store.bay2, late));
        var row = store.database.read(
                sql -> sql.fetchSingle(INVENTORY_MOVEMENTS, INVENTORY_MOVEMENTS.SOURCE_KEY.eq("paper-7")));
        assertTrue(row.getLate());
        assertEquals(Duration.ofHours(3), Duration.between(row.getEventAt(), row.getRecordedAt()));
        assertThrows(LotRefused.class, () -> new Act(OTTO, store.now.plusSeconds(90), store.now, "", "soon"));
    }

    @BothDatabases
    void theTablesRefuseWhatTheProgramWould(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        store.lot("B-1", "10");
        UUID nobody = UUID.randomUUID();
        List<BiConsumer<InventoryMovementsRecord, UUID>> wrongs = List.of(
                (m, id) -> m.setQuantity(kg("0")),
                (m, id) -> m.setQuantity(kg("-1")),
                (m, id) -> m.setUnit("L"),
                (m, id) -> m.setLotId(id),
                (m, id) -> m.setMovementType("lost"),
                (m, id) -> m.setToId(null),
                (m, id) -> {
                    m.setMovementType("destruction");
                    m.setFromId(m.getToId());
                    m.setToId(null);
                });
        for (var wrong : wrongs) {
            assertThrows(
                    DataAccessException.class,
                    () -> store.database.run(sql -> {
                        var row = sql.fetchSingle(INVENTORY_MOVEMENTS);
                        row.changed(true);
                        row.setId(UUID.randomUUID());
                        row.setSourceKey("wrong");
                        wrong.accept(row, nobody);
                        sql.executeInsert(row);
                    }));
        }
    }

    /** Four people move it while one holds it: after the hold stands in the record, no movement does. */
    @BothDatabases
    void noMovementPassesAHold(TestDatabase db) throws Exception {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-1", "100");
        List<Callable<Integer>> people = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            String person = "p" + p;
            people.add(() -> {
                for (int i = 0; i < 25; i++) {
                    Act act = Act.now(OTTO, store.now, "", person + "-" + i);
                    try {
                        store.in(sql -> store.lots.move(sql, lot, kg("1"), store.bay1, store.bay2, act));
                    } catch (LotRefused held) {
                        return i;
                    }
                }
                return 25;
            });
        }
        people.add(2, () -> {
            Thread.sleep(40);
            return holds(store, HoldReason.OTHER, false, lot).size();
        });
        try (var threads = Executors.newFixedThreadPool(5)) {
            for (var done : threads.invokeAll(people)) {
                done.get();
            }
        }
        List<String> kinds = store
                .database
                .read(sql -> new EventQuery(null, "lot:" + lot, Long.MAX_VALUE, 1000).list(sql, store.chain))
                .reversed()
                .stream()
                .map(EventQuery.Event::kind)
                .toList();
        assertEquals("hold.placed", kinds.getLast());
        assertEquals("100", store.left(lot));
    }
}
