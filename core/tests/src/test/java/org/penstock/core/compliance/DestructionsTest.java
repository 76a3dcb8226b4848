package org.penstock.core.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Attachments.ATTACHMENTS;
import static org.penstock.core.db.tables.tables.DestructionEvents.DESTRUCTION_EVENTS;
import static org.penstock.core.db.tables.tables.Holds.HOLDS;
import static org.penstock.core.db.tables.tables.InventoryMovements.INVENTORY_MOVEMENTS;
import static org.penstock.core.db.tables.tables.Items.ITEMS;
import static org.penstock.core.db.tables.tables.JurisdictionRules.JURISDICTION_RULES;
import static org.penstock.core.db.tables.tables.LotRelationships.LOT_RELATIONSHIPS;
import static org.penstock.core.db.tables.tables.Lots.LOTS;
import static org.penstock.core.db.tables.tables.Media.MEDIA;
import static org.penstock.core.testsupport.StoryStore.OTTO;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.audit.CanonicalJson;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.audit.MediaVerifier;
import org.penstock.core.compliance.Destruction.State;
import org.penstock.core.compliance.JurisdictionRule.Method;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.ConsentVerifier;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.LotSpec;
import org.penstock.core.inventory.Lots;
import org.penstock.core.inventory.StockVerifier;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** A lot on its way to its destruction, and everything that stops it there, on both databases. */
class DestructionsTest {
    private static final Provenance GUS = StoryPeople.by("gus", Role.GROWER);
    private static final Provenance SVEN = StoryPeople.by("sven", Role.SUPERVISOR);
    private static final Provenance CARA = StoryPeople.by("cara", Role.COMPLIANCE);
    private static final JurisdictionRule WASHINGTON = JurisdictionRules.BUILT_IN.stream()
            .filter(r -> r.jurisdiction().equals("us-wa"))
            .findFirst()
            .orElseThrow();

    private static UUID scheduled(StoryStore store, UUID lot, JurisdictionRule rule) {
        return store.in(sql ->
                new Destructions(store.chain).schedule(sql, lot, rule, "failed the microbial test", GUS, store.now));
    }

    private static Destruction weighed(StoryStore store, UUID id, String weight, String unit, String differs) {
        return store.in(sql -> new Destructions(store.chain)
                .weigh(
                        sql,
                        id,
                        new Destructions.Weighing(
                                store.bay1, new BigDecimal(weight), unit, null, true, differs, store.now),
                        OTTO,
                        store.now));
    }

    private static Destructions.How mixed(Instant at, String percent, String late) {
        return new Destructions.How(Method.GRIND_AND_MIX, "soil and paper", new BigDecimal(percent), at, late);
    }

    private static Destruction recorded(StoryStore store, UUID id, Destructions.How how) {
        return store.in(sql -> new Destructions(store.chain).record(sql, id, how, OTTO, store.now));
    }

    private static Signoff asked(StoryStore store, UUID id) {
        return store.asked(store.in(sql -> new DestructionSigning(store.chain).wish(sql, id, false, "")));
    }

    private static Signoff signed(StoryStore store, UUID id) {
        Signoff asked = asked(store, id);
        store.signs(asked, SVEN, Meaning.WITNESSED);
        return store.signs(asked, CARA, Meaning.APPROVED);
    }

    private static Execution<Destruction> executed(StoryStore store, Signoff signoff, UUID id) {
        return store.in(sql -> new DestructionSigning(store.chain).execute(sql, signoff.id(), id, OTTO, store.now));
    }

    private static DestructionRefusal refused(Runnable work) {
        return assertThrows(DestructionRefused.class, work::run).refusal();
    }

    @BothDatabases
    void aLotIsScheduledWeighedMixedSignedAndGone(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-17", "12.5");
        UUID id = scheduled(store, lot, WASHINGTON);
        assertThrows(
                LotRefused.class,
                () -> store.in(
                        sql -> store.lots.move(sql, lot, BigDecimal.ONE, store.bay1, store.bay2, store.act(""))));
        assertInstanceOf(DestructionRefusal.Scheduled.class, refused(() -> scheduled(store, lot, WASHINGTON)));
        assertInstanceOf(
                DestructionRefusal.NotNow.class, refused(() -> recorded(store, id, mixed(store.now, "60", ""))));
        store.passes(Duration.ofHours(71));
        weighed(store, id, "12500", "g", "");
        String early =
                refused(() -> recorded(store, id, mixed(store.now, "60", ""))).inWords();
        assertTrue(
                early.startsWith("Lot B-17 lies untouched until 2026-03-05T08:00:00Z (72 hours: WAC 314-55-097"),
                early);
        store.passes(Duration.ofHours(2));
        assertTrue(refused(() -> recorded(store, id, mixed(store.now, "49.9", "")))
                .inWords()
                .startsWith("At least 50 % of the mixture must be something else, not 49.9 %"));
        assertInstanceOf(
                DestructionRefusal.WrongMethod.class,
                refused(() -> recorded(
                        store, id, new Destructions.How(Method.INCINERATION, "", BigDecimal.ZERO, store.now, ""))));
        recorded(store, id, mixed(store.now, "60", ""));
        MediaFiles.Stored picture = new MediaFiles.Stored(CanonicalJson.sha256("picture"), "image/jpeg", 7);
        store.in(sql -> {
            UUID media = new MediaRows(store.chain)
                    .stored(
                            sql,
                            picture,
                            store.now,
                            "phone",
                            new MediaRows.Who(
                                    Actors.idOf(sql, store.chain.organizationId(), "otto", store.now),
                                    "otto",
                                    OTTO.data()),
                            store.now);
            new Destructions(store.chain).photo(sql, id, media, "mixed", OTTO, store.now);
            return media;
        });
        Signoff approved = signed(store, id);
        assertEquals("mixed:" + picture.sha256(), approved.payload().get("photos"));
        var done = assertInstanceOf(Execution.Done.class, executed(store, approved, id));
        assertEquals(State.EXECUTED, ((Destruction) done.result()).state());
        assertInstanceOf(DestructionRefusal.NotNow.class, refused(() -> executed(store, approved, id)));
        assertEquals("0", store.left(lot));
        Lot gone = store.database.read(sql -> store.query.find(sql, lot)).orElseThrow();
        assertEquals("destroyed", gone.closedAs());
        assertEquals(List.of(), store.database.read(sql -> store.query.openHolds(sql)));

        DestructionRecord paper = store.database
                .read(sql -> DestructionRecord.of(sql, store.chain, id))
                .orElseThrow();
        assertEquals(73.0, paper.heldFor());
        assertEquals(approved.contentHash(), paper.contentHash());
        assertEquals(
                List.of("Sven de Vries witnessed", "Cara de Vries approved"),
                paper.signatures().stream()
                        .map(s -> s.printedName() + " " + s.meaning().word())
                        .toList());
        assertEquals(1, paper.evidence().size());
        assertEquals(
                List.of(
                        "destruction.scheduled",
                        "destruction.weighed",
                        "destruction.recorded",
                        "media.attached",
                        "destruction.executed"),
                paper.steps().stream().map(DestructionRecord.Step::kind).toList());
        assertEquals(WASHINGTON, paper.destruction().rule());
        assertTrue(new ChainVerifier(store.database)
                .verify(store.chain, List.of(), ChainVerifier.Watch.none())
                .proven());
        assertEquals(List.of(), store.database.read(sql -> new ConsentVerifier().check(sql, store.chain)));
        everyRowIsBorneOut(store, lot, id);
    }

    /** Whatever somebody writes into the tables of stuff and of its end, exactly that row is named. */
    private static void everyRowIsBorneOut(StoryStore store, UUID lot, UUID destruction) {
        UUID whole = store.lot("B-18", "4");
        store.in(sql -> store.lots.split(
                sql,
                whole,
                store.bay1,
                List.of(new Lots.Part("B-18-1", LotKind.PACKAGE, BigDecimal.ONE, store.bay2)),
                store.act("")));
        EvidenceTables stock = new EvidenceTables(store.database, store.chain, new StockVerifier());
        EvidenceTables ends = new EvidenceTables(store.database, store.chain, new DestructionVerifier());
        EvidenceTables pictures = new EvidenceTables(store.database, store.chain, new MediaVerifier());
        for (EvidenceTables sound : List.of(stock, ends, pictures)) {
            assertEquals(List.of(), sound.findings());
        }
        stock.unguard(
                "items",
                "lots",
                "inventory_movements",
                "lot_relationships",
                "holds",
                "destruction_events",
                "media",
                "attachments");
        int tried = stock.everyColumn(ITEMS, "id", ITEMS.ID.isNotNull(), Set.of())
                + stock.everyColumn(LOTS, "id", LOTS.ID.eq(lot), Set.of())
                + stock.everyColumn(
                        INVENTORY_MOVEMENTS, "id", INVENTORY_MOVEMENTS.MOVEMENT_TYPE.eq("destruction"), Set.of())
                + stock.everyColumn(LOT_RELATIONSHIPS, "id", LOT_RELATIONSHIPS.ID.isNotNull(), Set.of())
                + stock.everyColumn(HOLDS, "id", HOLDS.LOT_ID.eq(lot), Set.of("open_key"))
                + ends.everyColumn(DESTRUCTION_EVENTS, "id", DESTRUCTION_EVENTS.ID.eq(destruction), Set.of("open_key"))
                + pictures.everyColumn(MEDIA, "id", MEDIA.ID.isNotNull(), Set.of())
                + pictures.everyColumn(ATTACHMENTS, "id", ATTACHMENTS.ID.isNotNull(), Set.of());
        assertTrue(tried > 150, tried + " columns");
        UUID hold = stock.read(sql -> sql.fetchValue(HOLDS.ID));
        assertEquals(
                List.of("holds " + hold),
                EvidenceTables.names(stock.after(sql -> sql.deleteFrom(HOLDS).execute())));
        UUID more = UUID.randomUUID();
        assertEquals(List.of("inventory_movements " + more), EvidenceTables.names(stock.after(sql -> {
            var row = sql.fetchSingle(INVENTORY_MOVEMENTS, INVENTORY_MOVEMENTS.MOVEMENT_TYPE.eq("destruction"));
            row.changed(true);
            row.setId(more);
            row.setSourceKey("a second one");
            row.setQuantity(BigDecimal.ONE);
            sql.executeInsert(row);
        })));
        // The destruction as if it had never been.
        store.in(sql -> sql.deleteFrom(DESTRUCTION_EVENTS).execute());
        assertEquals(List.of("destruction_events " + destruction), EvidenceTables.names(ends.findings()));
    }

    @BothDatabases
    void whatIsWeighedAndWhatShouldBeThereAreBroughtTogether(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-17", "12.5");
        UUID id = scheduled(store, lot, JurisdictionRules.DEFAULT);
        assertEquals(
                "Of lot B-17 12.5 kg should be there, and 12.1 kg were weighed. Say why they differ; the difference"
                        + " becomes an adjustment.",
                refused(() -> weighed(store, id, "12.1", "kg", "")).inWords());
        Destruction weighed = weighed(store, id, "12.1", "kg", "it dried");
        assertEquals(0, assertNotNullValue(weighed.adjustment()).compareTo(new BigDecimal("-0.4")));
        recorded(store, id, mixed(store.now, "60", ""));
        assertInstanceOf(Execution.Done.class, executed(store, signed(store, id), id));
        assertEquals("0", store.left(lot));

        UUID part = store.lot("B-18", "10");
        UUID half = scheduled(store, part, JurisdictionRules.DEFAULT);
        store.in(sql -> new Destructions(store.chain)
                .weigh(
                        sql,
                        half,
                        new Destructions.Weighing(store.bay1, new BigDecimal("10"), "lb", null, false, "", store.now),
                        OTTO,
                        store.now));
        recorded(store, half, mixed(store.now, "60", ""));
        executed(store, signed(store, half), half);
        assertEquals("5.464076", store.left(part));
        // What is left stays held: it was held for its destruction.
        assertTrue(store.database
                .read(sql -> store.query.find(sql, part))
                .orElseThrow()
                .held());
    }

    private static <T> T assertNotNullValue(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    @BothDatabases
    void plantsAreCountedAndWeighed(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID plants = store.in(sql -> store.lots.receive(
                sql,
                new LotSpec(
                        Items.make(sql, store.chain, "strain", "BLUE", "Blue", "each", OTTO, store.now)
                                .id(),
                        "P-1",
                        LotKind.PLANT_BATCH,
                        "",
                        true,
                        null),
                new BigDecimal("40"),
                store.bay1,
                store.act("")));
        UUID id = scheduled(store, plants, JurisdictionRules.DEFAULT);
        assertInstanceOf(DestructionRefusal.Missing.class, refused(() -> weighed(store, id, "3", "kg", "")));
        assertInstanceOf(DestructionRefusal.NoMass.class, refused(() -> weighed(store, id, "3", "L", "")));
        Destruction weighed = store.in(sql -> new Destructions(store.chain)
                .weigh(
                        sql,
                        id,
                        new Destructions.Weighing(
                                store.bay1, new BigDecimal("3.25"), "kg", new BigDecimal("40"), true, "", store.now),
                        OTTO,
                        store.now));
        assertEquals("3.250000 kg", weighed.weight() + " " + weighed.weightUnit());
    }

    @BothDatabases
    void whatIsLoggedAfterwardsSaysSo(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID id = scheduled(store, store.lot("B-17", "2"), JurisdictionRules.DEFAULT);
        store.passes(Duration.ofHours(1));
        weighed(store, id, "2", "kg", "");
        Instant done = store.now.plus(Duration.ofMinutes(5));
        assertInstanceOf(
                DestructionRefusal.Unweighed.class,
                refused(() -> recorded(store, id, mixed(store.now.minusSeconds(60), "60", ""))));
        store.passes(Duration.ofHours(9));
        assertInstanceOf(DestructionRefusal.Late.class, refused(() -> recorded(store, id, mixed(done, "60", ""))));
        Destruction late = recorded(store, id, mixed(done, "60", "the network was down"));
        assertTrue(late.late());
        assertEquals(done, late.eventAt());
        assertEquals(store.now, late.recordedAt());
    }

    @BothDatabases
    void everyChangeVoidsTheSignatures(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID id = scheduled(store, store.lot("B-17", "2"), JurisdictionRules.DEFAULT);
        weighed(store, id, "2", "kg", "");
        recorded(store, id, mixed(store.now, "60", ""));
        Signoff approved = signed(store, id);
        recorded(store, id, mixed(store.now, "55", ""));
        var refused = assertInstanceOf(Execution.Refused.class, executed(store, approved, id));
        assertInstanceOf(Refusal.Over.class, refused.refusal());
        assertTrue(
                refused.refusal().inWords().contains("changed from 3 to 4"),
                refused.refusal().inWords());
        assertInstanceOf(Execution.Done.class, executed(store, signed(store, id), id));
    }

    @BothDatabases
    void whoScheduledItDoesNotSignAndNobodySignsAlone(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID id = scheduled(store, store.lot("B-17", "2"), WASHINGTON);
        store.passes(Duration.ofHours(72));
        weighed(store, id, "2", "kg", "");
        recorded(store, id, mixed(store.now, "60", ""));
        Signoff asked = asked(store, id);
        assertInstanceOf(
                Refusal.Concerned.class,
                assertThrows(SignoffRefused.class, () -> store.signs(asked, GUS, Meaning.WITNESSED))
                        .refusal());
        store.in(sql -> new Signoffs(store.chain).withdraw(sql, asked.id(), OTTO, "alone then", store.now));
        var sven = new StoryPeople(store.database, store.chain).proven(store.now, SVEN);
        Signoff alone = store.in(sql -> new Signoffs(store.chain)
                .alone(
                        sql,
                        new DestructionSigning(store.chain).wish(sql, id, true, "night shift"),
                        sven,
                        0,
                        store.now));
        assertEquals(Action.DESTRUCTION_ALONE, alone.action());
        assertTrue(refused(() -> executed(store, alone, id)).inWords().startsWith("The rule wants 2 persons to sign"));
    }

    @BothDatabases
    void aScheduleIsGivenUpAndTheLotStaysHeld(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        UUID lot = store.lot("B-17", "2");
        UUID id = scheduled(store, lot, JurisdictionRules.DEFAULT);
        Destruction cancelled =
                store.in(sql -> new Destructions(store.chain).cancel(sql, id, "the test was wrong", GUS, store.now));
        assertEquals(State.CANCELLED, cancelled.state());
        assertTrue(store.database
                .read(sql -> store.query.find(sql, lot))
                .orElseThrow()
                .held());
        assertInstanceOf(DestructionRefusal.NotNow.class, refused(() -> weighed(store, id, "2", "kg", "")));
        scheduled(store, lot, JurisdictionRules.DEFAULT);
    }

    @BothDatabases
    void theRuleOfTheDayIsKept(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        JurisdictionRule own = new JurisdictionRule(
                "us-wa",
                LocalDate.parse("2026-04-01"),
                24,
                new TreeSet<>(),
                BigDecimal.TEN,
                3,
                new TreeSet<>(List.of("compliance")),
                "WAC as amended, for a test");
        store.database.run(sql -> JurisdictionRules.add(sql, store.chain, own, "amended", CARA, store.now));
        assertThrows(
                DataAccessException.class,
                () -> store.database.run(
                        sql -> JurisdictionRules.add(sql, store.chain, own, "again", CARA, store.now)));
        ZoneId pacific = ZoneId.of("America/Los_Angeles");
        LocalDate before = Destructions.day(Instant.parse("2026-04-01T06:59:00Z"), pacific);
        LocalDate after = Destructions.day(Instant.parse("2026-04-01T07:00:00Z"), pacific);
        assertEquals(
                WASHINGTON,
                store.database.read(
                        sql -> JurisdictionRules.of(sql, store.chain, Jurisdictions.NONE, "us-wa", before)));
        assertEquals(
                own,
                store.database.read(sql -> JurisdictionRules.of(sql, store.chain, Jurisdictions.NONE, "us-wa", after)));
        assertEquals(
                JurisdictionRules.DEFAULT,
                store.database.read(sql -> JurisdictionRules.of(sql, store.chain, Jurisdictions.NONE, "xx", after)));
        EvidenceTables rules = new EvidenceTables(store.database, store.chain, new JurisdictionRuleVerifier());
        assertEquals(List.of(), rules.findings());
        rules.unguard("jurisdiction_rules");
        assertTrue(rules.everyColumn(JURISDICTION_RULES, "id", JURISDICTION_RULES.ID.isNotNull(), Set.of()) > 8);
        // A rule that lets nobody wait, written into the table: it is named, and nothing follows it.
        store.in(sql -> sql.update(JURISDICTION_RULES)
                .set(JURISDICTION_RULES.BODY, JURISDICTION_RULES.BODY.replace("\"hold_hours\":24", "\"hold_hours\":0"))
                .execute());
        UUID row = rules.read(sql -> sql.fetchValue(JURISDICTION_RULES.ID));
        assertEquals(List.of("jurisdiction_rules " + row), EvidenceTables.names(rules.findings()));
        String why = refused(() ->
                        store.in(sql -> JurisdictionRules.of(sql, store.chain, Jurisdictions.NONE, "us-wa", after)))
                .inWords();
        assertTrue(why.contains(row.toString()) && why.contains("nothing is destroyed by this rule"), why);
    }

    @Test
    void everyBuiltInRuleIsReadBack() {
        for (JurisdictionRule rule : JurisdictionRules.BUILT_IN) {
            assertEquals(rule, JurisdictionRule.read(rule.json()));
            assertEquals(2, rule.persons());
        }
    }
}
