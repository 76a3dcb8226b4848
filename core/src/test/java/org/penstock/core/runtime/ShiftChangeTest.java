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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn.Proof;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.work.Handover;
import org.penstock.core.work.HandoverRefused;

/** The night shift leaves a valve held open by hand; the morning shift knows it, and both have signed that. */
class ShiftChangeTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");

    @TempDir
    Path data;

    @Test
    void whatTheFacilityKnowsIsHandedOverAndSignedByBothShifts() throws Exception {
        try (Facility facility = Facility.open(new FacilityOptions(
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
                new SlowHash.Cost(64, 1, 1)))) {
            Persons persons = facility.persons();
            Asker.Session anna = new Asker.Session(persons.firstOwner(Asker.account("ann"), "anna", "Anna Lee", ANNAS)
                    .token()
                    .text());
            Secret code = persons.invite(anna, "bob", "Bob Ng");
            persons.grant(anna, "bob", "operator", persons.scope("site").orElseThrow(), "hired");
            persons.firstSignIn("bob", code, BOBS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> facility.snapshot().outputs().stream()
                            .anyMatch(o -> o.phase().equals("safe")));
            ControlRoom.Proposal p = facility.propose(anna, "output.set", "valve-1", 1, 600, "dry corner");
            assertTrue(facility.confirm(anna, p.id()).get(5, TimeUnit.SECONDS).accepted(), p.toString());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> facility.shifts().draft().containsKey("overrides"));

            Handover given = facility.shifts().give(anna, ANNAS, "listen to pump 2");
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
            List<String> kinds =
                    facility.events(50).stream().map(ControlRoom.Event::kind).toList();
            assertTrue(
                    kinds.containsAll(List.of("handover.given", "handover.taken", "record.signed")), kinds::toString);
            assertFalse(facility.events(50).toString().contains(BOBS.text()));

            assertThrows(
                    IdentityRefused.class,
                    () -> facility.shifts().give(new Proof.Password("bob", ANNAS), "by name, late in the night"));
            Handover byName = facility.shifts().give(new Proof.Password("bob", BOBS), "by name, late in the night");
            assertEquals("bob", byName.givenBy(), "whoever sits here is not who leaves");
            assertEquals(List.of(byName, taken), facility.shifts().newest(5));
        }
    }
}
