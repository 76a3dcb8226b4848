package org.penstock.app.start;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityChange;

/** The real runtime behind the door that the programs use. Its one link leads nowhere: that stops nothing here. */
@Execution(ExecutionMode.CONCURRENT)
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
            assertEquals(
                    "tank-level", room.snapshot().field().streams().getFirst().key());
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
        assertTrue(
                facilities.schema().contains("[ \"modbus\", \"mqtt\", \"person\", \"simulator\" ]"),
                facilities.schema());
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
    void aFilledDirectoryGoesOnAsItIsWhateverTheFileSays() throws IOException {
        Path file = file(NORTH);
        Facilities.Opened first = facilities.open(opening(file, Opening.Kind.SERVE));
        assertEquals(List.of(), first.remarks());
        first.room().close();

        file(NORTH.replace("North House", "Northern House"));
        Facilities.Opened again = facilities.open(opening(file, Opening.Kind.SERVE));
        try (ControlRoom room = again.room()) {
            assertEquals("North House", room.snapshot().site().name());
            String remark = again.remarks().getFirst();
            assertTrue(remark.contains("0 new, 1 changed, 0 archived"), remark);
            assertTrue(remark.contains("North House goes on as it was applied last"), remark);
            assertTrue(remark.contains("penstock facility plan north.yaml --data " + temp.resolve("data")), remark);
        }

        file(NORTH.replace("unit: L,", "unit: degX,"));
        assertRemark(file, "north.yaml has 1 fault and was not compared");

        Files.delete(file);
        assertRemark(file, "is not needed: what is in");
    }

    private void assertRemark(Path file, String words) {
        Facilities.Opened opened = facilities.open(opening(file, Opening.Kind.SERVE));
        try (ControlRoom room = opened.room()) {
            assertEquals("North House", room.snapshot().site().name());
            assertTrue(opened.remarks().getFirst().contains(words), opened.remarks()::toString);
        }
    }

    /** A service's unit names the file; changes are applied to the running facility; the unit must start again after. */
    @Test
    void aFacilityStartsAgainWithItsFirstFileAfterAChangeWasApplied() throws Exception {
        Path file = file(NORTH);
        try (ControlRoom room =
                facilities.open(opening(file, Opening.Kind.SERVE)).room()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> room.snapshot().health().scansPerSecond() > 0
                            || !room.snapshot().field().streams().isEmpty());
            FacilityChange change = room.configuration()
                    .plan(
                            List.of(new Configuration.File(
                                    "north.yaml", NORTH.replace("North House", "Northern House"))),
                            false);
            ControlRoom.Answer answer = room.configuration()
                    .apply(Asker.account("ada"), change.id(), "renamed")
                    .get(15, TimeUnit.SECONDS);
            assertTrue(answer.accepted(), answer.text());
        }
        Facilities.Opened again = facilities.open(opening(file, Opening.Kind.SERVE));
        try (ControlRoom room = again.room()) {
            assertEquals("Northern House", room.snapshot().site().name());
            assertTrue(again.remarks().getFirst().contains("Northern House goes on"), again.remarks()::toString);
        }

        // What waits for this very start is no difference.
        try (ControlRoom room = facilities
                .open(new Opening(temp.resolve("data"), null, null, null, Opening.Kind.COMMAND))
                .room()) {
            FacilityChange back =
                    room.configuration().plan(List.of(new Configuration.File("north.yaml", NORTH)), false);
            assertTrue(room.configuration()
                    .apply(Asker.account("ada"), back.id(), "")
                    .get(5, TimeUnit.SECONDS)
                    .accepted());
        }
        Facilities.Opened third = facilities.open(opening(file, Opening.Kind.SERVE));
        try (ControlRoom room = third.room()) {
            assertEquals(List.of(), third.remarks());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> room.snapshot().site().name().equals("North House"));
        }
    }

    @Test
    void refusesAnotherSiteForAFilledDirectory() throws IOException {
        facilities.open(opening(file(NORTH), Opening.Kind.COMMAND)).room().close();
        Path other = file(NORTH.replace("{key: north,", "{key: south,"));

        Refusal refusal = assertThrows(Refusal.class, () -> facilities.open(opening(other, Opening.Kind.SERVE)));

        assertEquals(ExitCode.REFUSED, refusal.code());
        assertTrue(refusal.what().contains("holds the site `north`"), refusal.what());
        assertTrue(refusal.what().contains("describes the site `south`"), refusal.what());
        facilities
                .open(new Opening(temp.resolve("data"), null, null, null, Opening.Kind.COMMAND))
                .room()
                .close();
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
