package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** The disk of the journal hangs or is full at the worst moment: closing never waits for it, opening always does. */
class DiskAwayTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private @Nullable TroubledDisk disk;
    private @Nullable Facility opened;
    private volatile Duration leapt = Duration.ZERO;

    @AfterEach
    void close() throws Exception {
        disk().mend();
        letCheckpointGo();
        facility().close();
    }

    private Duration leapt() {
        return leapt;
    }

    /** The disk of the checkpoints hangs, too: whoever opens the file to write waits until somebody reads it. */
    private void holdCheckpoint() throws Exception {
        Files.createDirectories(checkpoint().getParent());
        Process made = new ProcessBuilder("mkfifo", checkpoint().toString()).start();
        assertEquals(0, made.waitFor());
    }

    private void letCheckpointGo() throws Exception {
        if (Files.exists(checkpoint())) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> {
                try (InputStream in = Files.newInputStream(checkpoint())) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            reader.join(5_000);
            Files.delete(checkpoint());
        }
    }

    private Path checkpoint() {
        return data.resolve("checkpoints").resolve("writing.part");
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private TroubledDisk disk() {
        return Objects.requireNonNull(disk, "no disk");
    }

    /** Valve and pump are behind the emergency stop; the fan is not, so that only the disk can refuse it. */
    private void openWithValveHeld() throws Exception {
        disk = new TroubledDisk(data.resolve("journal"));
        String file = new FacilityBuilder()
                .stream("tank", "volume", "L").stream(
                                "{key: loop, name: Stop loop, metric: state, interval: 1s, address: {reading: loop}}")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .output("fan-1", "fan")
                        .interlock("{key: e-stop, name: Emergency stop, kind: e_stop, stream: loop, safe_value: 1,"
                                + " max_age: 30min, latch: true, outputs: [pump-1, valve-1]}")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L,"
                                + " max_age: 30min, outputs: [pump-1, valve-1]}")
                        .text();
        opened = Facility.open(
                new FacilityOptions(
                        data,
                        new FacilityOptions.FacilityText("bench.yaml", file),
                        null,
                        List.of(devices),
                        true,
                        "serve",
                        "ann",
                        () -> InstantSource.system().instant().plus(leapt()),
                        () -> Ticker.system().nanos() + leapt().toNanos()),
                disk());
        for (String output : List.of("pump-1", "valve-1", "fan-1")) {
            awaitPhase(output, "safe");
        }
        devices.says("loop", 1);
        devices.says("tank", 500);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().control().outputs().stream().allMatch(o -> o.shut() == null));
        assertTrue(ask("valve-1").accepted());
        awaitPhase("valve-1", "held");
    }

    private ControlRoom.Answer ask(String output) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, "output.set", output, 1, 900, "");
        return facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    private void awaitPhase(String key, String phase) {
        await(key + " " + phase)
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals(key) && o.phase().equals(phase)));
    }

    private boolean alertOpen() {
        return facility().snapshot().alerts().open().stream()
                .anyMatch(a -> ofJournal(a) && a.state().equals("active"));
    }

    private static boolean ofJournal(AlertSnapshot.Alert a) {
        return a.type().equals("backlog") && a.text().contains("journal");
    }

    @Test
    void anEmergencyStopClosesTheValveWhileTheDiskHangs() throws Exception {
        openWithValveHeld();
        holdCheckpoint();
        disk().suspend();
        leapt = Duration.ofMinutes(11); // A checkpoint is due.
        devices.says("tank", 501);
        await("it was seen")
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().field().streams().stream().anyMatch(v -> v.value() == 501));
        assertEquals(1, devices.output("valve-1"));
        devices.says("loop", 0);
        await("the valve closes without the disk")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(1))
                .until(() -> devices.output("valve-1") == 0);
        nothingOpensUntilItIsBackAndThenAllIsRecorded();
    }

    @Test
    void anEmergencyStopClosesTheValveWhileTheDiskIsFull() throws Exception {
        openWithValveHeld();
        disk().fail("No space left on device");
        devices.says("loop", 0);
        await("the valve closes without the disk")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(1))
                .until(() -> devices.output("valve-1") == 0);
        nothingOpensUntilItIsBackAndThenAllIsRecorded();
    }

    private void nothingOpensUntilItIsBackAndThenAllIsRecorded() throws Exception {
        Instant stopped = Instant.now().plus(leapt()).minusSeconds(1);
        await("the alert").atMost(Duration.ofSeconds(5)).until(() -> alertOpen());
        long asked = System.nanoTime();
        ControlRoom.Answer answer = ask("fan-1");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        assertFalse(answer.accepted(), answer.text());
        assertTrue(answer.text().contains("disk"), answer.text());
        assertTrue(millis < 1_500, () -> "answered after " + millis + " ms");
        devices.says("tank", 444);
        TimeUnit.MILLISECONDS.sleep(1_500);
        assertFalse(devices.writes().contains("fan-1=1.0"), "an opening did not wait for the disk");

        letCheckpointGo();
        disk().mend();
        await("the alert ends").atMost(Duration.ofSeconds(5)).until(() -> !alertOpen());
        assertTrue(facility().awaitRecord(10_000));
        assertTrue(
                facility()
                        .record()
                        .readings("tank", stopped, Instant.now().plus(leapt()).plusSeconds(1), 10)
                        .stream()
                        .anyMatch(r -> r.value() == 444),
                "the reading that came meanwhile");
        // The screen may know it before the journal holds it.
        await("the record knows that it ended")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertEquals(
                        1,
                        facility().record().alerts(50).stream()
                                .filter(a -> ofJournal(a) && a.state().equals("returned"))
                                .count(),
                        () -> "alerts in the record: " + facility().record().alerts(50)));
        assertTrue(
                facility().record().events(200).stream()
                        .anyMatch(e -> e.subject().equals("interlock:e-stop")),
                () -> "events: " + facility().record().events(200));
        assertTrue(ask("fan-1").accepted());
        awaitPhase("fan-1", "held");
    }
}
