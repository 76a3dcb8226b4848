package org.penstock.app.window.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.runtime.FacilityRecord.Event;

/** An event beside the one before it, and what the record tells of its subject as of a moment. */
class EventDetailTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Event MADE = event(3, "2026-11-20T08:00:00Z", "{\"name\":\"Ida\",\"state\":\"invited\"}");
    private static final Event ACTIVE =
            event(7, "2026-11-20T09:00:00Z", "{\"old_state\":\"invited\",\"state\":\"active\",\"by_roles\":\"owner\"}");
    private static final Event LOCKED = event(
            9, "2026-11-21T10:00:00Z", "{\"old_state\":\"active\",\"state\":\"locked\",\"reason\":\"lost her badge\"}");

    private static Event event(long seq, String at, String data) {
        return new Event(seq, Instant.parse(at), "anna", "person.changed", "person:ida", data);
    }

    private static EventDetail detail(Event of, @Nullable Instant asOf, Event... newestFirst) {
        return EventDetail.of(
                of,
                List.of(newestFirst),
                asOf,
                true,
                key -> key.equals("anna") ? "Anna Lee" : key,
                NOW,
                WORDS,
                new Times(WORDS, ZONE));
    }

    @Test
    void oldAndNewAreOneChangeAndWhoAndWhyStandApart() {
        EventDetail detail = detail(LOCKED, null, LOCKED, ACTIVE, MADE);
        assertEquals(List.of(new Fact("state", "active → locked")), detail.says());
        assertTrue(detail.facts().contains(new Fact("Reason", "lost her badge")));
        assertTrue(detail.facts().contains(new Fact("Who", "Anna Lee (anna)")));
        assertTrue(detail.facts().contains(new Fact("When", "Sat 21 Nov 2026 11:00:00.000 CET")));
    }

    @Test
    void itIsComparedWithTheEventBeforeAboutTheSameThing() {
        EventDetail second = detail(ACTIVE, null, ACTIVE, MADE);
        assertEquals("Against no. 3, person.changed, yesterday 09:00:00", second.before());
        assertEquals(
                List.of(new Fact("gone: name", "Ida"), new Fact("changed: state", "invited → active")),
                second.difference());
        assertEquals(
                "This is the first event about it", detail(MADE, null, MADE).before());
    }

    @Test
    void theStateIsWhatWasToldLastUntilThatMoment() {
        List<Fact> then = detail(ACTIVE, null, ACTIVE, MADE).state();
        assertEquals(
                List.of(
                        new Fact("name", "Ida, since yesterday 09:00:00, by Anna Lee"),
                        new Fact("state", "active, since yesterday 10:00:00, by Anna Lee")),
                then);
        EventDetail later = detail(ACTIVE, NOW, LOCKED, ACTIVE, MADE);
        assertEquals(
                "locked, since today 11:00:00, by Anna Lee",
                later.state().getLast().value());
        EventDetail earlier = detail(LOCKED, Instant.parse("2026-11-20T08:30:00Z"), LOCKED, ACTIVE, MADE);
        assertEquals(
                "invited, since yesterday 09:00:00, by Anna Lee",
                earlier.state().getLast().value());
        assertTrue(earlier.stateOf().startsWith("person:ida as the record tells it, yesterday 09:30:00, from 1 "));
    }

    @Test
    void aMomentIsReadAsAPersonWritesIt() {
        assertEquals(Instant.parse("2026-11-20T23:00:00Z"), RecordFilter.moment("2026-11-21", ZONE, NOW, false));
        assertEquals(Instant.parse("2026-11-21T23:00:00Z"), RecordFilter.moment("2026-11-21", ZONE, NOW, true));
        assertEquals(Instant.parse("2026-11-21T12:30:00Z"), RecordFilter.moment("2026-11-21 13:30", ZONE, NOW, true));
        assertEquals(Instant.parse("2026-11-21T06:15:00Z"), RecordFilter.moment("07:15", ZONE, NOW, false));
        assertNull(RecordFilter.moment("last week", ZONE, NOW, false));
        assertTrue(new RecordFilter("", "", "", "", "soon", "")
                .problem(WORDS, ZONE, NOW)
                .startsWith("“soon” is no moment."));
        assertFalse(new RecordFilter("", "", "anna", "", "", "").cheap());
    }

    @Test
    void aLongIdKeepsItsEnd() {
        Event run = new Event(1, NOW, "system", "run.ended", "run:0197c1de-7c11-7ee0-a1b2-c3d4e5f60718", "{}");
        EventRow row = EventRow.of(run, key -> key, NOW, WORDS, new Times(WORDS, ZONE));
        assertEquals("run:…b2-c3d4e5f60718", row.about());
        assertEquals("today 13:00:00", row.when());
    }
}
