package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.alert.ActionRefused;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn.Proof;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.core.work.Handover;
import org.penstock.core.work.HandoverRefused;

/** The night shift leaves a valve held open by hand; the morning shift knows it, and both have signed that. */
class ShiftChangeTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    @Test
    void whatTheFacilityKnowsIsHandedOverAndSignedByBothShifts() throws Exception {
        FakeDevices devices = new FakeDevices("simulator");
        try (Facility facility = open(devices, InstantSource.system())) {
            Persons persons = facility.persons();
            Asker.Session anna = new Asker.Session(persons.firstOwner(Asker.account("ann"), "anna", "Anna Lee", ANNAS)
                    .token()
                    .text());
            Secret code = persons.invite(anna, "bob", "Bob Ng");
            persons.grant(anna, "bob", "operator", persons.scope("site").orElseThrow(), "hired");
            persons.firstSignIn("bob", code, BOBS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> facility.snapshot().control().outputs().stream()
                            .anyMatch(o -> o.phase().equals("safe")));
            ControlRoom.Proposal p = facility.propose(anna, "output.set", "valve-1", 1, 600, "dry corner");
            assertTrue(facility.confirm(anna, p.id()).get(5, TimeUnit.SECONDS).accepted(), p.toString());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> facility.shifts().draft().containsKey("overrides"));

            shelveAndAct(facility, devices, anna);

            Handover given = facility.shifts().give(anna, ANNAS, "listen to pump 2");
            String shelved = String.valueOf(given.content().get("shelved"));
            assertTrue(shelved.startsWith("warning, shelved by anna until "), shelved);
            assertTrue(shelved.endsWith("because the fan is being repaired"), shelved);
            assertFalse(given.content().containsKey("alerts"), given.content()::toString);
            String actions = String.valueOf(given.content().get("actions"));
            assertTrue(
                    actions.startsWith("Action 1 for alert ") && actions.contains("fan stands. Vents open"), actions);
            String overrides = String.valueOf(given.content().get("overrides"));
            assertTrue(overrides.startsWith("valve-1 is held at "), overrides);
            assertTrue(overrides.contains("dry corner"), overrides);
            assertEquals("listen to pump 2", given.content().get("note"));
            assertThrows(HandoverRefused.class, () -> facility.shifts().give(anna, ANNAS, "again"));
            assertThrows(
                    HandoverRefused.class, () -> facility.shifts().take(anna, ANNAS, given.id(), given.contentHash()));
            assertThrows(
                    HandoverRefused.class,
                    () -> facility.shifts().take(new Proof.Password("bob", BOBS), given.id(), "0".repeat(64)));

            Handover taken = facility.shifts().take(new Proof.Password("bob", BOBS), given.id(), given.contentHash());
            assertEquals("bob", taken.takenBy());
            assertEquals(List.of(taken), facility.shifts().newest(5));
            assertEquals(
                    List.of(),
                    facility.verifyRows().stream().map(RowFinding::inWords).toList());
            assertTrue(facility.awaitRecord(10_000));
            List<String> kinds = facility.record().events(50).stream()
                    .map(FacilityRecord.Event::kind)
                    .toList();
            assertTrue(
                    kinds.containsAll(List.of("handover.given", "handover.taken", "record.signed")), kinds::toString);
            assertFalse(facility.record().events(50).toString().contains(BOBS.text()));

            assertThrows(
                    IdentityRefused.class,
                    () -> facility.shifts().give(new Proof.Password("bob", ANNAS), "by name, late in the night"));
            Handover byName = facility.shifts().give(new Proof.Password("bob", BOBS), "by name, late in the night");
            assertEquals("bob", byName.givenBy(), "whoever sits here is not who leaves");
            assertEquals(List.of(byName, taken), facility.shifts().newest(5));
        }
        threeHoursLater(devices);
    }

    private Facility open(FakeDevices devices, InstantSource wall) throws Exception {
        return Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText(
                        "north.yaml",
                        new FacilityBuilder()
                                .stream("air", "temperature", "°C")
                                        .output("valve-1", "valve")
                                        .alert(
                                                "{key: hot, name: Air hot, stream: air, type: limit_high, limit: 32 °C, severity: warning}")
                                        .program(
                                                "{key: hourly, name: Hourly, lead: 0s, linger: 0s, max_runtime: 5min, steps: [{open: [valve-1], for: 10s}], start: {at: ["
                                                        + HOURS + "]}}")
                                        .text()),
                null,
                List.of(devices),
                true,
                "serve",
                "ann",
                wall,
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
    }

    private static void shelveAndAct(Facility facility, FakeDevices devices, Asker.Session anna) throws Exception {
        devices.says("air", 40);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility.record().alerts(1).size() == 1);
        String no = Long.toString(facility.snapshot().alerts().open().getFirst().no());
        ControlRoom.Proposal p =
                facility.propose(anna, "alert.shelve", no, Double.NaN, 4 * 3_600, "the fan is being repaired");
        assertEquals(List.of(), p.shut());
        assertTrue(facility.confirm(anna, p.id()).get(5, TimeUnit.SECONDS).accepted(), p.toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility.snapshot().alerts().open().getFirst().shelf() != null);
        facility.correctives().write(anna, Long.parseLong(no), "fan stands", "Vents open by hand.");
        assertThrows(ActionRefused.class, () -> facility.correctives().verify(anna, 1, "my own"));
        assertThrows(
                NotAllowed.class, () -> facility.correctives().verify(Asker.account("ann"), 1, "nobody signed in"));
    }

    /** The program was away meanwhile: the shelf goes on for what is left of it, and what was owed is told. */
    private void threeHoursLater(FakeDevices devices) throws Exception {
        Duration later = Duration.ofHours(3);
        try (Facility facility =
                open(devices, () -> InstantSource.system().instant().plus(later))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() ->
                            facility.shifts().draft().getOrDefault("runs", "").contains("did not run"));
            ShelvedAlert shelf = facility.snapshot().alerts().shelves().getFirst();
            assertTrue(shelf.leftSeconds() > 3_400 && shelf.leftSeconds() <= 3_600, shelf::toString);
            assertEquals("anna", shelf.by());
            String runs = facility.shifts().draft().getOrDefault("runs", "");
            assertEquals(
                    3,
                    runs.lines()
                            .filter(l -> l.contains(" and did not run, missed: "))
                            .count(),
                    runs);
            assertTrue(runs.contains("Hourly is due "), runs);
        }
    }

    private static final String HOURS =
            IntStream.range(0, 24).mapToObj(h -> "\"%02d:00\"".formatted(h)).collect(Collectors.joining(", "));
}
