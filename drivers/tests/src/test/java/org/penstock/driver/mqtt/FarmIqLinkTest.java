package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.BlackHole;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A weighing over a broker: what is handed on is one message with its number, acknowledged when both are safe. */
@Timeout(60)
@ExtendWith(BrokerOncePerSuite.class)
@ResourceLock("broker")
class FarmIqLinkTest {
    private static final String LINK = """
            key: barn
            driver: mqtt
            connection: {host: localhost, port: %d, client_id: penstock-farmiq-test, timeout: 2s}
            devices:
              - key: scale
                address: {decoder: farmiq, tenant: t-9, farm: f-1, barn: b-1, station: st-01}
                streams:
                  - {no: 1, key: weight, metric: mass, address: {value: weighvision.weight.recorded/weight_kg}}
            """;

    private static final String SESSION = "iot/weighvision/t-9/f-1/b-1/st-01/session/s-123/";
    private static final long AT = 1_735_725_910_000_000L;

    private final TestBroker broker;

    FarmIqLinkTest(TestBroker broker) {
        this.broker = broker;
    }

    private static String event(int id, String type, String payload) {
        return """
                {"schema_version": "1.0", "event_id": "e-%d", "tenant_id": "t-9", "device_id": "wv-001",
                 "event_type": "%s", "ts": "2025-01-01T10:05:10Z", "payload": %s}""".formatted(id, type, payload);
    }

    @Test
    void whatTheJournalHasNotTakenComesAgainAndIsTheSame() throws Exception {
        FakeLinkContext facility = new FakeLinkContext();
        MqttDriver driver = new MqttDriver(new BackOff(100, 400));
        String created = event(1, "weighvision.session.created", "{\"batch_id\": \"batch-001\"}");
        String weight = event(2, "weighvision.weight.recorded", "{\"weight_kg\": 120.50, \"animal\": \"0042\"}");
        try (BlackHole cable = new BlackHole(broker.port);
                TestNode station = new TestNode(broker.port)) {
            String yaml = LINK.formatted(cable.port());
            // The broker keeps what is said while the program is down.
            try (Link before = driver.open(Specs.read(yaml), facility)) {
                before.start();
                await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
            }
            station.says(SESSION + "weighvision.session.created", created);
            station.says(SESSION + "weighvision.weight.recorded", weight);
            facility.holdingAcknowledgements();
            try (Link link = driver.open(Specs.read(yaml), facility)) {
                link.start();
                comesAgain(facility, cable, created, weight);
                facility.acknowledgeAll();
                station.says(
                        SESSION + "weighvision.session.cancelled", event(3, "weighvision.session.cancelled", "{}"));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> facility.batches().stream().anyMatch(b -> "t-9/e-3".equals(b.messageId())));
                assertTrue(link.health().getFirst().answers() >= 5, "a message without a number is a sign of life");
            }
        }
        Threads.assertNone("penstock-mqtt-barn");
    }

    private static void comesAgain(FakeLinkContext facility, BlackHole cable, String created, String weight)
            throws Exception {
        awaitBatches(facility, 2);
        List<Batch> first = facility.batches();
        assertEquals(List.of(), first.get(0).samples());
        assertEquals(
                List.of(new Handed("scale", "weighvision.session.created", "s-123", "e-1", AT, created)),
                first.get(0).handed());
        assertEquals(
                List.of(new Sample(1, 120.5, AT, QualityCode.GOOD)),
                first.get(1).samples());
        assertEquals(
                List.of(new Handed("scale", "weighvision.weight.recorded", "s-123", "e-2", AT, weight)),
                first.get(1).handed());
        assertEquals("t-9/e-2", first.get(1).messageId(), "one message, one identity");

        // Not before it stood: a connection that was cut while we subscribed is no reconnect later.
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
        cable.cut();
        awaitBatches(facility, 4);
        for (int i = 0; i < 2; i++) {
            assertEquals(first.get(i).handed(), facility.batches().get(2 + i).handed());
            assertEquals(first.get(i).messageId(), facility.batches().get(2 + i).messageId());
        }
    }

    private static void awaitBatches(FakeLinkContext facility, int n) {
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == n);
    }
}
