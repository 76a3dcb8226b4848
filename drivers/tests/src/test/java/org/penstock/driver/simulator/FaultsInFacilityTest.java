package org.penstock.driver.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.Simulated;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.driver.modbus.ModbusDriver;

/** What a running facility does when its plant goes wrong: the real engine, disk, threads and clocks. */
@DisplayName("A facility whose plant goes wrong")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsInFacilityTest {
    private static final Asker ME = Asker.account("ann");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FILE = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: sim, driver: simulator, connection: {start: "12:00", tank: 500, level: 400, refill: none}}
              - {key: gate, driver: modbus, connection: {host: 127.0.0.1, port: 1}}
            devices:
              - key: skid
                name: Skid
                link: sim
                location: house
                streams:
                  - {key: tank, name: Tank, metric: volume, unit: L, interval: 200ms, max_age: 2s, address: {reading: tank-level}}
                  - {key: flow, name: Flow, metric: flow, unit: L/min, interval: 200ms, max_age: 2s, address: {reading: flow}}
                outputs:
                  - {key: pump-1, name: Pump, kind: pump, safe: 0, on_start: safe, max_on: 30min, guard: device_timer, timeout: 2s, address: {actuator: pump-1}}
                  - {key: valve-1, name: Bay 1, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: device_timer, timeout: 2s, address: {actuator: valve-1}}
                  - {key: valve-2, name: Bay 2, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: device_timer, timeout: 2s, address: {actuator: valve-2}}
              - key: climate
                name: Climate
                link: sim
                location: house
                streams:
                  - {key: air, name: Air, metric: temperature, unit: °C, interval: 200ms, max_age: 2s, address: {reading: air-temp}}
                  - {key: wet, name: Substrate, metric: vwc, unit: "%", interval: 200ms, max_age: 2s, address: {reading: vwc-1}}
              - key: cabinet
                name: Cabinet
                link: gate
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: door, name: Door, metric: state, interval: 5s, address: {register: "holding:1"}}
            interlocks:
              - {key: fresh, name: Water inputs fresh, kind: stale_input, streams: [tank], max_age: 2s, outputs: [pump-1, valve-1, valve-2]}
            alerts:
              - {key: hot, name: Air too hot, stream: air, type: limit_high, limit: 50 °C, severity: warning}
              - {key: no-flow, name: No water flows, stream: flow, type: limit_low, limit: 2 L/min, severity: warning}
            """;

    private Facility facility;

    @BeforeAll
    void open(@TempDir(factory = MigratedDirectory.class) Path data) throws Exception {
        facility = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("north.yaml", FILE),
                null,
                List.of(new SimulatorDriver(), new ModbusDriver()),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
        until(s -> output(s, "valve-1").phase().equals("safe")
                && output(s, "valve-1").shut() == null);
    }

    @AfterAll
    void close() {
        facility.close();
    }

    @AfterEach
    void allIsWellAgain() throws Exception {
        if (!facility.simulation().faults().isEmpty()) {
            assertTrue(facility.simulation()
                    .clear(ME, "", "")
                    .get(5, TimeUnit.SECONDS)
                    .accepted());
        }
        until(s -> s.field().links().getFirst().state() == LinkState.ONLINE
                && s.control().outputs().stream().allMatch(o -> o.phase().equals("safe") && o.shut() == null));
    }

    private ControlRoom.Answer fault(String subject, String kind, String by, String reason) throws Exception {
        return facility.simulation()
                .begin(ME, new Simulated.Wish(subject, kind, by, 0, reason))
                .get(5, TimeUnit.SECONDS);
    }

    private ControlRoom.Answer ask(String kind, String subject, double value, double seconds) throws Exception {
        ControlRoom.Proposal p = facility.propose(ME, kind, subject, value, seconds, "");
        return facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    private void until(Predicate<FacilitySnapshot> holds) {
        // Before its first scan a facility shows nothing yet.
        await().atMost(SOON).ignoreException(NoSuchElementException.class).until(() -> holds.test(facility.snapshot()));
    }

    private static ControlSnapshot.Output output(FacilitySnapshot s, String key) {
        return s.control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static FieldSnapshot.Stream stream(FacilitySnapshot s, String key) {
        return s.field().streams().stream()
                .filter(x -> x.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean told(FacilitySnapshot s, String type, String text) {
        return s.alerts().open().stream()
                .anyMatch(a -> a.type().equals(type)
                        && a.state().equals("active")
                        && a.text().contains(text));
    }

    @Test
    void aValveThatDoesNotCloseIsToldAndTriedAgainAndOpensForNobodyUntilItHas() throws Exception {
        assertTrue(ask("output.set", "valve-1", 1, 60).accepted());
        until(s -> output(s, "valve-1").phase().equals("held"));
        ControlRoom.Answer answer = fault("valve-1", "stuck_open", "", "drill");
        assertEquals("Simulated fault: valve-1 is stuck open until it is cleared. Reason: drill", answer.text());
        assertTrue(ask("output.release", "valve-1", Double.NaN, 0).accepted());
        until(s -> told(s, "command_failed", "Bay 1 is not confirmed closed: it was read back open"));
        until(s -> told(s, "device_offline", "simulated fault: valve-1 is stuck open"));
        ControlRoom.Answer refused = ask("output.set", "valve-1", 1, 60);
        assertFalse(refused.accepted());
        assertTrue(refused.text().contains("Bay 1 is not confirmed closed yet"), refused.text());
        assertTrue(ask("output.set", "valve-2", 1, 60).accepted(), "the valve beside it still opens");
        assertTrue(ask("output.release", "valve-2", Double.NaN, 0).accepted());

        facility.simulation().clear(ME, "valve-1", "").get(5, TimeUnit.SECONDS);
        until(s -> output(s, "valve-1").phase().equals("safe"));
        until(s -> s.alerts().open().stream()
                .noneMatch(a -> a.type().equals("command_failed") && a.state().equals("active")));
        assertTrue(facility.awaitRecord(10_000));
        List<String> asked = facility.record().events(500).stream()
                .filter(e -> e.kind().equals("request.accepted") && e.data().contains("simulate."))
                .filter(e -> e.data().contains("valve-1"))
                .map(e -> e.actor() + " " + e.data().replaceAll(".*\"verb\":\"([a-z.]+)\".*", "$1"))
                .toList();
        assertEquals(List.of("os:ann simulate.clear", "os:ann simulate.fault"), asked);
    }

    @Test
    void aLineThatIsThereAgainIsWrittenToAndReadBackBeforeAnythingIsBelieved() throws Exception {
        assertTrue(ask("output.set", "valve-1", 1, 600).accepted());
        until(s -> output(s, "valve-1").phase().equals("held"));
        assertTrue(fault("sim", "down", "", "").accepted());
        until(s -> output(s, "valve-1").phase().equals("unknown")
                && Double.isNaN(output(s, "valve-1").value())
                && output(s, "valve-2").phase().equals("unknown"));
        assertFalse(ask("output.set", "valve-2", 1, 60).accepted());
        assertTrue(facility.simulation()
                .clear(ME, "sim", "")
                .get(5, TimeUnit.SECONDS)
                .accepted());
        until(s -> output(s, "valve-1").phase().equals("held")
                && output(s, "valve-1").value() == 1
                && output(s, "valve-2").phase().equals("safe"));
        assertTrue(ask("output.release", "valve-1", Double.NaN, 0).accepted());
    }

    @Test
    void aPumpWithoutFlowLooksWellToItsOutputAndIsToldByTheFlowMeter() throws Exception {
        assertTrue(ask("output.set", "valve-2", 1, 120).accepted());
        until(s -> output(s, "valve-2").phase().equals("held"));
        assertTrue(ask("output.set", "pump-1", 1, 120).accepted());
        until(s -> stream(s, "flow").value() > 7 && !told(s, "limit_low", "No water flows"));
        assertTrue(fault("pump-1", "no_effect", "", "").accepted());
        until(s -> stream(s, "flow").value() == 0 && told(s, "limit_low", "No water flows"));
        assertEquals("held", output(facility.snapshot(), "pump-1").phase());
        assertEquals(1, output(facility.snapshot(), "pump-1").value());
        facility.simulation().clear(ME, "pump-1", "").get(5, TimeUnit.SECONDS);
        until(s -> stream(s, "flow").value() > 7 && !told(s, "limit_low", "No water flows"));
        assertTrue(ask("output.release", "pump-1", Double.NaN, 0).accepted());
        assertTrue(ask("output.release", "valve-2", Double.NaN, 0).accepted());
    }

    @Test
    void aSilentTankSensorClosesWhatWatersAndKeepsItClosed() throws Exception {
        assertTrue(ask("output.set", "valve-1", 1, 120).accepted());
        until(s -> output(s, "valve-1").phase().equals("held"));
        assertTrue(fault("tank", "silent", "", "").accepted());
        until(s -> s.control().interlocks().getFirst().tripped()
                && output(s, "valve-1").phase().equals("safe"));
        assertTrue(stream(facility.snapshot(), "tank").stale());
        assertFalse(stream(facility.snapshot(), "flow").stale(), "the same device's other sensor goes on");
        ControlRoom.Answer refused = ask("output.set", "valve-1", 1, 60);
        assertFalse(refused.accepted());
        assertTrue(refused.text().contains("Water inputs fresh"), refused.text());
        facility.simulation().clear(ME, "tank", "").get(5, TimeUnit.SECONDS);
        until(s -> output(s, "valve-1").shut() == null);
        assertEquals("safe", output(facility.snapshot(), "valve-1").phase(), "only a new request opens it again");
    }

    @Test
    void aWrongUnitThatIsPossibleIsToldByItsLimitAndADriftBeyondWhatCanBeIsBad() throws Exception {
        assertTrue(fault("air", "wrong_unit", "°F", "").accepted());
        until(s -> stream(s, "air").value() > 60 && told(s, "limit_high", "Air"));
        assertEquals("good", stream(facility.snapshot(), "air").quality());
        facility.simulation().clear(ME, "air", "").get(5, TimeUnit.SECONDS);
        until(s -> stream(s, "air").value() < 40);

        assertTrue(fault("wet", "drift", "200000 %/h", "").accepted());
        until(s -> stream(s, "wet").bad() && stream(s, "wet").quality().equals("out_of_range"));
        assertFalse(stream(facility.snapshot(), "air").bad());
        facility.simulation().clear(ME, "wet", "").get(5, TimeUnit.SECONDS);
        until(s -> !stream(s, "wet").bad());
    }

    @Test
    void whatIsRealOrUnknownIsRefusedInWords() throws Exception {
        ControlRoom.Answer real = fault("door", "silent", "", "");
        assertFalse(real.accepted());
        assertEquals(
                "door is real: it is reached over the link gate, driver modbus. Only what is behind a simulator can be"
                        + " made to go wrong.",
                real.text());
        assertEquals(
                "There is no stream, output, device or link valve1; did you mean valve-1?",
                fault("valve1", "stuck_open", "", "").text());
        assertEquals(
                "Nothing was made to go wrong.",
                facility.simulation().clear(ME, "", "").get(5, TimeUnit.SECONDS).text());
        assertEquals(List.of("sim"), facility.simulation().links());
    }
}
