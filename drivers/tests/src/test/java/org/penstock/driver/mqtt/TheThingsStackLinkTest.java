package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** LoRaWAN devices over a connection such as The Things Stack offers: MQTT 3.1.1, a user and a password, QoS 0. */
@Timeout(60)
@ExtendWith(BrokerOncePerSuite.class)
@ResourceLock("broker")
class TheThingsStackLinkTest {
    private static final String LINK = """
            key: ttn
            driver: mqtt
            connection: {host: localhost, port: %d, version: "3.1.1", user: penstock, password: "${secret:ttn}",
                         client_id: penstock-ttn-test, decoder: ttn}
            devices:
              - key: fridge
                address: {eui: a8-40-41-00-00-00-00-01}
                streams:
                  - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
            """;

    private final TestBroker broker;

    TheThingsStackLinkTest(TestBroker broker) {
        this.broker = broker;
    }

    private static String uplink(int count) {
        return """
                {"end_device_ids": {"device_id": "sensor-1", "dev_eui": "A840410000000001"},
                 "received_at": "2026-01-10T12:00:00Z",
                 "uplink_message": {"session_key_id": "AXBSH1Pk6Z0G166RlH16CQ==", "f_cnt": %d, "f_port": 2,
                   "decoded_payload": {"TempC_SHT": 2.22}, "received_at": "2026-01-10T12:00:00Z"}}""".formatted(count);
    }

    @Test
    void anUplinkArrivesWithItsTimeAndIdentityAndAGapIsCounted() throws Exception {
        FakeLinkContext facility = new FakeLinkContext().withSecret("ttn", "right");
        String yaml = LINK.formatted(broker.port);
        MqttDriver driver = new MqttDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        try (TestNode network = new TestNode(broker.port);
                Link link = driver.open(Specs.read(yaml), facility)) {
            link.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
            String device = "v3/my-app@ttn/devices/sensor-1/";
            network.says(device + "join", "{\"end_device_ids\": {\"device_id\": \"sensor-1\"}}");
            network.says(device + "up", uplink(1).getBytes(StandardCharsets.UTF_8), 0, false);
            network.says(device + "down/sent", "{}");
            network.says(device + "up", uplink(4).getBytes(StandardCharsets.UTF_8), 0, false);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.batches().size() == 2);
            Batch first = facility.batches().getFirst();
            long at = Instant.parse("2026-01-10T12:00:00Z").toEpochMilli() * 1_000;
            assertEquals(List.of(new Sample(1, 2.22, at, QualityCode.GOOD)), first.samples());
            assertEquals("A840410000000001/AXBSH1Pk6Z0G166RlH16CQ==/1", first.messageId());
            assertEquals(2, facility.dropped("fridge/missed"));
        }
        Threads.assertNone("penstock-mqtt-ttn");
    }
}
