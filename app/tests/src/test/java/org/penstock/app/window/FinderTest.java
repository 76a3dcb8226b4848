package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Finder;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.FoundRow.Kind;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Some letters, and what a person meant by them. */
class FinderTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final FoundRow STOP =
            new FoundRow("action:STOP", Kind.ACTION, "STOP", "Do", "stop everything; again to confirm", "F12");

    private static Finder finder(FacilitySnapshot snapshot) {
        return Finder.of(snapshot, List.of(STOP), WORDS);
    }

    private static List<String> titles(String text) {
        return finder(Facilities.abnormal()).find(text).stream()
                .map(FoundRow::title)
                .toList();
    }

    @Test
    void withoutLettersTheOpenAlertsAndWhatCanBeDoneAreThere() {
        List<FoundRow> rows = finder(Facilities.abnormal()).find("  ");
        assertEquals(Kind.ALERT, rows.getFirst().kind());
        assertEquals(STOP, rows.getLast());
        assertTrue(rows.stream().allMatch(r -> r.kind() == Kind.ALERT || r.kind() == Kind.ACTION));
    }

    @Test
    void everyPageIsFoundByItsNameAlsoWhereNoKeyLeadsToIt() {
        List<FoundRow> pages = Find.pages(List.of(PageAddress.Kind.values()), WORDS);
        Finder finder = Finder.of(Facilities.abnormal(), pages, WORDS);
        for (FoundRow page : pages) {
            assertTrue(finder.find(page.title()).contains(page), page.title());
        }
        assertEquals("Configuration", finder.find("config").getFirst().title());
    }

    @Test
    void aNameIsFoundByItsBeginningInAnyOrderOfWords() {
        assertEquals("Exhaust fan", titles("exh").getFirst());
        assertEquals("Exhaust fan", titles("fan exh").getFirst());
        assertEquals("Weekly flush", titles("flush").getFirst());
    }

    @Test
    void everyWordMustBeFound() {
        assertEquals(List.of(), titles("exhaust pump"));
        assertEquals(List.of(), titles("zzz"));
    }

    @Test
    void theKeyFindsAsWellAsTheName() {
        assertEquals("Exhaust fan", titles("fan-1").getFirst());
    }

    @Test
    void whatTheWindowCanDoIsFoundByWhatItDoes() {
        assertEquals(STOP, finder(Facilities.calm()).find("stop every").getFirst());
    }

    @Test
    void aPlaceIsFoundBeforeWhatStandsInIt() {
        FacilitySnapshot snapshot = Facilities.calm();
        String place = snapshot.field().streams().stream()
                .map(FieldSnapshot.Stream::locationName)
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElseThrow();
        List<FoundRow> rows = finder(snapshot).find(place);
        assertEquals(Kind.PLACE, rows.getFirst().kind());
        assertTrue(rows.stream().anyMatch(r -> r.kind() == Kind.STREAM), "and its values after it");
    }

    @Test
    void accentsAndCapitalsDoNotMatter() {
        Finder finder = Finder.of(
                Facilities.calm(), List.of(new FoundRow("k", Kind.ACTION, "k", "Do", "Pépinière Øst", "")), WORDS);
        assertEquals("k", finder.find("PEPINIERE").getFirst().key());
        assertEquals("k", finder.find("ère").getFirst().key());
    }

    @Test
    void ofManyOnlySoManyAreShown() {
        List<FoundRow> many = IntStream.range(0, 100)
                .mapToObj(i -> new FoundRow("k" + i, Kind.ACTION, "k", "Do", "Same " + i, ""))
                .toList();
        Finder finder = Finder.of(Facilities.calm(), many, WORDS);
        assertEquals(Finder.MOST, finder.find("same").size());
    }
}
