package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
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

/** The one thread that controls dies or hangs with a valve open: outputs go to safe without it, and a person is told. */
class EngineStoppedTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private final TroubledTicker ticker = new TroubledTicker();
    private @Nullable Facility opened;

    /** A clock that the engine, and only the engine, can choke on. */
    private static final class TroubledTicker implements Ticker {
        private final Ticker system = Ticker.system();
        private final CountDownLatch released = new CountDownLatch(1);
        volatile boolean kills;
        volatile boolean hangs;

        @Override
        public long nanos() {
            if (Thread.currentThread().getName().equals("penstock-engine")) {
                if (kills) {
                    throw new IllegalStateException("a fault of the program");
                }
                if (hangs) {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            return system.nanos();
        }
    }

    @AfterEach
    void close() {
        ticker.released.countDown();
        facility().close();
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private void open() throws Exception {
        String file = new FacilityBuilder()
                .stream("tank", "volume", "L")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .output("{key: fan-1, name: fan-1, kind: fan, safe: 0, on_start: keep, max_on: 15min,"
                                + " guard: none, timeout: 2s, address: {actuator: fan-1, timer: yes}}")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L,"
                                + " max_age: 60s, outputs: [pump-1, valve-1]}")
                        .program("{key: short, name: Short watering, pump: pump-1, lead: 0s, linger: 0s,"
                                + " max_runtime: 5min, steps: [{open: [valve-1], for: 3min}]}")
                        .text();
        opened = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("bench.yaml", file),
                null,
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                ticker));
        await("a first picture, in which each of them was read back")
                .atMost(Duration.ofSeconds(10))
                .until(() -> facility().snapshot().control().outputs().stream()
                                .filter(o -> !o.phase().equals("unknown"))
                                .count()
                        == 3);
    }

    private void openWithARunUnderWay() throws Exception {
        open();
        devices.says("tank", 500);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().control().programs().stream().anyMatch(p -> p.shut() == null));
        ControlRoom.Answer fan = ask("output.set", "fan-1", 1);
        assertTrue(fan.accepted(), fan.text());
        ControlRoom.Answer run = ask("program.run", "short", Double.NaN);
        assertTrue(run.accepted(), run.text());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> devices.output("valve-1") == 1
                        && devices.output("pump-1") == 1
                        && devices.output("fan-1") == 1
                        && !facility().snapshot().control().running().isEmpty());
    }

    private ControlRoom.Answer ask(String kind, String subject, double value) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, kind, subject, value, 60, "");
        return facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    private void awaitClosed(Duration within) {
        await("pump and valve close without the engine")
                .atMost(within)
                .until(() -> devices.output("valve-1") == 0 && devices.output("pump-1") == 0);
    }

    private ControlSnapshot.Output output(String key) {
        return facility().snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEngineThatDiesLeavesNothingOpenAndEveryoneIsTold() throws Exception {
        openWithARunUnderWay();
        ticker.kills = true;
        devices.says("tank", 499);
        awaitClosed(Duration.ofSeconds(1));
        await().atMost(Duration.ofSeconds(2))
                .until(() -> output("valve-1").phase().equals("safe"));
        assertEquals(1, devices.output("fan-1"), "a fan that runs goes on running, as when the program ends");
        assertEquals("unknown", output("fan-1").phase());
        FacilitySnapshot told = facility().snapshot();
        String why = told.health().engineStopped();
        assertNotNull(why);
        assertTrue(why.contains("a fault of the program"), why);
        assertTrue(why.contains("at safe") && why.contains("started again"), why);
        assertEquals("faulted", told.control().running().getFirst().state());
        assertNotNull(told.control().programs().getFirst().shut());
        ControlRoom.Answer answer = ask("output.set", "valve-1", 1);
        assertFalse(answer.accepted());
        assertEquals(why, answer.text());
        assertEquals(0, devices.output("valve-1"));
    }

    @Test
    void anEngineThatHangsIsNoticedAndWhatItWantsLaterIsRefused() throws Exception {
        openWithARunUnderWay();
        ticker.hangs = true;
        devices.says("tank", 499);
        awaitClosed(Duration.ofSeconds(FailSafe.STALLED_LOOKS + 3));
        int writes = devices.writes().size();
        ticker.hangs = false;
        ticker.released.countDown();
        TimeUnit.MILLISECONDS.sleep(500);
        assertEquals(writes, devices.writes().size(), () -> "written after the engine came back: " + devices.writes());
        assertNotNull(facility().snapshot().health().engineStopped());
    }

    @Test
    void aCloseBeforeAnybodyNoticesThatItHangsLeavesNothingOpenEither() throws Exception {
        openWithARunUnderWay();
        ticker.hangs = true;
        devices.says("tank", 499);
        Thread closing = Thread.ofPlatform().daemon().start(facility()::close);
        awaitClosed(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(2)).until(() -> Files.exists(data.resolve(FailSafe.NOTE)));
        ticker.hangs = false;
        ticker.released.countDown();
        assertTrue(closing.join(Duration.ofSeconds(10)), "closed");
        assertEquals(1, devices.output("fan-1"), "a fan that runs goes on running");
    }

    @Test
    void aDeviceThatDoesNotAnswerIsAskedAgainUntilItConfirms() throws Exception {
        openWithARunUnderWay();
        devices.die();
        ticker.kills = true;
        devices.says("tank", 499);
        await().atMost(Duration.ofSeconds(2))
                .until(() -> facility().snapshot().health().engineStopped() != null);
        TimeUnit.MILLISECONDS.sleep(300);
        String why = Objects.requireNonNull(facility().snapshot().health().engineStopped());
        assertTrue(why.contains("Not confirmed at safe yet: pump-1, valve-1"), why);
        assertEquals("closing", output("valve-1").phase());
        devices.live();
        awaitClosed(Duration.ofSeconds(3));
    }

    @Test
    void theNextStartPutsItOnRecordAndAnOrderlyCloseForgetsTheNote() throws Exception {
        openWithARunUnderWay();
        ticker.kills = true;
        devices.says("tank", 499);
        awaitClosed(Duration.ofSeconds(1));
        facility().close();
        assertTrue(Files.exists(data.resolve(FailSafe.NOTE)));
        ticker.kills = false;
        open();
        await("the alert")
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().alerts().open().stream()
                        .anyMatch(a -> a.text().contains("a fault of the program")
                                && a.state().equals("returned")));
        assertTrue(facility().awaitRecord(10_000));
        assertTrue(
                facility().record().runs(5).stream().anyMatch(r -> !r.state().equals("running")), "the run has ended");
        facility().close();
        assertFalse(Files.exists(data.resolve(FailSafe.NOTE)));
    }
}
