package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.identity.ViewLayouts;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.core.work.NoteRefused;
import org.penstock.core.work.TimeNote;

/** Somebody notes what a curve cannot say, another puts it right, and both stand in the record; views outlive a restart. */
class TrendBookTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");
    private static final Instant AT = Instant.parse("2026-11-20T03:00:00Z");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private Facility open() throws Exception {
        return Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText(
                        "north.yaml",
                        new FacilityBuilder()
                                .stream("air", "temperature", "°C")
                                        .output("valve-1", "valve")
                                        .text()),
                null,
                List.of(new FakeDevices("simulator")),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
    }

    @Test
    void aNoteIsAmendedByItsNextRevisionAndAViewOutlivesARestart() throws Exception {
        Asker.Session bob;
        try (Facility facility = open()) {
            Persons persons = facility.persons();
            Asker.Session anna = new Asker.Session(persons.firstOwner(Asker.account("ann"), "anna", "Anna Lee", ANNAS)
                    .token()
                    .text());
            Secret code = persons.invite(anna, "bob", "Bob Ng");
            persons.grant(anna, "bob", "viewer", persons.scope("site").orElseThrow(), "looks on");
            bob = new Asker.Session(
                    persons.firstSignIn("bob", code, BOBS).token().text());
            TrendBook book = facility.trends();

            TimeNote door = book.write(anna, "stream:air", AT, null, "somebody left the door open");
            TimeNote wash = book.write(anna, "location:", AT.plusSeconds(60), AT.plusSeconds(600), "house washed");
            assertEquals(List.of(door, wash), book.notes(AT, AT.plusSeconds(3600), 100));
            assertEquals(List.of(wash), book.notes(AT.plusSeconds(300), AT.plusSeconds(301), 100));
            assertThrows(NotAllowed.class, () -> book.write(bob, "stream:air", AT, null, "I only look on"));
            assertThrows(NoteRefused.class, () -> book.write(anna, "stream:nothing", AT, null, "of what?"));
            assertThrows(NoteRefused.class, () -> book.write(anna, "stream:air", AT, AT, "no time at all"));

            TimeNote right = book.amend(anna, door.id(), 1, "the door was open for 12 min");
            assertThrows(NoteRefused.class, () -> book.amend(anna, door.id(), 1, "not what I read"));
            assertEquals(List.of(right, wash), book.notes(AT, AT.plusSeconds(3600), 100));
            assertEquals(List.of(door, right), book.history(door.id()));
            book.withdraw(anna, wash.id(), 1, "another house");
            assertEquals(List.of(right), book.notes(AT, AT.plusSeconds(3600), 100));
            assertThrows(NoteRefused.class, () -> book.amend(anna, wash.id(), 2, "back again"));
            assertTrue(facility.awaitRecord(10_000));
            assertEquals(
                    List.of("note.withdrawn", "note.amended", "note.written", "note.written"),
                    facility.record().events(50).stream()
                            .map(FacilityRecord.Event::kind)
                            .filter(k -> k.startsWith("note."))
                            .toList());

            book.keep(bob, "my night", "air", false);
            assertThrows(NotAllowed.class, () -> book.keep(bob, "everybody's", "air", true));
            book.keep(anna, "everybody's", "air;live=3600000", true);
            book.keep(anna, "everybody's", "air;live=900000", true);
            assertEquals(
                    List.of("everybody's"),
                    book.views(anna).stream().map(ViewLayouts.Kept::slot).toList());
            assertEquals(List.of(), book.stays(anna, "no such lot"));
            assertEquals(List.of(), book.alerts(AT, AT.plusSeconds(1), 10));
            assertEquals(List.of(), book.runs(AT, AT.plusSeconds(1), 10));
        }
        try (Facility facility = open()) {
            assertEquals(
                    List.of("everybody's air;live=900000", "my night air"),
                    facility.trends().views(bob).stream()
                            .map(v -> v.slot() + " " + v.layout())
                            .toList());
            facility.trends().drop(bob, "my night", false);
            assertThrows(NoteRefused.class, () -> facility.trends().drop(bob, "my night", false));
            assertEquals(List.of(), facility.verifyRows());
        }
        try (Connection c = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("penstock").toAbsolutePath()
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                        "sa",
                        "");
                Statement s = c.createStatement()) {
            assertEquals(
                    1,
                    s.executeUpdate("update time_notes set note = 'nothing was open' where revision = 1 and"
                            + " note like 'somebody%'"));
        }
        try (Facility facility = open()) {
            List<String> found =
                    facility.verifyRows().stream().map(RowFinding::inWords).toList();
            assertEquals(1, found.size(), found::toString);
            assertTrue(found.getFirst().contains("time_notes"), found::toString);
        }
    }
}
