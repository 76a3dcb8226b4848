package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two people change the same file. A facility file has a thing a line, so their lines are often neighbours. */
class RebaseTest {
    private static final String BASE = """
            alerts:
              - {key: hot, limit: 30 °C}
              - {key: cold, limit: 5 °C}
              - {key: dry, limit: 20 %}
            """;

    private static Rebase merge(String base, String mine, String theirs) {
        return Rebase.of(file(base), file(mine), file(theirs));
    }

    private static List<Configuration.File> file(String text) {
        return List.of(new Configuration.File("house.yaml", text));
    }

    private static String text(Rebase merged) {
        assertEquals(List.of(), merged.conflicts());
        return merged.files().getFirst().text();
    }

    @Test
    void changesOfNeighbouringLinesAreBothKept() {
        String mine = BASE.replace("5 °C", "6 °C");
        String theirs = BASE.replace("30 °C", "31 °C").replace("20 %", "25 %");
        String both = BASE.replace("5 °C", "6 °C").replace("30 °C", "31 °C").replace("20 %", "25 %");
        assertEquals(both, text(merge(BASE, mine, theirs)));
        assertEquals(both, text(merge(BASE, theirs, mine)));
    }

    @Test
    void theSameChangeByBothIsNoConflict() {
        String mine = BASE.replace("5 °C", "6 °C").replace("30 °C", "31 °C");
        String theirs = BASE.replace("5 °C", "6 °C").replace("20 %", "25 %");
        assertEquals(
                BASE.replace("5 °C", "6 °C").replace("30 °C", "31 °C").replace("20 %", "25 %"),
                text(merge(BASE, mine, theirs)));
    }

    @Test
    void onlyTheLineThatBothChangedIsAConflict() {
        String mine = BASE.replace("5 °C", "6 °C").replace("20 %", "22 %");
        String theirs = BASE.replace("30 °C", "31 °C").replace("5 °C", "7 °C");
        assertEquals(
                List.of(new Rebase.Conflict(
                        "house.yaml", 3, "- {key: cold, limit: 6 °C}", "- {key: cold, limit: 7 °C}")),
                merge(BASE, mine, theirs).conflicts());
    }

    @Test
    void whereALineWasTakenOutBesideAChangeNothingIsDecided() {
        String mine = BASE.replace("  - {key: cold, limit: 5 °C}\n", "");
        String theirs = BASE.replace("30 °C", "31 °C");
        assertEquals(1, merge(BASE, mine, theirs).conflicts().size());
        String added = BASE.replace("  - {key: dry", "  - {key: wet, limit: 90 %}\n  - {key: dry");
        assertEquals(
                1,
                merge(BASE, added, BASE.replace("5 °C", "7 °C").replace("20 %", "25 %"))
                        .conflicts()
                        .size());
    }
}
