package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.driver.shared.BackOff;

/** A node comes into a running facility over a real broker: with its code, and not without. */
@Timeout(120)
@ResourceLock("second broker")
@ExtendWith(BrokerOncePerSuite.class)
class PairingTest {
    private static final Asker ME = Asker.account("ann");
    private static final String FILE = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: broker, driver: mqtt, connection: {host: localhost, port: %d, client_id: penstock-pairing-test}}
            devices:
              - key: node-1
                name: Node 1
                link: broker
                location: house
                address: {topic: farm/node-1/telemetry}
                streams:
                  - {key: air, name: Air, metric: temperature, unit: °C, interval: 1s, address: {value: /t}}
              - key: fridge
                name: Fridge
                link: broker
                location: house
                address: {decoder: ttn, eui: a8-40-41-00-00-00-00-01}
                streams:
                  - {key: cold, name: Cold, metric: temperature, unit: °C, interval: 1h, max_age: 3h, live_window: 3h, address: {value: temperature}}
              - key: lamp
                name: Lamp
                link: broker
                location: house
                outputs:
                  - {key: lamp-1, name: Lamp 1, kind: light, safe: 0, on_start: keep, guard: hardware, max_on: 12h, timeout: 2s, address: {topic: farm/lamp/set, on: '1', off: '0', state: {topic: farm/lamp}}}
            """;

    private final TestBroker broker;

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    PairingTest(TestBroker broker) {
        this.broker = broker;
    }

    private Facility open() throws Exception {
        Facility facility = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("north.yaml", FILE.formatted(broker.port)),
                null,
                List.of(new MqttDriver(new BackOff(100, 400))),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
        await("online")
                .atMost(Duration.ofSeconds(30))
                .until(() -> facility.snapshot().field().links().stream().allMatch(l -> l.state() == LinkState.ONLINE)
                        && !facility.snapshot().field().devices().isEmpty());
        return facility;
    }

    private static FieldSnapshot.Device device(Facility facility, String key) {
        return facility.snapshot().field().devices().stream()
                .filter(d -> d.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static FieldSnapshot.@Nullable Enrolment enrolment(Facility facility, String key) {
        return device(facility, key).enrolment();
    }

    private static void awaitState(Facility facility, String key, String state) {
        await(key + " " + state).atMost(Duration.ofSeconds(20)).until(() -> {
            FieldSnapshot.Enrolment e = enrolment(facility, key);
            return e != null && e.state().equals(state);
        });
    }

    private static FieldSnapshot.Enrolment opens(Facility facility, String key, String kind) throws Exception {
        Proposal p = facility.enrolling().open(ME, new Enrolling.Wish(key, kind, 600, ""));
        assertEquals(List.of(), p.shut());
        Answer answer = facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
        assertTrue(answer.accepted(), answer.text());
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            FieldSnapshot.Enrolment e = enrolment(facility, key);
            return e != null && e.id().equals(p.id());
        });
        return Objects.requireNonNull(enrolment(facility, key));
    }

    /** Nobody knows when the subscription stands: a device that hears nothing says it again, but not so often that it is shut out. */
    private static void presents(Facility facility, TestNode node, String code, String body, String until) {
        AtomicInteger looks = new AtomicInteger();
        await("presented")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (looks.getAndIncrement() % 30 == 0) {
                        node.says("penstock/pair/" + code, body);
                    }
                    FieldSnapshot.Enrolment e = enrolment(facility, "node-1");
                    return e != null && (e.state().equals(until) || e.error().startsWith(until));
                });
    }

    @Test
    void aNodePresentsItsCodeAndIsInWithItsFirstReading() throws Exception {
        try (Facility facility = open();
                TestNode node = new TestNode(broker.port)) {
            assertEquals("pending", device(facility, "node-1").state());
            FieldSnapshot.Enrolment open = opens(facility, "node-1", "");
            assertEquals("pairing", open.kind());
            String code = Objects.requireNonNull(open.code());
            assertEquals("joining", device(facility, "node-1").state());

            presents(facility, node, "ACDEFHJX", "{\"mac\": \"A0:B7:65:00:00:00\"}", "a wrong code");
            presents(facility, node, code, "no json", "the right code came, but without");
            presents(
                    facility,
                    node,
                    code.toLowerCase(java.util.Locale.ROOT),
                    "{\"mac\": \"A0:B7:65:11:22:33\\u0007\", \"model\": \"soil-4\", \"password\": \"x\"}",
                    "in_progress");
            FieldSnapshot.Enrolment said = Objects.requireNonNull(enrolment(facility, "node-1"));
            assertEquals("mac A0:B7:65:11:22:33 , model soil-4", said.presented());
            assertTrue(said.open() && said.attempts() >= 1, said.toString());

            node.says("farm/node-1/telemetry", "{\"t\": 21.5}");
            awaitState(facility, "node-1", "completed");
            assertEquals("active", device(facility, "node-1").state());
            assertNull(Objects.requireNonNull(enrolment(facility, "node-1")).code());
            assertTrue(facility.awaitRecord(20_000));
            List<String> events = facility.record().events(50).stream()
                    .filter(e -> e.subject().equals("device:node-1"))
                    .map(e -> e.kind() + " " + e.actor())
                    .toList();
            assertEquals("enrolment.completed system", events.getFirst());
            assertEquals("enrolment.opened os:ann", events.getLast());
            assertFalse(facility.record().events(200).toString().contains(code), "the code is in the chain");
            assertTrue(facility.devices().device("node-1").isPresent());
            // It is over: the topic is not listened to any more, and the code opens nothing.
            assertEquals(1, facility.enrolling().enrolments("node-1", 10).size());
        }
    }

    @Test
    void aBrokerIsAskedForCodesOnlyWhileOneIsWaitedFor() throws Exception {
        try (Facility facility = open();
                TestNode node = new TestNode(broker.port)) {
            node.says("penstock/pair/WRONG", "{}".getBytes(StandardCharsets.UTF_8), 1, true);
            opens(facility, "node-1", "");
            // It comes with the subscription. What the broker kept from earlier is nobody's who is there now.
            await("the subscription").atMost(Duration.ofSeconds(20)).until(() -> dropped(facility) > 0);
            assertEquals(
                    0, Objects.requireNonNull(enrolment(facility, "node-1")).attempts());
            node.says("penstock/pair/WRONG", "{}");
            await("an attempt")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Objects.requireNonNull(enrolment(facility, "node-1"))
                                    .attempts()
                            == 1);
            assertEquals(
                    "code",
                    Objects.requireNonNull(enrolment(facility, "node-1")).step());
            Proposal cancel = facility.propose(ME, "enrolment.cancel", "node-1", Double.NaN, 0, "");
            assertEquals(List.of(), cancel.shut());
            assertTrue(
                    facility.confirm(ME, cancel.id()).get(5, TimeUnit.SECONDS).accepted());
            await("no subscription").atMost(Duration.ofSeconds(20)).until(() -> {
                long before = dropped(facility);
                node.says("penstock/pair/WRONG", "{}");
                node.says("farm/node-1/telemetry", "{\"t\": 21}");
                TimeUnit.MILLISECONDS.sleep(300);
                return dropped(facility) == before;
            });
            assertEquals(
                    "failed",
                    Objects.requireNonNull(enrolment(facility, "node-1")).state());
            node.says("penstock/pair/WRONG", new byte[0], 1, true);
        }
    }

    private static long dropped(Facility facility) {
        return facility.snapshot().health().dropped();
    }

    @Test
    void aLoRaWanDeviceIsInWithItsFirstUplinkAfterItsJoinAndALampWithItsState() throws Exception {
        try (Facility facility = open();
                TestNode network = new TestNode(broker.port)) {
            assertEquals("otaa", opens(facility, "fridge", "").kind());
            network.says(
                    "v3/app@ttn/devices/sensor-1/join",
                    "{\"end_device_ids\": {\"device_id\": \"sensor-1\", \"dev_eui\": \"A840410000000001\"},"
                            + " \"join_accept\": {\"session_key_id\": \"AX==\"}}");
            awaitState(facility, "fridge", "in_progress");
            network.says(
                    "v3/app@ttn/devices/sensor-1/up",
                    "{\"end_device_ids\": {\"device_id\": \"sensor-1\", \"dev_eui\": \"A840410000000001\"},"
                            + " \"uplink_message\": {\"session_key_id\": \"AX==\", \"f_cnt\": 0, \"f_port\": 2,"
                            + " \"decoded_payload\": {\"TempC_SHT\": 4.2}}}");
            awaitState(facility, "fridge", "completed");

            assertNotNull(opens(facility, "lamp", "manual").started());
            network.says("farm/lamp", "0");
            awaitState(facility, "lamp", "completed");
        }
    }

    @Test
    void aWayThatALineDoesNotHaveIsRefusedInWords() throws Exception {
        try (Facility facility = open()) {
            assertEquals(
                    List.of("a device on this link is enrolled as otaa or abp or manual, not as pairing"),
                    facility.enrolling()
                            .open(ME, new Enrolling.Wish("fridge", "pairing", 0, ""))
                            .shut());
        }
    }
}
