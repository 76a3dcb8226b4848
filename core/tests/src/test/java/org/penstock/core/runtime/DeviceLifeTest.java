package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.control.Replay;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamReplacement;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.JournalReader;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** The life of a device in a facility that runs: from a person's word to what every start and every replay knows. */
class DeviceLifeTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");

    private Facility open() throws Exception {
        String file = new FacilityBuilder()
                .stream("tank", "volume", "L").stream("air", "temperature", "°F")
                        .output("doser-1", "doser")
                        .rule("{key: vent, name: Vent, stream: air, when: above, limit: 27 °C, max_age: 60s,"
                                + " output: doser-1, value: 1}")
                        .text();
        return Facility.open(new FacilityOptions(
                data,
                Files.exists(data.resolve("configuration.json"))
                        ? null
                        : new FacilityOptions.FacilityText("bench.yaml", file),
                null,
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
    }

    private static void awaitPhase(Facility facility, String phase) {
        await("doser-1 " + phase)
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility.snapshot().control().outputs().stream()
                        .anyMatch(o -> o.phase().equals(phase)));
    }

    private static FieldSnapshot.Stream stream(Facility facility, String key) {
        return facility.snapshot().field().streams().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitValue(Facility facility, String key, double value, String quality) {
        await(key + " " + value + " " + quality).atMost(Duration.ofSeconds(10)).until(() -> {
            FieldSnapshot.Stream s = stream(facility, key);
            return Math.abs(s.value() - value) < 1e-4 && s.quality().equals(quality);
        });
    }

    private static Answer does(Facility facility, Proposal p) throws Exception {
        assertEquals(List.of(), p.shut(), p.text());
        return facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
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

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    private void forgetDatabase() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            for (Path p : all.toList()) {
                boolean kept = List.of("journal", "checkpoints", "configuration.json")
                        .contains(p.getFileName().toString());
                if (!kept) {
                    delete(p);
                }
            }
        }
    }

    @Test
    void whatAPersonDidToADeviceHoldsForEveryStartAlsoWithoutADatabase() throws Exception {
        String gate;
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            devices.says("air", 90);
            devices.says("tank", 500);
            awaitPhase(facility, "held");

            Proposal disable = facility.propose(ME, "device.disable", "skid", Double.NaN, 0, "pump head");
            assertTrue(disable.text().contains("(away from it now: doser-1)"), disable.text());
            assertTrue(does(facility, disable).accepted());
            awaitPhase(facility, "safe");
            gate = assertNotNullText(
                    facility.snapshot().control().outputs().getFirst().shut());
            assertTrue(
                    gate.contains("device skid is in maintenance since") && gate.endsWith(", by os:ann: pump head"),
                    gate);
            devices.says("air", 95);
            awaitValue(facility, "air", 95, "calibration");
            FieldSnapshot.Device skid = facility.snapshot().field().devices().getFirst();
            assertEquals("maintenance", skid.presence());
            assertEquals("maintenance", skid.state());
            assertEquals("pump head, by os:ann", skid.why());
            // A second time is no use, and no wordless one.
            assertFalse(facility.propose(ME, "device.disable", "skid", Double.NaN, 0, "again")
                    .shut()
                    .isEmpty());
        }
        delete(data.resolve("checkpoints"));
        forgetDatabase();
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            assertEquals(
                    gate, facility.snapshot().control().outputs().getFirst().shut());
            devices.says("air", 96);
            awaitValue(facility, "air", 96, "calibration");
            assertTrue(does(facility, facility.propose(ME, "device.enable", "skid", Double.NaN, 0, "done"))
                    .accepted());
            devices.says("air", 97);
            awaitValue(facility, "air", 97, "good");
            awaitPhase(facility, "held");
            assertEquals(
                    "online", facility.snapshot().field().devices().getFirst().presence());
            assertTrue(facility.awaitRecord(10_000));
            // The record was made anew from the journal: each thing once.
            assertEquals(
                    List.of("maintenance → active", "active → maintenance"),
                    facility.record().events(500).stream()
                            .filter(e -> e.kind().equals("device.status_changed"))
                            .map(e -> e.data().contains("\"to\":\"maintenance\"")
                                    ? "active → maintenance"
                                    : "maintenance → active")
                            .toList());
            // The readings of that time are kept and say why they are bad.
            assertTrue(facility
                    .record()
                    .readings("air", Instant.EPOCH, Instant.now().plusSeconds(60), 100)
                    .stream()
                    .anyMatch(r -> r.quality().equals("calibration") && Math.abs(r.value() - 95) < 1e-6));
        }
        assertEquals(Optional.empty(), replay().first());
    }

    /** Durable before it is acknowledged, in the record once, and nothing that the engine or a replay would notice. */
    @Test
    void whatADeviceHandsOnIsInTheRecordOnceWhateverIsLost() throws Exception {
        Handed weight = new Handed("skid", "weight", "s-1", "e-1", Sample.NO_TIME, "{\"weight_kg\": 120.50}");
        Handed fed = new Handed("skid", "fed", "", "e-2", 1_795_200_000_000_000L, "{\"feed_lot\": \"µ\"}");
        AtomicInteger acknowledged = new AtomicInteger();
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            devices.handsOn(weight, acknowledged::incrementAndGet);
            devices.handsOn(weight, acknowledged::incrementAndGet);
            devices.handsOn(fed, acknowledged::incrementAndGet);
            await().until(() -> acknowledged.get() == 3);
            assertTrue(facility.awaitRecord(10_000));
            recorded(facility);
        }
        // The record is made again of the journal; then the messages come again.
        delete(data.resolve("checkpoints"));
        forgetDatabase();
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            assertTrue(facility.awaitRecord(10_000));
            recorded(facility);
            devices.handsOn(weight, acknowledged::incrementAndGet);
            await().until(() -> acknowledged.get() == 4);
            assertTrue(facility.awaitRecord(10_000));
            recorded(facility);
        }
        assertEquals(Optional.empty(), replay().first());
    }

    private static void recorded(Facility facility) {
        assertEquals(
                List.of(
                        "fed  e-2 2026-11-20T18:40:00Z {\"feed_lot\": \"µ\"}",
                        "weight s-1 e-1 null {\"weight_kg\": 120.50}"),
                facility.devices().messages("skid", 50).stream()
                        .map(m -> m.kind() + " " + m.subject() + " " + m.id() + " " + m.event() + " " + m.body())
                        .toList());
        assertEquals(2, facility.devices().device("skid").orElseThrow().messages());
        assertEquals(List.of(), facility.devices().messages("nobody", 50));
    }

    @Test
    void aCalibrationMovesLaterReadingsOnlyAndIsUndoneByAnotherOne() throws Exception {
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            devices.says("air", 77.2);
            awaitValue(facility, "air", 77.2, "good");
            devices.says("air", 77.8);
            awaitValue(facility, "air", 77.8, "good");
            assertTrue(facility.awaitRecord(10_000));
            Proposal p = facility.devices()
                    .calibrate(
                            ME, new DeviceCare.Wish("air", 77.0, null, null, "", "DKD 4711", "2099-05-01", "yearly"));
            assertTrue(
                    p.text()
                            .startsWith("air showed 77.500 °F (mean of 2 readings of its last minute), the reference"
                                    + " 77.000 °F. -0.500 °F is added to every reading of air from now on, where it was"
                                    + " 0.000 °F"),
                    p.text());
            assertTrue(does(facility, p).accepted());
            devices.says("air", 77.5);
            awaitValue(facility, "air", 77.0, "good");
            assertEquals(-0.5, stream(facility, "air").offset(), 1e-4);
            assertTrue(facility.awaitRecord(10_000));
        }
        delete(data.resolve("checkpoints"));
        forgetDatabase();
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            devices.says("air", 78.5);
            awaitValue(facility, "air", 78.0, "good");
            Proposal undo = facility.devices()
                    .calibrate(ME, new DeviceCare.Wish("air", null, null, 0.0, "", "", "", "wrong reference"));
            assertTrue(does(facility, undo).accepted());
            devices.says("air", 78.5);
            awaitValue(facility, "air", 78.5, "good");
            assertTrue(facility.awaitRecord(10_000));
            List<FacilityRecord.Reading> readings = facility.record()
                    .readings("air", Instant.EPOCH, Instant.now().plusSeconds(60), 100);
            assertEquals(
                    List.of("77.2 77.2", "77.8 77.8", "77.0 77.5", "78.0 78.5", "78.5 78.5"),
                    readings.stream()
                            .map(r -> Math.round(r.value() * 10) / 10.0 + " " + Math.round(r.raw() * 10) / 10.0)
                            .toList());
            List<DeviceCare.Calibration> all = facility.devices().calibrations("air", 10);
            assertEquals(2, all.size());
            assertEquals(77.0, Objects.requireNonNull(all.get(1).reference()), 1e-6);
            assertEquals(77.5, Objects.requireNonNull(all.get(1).found()), 1e-3);
            assertEquals(-0.5, all.get(1).offset(), 1e-4);
            assertEquals(0, all.get(0).offset());
            DeviceCare.Detail skid = facility.devices().device("skid").orElseThrow();
            assertEquals(2L, skid.sinceStart().get("stored"));
            // The last ones are counted with the first frame a second later; the three of the first process are there.
            assertTrue(
                    skid.today().getOrDefault("stored", 0L) >= 3, skid.today().toString());
            assertEquals("stream:air", skid.lastEvent().orElseThrow().subject());
        }
        assertEquals(Optional.empty(), replay().first());
    }

    @Test
    void aSensorWithoutAGoodValueIsNotCalibratedByGuess() throws Exception {
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            Proposal p = facility.devices()
                    .calibrate(ME, new DeviceCare.Wish("air", 77.0, null, null, "", "", "", "yearly"));
            assertEquals(
                    List.of(
                            "air has no good value now (never heard); wait for one, or say what it showed with --found"),
                    p.shut());
            assertEquals(
                    List.of("the unit bar does not fit temperature; there are °C, °F, K"),
                    facility.devices()
                            .calibrate(ME, new DeviceCare.Wish("air", 77.0, 76.0, null, "bar", "", "", "yearly"))
                            .shut());
        }
    }

    @Test
    void aReplacedSensorIsANewStreamAndTheOldOneKeepsItsHistory() throws Exception {
        try (Facility facility = open()) {
            awaitPhase(facility, "safe");
            devices.says("air", 70);
            awaitValue(facility, "air", 70, "good");
            assertTrue(does(
                            facility,
                            facility.devices()
                                    .calibrate(ME, new DeviceCare.Wish("air", 71.0, 70.0, null, "", "", "", "yearly")))
                    .accepted());
            StreamReplacement.Outcome.Replaced r = (StreamReplacement.Outcome.Replaced)
                    StreamReplacement.of(facility.configuration().export(), "air", "air-b", null, null);
            List<Configuration.File> files = r.files();
            FacilityChange plan = facility.configuration().plan(files, false);
            assertEquals(0, plan.faults(), plan.problems().toString());
            assertTrue(facility.configuration()
                    .apply(ME, plan.id(), "probe broken")
                    .get(10, TimeUnit.SECONDS)
                    .accepted());
            assertEquals(0, stream(facility, "air-b").offset(), "its calibration does not carry over");
            await().ignoreExceptions().until(() -> {
                devices.says("air-b", 90); // its link is opened again with it
                return true;
            });
            awaitValue(facility, "air-b", 90, "good");
            awaitPhase(facility, "held"); // the rule reads the new one
            assertTrue(facility.awaitRecord(10_000));
            List<FacilityRecord.Reading> old = facility.record()
                    .readings("air", Instant.EPOCH, Instant.now().plusSeconds(60), 10);
            assertEquals(1, old.size());
            assertEquals(70, old.getFirst().value(), 1e-6);
            assertNotNull(facility.devices().recorded("air").orElseThrow().archived());
            assertEquals(1, facility.devices().calibrations("air", 10).size());
            assertEquals(Optional.empty(), facility.devices().recorded("never"));
        }
        assertEquals(Optional.empty(), replay().first());
    }

    private static String assertNotNullText(@org.jspecify.annotations.Nullable String text) {
        assertNotNull(text);
        return text;
    }
}
