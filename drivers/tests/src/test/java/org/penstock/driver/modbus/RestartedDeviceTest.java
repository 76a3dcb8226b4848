package org.penstock.driver.modbus;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.testsupport.MigratedDirectory;

/** A whole facility and a Modbus server that is not ours, which goes away and comes back with other coils. */
@DisplayName("A controller that restarts")
@Timeout(120)
class RestartedDeviceTest {
    private static final Asker ME = Asker.account("ann");
    private static final String FILE = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: cellar, driver: modbus, connection: {host: 127.0.0.1, port: %d}}
            devices:
              - key: skid
                name: Skid
                link: cellar
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: tank, name: Tank, metric: volume, unit: L, interval: 200ms, max_age: 10s, address: {register: "holding:100"}}
                outputs:
                  - {key: valve-1, name: Bay 1, kind: valve, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 1, timer: "holding:201"}}
                  - {key: valve-2, name: Bay 2, kind: valve, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 2, timer: "holding:202"}}
                  - {key: valve-3, name: Bay 3, kind: valve, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 3, timer: "holding:203"}}
            """;

    private static PlantController controller(int port) throws Exception {
        PlantController plc = new PlantController(port);
        for (int register : List.of(100, 201, 202, 203)) {
            plc.holding(register, 0);
        }
        return plc;
    }

    private static ControlSnapshot.Output output(Facility facility, String key) {
        return facility.snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean all(Facility facility, Predicate<ControlSnapshot.Output> are) {
        List<ControlSnapshot.Output> outputs = facility.snapshot().control().outputs();
        return outputs.size() == 3 && outputs.stream().allMatch(are);
    }

    private static void until(String what, Facility facility, Predicate<Facility> holds) {
        await(what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(NoSuchElementException.class)
                .until(() -> holds.test(facility));
    }

    private static void ask(Facility facility, String kind, String subject, double value, double seconds)
            throws Exception {
        ControlRoom.Proposal p = facility.propose(ME, kind, subject, value, seconds, "");
        ControlRoom.Answer answer = facility.confirm(ME, p.id()).get(10, TimeUnit.SECONDS);
        assertTrue(answer.accepted(), answer.text());
    }

    @Test
    void doesWhatIsWantedOfItAgainAndNothingElse(@TempDir(factory = MigratedDirectory.class) Path data)
            throws Exception {
        PlantController plc = controller(PlantController.freePort());
        try (Facility facility = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("north.yaml", FILE.formatted(plc.port)),
                null,
                List.of(new ModbusDriver()),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()))) {
            until("all are closed", facility, f -> all(f, o -> o.phase().equals("safe") && o.shut() == null));
            ask(facility, "output.set", "valve-1", 1, 600);
            ask(facility, "output.set", "valve-3", 1, 600);
            until(
                    "two are open",
                    facility,
                    f -> output(f, "valve-1").phase().equals("held")
                            && output(f, "valve-3").phase().equals("held"));

            plc.close();
            until(
                    "nobody knows what it does",
                    facility,
                    f -> all(f, o -> o.phase().equals("unknown") && Double.isNaN(o.value())));
            assertTrue(output(facility, "valve-1").why().startsWith("its link cellar is away: "));
            ask(facility, "output.release", "valve-3", Double.NaN, 0);

            // It restarted: what was open is closed, and somebody has opened another one by hand.
            PlantController restarted = controller(plc.port);
            plc = restarted;
            restarted.coil(2, true);
            restarted.coil(3, true);
            until(
                    "it does what is wanted of it",
                    facility,
                    f -> output(f, "valve-1").phase().equals("held")
                            && output(f, "valve-2").phase().equals("safe")
                            && output(f, "valve-3").phase().equals("safe"));
            assertTrue(restarted.coil(1), "still wanted open");
            assertFalse(restarted.coil(2), "wanted open by nobody");
            assertFalse(restarted.coil(3), "released meanwhile");
            assertEquals(1, output(facility, "valve-1").value());
            int seconds = restarted.holding(201);
            assertTrue(seconds > 0 && seconds <= 600, "the time that is left, on the device's own timer: " + seconds);
            assertFalse(restarted.written.contains("3=true"));
        } finally {
            plc.close();
        }
    }
}
