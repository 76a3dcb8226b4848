package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.driver.shared.BackOff;

/** Devices come in through the networks they belong to: one is opened for them, the other only heard. */
@Timeout(120)
@ResourceLock("broker")
@ExtendWith(BrokerOncePerSuite.class)
class NetworkEnrolmentTest {
    private static final Asker ME = Asker.account("ann");
    private static final String PERMIT = "net-z2m/bridge/request/permit_join";
    private static final String FILE = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
            links:
              - {key: broker, driver: mqtt, connection: {host: localhost, port: %d, client_id: penstock-network-test}}
            devices:
              - key: door
                name: Door sensor
                link: broker
                location: house
                address: {decoder: zigbee2mqtt, base: net-z2m, name: "0x00158d0001dc126a"}
                streams:
                  - {key: open, name: Door, metric: state, interval: 1h, max_age: 3h, address: {value: contact}}
              - key: mast
                name: Gateway on the mast
                link: broker
                location: house
                address: {decoder: chirpstack, gateway: 0016C001F153A14C, prefix: net868}
                streams:
                  - {key: online, name: Online, metric: state, interval: 1h, max_age: 3h, address: {value: online}}
            """;

    private final TestBroker broker;

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    NetworkEnrolmentTest(TestBroker broker) {
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

    private static FieldSnapshot.Enrolment enrolment(Facility facility, String key) {
        return Objects.requireNonNull(facility.snapshot().field().devices().stream()
                .filter(d -> d.key().equals(key))
                .findFirst()
                .orElseThrow()
                .enrolment());
    }

    private static void awaitState(Facility facility, String key, String state) {
        await(key + " " + state)
                .atMost(Duration.ofSeconds(20))
                .until(() -> enrolment(facility, key).state().equals(state));
    }

    private static void opens(Facility facility, String key, String text) throws Exception {
        Proposal p = facility.enrolling().open(ME, new Enrolling.Wish(key, "", 600, ""));
        assertEquals(List.of(), p.shut());
        assertTrue(p.text().contains(text), p.text());
        assertTrue(facility.confirm(ME, p.id()).get(5, TimeUnit.SECONDS).accepted());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> facility.snapshot().field().devices().stream()
                        .anyMatch(
                                d -> d.enrolment() != null && d.enrolment().id().equals(p.id())));
    }

    private static List<String> permits(TestNode bridge) {
        return bridge.heard.stream()
                .filter(m -> m.startsWith(PERMIT + " "))
                .map(m -> m.substring(PERMIT.length() + 1))
                .toList();
    }

    @Test
    void aZigbeeNetworkIsOpenOnlyWhileItsDeviceIsWaitedFor() throws Exception {
        try (Facility facility = open();
                TestNode bridge = new TestNode(broker.port)) {
            bridge.listens(PERMIT, (topic, payload) -> {});
            opens(facility, "door", "is opened for whatever wants to join");
            assertEquals("network", enrolment(facility, "door").kind());
            await("let in")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> permits(bridge).equals(List.of("{\"time\":254}")));

            String event = "{\"type\": \"%s\", \"data\": {\"friendly_name\": \"%s\", \"ieee_address\": \"%s\"%s}}";
            bridge.says(
                    "net-z2m/bridge/event",
                    event.formatted("device_joined", "0x00158d0009999999", "0x00158d0009999999", ""));
            bridge.says(
                    "net-z2m/bridge/event",
                    event.formatted("device_interview", "x", "0x00158d0001dc126a", ", \"status\": \"started\""));
            bridge.says(
                    "net-z2m/bridge/event",
                    event.formatted("device_interview", "x", "0x00158d0001dc126a", ", \"status\": \"successful\""));
            awaitState(facility, "door", "in_progress");
            await("closed again")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> permits(bridge).equals(List.of("{\"time\":254}", "{\"time\":0}")));

            bridge.says("net-z2m/0x00158d0001dc126a", "{\"contact\": true}");
            awaitState(facility, "door", "completed");
        }
    }

    @Test
    void aCancelledWaitClosesTheNetworkToo() throws Exception {
        try (Facility facility = open();
                TestNode bridge = new TestNode(broker.port)) {
            bridge.listens(PERMIT, (topic, payload) -> {});
            opens(facility, "door", "is opened");
            await("let in")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> permits(bridge).size() == 1);
            Proposal cancel = facility.propose(ME, "enrolment.cancel", "door", Double.NaN, 0, "");
            assertTrue(
                    facility.confirm(ME, cancel.id()).get(5, TimeUnit.SECONDS).accepted());
            await("closed again")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> permits(bridge).contains("{\"time\":0}"));
        }
    }

    @Test
    void aGatewayIsInWhenItSaysSoItselfAndNotByWhatTheBrokerKept() throws Exception {
        String topic = "net868/gateway/0016c001f153a14c/state/conn";
        byte[] online = "{\"gatewayId\": \"0016c001f153a14c\", \"state\": \"ONLINE\"}".getBytes(StandardCharsets.UTF_8);
        try (TestNode gateway = new TestNode(broker.port)) {
            gateway.says(topic, online, 1, true);
            try (Facility facility = open()) {
                opens(facility, "mast", "is expected to be heard");
                assertEquals("gateway", enrolment(facility, "mast").kind());
                gateway.says("net868/gateway/ffffffffffffffff/state/conn", online, 1, false);
                TimeUnit.MILLISECONDS.sleep(700);
                assertEquals("pending", enrolment(facility, "mast").state());
                gateway.says(topic, online, 1, false);
                awaitState(facility, "mast", "completed");
            } finally {
                gateway.says(topic, new byte[0], 1, true);
            }
        }
    }
}
