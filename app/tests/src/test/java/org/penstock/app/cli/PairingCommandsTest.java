package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.testsupport.FakeControlRoom;
import org.penstock.app.testsupport.FakeFacilities;
import org.penstock.app.testsupport.Golden;
import org.penstock.core.identity.Role;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.SnapshotBuilder;

/** A device's way into the facility, as a person types it. */
@Execution(ExecutionMode.CONCURRENT)
class PairingCommandsTest {
    private static final InstantSource NOW = InstantSource.fixed(FakeControlRoom.NOW);

    @TempDir
    Path temp;

    private final FakeFacilities facilities = new FakeFacilities();
    private Path data;

    @BeforeEach
    void aFacilityWithANodeThatIsNew() throws IOException {
        data = Files.createDirectories(temp.resolve("data"));
        Files.writeString(data.resolve("configuration.json"), "{}");
        facilities.room.answer = new ControlRoom.Answer(true, "Node 1 may present its code for 10 min.");
        facilities.room.seen = this::withNode;
    }

    private FacilitySnapshot withNode(FacilitySnapshot s) {
        FieldSnapshot.Enrolment newest = facilities.room.enrolments.stream()
                .filter(e -> e.device().equals("node-1"))
                .findFirst()
                .orElse(null);
        List<FieldSnapshot.Device> devices = new ArrayList<>(s.field().devices());
        devices.add(new FieldSnapshot.Device(
                "node-1",
                "Node 1",
                "broker",
                "bay-1",
                "Bay 1",
                newest != null && newest.open() ? "joining" : "pending",
                null,
                "",
                "",
                "offline",
                "never heard since it is in the facility file, expected every 5 s",
                Double.POSITIVE_INFINITY,
                newest));
        return SnapshotBuilder.like(s).devices(devices).build();
    }

    private Ran typing(String typed, String... arguments) {
        return Ran.line(
                facilities,
                NOW,
                temp,
                typed,
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toList());
    }

    private Ran run(String... arguments) {
        return typing("", arguments);
    }

    private FacilityProcess serving() {
        return FacilityProcess.open(facilities, new Opening(data, null, null, null, Opening.Kind.SERVE), "ada", NOW);
    }

    private static FieldSnapshot.Enrolment over(String id, String device, String state, String error, String said) {
        Instant started = FakeControlRoom.NOW.minusSeconds(7_200);
        return new FieldSnapshot.Enrolment(
                id,
                device,
                device,
                "pairing",
                state,
                "over",
                2,
                error,
                null,
                said,
                "ada",
                started,
                started.plusSeconds(3_600),
                started.plusSeconds(600));
    }

    @Test
    void aPairingIsConfirmedAndItsCodeAndItsEndAreShown() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().lives());
            Ran ran = typing("y\n", "devices", "pair", "node-1", "--for", "10min");
            assertEquals(0, ran.code(), ran.err());
            assertEquals(List.of(new Enrolling.Wish("node-1", "", 600, "")), facilities.room.enrolled);
            Golden.check("pair.txt", ran.out());
            Golden.check("pairing.txt", run("devices", "pairing").out());
            assertTrue(run("devices", "node-1").out().contains("CODE  ACDEFHJK"), "not on the device");
            assertTrue(run("devices").out().contains("joining"), "the state is not in the list");
        }
    }

    /** The code lets a device in: whoever looks on without a right to that must not read it. */
    @Test
    void onlyWhoMayLetDevicesInSeesTheCode() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().lives());
            assertEquals(
                    0,
                    typing("y\n", "devices", "pair", "node-1", "--for", "10min").code());
            assertTrue(run("devices", "node-1").out().contains("ACDEFHJK"));
            facilities.room.persons.with("anna", "Anna Lee", "a pond of quiet ducks", Role.OWNER);
            for (String[] look : new String[][] {
                {"devices", "node-1"},
                {"devices", "node-1", "--json"},
                {"devices", "--json"},
                {"devices", "pairing"},
                {"devices", "pairing", "--json"}
            }) {
                Ran ran = run(look);
                assertEquals(0, ran.code(), ran.err());
                assertFalse(ran.out().contains("ACDEFHJK"), ran.out());
            }
        }
    }

    @Test
    void withJsonThereIsOneDocument() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().lives());
            Ran ran = run("devices", "pair", "node-1", "--as", "manual", "--yes", "--json");
            assertEquals(0, ran.code(), ran.err());
            assertEquals(List.of(new Enrolling.Wish("node-1", "manual", 0, "")), facilities.room.enrolled);
            Golden.check("pair.json", ran.out());
            Golden.check(
                    "pairing.json",
                    run("devices", "pairing", "node-1", "--json").out());
            assertEquals(0, run("devices", "pairing", "climate").code());
            Ran cancelled = run("devices", "pair", "node-1", "--cancel", "--yes", "--json");
            assertTrue(cancelled.out().contains("penstock.answer.1"), cancelled.out());
            assertEquals("ada enrolment.cancel node-1 NaN 0.0 ", facilities.room.proposed.getLast());
        }
    }

    @Test
    void whatBecameOfEarlierOnesIsListedWithNothingRunning() {
        facilities.room.enrolments.addAll(List.of(
                over("3", "node-1", "completed", "", "mac A0:B7:65:11:22:33"),
                over("2", "node-1", "expired", "nothing good has come on topic farm/node-1", "mac A0:B7:65:11:22:33"),
                over("1", "skid", "failed", "cancelled by ada", "")));
        Golden.check("pairing-over.txt", run("devices", "pairing").out());
        assertEquals(2, run("devices", "pairing", "--most", "2").out().lines().count() - 1);
        assertTrue(run("devices", "node-1").out().contains("enrolment (pairing) completed at 2026-11-21 04:20:00"));
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertEquals(
                ExitCode.TRY_AGAIN.number(),
                run("devices", "pair", "node-1", "--yes").code());
        assertTrue(run("devices", "pairing").out().startsWith("No device was enrolled in the last 30 days."));
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().lives());
            Ran both = run("devices", "pair", "node-1", "--cancel", "--for", "1h");
            assertEquals(ExitCode.USAGE.number(), both.code());
            assertEquals(
                    ExitCode.USAGE.number(),
                    run("devices", "pair", "node-1", "--for", "soon").code());
            facilities.room.answer = new ControlRoom.Answer(false, "an enrolment of Node 1 is open already");
            Ran refused = run("devices", "pair", "node-1", "--yes");
            assertEquals(ExitCode.REFUSED.number(), refused.code());
            assertEquals("an enrolment of Node 1 is open already\n", refused.err());
            assertFalse(refused.out().contains("CODE"), refused.out());
        }
    }
}
