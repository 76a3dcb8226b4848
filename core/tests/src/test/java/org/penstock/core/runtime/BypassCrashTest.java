package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;

/** The program is killed between the two that a signed bypass must be in: the engine has it, the record not yet. */
class BypassCrashTest {
    @TempDir
    Path data;

    @Test
    void whatTheEngineLetsPassIsOnRecordSoonAfterTheNextStart() throws Exception {
        try (ChildProcess child =
                ChildProcess.start(ChildClasses.ofDatabase(), List.of(), BypassChild.class, data.toString())) {
            assertEquals(137, child.exit(Duration.ofSeconds(300)), () -> String.join("\n", child.lines()));
        }
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            database.run(sql -> sql.execute("drop trigger " + BypassChild.TRIGGER));
        }
        try (Facility facility = BypassChild.open(data)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !bypasses(facility).isEmpty());
            UUID signoff = UUID.fromString(bypasses(facility).getFirst().signoff());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> facility.consents().find(signoff).orElseThrow().state() == SignoffState.EXECUTED);
            assertEquals(1, bypasses(facility).size(), "and it is in force as it was");
            assertTrue(facility.awaitRecord(10_000));
            assertEquals(List.of(), facility.verifyRows());
            assertEquals(
                    List.of("signoff.executed of system"),
                    facility.record().events(100).stream()
                            .filter(e -> e.kind().equals("signoff.executed"))
                            .map(e -> e.kind() + " of " + e.actor())
                            .toList());
        }
    }

    private static List<ControlSnapshot.Bypass> bypasses(Facility facility) {
        return facility.snapshot().control().interlocks().stream()
                .flatMap(i -> i.bypasses().stream())
                .toList();
    }
}
