package org.penstock.core.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.TimeNotes.TIME_NOTES;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** What is noted at a time is never written over, and nobody writes into it unseen. */
class TimeNotesTest {
    private static final Provenance GUS = StoryPeople.by("gus", Role.GROWER);

    @BothDatabases
    void aNoteIsAmendedByItsNextRevisionAndEveryColumnIsCompared(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        TimeNotes notes = new TimeNotes(store.chain);
        Instant from = store.now.minus(Duration.ofHours(2));
        TimeNote first = store.in(sql ->
                notes.write(sql, "stream:air-temp-1", from, from.plusSeconds(600), "door left open", GUS, store.now));
        assertThrows(
                NoteRefused.class,
                () -> store.in(sql -> notes.write(sql, "location:", from, from, "no time at all", GUS, store.now)));
        store.in(sql -> notes.amend(sql, first.id(), 1, "door left open by the carrier", GUS, store.now));
        assertThrows(
                NoteRefused.class,
                () -> store.in(sql -> notes.amend(sql, first.id(), 1, "written over unseen", GUS, store.now)));
        assertEquals(
                List.of("door left open by the carrier"),
                store.database.read(sql -> notes.between(sql, from.minusSeconds(1), store.now, 10)).stream()
                        .map(TimeNote::text)
                        .toList());

        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new TimeNoteVerifier());
        assertEquals(List.of(), tables.findings());
        tables.unguard("time_notes");
        assertTrue(tables.everyColumn(TIME_NOTES, "id", TIME_NOTES.REVISION.eq(2), Set.of()) > 8);
        assertEquals(
                1,
                tables.after(sql -> sql.deleteFrom(TIME_NOTES)
                                .where(TIME_NOTES.REVISION.eq(2))
                                .execute())
                        .size());
    }
}
