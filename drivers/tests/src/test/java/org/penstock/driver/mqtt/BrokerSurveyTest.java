package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A person looks at what is on a broker, beside the link that works. */
@ResourceLock("broker")
@ExtendWith(BrokerOncePerSuite.class)
class BrokerSurveyTest {
    private final TestBroker broker;
    private final FakeLinkContext facility = new FakeLinkContext();
    private final Link link;

    BrokerSurveyTest(TestBroker broker) throws Exception {
        this.broker = broker;
        this.link = new MqttDriver().open(Specs.read("""
                        key: broker
                        driver: mqtt
                        connection: {host: localhost, port: %d, client_id: surveyed, timeout: 2s}
                        devices: [{key: n, streams: [{no: 1, key: a, address: {topic: survey/known}}]}]
                        """.formatted(broker.port)), facility);
        link.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
    }

    @AfterEach
    void close() {
        link.close();
        Threads.assertNone("surveyed");
    }

    private static final class Sheet implements Findings {
        private final List<String> lines = new ArrayList<>();
        private volatile String what = "";

        @Override
        public synchronized void found(Finding f) {
            lines.add(f.device() + " | " + f.place() + " | " + f.value() + " | " + f.note() + " | " + f.write()
                    + (f.address().isEmpty() ? "" : " of " + f.address()));
        }

        @Override
        public void progress(long done, long of, String words) {
            what = words;
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    private Sheet look(Map<String, String> words, String... messages) throws Exception {
        Sheet sheet = new Sheet();
        Thread looking = Thread.ofPlatform().name("test-survey").start(() -> {
            try {
                link.survey(new SurveyWish(words, 60_000), sheet);
            } catch (InterruptedException _) {
                sheet.progress(0, 0, "ended");
            } catch (SurveyRefused e) {
                sheet.progress(0, 0, e.words());
            }
        });
        try (TestNode node = new TestNode(broker.port)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> sheet.what.endsWith("messages heard"));
            for (int i = 0; i < messages.length; i += 2) {
                node.says(messages[i], messages[i + 1].getBytes(StandardCharsets.UTF_8), 1, false);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> sheet.what.equals(messages.length / 2 + " messages heard"));
        }
        looking.interrupt();
        looking.join(10_000);
        assertEquals("ended", sheet.what);
        return sheet;
    }

    @Test
    void topicByTopicItShowsWhatToWriteForEachValue() throws Exception {
        Sheet sheet = look(
                Map.of("topic", "survey/#"), "survey/known", "21.5", "survey/node", "{\"air\": {\"t\": 20.5, \"ok\": true}}");
        assertEquals(
                List.of(
                        "survey/known |  | 21.5 |  | {topic: \"survey/known\"}",
                        "survey/node | /air/t | 20.5 |  | {topic: \"survey/node\", value: \"/air/t\"}",
                        "survey/node | /air/ok | true |  | {topic: \"survey/node\", value: \"/air/ok\"}"),
                sheet.lines());
        await().atMost(Duration.ofSeconds(10)).until(() -> facility.batches().size() == 1);
        assertTrue(facility.is(LinkState.ONLINE), "the link that works was not thrown out");
        assertEquals(0, link.status().reconnects());
    }

    @Test
    void throughAConventionItShowsTheDevices() throws Exception {
        Sheet sheet = look(Map.of("decoder", "esphome"), "bay-1/sensor/air/state", "21.5", "bay-1/status", "offline");
        String of = " of {decoder: esphome, node: bay-1}";
        assertEquals(
                List.of(
                        "bay-1 | air | 21.5 |  | {value: \"air\"}" + of,
                        "bay-1 | sensor/air | 21.5 |  | {value: \"sensor/air\"}" + of,
                        "bay-1 |  |  | the node's last will says offline | " + of),
                sheet.lines());
    }

    @Test
    void gatewaysThatCarryLoRaWanAreNamedAsWell() throws Exception {
        Sheet sheet = look(
                Map.of("decoder", "chirpstack"),
                "eu868/gateway/0016c001f153a14c/state/conn",
                "{\"gatewayId\": \"0016c001f153a14c\", \"state\": \"ONLINE\"}",
                "application/a/device/0101010101010101/event/up",
                """
                {"deduplicationId": "3ac7e3c4", "time": "2022-07-18T09:34:15Z", "deviceInfo": {"devEui": "0101010101010101"},
                 "devAddr": "00189440", "object": {"temperature": 4}, "rxInfo": [
                   {"gatewayId": "0016c001f153a14c", "rssi": -36, "snr": 10.5}]}""");
        String of = " of {decoder: chirpstack, gateway: \"0016C001F153A14C\"}";
        assertTrue(sheet.lines().containsAll(List.of(
                "gateway/0016C001F153A14C | online | true |  | {value: \"online\"}" + of,
                "gateway/0016C001F153A14C | rssi | -36.0 |  | {value: \"rssi\"}" + of,
                "gateway/0016C001F153A14C |  |  | Heard last at 2022-07-18T09:34:15Z through the uplinks of 1 device, 1 since"
                        + " the link was opened | " + of,
                "0101010101010101 | temperature | 4.0 |  | {value: \"temperature\"} of {decoder: chirpstack, eui:"
                        + " \"0101010101010101\"}")), sheet.lines().toString());
    }

    @Test
    void whatCannotBeLookedAtIsSaid() {
        assertTrue(refused(Map.of("decoder", "esp")).contains("There is no decoder esp"));
        assertTrue(refused(Map.of("topic", "a/#/b")).contains("has # before the end"));
    }

    private String refused(Map<String, String> words) {
        return assertThrows(SurveyRefused.class, () -> link.survey(new SurveyWish(words, 1_000), new Sheet()))
                .words();
    }
}
