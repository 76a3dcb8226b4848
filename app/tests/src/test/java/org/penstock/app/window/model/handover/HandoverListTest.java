package org.penstock.app.window.model.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.Section;
import org.penstock.core.work.Handover;

/** What one shift tells the next, and who can sign what. */
class HandoverListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final Pen PEN =
            new Pen(WORDS, new Times(WORDS, ZoneId.of("UTC")), NOW, Map.of("anna", "Anna Lee", "bob", "Bob Ng")::get);
    private static final UUID ID = new UUID(1, 1);

    private static Handover given(@Nullable String takenBy) {
        return new Handover(
                ID,
                new TreeMap<>(Map.of("alerts", "a\nb", "note", "look at bay 2", "shift", "Night, until 06:00")),
                "ab".repeat(32),
                "anna",
                NOW,
                takenBy,
                takenBy == null ? null : NOW.plusSeconds(300));
    }

    private static Register of(Map<String, String> draft, List<Handover> past, String chosen, String login) {
        return HandoverList.of(
                new TreeMap<>(draft), past, chosen, login.isEmpty() ? "" : PEN.name(login), login, "", PEN);
    }

    private static Entry entry(Register register) {
        return Objects.requireNonNull(register.entry());
    }

    private static List<String> why(Entry entry) {
        return entry.offers().stream().map(Offer::why).toList();
    }

    @Test
    void theShiftAndTheNoteAreNoThingsToKnowAndTopicsComeInTheOrderOneActsOn() {
        Map<String, String> draft =
                Map.of("shift", "Night", "devices", "node 3 is silent", "overrides", "fan 2", "quakes", "felt at 5:10");
        Register now = of(draft, List.of(), HandoverList.NOW, "anna");
        assertEquals(List.of("Now", "", "", "3"), now.rows().getFirst().cells());
        assertEquals(
                List.of("Shift", "Overrides", "Devices", "quakes"),
                entry(now).sections().stream().map(Section::title).toList());
        assertTrue(entry(of(Map.of("shift", "Night"), List.of(), HandoverList.NOW, "anna"))
                .sentence()
                .startsWith("Nothing is open"));
    }

    @Test
    void whatWaitsIsTakenOverFirstAndNotByWhoGaveIt() {
        List<Handover> waits = List.of(given(null));
        Register now = of(Map.of(), waits, HandoverList.NOW, "bob");
        assertEquals("What Anna Lee handed over, today 06:00, waits to be taken over", now.summary());
        assertTrue(why(entry(now)).stream()
                .allMatch(w -> w.equals("what Anna Lee handed over waits to be taken over first.")));

        Entry own = entry(of(Map.of(), waits, ID.toString(), "anna"));
        assertEquals(List.of("you handed it over; somebody else takes it over.", "", ""), why(own));
        Entry others = entry(of(Map.of(), waits, ID.toString(), "bob"));
        assertEquals(List.of("", "", ""), why(others));
        assertEquals("Take over as Bob Ng", others.offers().getFirst().name());
        Entry taken = entry(of(Map.of(), List.of(given("bob")), ID.toString(), "bob"));
        assertEquals(List.of("Bob Ng took it over.", "Bob Ng took it over.", "Bob Ng took it over."), why(taken));
    }

    @Test
    void whoSignsByNameOrBadgeProvesItByBoth() {
        assertEquals(
                List.of("note", "secret"),
                HandoverDeed.GIVE.form("", "Anna Lee", PEN).fields().stream()
                        .map(f -> f.key())
                        .toList());
        assertEquals(
                List.of("note", "login", "secret"),
                HandoverDeed.GIVE_BY_NAME.form("", "", PEN).fields().stream()
                        .map(f -> f.key())
                        .toList());
        assertEquals(
                List.of("badge", "secret"),
                HandoverDeed.TAKE_BY_BADGE.form("x", "", PEN).fields().stream()
                        .map(f -> f.key())
                        .toList());
    }
}
