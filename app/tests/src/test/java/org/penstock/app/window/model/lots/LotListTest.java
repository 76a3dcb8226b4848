package org.penstock.app.window.model.lots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotState;
import org.penstock.core.inventory.MovementType;
import org.penstock.core.runtime.Stock;

/** Lots, what keeps them, and what can be done with them, in words. */
class LotListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final Pen PEN = new Pen(
            WORDS, new Times(WORDS, ZoneId.of("UTC")), NOW, key -> key.equals("anna") ? "Anna Lee" : key);
    private static final UnaryOperator<String> PLACE = key -> key.equals("bay-1") ? "Bay 1" : "Bay 2";
    private static final Function<Permission, String> MAY = _ -> "";

    private static Lot lot(int no, String quantity, @Nullable String closedAs, boolean held) {
        return new Lot(
                new UUID(1, no),
                "H-" + no,
                LotKind.HARVEST,
                new UUID(2, 1),
                no == 1 ? "Blue Dream" : "Northern Lights",
                "kg",
                "",
                closedAs == null ? LotState.RELEASED : LotState.CLOSED,
                closedAs,
                null,
                NOW,
                new BigDecimal(quantity),
                BigDecimal.ZERO,
                held,
                1);
    }

    private static Hold hold(Lot on) {
        return new Hold(
                new UUID(3, 1), on.id(), on.lotNo(), HoldReason.COA_FAILED, true, "lead", "anna", NOW, null, null, null);
    }

    private static Stock.Whole whole(Lot lot, List<Hold> keeping, List<LotQuery.Child> children) {
        return new Stock.Whole(
                lot, new TreeMap<>(Map.of("bay-1", lot.quantity())), keeping, children, List.of(lot(9, "1", null, false)));
    }

    private static Register list(String letters, Set<String> on) {
        List<Lot> lots = List.of(lot(1, "10.500", null, true), lot(2, "0", "destroyed", false), lot(3, "7", null, false));
        Map<UUID, SortedMap<String, BigDecimal>> places = Map.of(
                new UUID(1, 1), new TreeMap<>(Map.of("bay-1", BigDecimal.TEN, "bay-2", new BigDecimal("0.5"))));
        return LotList.of(lots, places, PLACE, letters, on, false, "", null, MAY, PEN);
    }

    private static List<String> numbers(Register register) {
        return register.rows().stream().map(RegisterRow::key).toList();
    }

    @Test
    void aLineSaysHowMuchIsWhereAndWhetherItIsHeld() {
        Register all = list("", Set.of());
        assertEquals(
                List.of("H-1", "Blue Dream", "10.5 kg", "Bay 1 +1", "released", "held"),
                all.rows().getFirst().cells());
        assertEquals(Mark.TRIPPED, all.rows().getFirst().mark());
        assertEquals(
                List.of("H-2", "Northern Lights", "0 kg", "nowhere", "destroyed", ""),
                all.rows().get(1).cells());
        assertEquals("3 of 3, 1 held", all.summary());
    }

    @Test
    void lettersAndTheSwitchNarrowIt() {
        assertEquals(List.of("H-2", "H-3"), numbers(list("NORTH", Set.of())));
        assertEquals(List.of("H-1"), numbers(list("bay 1", Set.of())));
        assertEquals(List.of("H-1"), numbers(list("", Set.of(LotList.HELD))));
        assertEquals("No lot fits. Empty the field, or look at closed ones, too.", list("zzz", Set.of()).empty());
        assertTrue(LotList.of(List.of(), Map.of(), PLACE, "", Set.of(), false, "", null, MAY, PEN)
                .empty()
                .contains("N receives one"));
    }

    @Test
    void whatCannotBeDoneSaysWhyFirstOfThePersonThenOfTheLot() {
        Lot held = lot(1, "10.5", null, true);
        Entry entry = LotEntry.of(whole(held, List.of(hold(held)), List.of()), List.of(), PLACE, PLACE, MAY, PEN);
        assertEquals("10.5 kg, released. HELD: it moves only by its release or its destruction.", entry.sentence());
        assertTrue(offer(entry, LotDeed.RELEASE).open());
        assertTrue(offer(entry, LotDeed.JUDGE).open());
        assertEquals("nothing of it is picked.", offer(entry, LotDeed.PUT_BACK).why());
        for (LotDeed deed : Arrays.stream(LotDeed.values())
                .filter(d -> d.moves() && d != LotDeed.PUT_BACK)
                .toList()) {
            assertTrue(offer(entry, deed).why().startsWith("it is held."), deed.name());
        }
        Entry closed = LotEntry.of(
                whole(lot(2, "0", "shipped", false), List.of(), List.of()), List.of(), PLACE, PLACE, MAY, PEN);
        assertEquals("the lot is closed: shipped.", offer(closed, LotDeed.HOLD).why());
        assertTrue(offer(closed, LotDeed.REVERSE).open(), "what was shipped can come back");
        Entry gone = LotEntry.of(
                whole(lot(2, "0", "destroyed", false), List.of(), List.of()), List.of(), PLACE, PLACE, MAY, PEN);
        assertEquals("the lot is closed: destroyed.", offer(gone, LotDeed.REVERSE).why());
        Entry looked = LotEntry.of(
                whole(held, List.of(hold(held)), List.of()),
                null,
                PLACE,
                PLACE,
                p -> "Vera may not " + p.inWords() + ".",
                PEN);
        assertEquals("Vera may not make, move, split and use lots.", offer(looked, LotDeed.MOVE).why());
        assertTrue(looked.sections().stream().anyMatch(s -> s.none().startsWith("Vera may not read")));
    }

    private static Offer offer(Entry entry, LotDeed deed) {
        return entry.offers().stream()
                .filter(o -> o.key().equals(deed.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatCameFromALotIsOfferedWithAHoldUnlessItIsHeldAlready() {
        Lot lot = lot(1, "10.5", null, false);
        Stock.Whole whole = whole(
                lot,
                List.of(),
                List.of(
                        new LotQuery.Child(lot(3, "7", null, false), BigDecimal.ONE),
                        new LotQuery.Child(lot(4, "2", null, true), BigDecimal.ZERO)));
        Form form = LotForms.of(LotDeed.HOLD, whole, "", Map.of("bay-1", "Bay 1"), PLACE, PEN);
        assertEquals(
                List.of("why", "note", "descendants", "child:H-3"),
                form.fields().stream().map(f -> f.key()).toList());
        assertEquals("Also H-3, which came from it (7 kg)", form.fields().getLast().name());
        Entry entry = LotEntry.of(whole, List.of(), PLACE, PLACE, MAY, PEN);
        assertTrue(entry.sections().toString().contains("7 kg of Northern Lights, released; got 1 kg"));
        assertTrue(entry.sections().toString().contains("HELD; through others"));
    }

    @Test
    void itsHistoryIsToldInSentences() {
        String to = new UUID(8, 1).toString();
        List<FacilityRecord.Event> events = List.of(
                event("hold.placed", "\"hold_reason\":\"coa_failed\",\"reason\":\"lead\""),
                event("inventory.cycle_count", "\"quantity\":\"0.1\",\"unit\":\"kg\",\"from\":\"" + to + "\",\"reason\":\"dried\""),
                event("inventory.receive", "\"quantity\":\"12.5\",\"unit\":\"kg\",\"to\":\"" + to + "\""));
        Lot lot = lot(1, "10.5", null, false);
        String told = LotEntry.of(whole(lot, List.of(), List.of()), events, PLACE, id -> "Dry store", MAY, PEN)
                .sections()
                .toString();
        assertTrue(told.contains("held for failed analysis: lead"), told);
        assertTrue(told.contains("counted, differs by 0.1 kg, from Dry store: dried"), told);
        assertTrue(told.contains("today 06:00, Anna Lee"), told);
        assertTrue(told.contains("received 12.5 kg, at Dry store"), told);
    }

    @Test
    void aFormSaysWhatWillHappen() {
        Stock.Whole whole = whole(lot(1, "10.5", null, false), List.of(), List.of());
        FacilityRecord.Event shipped = event("inventory.ship", "\"quantity\":\"2\",\"unit\":\"kg\",\"reverses\":\"x\"");
        String newest = LotHistory.newest(List.of(event("hold.placed", ""), shipped), PLACE, PEN);
        assertEquals("today 06:00, Anna Lee: taken back: shipped 2 kg", newest);
        Map<LotDeed, String> says = new java.util.EnumMap<>(LotDeed.class);
        for (LotDeed deed : LotDeed.values()) {
            if (!deed.begins()) {
                Form form = LotForms.of(deed, whole, newest, Map.of("bay-1", "Bay 1"), PLACE, PEN);
                says.put(deed, form.text());
                assertTrue(form.title().contains("H-1") && form.title().contains("10.5 kg"), form.title());
            }
        }
        assertTrue(String.valueOf(says.get(LotDeed.REVERSE)).endsWith(newest));
        assertEquals(
                "10.5 kg can still be picked; 0 kg is picked. It stays where it is, and nobody else picks it.",
                says.get(LotDeed.PICK));
        assertTrue(String.valueOf(says.get(LotDeed.SHIP)).startsWith("It leaves the house."));
    }

    private static FacilityRecord.Event event(String kind, String data) {
        return new FacilityRecord.Event(1, NOW, "anna", kind, "lot:1", "{" + data + "}");
    }

    @Test
    void everyWordOfTheRecordHasOneInTheBundle() {
        for (HoldReason r : HoldReason.values()) {
            assertFalse(WORDS.orElse("lots.reason." + r.word(), "").isEmpty(), r.name());
        }
        for (LotKind k : LotKind.values()) {
            assertFalse(WORDS.orElse("lots.kind." + k.word(), "").isEmpty(), k.name());
        }
        for (MovementType m : MovementType.values()) {
            assertFalse(WORDS.orElse("lots.movement." + m.word(), "").isEmpty(), m.name());
        }
        assertEquals(
                LotDeed.values().length,
                Arrays.stream(LotDeed.values()).map(d -> d.doing().letter()).distinct().count(),
                "a letter does one thing");
    }
}
