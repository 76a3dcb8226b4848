package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penstock.driver.mqtt.SparkplugPayloads.birth;
import static org.penstock.driver.mqtt.SparkplugPayloads.data;
import static org.penstock.driver.mqtt.SparkplugPayloads.life;
import static org.penstock.driver.mqtt.SparkplugPayloads.payload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;

/** A Sparkplug edge node and this program, with a broker between them. */
@Timeout(60)
@ResourceLock("broker")
@ExtendWith(BrokerOncePerSuite.class)
class SparkplugLinkTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestBroker broker;
    private final FakeLinkContext facility = new FakeLinkContext();

    SparkplugLinkTest(TestBroker broker) {
        this.broker = broker;
    }

    @Test
    void aNodeIsAskedForItsBirthLivesTakesACommandAndDies() throws Exception {
        String yaml = """
                key: broker
                driver: mqtt
                connection: {host: localhost, port: %d, client_id: penstock-sparkplug, timeout: 2s}
                devices:
                  - key: plc
                    address: {decoder: sparkplug, group: farm, node: bay-9, device: plc}
                    streams: [{no: 1, key: air, metric: temperature, address: {value: Air/Temperature}}]
                    outputs: [{no: 1, key: pump, address: {metric: Pump/Run, type: boolean}}]
                """.formatted(broker.port);
        try (TestNode node = new TestNode(broker.port);
                Link link = new MqttDriver(new BackOff(100, 400)).open(Specs.read(yaml), facility)) {
            Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
            byte[] nodeBirth = payload(0, at, life(3));
            byte[] deviceBirth = payload(
                    1,
                    at,
                    birth("Air/Temperature", 10, MetricDataType.Double, 21.5),
                    birth("Pump/Run", 11, MetricDataType.Boolean, false));
            node.listens("spBv1.0/farm/NCMD/bay-9", (topic, asked) -> {
                says(node, "NBIRTH/bay-9", nodeBirth);
                says(node, "DBIRTH/bay-9/plc", deviceBirth);
            });
            node.listens(
                    "spBv1.0/farm/DCMD/bay-9/plc",
                    (topic, asked) -> says(
                            node,
                            "DDATA/bay-9/plc",
                            payload(3, at.plusMillis(2), data(11, MetricDataType.Boolean, true))));
            link.start();

            await().atMost(SOON).until(() -> facility.values(1).equals(List.of(21.5)));
            assertEquals(1, node.heard.size(), "asked once");
            assertEquals(new WriteOutcome.Verified(0), link.readBack(1), "the birth says it too");

            says(node, "DDATA/bay-9/plc", payload(2, at.plusMillis(1), data(10, MetricDataType.Double, 22.0)));
            await().atMost(SOON).until(() -> facility.values(1).equals(List.of(21.5, 22.0)));

            assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 5_000)));

            says(node, "NDEATH/bay-9", payload(-1, at, life(3)));
            await().atMost(SOON).until(() -> facility.samples(1).size() == 3);
            Sample last = facility.samples(1).getLast();
            assertEquals(QualityCode.NO_COMMUNICATION, last.quality());

            says(node, "DDATA/bay-9/plc", payload(4, at.plusMillis(3), data(10, MetricDataType.Double, 23.0)));
            await().atMost(SOON).until(() -> facility.dropped("plc/before_birth") == 1);
            assertEquals(LinkState.ONLINE, link.status().state());
        }
    }

    private static void says(TestNode node, String where, byte[] payload) {
        String[] levels = where.split("/", 2);
        try {
            node.says("spBv1.0/farm/" + levels[0] + "/" + levels[1], payload, 0, false);
        } catch (org.eclipse.paho.mqttv5.common.MqttException e) {
            throw new AssertionError(e);
        }
    }
}
