package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.driver.modbus.ModbusDriver;
import org.penstock.driver.modbus.PlantController;
import org.slf4j.LoggerFactory;

/** A whole facility between a broker and a Modbus server that are not ours: from a message to the record and to a coil. */
@ExtendWith(BrokerOncePerSuite.class)
@ResourceLock("second broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FieldInFacilityTest {
    private static final Asker ME = Asker.account("ann");
    private static final String FILE = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: story, driver: mqtt, connection: {host: 127.0.0.1, port: %d, watch: ["story/#"]}}
              - {key: plc, driver: modbus, connection: {host: 127.0.0.1, port: %d}}
            devices:
              - key: node
                name: Climate node
                link: story
                location: house
                streams:
                  - {key: air, name: Air, metric: temperature, unit: °F, interval: 1s, max_age: 10min, address: {topic: story/climate, value: /t, time: /ts}}
              - key: skid
                name: Skid
                link: plc
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: tank, name: Tank, metric: volume, unit: L, interval: 200ms, max_age: 10s, address: {register: "holding:100", type: float32, words: CDAB, scale: 10}}
                  - {key: loop, name: Stop loop, metric: state, words: {0: open, 1: closed}, interval: 200ms, max_age: 10s, address: {register: "discrete:0"}}
                outputs:
                  - {key: pump, name: Pump, kind: pump, max_on: 20min, guard: device_timer, timeout: 2s, address: {coil: 0, timer: "holding:200"}}
                  - {key: valve-1, name: Bay 1, kind: valve, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 1, timer: "holding:201"}}
                  - {key: valve-2, name: Bay 2, kind: valve, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 2, timer: "holding:202"}}
                  - {key: fan, name: Fan, kind: fan, on_start: safe, timeout: 2s, address: {coil: 3}}
            interlocks:
              - {key: e-stop, name: Emergency stop, kind: e_stop, stream: loop, safe_value: 1, max_age: 10s, outputs: [pump, valve-1, valve-2]}
              - {key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L, hysteresis: 20 L, max_age: 10s, outputs: [pump, valve-1, valve-2]}
            rules:
              - {key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C, max_age: 10min, output: fan, value: 1}
            programs:
              - key: rinse
                name: Rinse
                pump: pump
                lead: 0s
                linger: 0s
                max_runtime: 1min
                steps: [{open: [valve-1], for: 2s}, {open: [valve-2], for: 1s}]
            """;

    private final TestBroker broker;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private volatile Duration stepped = Duration.ZERO;
    private @Nullable PlantController plc;
    private @Nullable TestNode node;
    private @Nullable Facility opened;

    FieldInFacilityTest(TestBroker broker) {
        this.broker = broker;
    }

    @BeforeAll
    void open(@TempDir(factory = MigratedDirectory.class) Path data) throws Exception {
        PlantController controller = new PlantController();
        plc = controller;
        int[] level = {0x0000, 0x4248}; // 50 as a float, the low word first; times ten
        controller.holding(100, level);
        controller.discrete(0, true);
        for (int timer = 200; timer < 203; timer++) {
            controller.holding(timer, 0);
        }
        node = new TestNode(broker.port);
        opened = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("north.yaml", FILE.formatted(broker.port, controller.port)),
                null,
                List.of(new MqttDriver(), new ModbusDriver()),
                true,
                "serve",
                "ann",
                () -> InstantSource.system().instant().plus(stepped()),
                Ticker.system()));
        await("everything answers, and may be opened")
                .atMost(Duration.ofSeconds(30))
                .until(() -> facility().snapshot().field().links().stream().allMatch(l -> l.state() == LinkState.ONLINE)
                        && !outputs().isEmpty()
                        && outputs().stream().allMatch(o -> o.phase().equals("safe") && o.shut() == null));
        log.start();
        penstock().addAppender(log);
    }

    @BeforeEach
    void nothingIsWrittenYet() {
        plc().written.clear();
        plc().writtenAt.clear();
    }

    @AfterAll
    void close() throws Exception {
        penstock().detachAppender(log);
        facility().close();
        Objects.requireNonNull(node).close();
        plc().close();
    }

    private static Logger penstock() {
        return (Logger) LoggerFactory.getLogger("org.penstock.driver");
    }

    private Duration stepped() {
        return stepped;
    }

    private Facility facility() {
        return Objects.requireNonNull(opened);
    }

    private PlantController plc() {
        return Objects.requireNonNull(plc);
    }

    private List<ControlSnapshot.Output> outputs() {
        return facility().snapshot().control().outputs();
    }

    private void says(String topic, String payload) throws Exception {
        Objects.requireNonNull(node).says(topic, payload);
    }

    private void says(String topic, byte[] payload) throws Exception {
        Objects.requireNonNull(node).says(topic, payload, 1, false);
    }

    private void reports(double fahrenheit, Instant at) throws Exception {
        says("story/climate", "{\"t\": " + fahrenheit + ", \"ts\": \"" + at + "\"}");
    }

    private ControlRoom.Answer ask(String kind, String subject, double value, double seconds) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, kind, subject, value, seconds, "");
        return facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    private SortedMap<String, Long> counted() {
        return new TreeMap<>(facility().devices().device("node").orElseThrow().sinceStart());
    }

    private void until(String what, Predicate<PlantController> holds) {
        await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> holds.test(plc()));
    }

    @Test
    void aMessageBecomesAReadingAndACoilAndAProgramOpensTheRightOnesForTheRightTime() throws Exception {
        Instant measured = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(2);
        reports(86, measured);
        until("30 °C is too hot", p -> p.coil(3));
        reports(77, measured.plusSeconds(1));
        until("25 °C is cool enough", p -> !p.coil(3));
        assertEquals(List.of("3=true", "3=false"), plc().written);

        assertTrue(facility().awaitRecord(10_000));
        List<FacilityRecord.Reading> kept = facility()
                .record()
                .readings("air", measured, measured.plusSeconds(1).plusNanos(1_000), 10);
        assertEquals(
                List.of(measured + " 86.0 good", measured.plusSeconds(1) + " 77.0 good"),
                kept.stream()
                        .map(r -> r.at() + " " + Math.round(r.value() * 1e6) / 1e6 + " " + r.quality())
                        .toList());
        assertEquals(
                500,
                facility().record().asOf("tank", Instant.now()).orElseThrow().value(),
                "word order and scale");

        plc().written.clear();
        plc().writtenAt.clear();
        assertTrue(ask("program.run", "rinse", Double.NaN, 0).accepted());
        until("the run is over", p -> p.written.contains("2=false"));
        assertEquals(
                List.of("1=true", "0=true", "0=false", "1=false", "2=true", "0=true", "0=false", "2=false"),
                plc().written);
        List<Long> at = plc().writtenAt;
        long first = TimeUnit.NANOSECONDS.toMillis(at.get(2) - at.get(1));
        long second = TimeUnit.NANOSECONDS.toMillis(at.get(6) - at.get(5));
        assertTrue(first >= 1_950 && first < 2_500, "the pump ran " + first + " ms of the first step's 2000");
        assertTrue(second >= 950 && second < 1_500, "the pump ran " + second + " ms of the second step's 1000");
        assertTrue(
                plc().holding(201) >= 1 && plc().holding(201) <= 900, "the valve's own timer: " + plc().holding(201));
    }

    @Test
    void whatNobodyCanReadIsCountedAndMovesNothing() throws Exception {
        SortedMap<String, Long> before = counted();
        reports(68, Instant.now());
        assertTrue(ask("output.set", "valve-1", 1, 120).accepted());
        until("the valve is open", p -> p.coil(1));
        int writes = plc().written.size();

        Instant now = Instant.now();
        int rounds = 20;
        for (int i = 0; i < rounds; i++) {
            says("story/climate", "{\"t\": ");
            says("story/climate", "[".repeat(5_000) + "]".repeat(5_000));
            says("story/climate", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
            says("story/climate", "{\"t\": \"warm\"}");
            says("story/nobody/" + i, "1");
            says("story/climate", "{\"t\": NaN, \"ts\": \"" + now.plusMillis(i + 1) + "\"}");
            reports(200 + i, Instant.parse("2000-01-01T00:00:00Z").plusSeconds(i));
            reports(200 + i, Instant.parse("2106-02-07T06:28:15Z").plusSeconds(i));
        }
        says("story/climate", new byte[1_000_000]);
        for (int hours : List.of(2, -2, 0)) {
            stepped = Duration.ofHours(hours);
            reports(68 + hours / 10.0, Instant.now().plus(stepped));
            await("the clock stepped to " + hours + " h, and it goes on")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> facility().snapshot().field().streams().stream()
                            .anyMatch(s -> s.key().equals("air") && Math.abs(s.value() - 68 - hours / 10.0) < 0.01));
        }

        assertTrue(facility().awaitRecord(10_000));
        SortedMap<String, Long> counted = counted();
        before.forEach((reason, n) -> counted.merge(reason, -n, Long::sum));
        assertEquals(
                "{bad_json=20, bad_utf8=20, not_a_number=20, stored=64, too_deep=20, too_large=1}", counted.toString());
        assertEquals(
                20,
                facility().record().readings("air", Instant.EPOCH, Instant.parse("2001-01-01T00:00:00Z"), 100).stream()
                        .filter(r -> r.quality().equals("too_old") && r.late())
                        .count(),
                "of the year 2000");
        assertEquals(
                20,
                facility()
                        .record()
                        .readings(
                                "air",
                                Instant.parse("2100-01-01T00:00:00Z"),
                                Instant.parse("2110-01-01T00:00:00Z"),
                                100)
                        .stream()
                        .filter(r -> r.quality().equals("future"))
                        .count(),
                "of the year 2106");
        List<String> lines = new ArrayList<>();
        List.copyOf(log.list).stream()
                .filter(e -> e.getLevel().isGreaterOrEqual(Level.INFO))
                // The tests beside log too.
                .filter(e -> e.getFormattedMessage().contains("link story"))
                .forEach(e -> lines.add(e.getFormattedMessage()));
        assertEquals(
                6, lines.stream().filter(l -> l.contains("dropped (")).count(), () -> "one of each kind: " + lines);
        assertTrue(lines.size() <= 8, lines::toString);
        assertEquals(writes, plc().written.size(), () -> "no valve and no fan moved: " + plc().written);
        assertTrue(plc().coil(1), "still open");
        assertTrue(ask("output.release", "valve-1", Double.NaN, 0).accepted());
        until("the valve is closed", p -> !p.coil(1));
    }
}
