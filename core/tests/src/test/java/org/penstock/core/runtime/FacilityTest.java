package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** A facility with real clocks, disk and threads, and devices under the test's hand. */
class FacilityTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private @Nullable Facility opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private static FacilityBuilder bench() {
        return new FacilityBuilder()
                .stream("tank", "volume", "L").stream("air", "temperature", "°C")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .output("fan-1", "fan")
                        .interlock(
                                "{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L, max_age: 60s,"
                                        + " outputs: [pump-1, valve-1]}")
                        .rule(
                                "{key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C, max_age: 60s,"
                                        + " output: fan-1, value: 1}")
                        .program(
                                "{key: short, name: Short watering, pump: pump-1, lead: 0s, linger: 0s, max_runtime: 1min,"
                                        + " steps: [{open: [valve-1], for: 1s}]}");
    }

    private Facility open() throws Exception {
        return open(new FacilityOptions.FacilityText("bench.yaml", bench().text()), true);
    }

    private Facility open(FacilityOptions.@Nullable FacilityText file, boolean drive) throws Exception {
        return Facility.open(new FacilityOptions(
                data, file, null, List.of(devices), drive, "serve", "ann", InstantSource.system(), Ticker.system()));
    }

    private ControlRoom.Answer ask(String kind, String subject, double value, double seconds) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, kind, subject, value, seconds, "");
        return facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    private ControlSnapshot.Output output(String key) {
        return facility().snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void awaitPhase(String key, String phase) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals(key) && o.phase().equals(phase)));
    }

    @Test
    void aStartDrivesEverythingToSafeAndReadsItBack() throws Exception {
        devices.turn("valve-1", 1);
        opened = open();
        awaitPhase("valve-1", "safe");
        assertEquals(0, devices.output("valve-1"));
    }

    @Test
    void aHotReadingStartsTheFanAndACoolOneStopsIt() throws Exception {
        opened = open();
        awaitPhase("fan-1", "safe");
        devices.says("air", 28);
        awaitPhase("fan-1", "held");
        assertEquals(1, devices.output("fan-1"));
        devices.says("air", 25);
        awaitPhase("fan-1", "safe");
        assertEquals(0, devices.output("fan-1"));
    }

    @Test
    void noValveOpensWithoutATankReadingAndTheGateIsNamed() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        ControlRoom.Proposal p = facility().propose(ME, "program.run", "short", Double.NaN, 0, "");
        assertFalse(p.shut().isEmpty(), p.toString());
        ControlRoom.Answer answer = ask("program.run", "short", Double.NaN, 0);
        assertFalse(answer.accepted());
        assertTrue(answer.text().contains("Tank low"), answer.text());
        assertFalse(devices.writes().contains("valve-1=1.0"));
    }

    @Test
    void aRunOpensTheValveThenThePumpAndClosesThemInTurn() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        awaitPhase("pump-1", "safe");
        devices.says("tank", 500);
        await().atMost(Duration.ofSeconds(2)).until(() -> output("pump-1").shut() == null);
        assertTrue(ask("program.run", "short", Double.NaN, 0).accepted());
        await().atMost(Duration.ofSeconds(8))
                .until(() -> facility().record().runs(5).stream()
                        .anyMatch(r -> r.state().equals("completed")));
        List<String> writes = devices.writes();
        assertEquals(
                List.of("valve-1=1.0", "pump-1=1.0", "pump-1=0.0", "valve-1=0.0"),
                writes.subList(writes.size() - 4, writes.size()));
    }

    @Test
    void stopEverythingWorksWithADeadDeviceAndSaysWhatItDid() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        devices.die();
        ControlRoom.Answer answer = ask("stop.all", "", Double.NaN, 0);
        assertTrue(answer.accepted(), answer.text());
    }

    @Test
    void aCloseLeavesNothingOpenAndTheNextStartGoesOn() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        awaitPhase("pump-1", "safe");
        devices.says("tank", 500);
        await().until(() -> output("valve-1").shut() == null);
        assertTrue(ask("output.set", "valve-1", 1, 60).accepted());
        awaitPhase("valve-1", "held");
        facility().close();
        assertEquals(0, devices.output("valve-1"));
        opened = open(null, true);
        awaitPhase("valve-1", "safe");
        assertTrue(facility().snapshot().field().streams().stream()
                .anyMatch(s -> s.key().equals("tank") && s.value() == 500));
    }

    @Test
    void aCloseRightAfterAnOpeningWaitsForTheValveThoughNoScreenKnowsOfItYet() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        devices.says("tank", 500);
        await().atMost(Duration.ofSeconds(5)).until(() -> output("valve-1").shut() == null);
        devices.answerAfter(200);
        devices.says(
                "air", 20); // Screens were shown this; they see what comes right after it a tenth of a second later.
        assertTrue(ask("output.set", "valve-1", 1, 60).accepted());
        facility().close();
        assertEquals(0, devices.output("valve-1"));
        assertEquals(
                "valve-1=0.0",
                devices.writes().stream()
                        .filter(w -> w.startsWith("valve-1"))
                        .toList()
                        .getLast());
    }

    @Test
    void readingsCanBeLookedUpAtOnceInADirectoryThatWasClosedInOrder() throws Exception {
        opened = open();
        Instant begin = Instant.now().minusSeconds(1);
        devices.says("tank", 500);
        await().until(() -> facility().snapshot().field().streams().stream()
                .anyMatch(s -> s.key().equals("tank") && s.value() == 500));
        facility().close();
        opened = open(null, false);
        long asked = System.nanoTime();
        assertTrue(facility().awaitRecord(10_000));
        assertTrue(System.nanoTime() - asked < 5_000_000_000L, "nothing had to be brought over, and yet it took 5 s");
        assertEquals(
                1,
                facility()
                        .record()
                        .readings("tank", begin, Instant.now().plusSeconds(1), 10)
                        .size());
    }

    @Test
    void aSiteMayShowItsTemperaturesInAnotherUnitThanItsDevicesSpeak() throws Exception {
        String file = bench().units("{temperature: °F}")
                .alert(
                        "{key: hot, name: Hot, stream: air, type: limit_high, limit: 30 °C, on_delay: 1h, severity: warning}")
                .text();
        opened = open(new FacilityOptions.FacilityText("bench.yaml", file), true);
        Instant begin = Instant.now().minusSeconds(1);
        devices.says("air", 20);
        await().until(() -> facility().snapshot().field().streams().stream()
                .anyMatch(s -> s.key().equals("air") && Math.abs(s.value() - 68) < 1e-9));
        FieldSnapshot.Stream air = facility().snapshot().field().streams().stream()
                .filter(s -> s.key().equals("air"))
                .findFirst()
                .orElseThrow();
        assertEquals("°F", air.unit());
        assertEquals(86, air.high(), 1e-9);
        facility().close();
        opened = open(null, false);
        assertTrue(facility().awaitRecord(10_000));
        assertEquals(
                68,
                facility()
                        .record()
                        .readings("air", begin, Instant.now().plusSeconds(1), 10)
                        .getFirst()
                        .value(),
                1e-9);
    }

    @Test
    void theSecondProcessIsToldWhoHoldsTheDirectory() throws Exception {
        opened = open();
        DataDirectoryHeld held = assertThrows(DataDirectoryHeld.class, () -> open(null, false));
        assertTrue(String.valueOf(held.getMessage()).contains("penstock serve, process "), held.getMessage());
    }

    @Test
    void anotherPersonCannotConfirmAndNobodyTwice() throws Exception {
        opened = open();
        awaitPhase("valve-1", "safe");
        ControlRoom.Proposal p = facility().propose(ME, "stop.all", "", Double.NaN, 0, "");
        assertFalse(facility().confirm(Asker.account("bob"), p.id()).get().accepted());
        assertTrue(facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS).accepted());
        assertFalse(facility().confirm(ME, p.id()).get().accepted());
    }

    @Test
    void anEmptyDirectoryWithoutAFileSaysWhatToDo() {
        FacilityRefused refused = assertThrows(FacilityRefused.class, () -> open(null, true));
        assertTrue(String.valueOf(refused.getMessage()).contains("--facility"), refused.getMessage());
    }

    @Test
    void anOpeningThatFailsHalfWayHoldsNothing() throws Exception {
        Driver broken = new Driver() {
            @Override
            public String protocol() {
                return devices.protocol();
            }

            @Override
            public void check(LinkSpec spec, Problems problems) {}

            @Override
            public Link open(LinkSpec spec, LinkContext context) {
                throw new IllegalStateException("the serial line is gone");
            }
        };
        FacilityOptions options = new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("bench.yaml", bench().text()),
                null,
                List.of(broken),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system());
        assertThrows(IllegalStateException.class, () -> Facility.open(options));
        opened = open(null, true);
        awaitPhase("valve-1", "safe");
        assertTrue(facility().awaitRecord(10_000), "the database was still held by the opening that failed");
    }
}
