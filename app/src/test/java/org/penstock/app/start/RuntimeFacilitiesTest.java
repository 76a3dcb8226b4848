package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;

/** The real runtime behind the door that the programs use. Its one link leads nowhere: that stops nothing here. */
class RuntimeFacilitiesTest {
    private static final String NORTH = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: plc, driver: modbus, connection: {host: 127.0.0.1, port: 1}}
            devices:
              - key: skid
                name: Irrigation skid
                link: plc
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: tank-level, name: Tank level, metric: volume, unit: L, interval: 5s, max_age: 30s,
                     address: {register: "holding:100", type: float32}}
            alerts:
              - {key: tank-silent, name: Tank silent, stream: tank-level, type: missing_data, severity: critical}
            """;

    @TempDir
    Path temp;

    private final Facilities facilities = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system());

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("north.yaml"), text);
    }

    private Opening opening(Path file, Opening.Kind kind) {
        return new Opening(temp.resolve("data"), file, null, null, kind);
    }

    @Test
    void opensHoldsAndClosesADirectory() throws IOException {
        Path data = temp.resolve("data");
        assertFalse(facilities.isThere(data));

        try (ControlRoom room =
                facilities.open(opening(file(NORTH), Opening.Kind.SERVE)).room()) {
            assertEquals("North House", room.snapshot().site().name());
            assertTrue(facilities.isThere(data));
            Refusal held = assertThrows(
                    Refusal.class, () -> facilities.open(new Opening(data, null, null, null, Opening.Kind.WINDOW)));
            assertEquals(ExitCode.HELD, held.code());
            assertTrue(
                    held.what()
                            .contains("penstock serve, process "
                                    + ProcessHandle.current().pid()),
                    held.what());
        }

        Facilities.Opened again = facilities.open(new Opening(data, null, null, null, Opening.Kind.COMMAND));
        try (ControlRoom room = again.room()) {
            assertEquals("tank-level", room.snapshot().streams().getFirst().key());
        }
    }

    @Test
    void aFacilityInSeveralFilesIsOpenedAndCheckedAsOne() throws IOException {
        Path main = file(NORTH.substring(0, NORTH.indexOf("alerts:")) + "include: [alerts.yaml]\n");
        assertTrue(facilities.check(main).toString().contains("there is no file `alerts.yaml`"));
        Refusal refused = assertThrows(Refusal.class, () -> facilities.open(opening(main, Opening.Kind.SERVE)));
        assertEquals(ExitCode.BAD_FACILITY, refused.code());
        assertTrue(refused.remedy().contains("north.yaml:17: there is no file `alerts.yaml`"), refused.remedy());

        Files.writeString(temp.resolve("alerts.yaml"), NORTH.substring(NORTH.indexOf("alerts:")));
        assertEquals("[]", facilities.check(main).toString());
        try (ControlRoom room =
                facilities.open(opening(main, Opening.Kind.SERVE)).room()) {
            assertEquals("North House", room.snapshot().site().name());
        }
    }

    @Test
    void theSchemaKnowsTheDriversOfThisProgram() {
        assertTrue(facilities.schema().contains("[ \"modbus\", \"mqtt\", \"simulator\" ]"), facilities.schema());
    }

    @Test
    void provesTheChainsOfWhatItOpened() throws Exception {
        Facilities.Opened opened = facilities.open(opening(file(NORTH), Opening.Kind.SERVE));
        try (ControlRoom room = opened.room()) {
            assertTrue(opened.chains().verify(events -> {}).findings().isEmpty());
            assertEquals("North House", room.snapshot().site().name());
        }
    }

    @Test
    void refusesAFileWithFaultsLineByLine() throws IOException {
        Path file = file(NORTH.replace("unit: L,", "unit: degX,"));

        Refusal refusal = assertThrows(Refusal.class, () -> facilities.open(opening(file, Opening.Kind.SERVE)));

        assertEquals(ExitCode.BAD_FACILITY, refusal.code());
        assertTrue(refusal.remedy().contains("north.yaml:15: "), refusal.remedy());
        assertTrue(
                facilities.check(file).stream().anyMatch(p -> p.weight() == Problems.Weight.ERROR && p.line() == 15));
        assertFalse(facilities.isThere(temp.resolve("data")), "nothing was filled");
    }

    @Test
    void refusesAnotherFacilityForAFilledDirectory() throws IOException {
        facilities.open(opening(file(NORTH), Opening.Kind.COMMAND)).room().close();
        Path other = file(NORTH.replace("North House", "South House"));

        Refusal refusal = assertThrows(Refusal.class, () -> facilities.open(opening(other, Opening.Kind.SERVE)));

        assertEquals(ExitCode.REFUSED, refusal.code());
        assertTrue(refusal.what().contains("already holds a facility"), refusal.what());
    }

    @Test
    void aRecordOnAServerNeedsItsPasswordAndDoesNotMove() throws IOException {
        RecordPlace server = new RecordPlace("jdbc:postgresql://127.0.0.1:1/north", "ada");
        Path data = temp.resolve("data");
        Opening there = new Opening(data, file(NORTH), null, server, Opening.Kind.COMMAND);

        Refusal unknown = assertThrows(Refusal.class, () -> facilities.open(there));
        assertTrue(unknown.remedy().contains("penstock secret set database --data " + data), unknown.remedy());

        Files.delete(data.resolve("database.json"));
        facilities.open(opening(file(NORTH), Opening.Kind.COMMAND)).room().close();
        Refusal moved = assertThrows(Refusal.class, () -> facilities.open(there));
        assertEquals(ExitCode.USAGE, moved.code());
        assertTrue(moved.what().contains("kept in the directory"), moved.what());
    }

    @Test
    void anAddressWithAPasswordIsRefused() {
        assertEquals(
                ExitCode.USAGE,
                assertThrows(Refusal.class, () -> new RecordPlace("jdbc:postgresql://db/north?password=x", "ada"))
                        .code());
        Refusal wrong = assertThrows(Refusal.class, () -> new RecordPlace("mysql://db/north?password=x", "ada"));
        assertFalse(wrong.what().contains("password=x"), wrong.what());
    }
}
