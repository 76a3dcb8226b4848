package org.penstock.driver.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.core.testsupport.LeapingClock;
import org.penstock.driver.testing.Specs;

@DisplayName("Simulator")
class SimulatorDriverTest {
    private static final String PLANT = """
            key: plant
            driver: simulator
            connection: {speed: 1, start: "12:00", tank: 500, level: 400, refill: none}
            devices:
              - key: skid
                address: {}
                streams:
                  - {no: 1, key: tank, interval: 1000, address: {reading: tank-level}}
                  - {no: 2, key: flow, interval: 500, address: {reading: flow}}
                  - {no: 3, key: loop, interval: 1000, address: {reading: estop-loop}}
                outputs:
                  - {no: 1, key: pump-1, guard: device_timer, address: {actuator: pump-1}}
                  - {no: 2, key: valve-1, guard: device_timer, address: {actuator: valve-1}}
                  - {no: 3, key: fan-1, guard: hardware, address: {actuator: fan-1}}
            """;

    private final LeapingClock clock = new LeapingClock();
    private final FakeLinkContext context = new FakeLinkContext(clock, clock);
    private final SimulatorDriver driver = new SimulatorDriver();
    private final Link link = driver.open(Specs.read(PLANT), context);

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void itIsFoundByItsWord() {
        assertTrue(ServiceLoader.load(Driver.class).stream()
                .map(ServiceLoader.Provider::get)
                .anyMatch(d -> d.protocol().equals("simulator") && d instanceof SimulatorDriver));
    }

    @Test
    void readingsComeAtTheirIntervalWithDeviceTime() {
        link.start();
        await().until(() -> context.samples(1).size() == 1 && context.samples(2).size() == 1);
        clock.leap(Duration.ofMillis(500));
        await().until(() -> context.samples(2).size() == 2);
        assertEquals(1, context.samples(1).size(), "once a second is not twice a second");
        clock.leap(Duration.ofMillis(500));
        await().until(() -> context.samples(1).size() == 2);
        Sample last = context.samples(1).getLast();
        assertEquals(clock.wallMicros(), last.eventMicros());
        assertEquals(400, last.value(), 0.2);
        assertEquals(LinkState.ONLINE, link.status().state());
    }

    @Test
    void writesAreReadBackAndThePlantAnswers() throws InterruptedException {
        link.start();
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(2, 1, 600_000, 2_000)));
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 600_000, 2_000)));
        clock.leap(Duration.ofSeconds(60));
        await().until(() -> context.values(2).getLast() > 7);
        clock.leap(Duration.ofSeconds(60));
        await().until(() -> context.values(1).getLast() < 387);
        assertEquals(new WriteOutcome.Verified(0), link.write(new OutputWrite(1, 0, 0, 2_000)));
        assertEquals(new WriteOutcome.Verified(1), link.readBack(2));
    }

    @Test
    void aDeviceTimerClosesByItselfAndOnlyWhereThereIsOne() throws InterruptedException {
        link.start();
        link.write(new OutputWrite(2, 1, 10_000, 2_000));
        link.write(new OutputWrite(3, 1, 10_000, 2_000));
        clock.leap(Duration.ofMillis(9_999));
        assertEquals(new WriteOutcome.Verified(1), link.readBack(2));
        clock.leap(Duration.ofMillis(1));
        assertEquals(new WriteOutcome.Verified(0), link.readBack(2));
        assertEquals(new WriteOutcome.Verified(1), link.readBack(3), "a fan without a timer goes on");
    }

    @Test
    void anOpeningRenewsTheTimerAndAClosingEndsIt() throws InterruptedException {
        link.start();
        link.write(new OutputWrite(2, 1, 10_000, 2_000));
        clock.leap(Duration.ofSeconds(8));
        link.write(new OutputWrite(2, 1, 10_000, 2_000));
        clock.leap(Duration.ofSeconds(8));
        assertEquals(new WriteOutcome.Verified(1), link.readBack(2));
        link.write(new OutputWrite(2, 0, 0, 2_000));
        clock.leap(Duration.ofSeconds(8));
        assertEquals(new WriteOutcome.Verified(0), link.readBack(2));
    }

    @Test
    void aSteppedWallClockChangesNoInterval() {
        link.start();
        await().until(() -> context.samples(1).size() == 1);
        clock.stepWall(Duration.ofHours(2));
        clock.leap(Duration.ofSeconds(1));
        await().until(() -> context.samples(1).size() == 2);
        clock.stepWall(Duration.ofHours(-4));
        clock.leap(Duration.ofSeconds(1));
        await().until(() -> context.samples(1).size() == 3);
    }

    @Test
    void whatDoesNotBelongHereFailsInWords() throws InterruptedException {
        assertEquals(
                "output valve-1 was not written: link plant is not started",
                failed(link.write(new OutputWrite(2, 1, 1, 1))));
        link.start();
        assertEquals("output number 9 does not belong to link plant", failed(link.readBack(9)));
        assertEquals(
                "output fan-1 was not written: the simulated fan-1 takes 0 to 1, not 60.0",
                failed(link.write(new OutputWrite(3, 60, 1_000, 1_000))));
    }

    @Test
    void closeEndsTheThreadAlsoWhileTheLaneIsFull() {
        context.full(true);
        link.start();
        await().until(SimulatorDriverTest::threadLives);
        link.close();
        link.close();
        assertFalse(threadLives());
        assertEquals(LinkState.STOPPED, link.status().state());
    }

    @Test
    void wrongNamesAreReportedWithTheRightOne() {
        assertEquals(
                List.of(
                        "3: `speed: 0` is outside 0.1 to 1000 -> write a number in that range",
                        "3: `start: noon` is not a time of day -> write hours and minutes in quotes: \"09:00\"",
                        "8: the simulated plant has no reading `tank-levl` -> did you mean `reading: tank-level`?",
                        "9: unknown word `register` -> known here: reading",
                        "12: the simulated plant has no actuator `valve1` -> did you mean `actuator: valve-1`?",
                        "14: `actuator: pump-1` is driven by output pump-1 already"
                                + " -> give each output an actuator of its own"),
                Specs.check(driver, """
                        key: plant
                        driver: simulator
                        connection: {speed: 0, start: noon}
                        devices:
                          - key: skid
                            address: {}
                            streams:
                              - {no: 1, key: tank, address: {reading: tank-levl}}
                              - {no: 2, key: flow, address: {reading: flow, register: 4}}
                            outputs:
                              - {no: 1, key: pump-1, address: {actuator: pump-1}}
                              - {no: 2, key: valve-1, address: {actuator: valve1}}
                              - {no: 3, key: fan-1, address: {actuator: fan-1}}
                              - {no: 4, key: pump-2, address: {actuator: pump-1}}
                        """));
    }

    @Test
    void eachKindOfPlantHasItsOwnNames() {
        String dairy = """
                key: plant
                driver: simulator
                connection: {plant: PLANT, timezone: ZONE}
                devices:
                  - key: line
                    address: {}
                    streams:
                      - {no: 1, key: hold, address: {reading: hold-temp}}
                    outputs:
                      - {no: 1, key: steam, address: {actuator: steam}}
                """;
        assertEquals(
                List.of(), Specs.check(driver, dairy.replace("PLANT", "dairy").replace("ZONE", "America/New_York")));
        assertEquals(
                List.of(
                        "3: `plant: diary` is not one of greenhouse, cold-store, broiler-house, fermentation-lab, dairy"
                                + " -> did you mean `plant: dairy`?",
                        "3: `timezone: Atlantis` is not a time zone -> write the one of the site: Europe/Amsterdam"),
                Specs.check(driver, dairy.replace("PLANT", "diary").replace("ZONE", "Atlantis")).stream()
                        .filter(p -> p.startsWith("3:"))
                        .toList());
        assertEquals(
                "3: unknown word `tank` -> known here: plant, speed, seed, start, timezone, faults",
                Specs.check(driver, dairy.replace("PLANT", "dairy, tank: 500").replace("ZONE", "UTC"))
                        .getFirst());
    }

    @Test
    void thePlantsDayIsThatOfItsTimeZone() {
        String greenhouse = """
                key: plant
                driver: simulator
                connection: {plant: greenhouse, timezone: ZONE}
                devices:
                  - key: roof
                    address: {}
                    streams:
                      - {no: 1, key: sun, interval: 1000, address: {reading: sun}}
                """;
        // The clock stands at 06:00 UTC: sunrise there, early afternoon in Singapore.
        double utc = firstSun(greenhouse.replace("ZONE", "UTC"));
        double east = firstSun(greenhouse.replace("ZONE", "Asia/Singapore"));
        assertTrue(utc < 50 && east > 800, () -> utc + " and " + east);
    }

    private double firstSun(String yaml) {
        FakeLinkContext there = new FakeLinkContext(clock, clock);
        try (Link one = driver.open(Specs.read(yaml), there)) {
            one.start();
            await().until(() -> !there.values(1).isEmpty());
            return there.values(1).getFirst();
        }
    }

    private static String failed(WriteOutcome outcome) {
        return assertInstanceOf(WriteOutcome.Failed.class, outcome).reason();
    }

    private static boolean threadLives() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("penstock-simulator-plant") && t.isAlive());
    }
}
