package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.control.Replay;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.JournalReader;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** What was decided live, before and after a restart in the middle of a run, is decided again by every replay. */
class RestartTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private int lives;

    private Facility open() throws Exception {
        String file = new FacilityBuilder()
                .stream("tank", "volume", "L").stream("air", "temperature", "°C")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .output("fan-1", "fan")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L,"
                                + " max_age: 60s, outputs: [pump-1, valve-1]}")
                        .rule("{key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C,"
                                + " max_age: 60s, output: fan-1, value: 1}")
                        .alert(
                                "{key: hot, name: Air hot, stream: air, type: limit_high, limit: 28 °C, severity: warning}")
                        .program("{key: short, name: Short, pump: pump-1, lead: 0s, linger: 0s, max_runtime: 1min,"
                                + " steps: [{open: [valve-1], for: 30s}]}")
                        .text();
        return Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("bench.yaml", file),
                null,
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
    }

    private static void awaitPhase(Facility facility, String key, String phase) {
        await(key + " " + phase)
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility.snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals(key) && o.phase().equals(phase)));
    }

    /** A life of the facility: the fan switches, a run is under way at its end. */
    private void live() throws Exception {
        try (Facility facility = open()) {
            awaitPhase(facility, "valve-1", "safe");
            awaitPhase(facility, "pump-1", "safe");
            awaitPhase(facility, "fan-1", "safe");
            devices.says("tank", 500);
            for (int i = 0; i < 3; i++) {
                devices.says("air", 30);
                awaitPhase(facility, "fan-1", "held");
                devices.says("air", 20);
                awaitPhase(facility, "fan-1", "safe");
            }
            shelveOrUnshelve(facility);
            ControlRoom.Proposal p = facility.propose(ME, "program.run", "short", Double.NaN, 0, "");
            assertTrue(facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS).accepted(), p.toString());
            awaitPhase(facility, "pump-1", "held");
        }
    }

    /** Shelved in the first life, still shelved in the second, and taken off there. */
    private void shelveOrUnshelve(Facility facility) throws Exception {
        await("alert")
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility.snapshot().alerts().open().stream()
                        .anyMatch(a -> a.source().equals("stream:air")));
        AlertSnapshot.Alert hot = facility.snapshot().alerts().open().stream()
                .filter(a -> a.source().equals("stream:air"))
                .findFirst()
                .orElseThrow();
        lives++;
        assertEquals(lives == 2, hot.shelf() != null, hot::toString);
        ControlRoom.Proposal p = facility.propose(
                ME,
                lives == 1 ? "alert.shelve" : "alert.unshelve",
                Long.toString(hot.no()),
                Double.NaN,
                lives == 1 ? 3_600 : 0,
                "known");
        assertTrue(facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS).accepted(), p.toString());
    }

    private Replay.Replayed replay() throws Exception {
        Replay replay = new Replay(Rooms.engine(Rooms.facilityFile(List.of(devices), UuidCreator::getTimeOrderedEpoch))
                .engine());
        try (JournalReader reader = JournalReader.of(new JournalDirectory(data.resolve("journal")))) {
            for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
                replay.take(r);
            }
        }
        return replay.result();
    }

    @Test
    void everyReplayDecidesWhatWasDecidedLiveAndAfterTheRestart() throws Exception {
        live();
        Replay.Replayed half = replay();
        live();
        Replay.Replayed first = replay();
        Replay.Replayed second = replay();

        assertEquals(Optional.empty(), half.first(), "before the restart");
        assertEquals(Optional.empty(), first.first(), "with the restart in the middle");
        assertTrue(first.effects() > half.effects() && half.effects() > 20, first.toString());
        assertEquals(first, second);
    }
}
