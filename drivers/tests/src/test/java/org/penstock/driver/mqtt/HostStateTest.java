package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** Edge nodes that wait for a Sparkplug host hear when this program is there and when it is not. */
@Timeout(60)
@ResourceLock("broker")
@ExtendWith(BrokerOncePerSuite.class)
class HostStateTest {
    private static final String YAML = """
            key: plant
            driver: mqtt
            connection: {host: localhost, port: %d, version: "%s", client_id: %s, timeout: 2s, sparkplug_host: %s}
            devices:
              - key: plc
                address: {decoder: sparkplug, group: farm, node: bay-9}
                streams: [{no: 1, key: air, metric: temperature, address: {value: Air/Temperature}}]
            """;

    private final TestBroker broker;

    HostStateTest(TestBroker broker) {
        this.broker = broker;
    }

    private static void hears(TestNode node, int no, Predicate<String> what) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.heard.size() >= no && what.test(node.heard.get(no - 1)));
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void itIsThereFromConnectingToClosing(String version) throws Exception {
        String host = "north-" + version.charAt(0);
        String topic = "spBv1.0/STATE/" + host;
        FakeLinkContext facility = new FakeLinkContext();
        try (TestNode node = new TestNode(broker.port)) {
            node.listens(topic, (t, text) -> {});
            Link link = new MqttDriver(new BackOff(100, 400))
                    .open(Specs.read(YAML.formatted(broker.port, version, "host-test-" + version, host)), facility);
            link.start();
            hears(node, 1, said -> said.matches("\\Q" + topic + "\\E \\{\"online\":true,\"timestamp\":\\d+}"));
            await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
            String online = node.heard.getFirst();
            String offline = online.replace("true", "false");

            node.says(topic, offline.substring(topic.length() + 1).getBytes(StandardCharsets.UTF_8), 1, true);
            hears(node, 3, online::equals);

            // Another client with our name throws us out: the broker speaks our last will, and we come back.
            try (TestNode other = new TestNode(broker.port, "host-test-" + version)) {
                hears(node, 4, offline::equals);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.heard.getLast().contains("true") && facility.is(LinkState.ONLINE));
            link.close();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.heard.getLast().contains("\"online\":false"));
            assertEquals(0, facility.dropped("/unknown_device"), "its own state is no stranger's message");
        }
        Threads.assertNone("penstock-mqtt-plant");
    }

    @Test
    void whoIsNoHostSaysNothingAndAWrongIdIsNamed() {
        Problems problems = new Problems();
        MqttSettings plain = MqttSettings.read(
                "l", Specs.read(YAML.formatted(1883, "5", "c", "\"\"")).connection(), problems);
        assertEquals(List.of(), problems.all());
        assertEquals(null, new HostState(plain, 0).will());
        assertEquals(
                List.of(
                        "3: `sparkplug_host: a/b` is no host id: it has a / or + or # -> write the primary host id that the edge"
                                + " nodes were given"),
                Specs.check(new MqttDriver(), YAML.formatted(1883, "5", "c", "a/b")));
        assertEquals("", plain.guest("trial").sparkplugHost(), "who only looks is no host");
    }
}
