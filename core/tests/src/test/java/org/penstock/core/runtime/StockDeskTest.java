package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.ChainId;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.compliance.JurisdictionRules;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** Lots by the names people use, by who may, and what becomes of signatures when the program goes away between them. */
class StockDeskTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");
    private static final BigDecimal TEN = BigDecimal.TEN;

    /** From when the law of the site is another one. */
    private static final LocalDate AMENDED = LocalDate.now(ZoneOffset.UTC).plusDays(30);

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private Duration ahead = Duration.ZERO;
    private Facility facility;
    private Asker.Session anna;
    private Asker.Session bob;

    @BeforeEach
    void opens() throws Exception {
        facility = open();
        Persons persons = facility.persons();
        anna = new Asker.Session(persons.firstOwner(Asker.account("ann"), "anna", "Anna Lee", ANNAS)
                .token()
                .text());
        Secret code = persons.invite(anna, "bob", "Bob Ng");
        persons.grant(anna, "bob", "operator", persons.scope("cold").orElseThrow(), "hired");
        bob = new Asker.Session(persons.firstSignIn("bob", code, BOBS).token().text());
        facility.stock().makeItem(anna, "strain", "blue", "Blue Dream", "kg");
        received("H-1", "dry", "first");
    }

    @AfterEach
    void closes() {
        facility.close();
    }

    private Facility open() throws Exception {
        InstantSource wall = () -> Instant.now().plus(ahead);
        return Facility.open(new FacilityOptions(
                data,
                Files.exists(data.resolve("configuration.json"))
                        ? null
                        : new FacilityOptions.FacilityText(
                                "north.yaml",
                                new FacilityBuilder()
                                        .stream("air", "temperature", "°C")
                                                .more("""
                                                        destruction: {jurisdiction: us-wa}
                                                        jurisdiction_rules:
                                                          - {key: wa-next, jurisdiction: us-wa, from: %s, hold: 0h, persons: 3, source: WAC as amended}
                                                        """.formatted(AMENDED))
                                                .text()
                                                .replace(
                                                        "locations:",
                                                        "locations:\n  - {key: cold, name: Cold store, kind: room}"
                                                                + "\n  - {key: dry, name: Dry store, kind: room}")),
                null,
                List.of(new FakeDevices("simulator")),
                true,
                "serve",
                "ann",
                wall,
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
    }

    private static Stock.Told told(String key) {
        return new Stock.Told(null, "", key);
    }

    private Stock.Whole received(String no, String to, String key) {
        return facility.stock()
                .receive(
                        anna,
                        new Stock.Receipt(no, "strain", "blue", LotKind.HARVEST, "bay 1", true, null),
                        TEN,
                        to,
                        told(key));
    }

    private BigDecimal at(String lot, String place) {
        return facility.stock()
                .lot(anna, lot)
                .orElseThrow()
                .places()
                .getOrDefault(place, BigDecimal.ZERO)
                .stripTrailingZeros();
    }

    @Test
    void aDeedThatIsToldTwiceIsDoneOnceAndPlacesAreKeysOfTheFile() {
        Stock stock = facility.stock();
        received("H-1", "dry", "first");
        stock.move(anna, "H-1", BigDecimal.ONE, null, "cold", told("scan 4711"));
        stock.move(anna, "H-1", BigDecimal.ONE, "dry", "cold", told("scan 4711"));
        assertEquals(BigDecimal.ONE, at("H-1", "cold"));
        received("H-2", "cold", "second");
        UUID first = stock.lot(anna, "H-1").orElseThrow().lot().id();
        UUID second = stock.lot(anna, "H-2").orElseThrow().lot().id();
        Map<UUID, SortedMap<String, BigDecimal>> places = stock.places(anna, List.of(first, second));
        assertEquals(String.valueOf(stock.lot(anna, "H-1").orElseThrow().places()), String.valueOf(places.get(first)));
        assertTrue(String.valueOf(places.get(second)).startsWith("{cold=10"), places::toString);
        assertEquals(Map.of(), stock.places(anna, List.of()));
        assertThrows(NotAllowed.class, () -> stock.places(bob, List.of(first)));
        assertEquals(new BigDecimal("9"), at("H-1", "dry"));
        LotRefused whence =
                assertThrows(LotRefused.class, () -> stock.use(anna, "H-1", BigDecimal.ONE, null, null, told("")));
        assertEquals("Lot H-1 lies at cold and at dry. Say from where.", whence.getMessage());
        assertThrows(LotRefused.class, () -> stock.move(anna, "H-1", BigDecimal.ONE, "dry", "attic", told("")));
        assertThrows(LotRefused.class, () -> stock.move(anna, "H-9", BigDecimal.ONE, "dry", "cold", told("")));
    }

    @Test
    void aDestructionKeepsTheRuleOfItsDayWhenTheLawChanges() {
        Destroying destroying = facility.stock().destroying();
        Destroying.Rules rules = destroying.rules(anna);
        assertEquals("us-wa", rules.here());
        assertEquals(72, rules.of("us-wa").orElseThrow().holdHours());
        assertEquals(
                List.of(AMENDED),
                rules.toCome().stream().map(JurisdictionRule::validFrom).toList());
        Destruction old = destroying.schedule(anna, "H-1", "", "mould");
        assertEquals(Duration.ofHours(72), Duration.between(old.scheduledAt(), old.holdUntil()));

        ahead = Duration.ofDays(32);
        anna = new Asker.Session(facility.persons()
                .signIn(new SignIn.Proof.Password("anna", ANNAS), false)
                .token()
                .text());
        assertEquals(List.of(), destroying.rules(anna).toCome());
        received("H-2", "dry", "second");
        Destruction amended = destroying.schedule(anna, "H-2", "", "mould");
        assertEquals("WAC as amended", amended.rule().source());
        assertEquals(3, amended.rule().persons());
        assertEquals(AMENDED, amended.rule().validFrom());
        assertEquals(amended.scheduledAt(), amended.holdUntil());
        assertEquals(
                old.rule(),
                destroying
                        .find(anna, old.id())
                        .orElseThrow()
                        .record()
                        .destruction()
                        .rule(),
                "what was scheduled before keeps its rule");
        // The law of another place, and none at all, are said; what nobody has read is refused.
        received("H-3", "dry", "third");
        assertEquals("ca", destroying.schedule(anna, "H-3", "ca", "x").rule().jurisdiction());
        received("H-4", "dry", "fourth");
        assertEquals(
                JurisdictionRules.DEFAULT,
                destroying
                        .schedule(anna, "H-4", Destroying.NO_JURISDICTION, "x")
                        .rule());
        received("H-5", "dry", "fifth");
        assertThrows(DestructionRefused.class, () -> destroying.schedule(anna, "H-5", "us-or", "x"));
        assertThrows(NotAllowed.class, () -> destroying.rules(bob));
    }

    @Test
    void whoMayOnlyInTheColdStoreMovesNothingElsewhere() {
        Stock stock = facility.stock();
        assertThrows(NotAllowed.class, () -> stock.move(bob, "H-1", BigDecimal.ONE, null, "cold", told("")));
        assertThrows(NotAllowed.class, () -> stock.move(bob, "H-1", BigDecimal.ONE, "dry", "cold", told("")));
        assertThrows(NotAllowed.class, () -> stock.makeItem(bob, "strain", "red", "Red", "kg"));
        assertThrows(NotAllowed.class, () -> stock.lots(bob, false, 10));
        stock.move(anna, "H-1", TEN, null, "cold", told(""));
        stock.use(bob, "H-1", BigDecimal.ONE, "cold", null, told(""));
        assertEquals(new BigDecimal("9"), at("H-1", "cold"));
    }

    @Test
    void whatThePersonsHadSignedIsDoneWhenTheProgramComesBack() throws Exception {
        Persons persons = facility.persons();
        persons.grant(anna, "bob", "compliance", persons.scope("site").orElseThrow(), "audits");
        UUID hold = facility.stock()
                .hold(bob, List.of("H-1"), HoldReason.CONTAMINATION, false, "mould")
                .holds()
                .getFirst();
        Recipes recipes = facility.stock().recipes();
        recipes.draft(
                anna,
                "tea.yaml",
                "{recipe: tea, name: Tea, kind: feed, batch: 1 L, components: [{item: strain/blue, share: 9 %}]}",
                "a trial");
        List<Signoff> asked =
                List.of(facility.stock().release(anna, hold, "clean"), recipes.ask(anna, "tea", "it grew well"));
        assertThrows(NotAllowed.class, () -> recipes.draft(Asker.account("ann"), "x", "", "no person"));
        facility.close();
        // The last signature was committed, and then the power went.
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            database.transact(sql -> {
                ChainId chain = ChainId.ofSite(id(sql, "organization_id"), id(sql, "id"));
                for (String who : List.of("carl", "dora")) {
                    Instant now = Instant.now();
                    ProvenPerson person = new ProvenPerson(
                            Actors.idOf(sql, chain.organizationId(), who, now),
                            who,
                            Provenance.ofPerson(who, List.of("compliance"), "desk 2", ""),
                            2,
                            now);
                    asked.forEach(a ->
                            new Signoffs(chain).sign(sql, a.id(), a.contentHash(), person, Meaning.APPROVED, "", now));
                }
                return true;
            });
        }
        ahead = Duration.ofMinutes(2);
        facility = open();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> facility.stock().holds(anna).isEmpty()
                        && facility.stock()
                                .recipes()
                                .list(anna)
                                .getFirst()
                                .inForce()
                                .isPresent());
        assertFalse(facility.stock().lot(anna, "H-1").orElseThrow().lot().held());
        assertTrue(facility.consents().open(10).isEmpty());
    }

    private static UUID id(DSLContext sql, String column) {
        return sql.fetchSingle("select " + column + " from sites").get(0, UUID.class);
    }
}
